"""A decision's scans in, what the register's log can prove of it out."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from desk.standing.evidence import Told, evidence_from
from desk.standing.rows import Decision
from register.cases import all_scans
from register.history import history_of
from register.log import faults_in_log
from register.opening import Register
from register.publications import log_tip


class Proof(Struct, frozen=True, kw_only=True):
    """What is proved of one decision, and the state of the log that proves it.

    `last_entry` and `last_hash` are the log's end: whoever keeps them elsewhere can show later
    that none of this was written since. `faults` are the places where it was tampered with.
    """

    reference: str | None
    scans: tuple[str, ...]
    told: tuple[Told, ...]
    last_entry: int
    last_hash: str
    faults: tuple[str, ...]


def proof_of(register: Register, decisions: Sequence[Decision]) -> Proof:
    """Return the proof for the scans of one decision, at least one, in order of arrival.

    What was noted of a file that is part of such a scan is told with it.
    """
    named = tuple(row.scan for row in decisions)
    scans = (*named, *_parts_of(register, named))
    last_entry, last_hash = log_tip(register)
    return Proof(
        reference=decisions[0].reference,
        scans=scans,
        told=evidence_from(history_of(register, scans)),
        last_entry=last_entry,
        last_hash=last_hash,
        faults=faults_in_log(register),
    )


def _parts_of(register: Register, named: Sequence[str]) -> Iterator[str]:
    for scan in all_scans(register):
        if scan.sha256 in named:
            yield from (part for part in scan.parts if part not in named)
