"""All scans with their reviews in, a ruling for each out: who holds a reference is settled here.

A published decision stays as it is: a second scan of the same reference holds only itself,
until an officer's `Replace` lets it take over.
"""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
from msgspec import Struct

from ingest.checks.file_name import other_number_in_name, part_2_in_name
from ingest.record import DecisionRecord
from publication.amended import amended_by
from publication.reference import likely_reference_in
from publication.rule import rule_on
from publication.ruling import Ruling
from publication.settings import Settings
from register.review import Correct, Entry


class Case(Struct, frozen=True, kw_only=True):
    """One scan's record, the reviews of it in their order, and when the scan came in.

    `other_names` are the names it came under besides the one that the record was read under.
    """

    record: DecisionRecord
    reviews: tuple[Entry, ...] = ()
    arrived: datetime
    other_names: tuple[str, ...] = ()


def record_of(case: Case) -> DecisionRecord:
    """Return the record as read, with what the scan's other names say against it.

    The rule is asked about this record, and officers' entries are on this reading: a name that
    tells something new asks for their word anew, and any other name changes nothing.
    """
    record = case.record
    said = (
        finding
        for name in case.other_names
        for finding in (*other_number_in_name(name, record.number), *part_2_in_name(name))
    )
    return msgspec.structs.replace(record, findings=(*record.findings, *said))


def rulings_on(cases: Sequence[Case], settings: Settings, today: date) -> tuple[Ruling, ...]:
    """Rule on every case, in the order given; each scan but the first of a reference is held."""
    earlier, replaced = _earlier_scans(cases)
    return tuple(
        rule_on(
            record_of(case),
            case.reviews,
            settings,
            today,
            earlier_scan=earlier.get(place),
            replaced_by=replaced.get(place),
        )
        for place, case in enumerate(cases)
    )


def _earlier_scans(cases: Sequence[Case]) -> tuple[dict[int, str], dict[int, str]]:
    """Return, by a case's place, the scan that was there first and the scan that took over."""
    earlier: dict[int, str] = {}
    replaced: dict[int, str] = {}
    holders: dict[str, int] = {}
    claims = [_claim_of(case) for case in cases]
    for place in sorted(range(len(cases)), key=lambda place: claims[place].at):
        claim = claims[place]
        if claim.reference is None:
            continue
        holder = holders.setdefault(claim.reference, place)
        if holder == place:
            continue
        earlier[place] = cases[holder].record.source.sha256
        if earlier[place] in claim.replaces:
            replaced[holder] = cases[place].record.source.sha256
            holders[claim.reference] = place
    return earlier, replaced


class _Claim(Struct, frozen=True, kw_only=True):
    """Since when a scan has which reference, and which scans it may take that over from."""

    reference: str | None
    at: datetime
    replaces: frozenset[str]


def _claim_of(case: Case) -> _Claim:
    """Date a scan that was corrected into its reference by the correction, not by its arrival."""
    amended = amended_by(record_of(case), case.reviews)
    reference = _key_of(amended.record)
    at = case.arrived
    if reference != _key_of(case.record):
        at = max(entry.at for entry in case.reviews if _corrects_reference(entry))
    return _Claim(reference=reference, at=at, replaces=amended.replaces)


def _corrects_reference(entry: Entry) -> bool:
    return isinstance(entry, Correct) and entry.field == "reference"


def _key_of(record: DecisionRecord) -> str | None:
    reference = likely_reference_in(record.reference)
    return str(reference) if reference else None
