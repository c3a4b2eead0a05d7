"""Page readings in, one flow of lines and tables out, and the places of the form in it."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from ingest.lines.appendix import begins_appendix
from ingest.lines.furniture import Footer, footer_of, is_furniture, with_stamp_apart
from ingest.lines.grid import Grid, grids_on
from ingest.lines.labelled import with_labels_apart
from ingest.lines.line import Line, lines_outside
from ingest.lines.numbered import paragraph_numbers
from ingest.lines.recognising import begins, key, mark_of
from ingest.lines.template import Mark
from ingest.page import OCR_READERS, PageReading

Item = Line | Grid

_HEAD = 0.12  # of the page: running heads stand above this
_STATEMENTS = (
    "I confirm I have considered whether",
    "I confirm that I do not have any disclosable",
)
_LEAD_IN = re.compile(
    r"\b(?:DMPC|(?:Deputy\s)?Mayor|Director|Policing\sand\sCrime)\s(?:is|are)\s"
    r"(?:recommended|asked|requested|invited)\sto(?:\s\w+)?\s?:\Z",
    re.IGNORECASE,
)
_CLOSING_BLOCKS_BEGIN = frozenset({Mark.PUBLIC_ACCESS, Mark.DEFERRAL, Mark.DEFERRAL_QUESTION})


class Sheet(Struct, frozen=True):
    """One page without its furniture: lines and tables from the top, and its footer.

    `left_out` are the furniture and the rows in which the readers agree on no word.
    """

    page: int
    items: tuple[Item, ...]
    footer: Footer
    left_out: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line of the page, those in table cells too."""
        return tuple(line for item in self.items for line in lines_of(item))


def sheet_of(reading: PageReading, vocabulary: frozenset[str]) -> Sheet:
    """Lay out one page: its tables, and the lines outside them."""
    grids = grids_on(reading, vocabulary)
    rows = lines_outside(reading, [grid.box for grid in grids], vocabulary)
    lines = [line for row in rows for line in _with_stamp_apart(row)]
    kept = [line for line in lines if line.words and not is_furniture(line)]
    left_out = tuple(line for line in lines if line not in kept)
    items: list[Item] = list(kept)
    items += grids
    items.sort(key=lambda item: item.box.middle if isinstance(item, Line) else item.box.top)
    return Sheet(reading.page, tuple(items), footer_of(lines), left_out)


def _with_stamp_apart(row: Line) -> tuple[Line, ...]:
    """Cut a stamp off a row of text; beside a question or a label it may be over an answer."""
    return (row,) if mark_on(row) is not None else with_stamp_apart(row)


def without_running_heads(sheets: Sequence[Sheet]) -> tuple[Sheet, ...]:
    """Leave out the first line of a page where another page begins with the same words.

    Done once markings are looked for: a marking that runs on every page is no furniture.
    """
    heads = Counter(key(first.text) for sheet in sheets if (first := _head_of(sheet)))
    return tuple(
        structs.replace(sheet, items=sheet.items[1:])
        if (first := _head_of(sheet)) is not None and heads[key(first.text)] > 1
        else sheet
        for sheet in sheets
    )


def _head_of(sheet: Sheet) -> Line | None:
    """Give a page's first line if it stands high enough to be a running head.

    "Appendix A" over every page of it is what makes them one.
    """
    first = sheet.items[0] if sheet.items and not begins_appendix(sheet.lines) else None
    return first if isinstance(first, Line) and first.box.bottom < _HEAD else None


def mark_on(line: Line) -> Mark | None:
    """Name the place of the form that a line begins, by the agreed words or either reader's.

    The words of approval may stand behind the end of the statement above them.
    """
    texts = (line.text, *(line.as_read_by(reader) for reader in OCR_READERS))
    mark = next((mark for text in texts if (mark := mark_of(text)) is not None), None)
    if mark is None and mark_of(line.text.partition(". ")[2]) is Mark.APPROVAL_WORDS:
        return Mark.APPROVAL_WORDS
    return mark


def lines_of(item: Item) -> tuple[Line, ...]:
    """Give a line itself, or the lines of a table cell by cell."""
    if isinstance(item, Line):
        return (item,)
    return tuple(line for row in item.rows for cell in row for line in cell.lines)


def places_of(sheets: Sequence[Sheet]) -> Mapping[Mark | None, tuple[Item, ...]]:
    """Divide the flow by the form's landmarks; what stands before the first is under None.

    The places stand in a fixed order on the form, so a landmark's words count only where that
    place can still come: a body that speaks of "Title:" or "Recommendation" divides nothing.
    """
    order = list(Mark)
    places: dict[Mark | None, list[Item]] = {None: []}
    at = -1
    for sheet in sheets:
        if 0 <= at < order.index(Mark.PART_1) and _goes_on_with_report(sheet, places):
            at = order.index(Mark.PART_1)
            places.setdefault(Mark.PART_1, [])
        in_front = at < order.index(Mark.DMPC)
        for item in with_labels_apart(sheet.items, mark_on) if in_front else sheet.items:
            for line in lines_of(item):
                mark = mark_on(line) or _lead_in_on(line, order[at] if at >= 0 else None)
                if mark is not None and order.index(mark) > at and _may_follow(mark, line, places):
                    at = order.index(mark)
                    places.setdefault(mark, [])
            places[order[at] if at >= 0 else None].append(item)
    return {mark: tuple(items) for mark, items in places.items()}


def _lead_in_on(line: Line, place: Mark | None) -> Mark | None:
    """Know the recommendation by its lead-in, where its label could not be read."""
    at_summary = place is Mark.SUMMARY and _LEAD_IN.search(line.text) is not None
    return Mark.RECOMMENDATION if at_summary else None


def _goes_on_with_report(sheet: Sheet, places: Mapping[Mark | None, list[Item]]) -> bool:
    """Say whether a page behind the signed front page is the report's, though no heading says so.

    The page with the heading may be missing: its paragraphs are not the DMPC's interests.
    """
    signed = Mark.APPROVAL_WORDS in places
    heading = any(mark_on(line) is Mark.PART_1 for line in sheet.lines)
    numbers = paragraph_numbers(sheet.lines)
    later = any(section > 1 for section, _ in numbers)  # no recommendation counts so far
    return not heading and ((signed and len(numbers) > 0) or later)


def _may_follow(mark: Mark, line: Line, places: Mapping[Mark | None, list[Item]]) -> bool:
    """Keep a stray phrase in the body from ending it: the closing blocks need Part 1 first.

    A file may begin in the middle of a form, and then with its closing blocks. Who decides may be
    named above it too: the box of that name follows what is recommended.
    """
    if mark is Mark.DMPC and Mark.RECOMMENDATION not in places:
        return any(begins(line.text, words) for words in _STATEMENTS)
    if list(Mark).index(mark) <= list(Mark).index(Mark.PART_1):
        return True
    begins_late = set(places) == {None} and mark in _CLOSING_BLOCKS_BEGIN
    return begins_late or Mark.PART_1 in places or _CLOSING_BLOCKS_BEGIN & places.keys() != set()
