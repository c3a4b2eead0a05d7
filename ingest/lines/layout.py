"""Page readings in, the form laid out: its pages without furniture, its places, its ink.

Withheld pages are set aside here, before anything else is looked at; so are pages of another
decision, and those that are there twice.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from ingest.finding import Finding
from ingest.lines.agreement import vocabulary_of
from ingest.lines.appendix import end_of_box, is_signed
from ingest.lines.flow import Item, Sheet, lines_of, places_of, sheet_of, without_running_heads
from ingest.lines.inkmap import InkMap
from ingest.lines.template import Mark
from ingest.page import PageReading, Reader
from ingest.sorting.copies import Copy
from ingest.sorting.form_or_not import is_of_a_form
from ingest.sorting.reading_order import Order
from ingest.sorting.sorted_pages import sorted_pages


class Layout(Struct, frozen=True, kw_only=True):
    """A form laid out: `pages` are all its pages, and `every` their sheets as scanned, withheld
    ones too, which give no word to any field; sheets, places and ink are the public ones' only.

    The sheets stand in reading order, and `order` says whether that is the scan's: if not,
    `astray` is the first page out of it.
    `confidential` are the findings on the pages that are withheld; `others` belong to another
    decision in the same file, and `copies` are there twice. `is_form` says whether any of this
    is a decision form; where it isn't, there are no places.
    """

    pages: tuple[PageReading, ...]
    every: tuple[Sheet, ...]
    sheets: tuple[Sheet, ...]
    places: Mapping[Mark | None, tuple[Item, ...]]
    ink: dict[int, InkMap]
    withheld_pages: tuple[int, ...]
    confidential: tuple[Finding, ...]
    order: Order
    astray: int | None
    others: tuple[Sheet, ...]
    copies: tuple[Copy, ...]
    is_form: bool

    @property
    def after_approval(self) -> tuple[Sheet, ...]:
        """The pages after the one that holds the officer's approval, and what ends its box."""
        closing = self.places.get(Mark.OFFICER_APPROVAL, ())
        if not closing:
            return ()
        at = next(i for i, sheet in enumerate(self.sheets) if sheet.page == closing[0].page)
        here = [line for item in closing if item.page == closing[0].page for line in lines_of(item)]
        following = self.sheets[at + 1 :]
        if not following or is_signed(here):
            return following
        return (_below_box(following[0]), *following[1:])

    def items(self, *marks: Mark) -> tuple[Item, ...]:
        """Give the lines and tables of the places named, in the order of the names."""
        return tuple(item for mark in marks for item in self.places.get(mark, ()))


def _below_box(sheet: Sheet) -> Sheet:
    """Leave out the end of a signature box that a page break cut."""
    box = set(map(id, sheet.lines[: end_of_box(sheet.lines)]))
    items = [item for item in sheet.items if not (ids := set(map(id, lines_of(item)))) or ids - box]
    return structs.replace(sheet, items=tuple(items))


def layout_of(pages: Sequence[PageReading]) -> Layout:
    """Lay out every page, sort the pages, and divide what is public of the first decision."""
    vocabulary = vocabulary_of(
        (page.words.get(Reader.RAPIDOCR, ()), page.words.get(Reader.TESSERACT, ()))
        for page in pages
    )
    every = tuple(sheet_of(page, vocabulary) for page in pages)
    sorting = sorted_pages(every)
    sheets = without_running_heads(sorting.sheets)
    is_form = is_of_a_form(sheets)
    own = {sheet.page for sheet in sheets}
    return Layout(
        pages=tuple(pages),
        every=every,
        sheets=sheets,
        places=places_of(sheets) if is_form else {},
        ink={page.page: InkMap(page) for page in pages if page.page in own},
        withheld_pages=sorting.withheld,
        confidential=sorting.confidential,
        order=sorting.order,
        astray=sorting.astray,
        others=sorting.others,
        copies=sorting.copies,
        is_form=is_form,
    )
