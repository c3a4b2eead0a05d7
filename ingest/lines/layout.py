"""Page readings in, the form laid out: its pages without furniture, its places, its ink.

Withheld pages are set aside here, before anything else is looked at.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ingest.finding import Finding
from ingest.lines.agreement import vocabulary_of
from ingest.lines.confidential import confidential_pages
from ingest.lines.flow import Item, Sheet, places_of, sheet_of, without_running_heads
from ingest.lines.inkmap import InkMap
from ingest.lines.template import Mark
from ingest.page import PageReading, Reader


class Layout(Struct, frozen=True, kw_only=True):
    """A form laid out: `pages` are all its pages; sheets, places and ink only the public ones'.

    `confidential` are the findings on the pages that are withheld.
    """

    pages: tuple[PageReading, ...]
    sheets: tuple[Sheet, ...]
    places: Mapping[Mark | None, tuple[Item, ...]]
    ink: dict[int, InkMap]
    withheld_pages: tuple[int, ...]
    confidential: tuple[Finding, ...]

    @property
    def after_approval(self) -> tuple[Sheet, ...]:
        """The pages after the one that holds the officer's approval."""
        closing = self.places.get(Mark.OFFICER_APPROVAL, ())
        return tuple(s for s in self.sheets if closing and s.page > closing[0].page)

    def items(self, *marks: Mark) -> tuple[Item, ...]:
        """Give the lines and tables of the places named, in the order of the names."""
        return tuple(item for mark in marks for item in self.places.get(mark, ()))


def layout_of(pages: Sequence[PageReading]) -> Layout:
    """Lay out every page, set aside those that look like Part 2, and divide the rest."""
    vocabulary = vocabulary_of(
        (page.words.get(Reader.RAPIDOCR, ()), page.words.get(Reader.TESSERACT, ()))
        for page in pages
    )
    laid_out = [sheet_of(page, vocabulary) for page in pages]
    withheld, confidential = confidential_pages(laid_out)
    public = [sheet for sheet in laid_out if sheet.page not in withheld]
    sheets = without_running_heads(public)
    return Layout(
        pages=tuple(pages),
        sheets=sheets,
        places=places_of(sheets),
        ink={page.page: InkMap(page) for page in pages if page.page not in withheld},
        withheld_pages=withheld,
        confidential=confidential,
    )
