"""The register's rows in, the numbers that no scan bears between the lowest and the highest out.

A number that is not there may never have been used, may be waiting in a drawer, or may have been
misread as another: a person looks.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct

from desk.standing.rows import Rows
from publication.reference import Reference, reference_in

_FIRST_YEAR, _LAST_YEAR = 2000, 2199


class Gap(Struct, frozen=True, kw_only=True):
    """Numbers in a row that no scan bears, from the first to the last of them."""

    first: str
    last: str
    missing: int


class Series(Struct, frozen=True, kw_only=True):
    """A series that counts on, or one year of a series that counts by year."""

    lowest: str
    highest: str
    known: int
    missing: int
    gaps: tuple[Gap, ...]


def series_in(rows: Rows) -> tuple[Series, ...]:
    """Return every series of which the register has a clear reference, held decisions among them.

    A gap is one line however wide it is: one misread number makes a wide one.
    """
    read = (reference_in(row.reference) for row in rows.decisions)
    numbered: dict[tuple[str, int], dict[int, Reference]] = defaultdict(dict)
    for reference in filter(None, read):
        number, year = _counted(reference)
        numbered[reference.series, year][number] = reference
    return tuple(_series(numbered[key]) for key in sorted(numbered))


def _counted(reference: Reference) -> tuple[int, int]:
    """Return the number that counts and its year, 0 where the series does not count by year."""
    match reference.numbers:
        case (year, number) if _is_year(year):
            return number, year
        case (number, year):
            return number, year
        case (number, *_):
            return number, 0
    raise ValueError(reference)


def _is_year(number: int) -> bool:
    return _FIRST_YEAR <= number <= _LAST_YEAR


def _series(known: dict[int, Reference]) -> Series:
    numbers = sorted(known)
    gaps = tuple(_gaps(numbers, known[numbers[0]]))
    return Series(
        lowest=str(known[numbers[0]]),
        highest=str(known[numbers[-1]]),
        known=len(numbers),
        missing=sum(gap.missing for gap in gaps),
        gaps=gaps,
    )


def _gaps(numbers: list[int], like: Reference) -> Iterable[Gap]:
    for before, after in pairwise(numbers):
        if after - before > 1:
            yield Gap(
                first=_spelt(like, before + 1),
                last=_spelt(like, after - 1),
                missing=after - before - 1,
            )


def _spelt(like: Reference, number: int) -> str:
    """Spell a number as its neighbours are: with their series, and their year where they do."""
    match like.numbers:
        case (year, _) if _is_year(year):
            return str(Reference(like.series, (year, number)))
        case (_, year):
            return str(Reference(like.series, (number, year)))
    return str(Reference(like.series, (number,)))
