"""Sheets as scanned in, the order in which they are to be read out, where it is certain.

Footers and paragraph numbers must agree on one order; else the sheets stay as they are.
"""

from collections.abc import Sequence
from enum import StrEnum
from itertools import combinations, pairwise

from msgspec import Struct, structs

from ingest.lines.flow import Sheet
from ingest.sorting.standing import Standing, standing_of


class Order(StrEnum):
    """What became of the order of the pages."""

    AS_SCANNED = "as scanned"
    PUT_RIGHT = "put right"
    UNSETTLED = "unsettled"


class Ordered(Struct, frozen=True):
    """Sheets in the order in which they are read; `astray` is the first page scanned too late."""

    sheets: tuple[Sheet, ...]
    order: Order
    astray: int | None = None


class _Page(Struct, frozen=True):
    """What tells a sheet's place: its printed number and its own words, if either is known."""

    number: int | None
    standing: Standing | None

    def is_before(self, other: "_Page") -> bool:
        """Say whether this page comes before the other, by numbers where both were read."""
        if self.number is not None and other.number is not None:
            return self.number < other.number
        return self.stands_before(other)

    def belongs_before(self, other: "_Page") -> bool:
        """Say whether this page should not have been scanned after the other."""
        same = self.number is not None and self.number == other.number
        return same or self.is_before(other)

    def stands_before(self, other: "_Page") -> bool:
        """Say whether the page's own words come before the other's."""
        if self.standing is None or other.standing is None:
            return False
        return self.standing.is_before(other.standing)


def with_certain_numbers(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Forget the page numbers that were misread: "21" of "July 2021", "14" for a blurred 4.

    Such a number is larger than there are sheets, and all else, the numbers before and behind it
    and the words of all three pages, says that the page stands where it should.
    """
    return [
        structs.replace(sheet, footer=structs.replace(sheet.footer, number=None))
        if _is_misread(sheets, at)
        else sheet
        for at, sheet in enumerate(sheets)
    ]


def _is_misread(sheets: Sequence[Sheet], at: int) -> bool:
    number = sheets[at].footer.number
    if number is None or number <= len(sheets) or at + 1 == len(sheets):
        return False
    before = sheets[at - 1].footer.number if at else 0
    if before is None or sheets[at + 1].footer.number != before + 2:
        return False
    stands = [standing_of(sheet) for sheet in sheets[max(0, at - 1) : at + 2]]
    return all(
        one is not None and other is not None and one.is_before(other)
        for one, other in pairwise(stands)
    )


def in_reading_order(sheets: Sequence[Sheet]) -> Ordered:
    """Put sheets in order; those without a word are left where they are read, at the end."""
    written = [sheet for sheet in sheets if sheet.items]
    empty = tuple(sheet for sheet in sheets if not sheet.items)
    pages = [_Page(sheet.footer.number, standing_of(sheet)) for sheet in written]
    as_scanned = Ordered((*written, *empty), Order.AS_SCANNED)
    late = [at for at, page in enumerate(pages) if any(map(page.belongs_before, pages[:at]))]
    if not late:
        return as_scanned
    astray = written[late[0]].page
    pages = _with_the_one_gap_filled(pages)
    places = [sum(other.is_before(page) for other in pages) for page in pages]
    settled = sorted(range(len(pages)), key=places.__getitem__)
    if sorted(places) != list(range(len(pages))) or _disagree([pages[at] for at in settled]):
        return structs.replace(as_scanned, order=Order.UNSETTLED, astray=astray)
    return Ordered((*(written[at] for at in settled), *empty), Order.PUT_RIGHT, astray)


def _disagree(pages: Sequence[_Page]) -> bool:
    """Say whether the pages' own words speak against their order."""
    return any(after.stands_before(page) for page, after in combinations(pages, 2))


def _with_the_one_gap_filled(pages: Sequence[_Page]) -> list[_Page]:
    """Give the one page whose number was not read the one number that is wanting.

    Its own words must have a say too: where a page is missing as well, the gap is another's.
    """
    numbers = {page.number for page in pages}
    wanting = [number for number in range(1, len(pages) + 1) if number not in numbers]
    if len(numbers) < len(pages) or len(wanting) != 1:
        return list(pages)
    return [
        structs.replace(page, number=wanting[0])
        if page.number is None and page.standing is not None
        else page
        for page in pages
    ]
