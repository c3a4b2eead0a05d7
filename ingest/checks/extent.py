"""A form laid out in; out, from where to where of it the scan goes, where that is not all of it."""

from collections.abc import Sequence

from ingest.lines.flow import Sheet
from ingest.lines.layout import Layout
from ingest.lines.numbered import paragraph_numbers
from ingest.lines.template import Mark
from ingest.record import Extent
from ingest.sorting.another_decision import marks_on

_BEGINNING = frozenset({Mark.TITLE, Mark.SUMMARY})
_END = Mark.OFFICER_APPROVAL


def extent_of(layout: Layout) -> Extent | None:
    """Tell what a scan holds of a form whose beginning or end it lacks; None where it has both.

    What no footer and no paragraph tells is not known: nothing is counted that is not printed.
    """
    sheets = [sheet for sheet in layout.sheets if sheet.items]
    marks = frozenset[Mark]().union(*map(marks_on, sheets))
    lacks_beginning, lacks_end = not marks & _BEGINNING, _END not in marks
    if not layout.is_form or not sheets or not (lacks_beginning or lacks_end):
        return None
    paragraphs = [number for sheet in sheets for number in paragraph_numbers(sheet.lines)]
    return Extent(
        lacks_beginning=lacks_beginning,
        lacks_end=lacks_end,
        first_page=_first_page(sheets),
        last_page=_last_page(sheets),
        of_pages=next((sheet.footer.pages for sheet in sheets if sheet.footer.pages), None),
        first_paragraph=min(paragraphs, default=None),
        last_paragraph=max(paragraphs, default=None),
    )


def _first_page(sheets: Sequence[Sheet]) -> int | None:
    """Give the first sheet's printed number, counted back from the first that is legible."""
    for before, sheet in enumerate(sheets):
        if sheet.footer.number is not None:
            return max(sheet.footer.number - before, 1)
    return None


def _last_page(sheets: Sequence[Sheet]) -> int | None:
    """Give the last sheet's printed number, counted on from the last that is legible."""
    for behind, sheet in enumerate(reversed(sheets)):
        if sheet.footer.number is not None:
            return sheet.footer.number + behind
    return None
