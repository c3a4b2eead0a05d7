"""The register's cases in; out, which scans look like parts of one decision, and what settles it.

A guess for a person: nothing is joined by itself, and each scan stays held for what it lacks.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations

from msgspec import Struct

from ingest.checks.other_part import Likeness, likeness
from ingest.printable import printable
from ingest.record import DecisionRecord
from register.case import Case

_SHOWN_OF_A_HASH = 12
_MOST_NAMED = 3  # where more fit, the numbers tell nothing, and a list of them even less


class OtherPart(Struct, frozen=True, kw_only=True):
    """Another scan that may hold what this one lacks; `command` makes one scan of the two."""

    scan: str
    file: str
    other_scan: str
    other_file: str
    says: str
    command: str


class _Pair(Struct, frozen=True):
    """A scan that lacks its end, and one that looks like its rest."""

    first: Case
    rest: Case
    likeness: Likeness


def other_parts(cases: Sequence[Case]) -> Mapping[str, tuple[OtherPart, ...]]:
    """Return for each scan that lacks a part which others may hold it: a few of the likeliest."""
    pairs = tuple(_pairs_among(cases))
    best: dict[str, Likeness] = {}
    for pair in pairs:
        for scan in (pair.first.scan.sha256, pair.rest.scan.sha256):
            best[scan] = max(best.get(scan, Likeness.NONE), pair.likeness)
    found: dict[str, tuple[OtherPart, ...]] = {}
    for pair in pairs:
        first, rest = pair.first.scan, pair.rest.scan
        if pair.likeness == best[first.sha256] == best[rest.sha256]:
            command = f"pcd ingest --together {_short(first.sha256)} {_short(rest.sha256)}"
            for one, other, part in ((first, rest, "end"), (rest, first, "beginning")):
                file, other_file = printable(one.name), printable(other.name)
                told = OtherPart(
                    scan=one.sha256,
                    file=file,
                    other_scan=other.sha256,
                    other_file=other_file,
                    says=f"The {part} of {file} may be in {other_file}. If it is:",
                    command=command,
                )
                found[one.sha256] = (*found.get(one.sha256, ()), told)[:_MOST_NAMED]
    return found


def _pairs_among(cases: Sequence[Case]) -> Iterator[_Pair]:
    lacking = [(case, record) for case in cases if (record := _lacks_a_part(case)) is not None]
    for (first, record), (rest, of_rest) in permutations(lacking, 2):
        like = likeness(record, of_rest)
        if like is not Likeness.NONE:
            yield _Pair(first, rest, like)


def _lacks_a_part(case: Case) -> DecisionRecord | None:
    """Return the record of a scan that lacks a part and that nobody has published as it is."""
    if case.record is None or case.record.extent is None or case.pin is not None:
        return None
    return case.record if case.stands else None


def _short(sha256: str) -> str:
    return sha256[:_SHOWN_OF_A_HASH]
