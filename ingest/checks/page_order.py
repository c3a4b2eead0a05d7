"""Pages turned, blank, missing, there twice, out of order, or standing where none should."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.finding import Finding, Ground, finding
from ingest.lines.appendix import begins_appendix, first_line_of
from ingest.lines.flow import Sheet
from ingest.lines.layout import Layout
from ingest.lines.numbered import paragraph_numbers
from ingest.page import PageKind
from ingest.sorting.reading_order import Order

_SECTION_NUMBER = re.compile(r"(\d{1,2})[.,:]?")


def findings_on_pages(layout: Layout) -> Iterator[Finding]:
    """Find what is odd about the pages as such, and compare the numbers in their footers."""
    for reading in layout.pages:
        if reading.turned_degrees:
            yield finding(Ground.PAGE_TURNED, page=reading.page, read=f"{reading.turned_degrees}°")
        if reading.kind is PageKind.BLANK:
            yield finding(Ground.BLANK_PAGE, page=reading.page)
    for copy in layout.copies:
        yield finding(Ground.PAGE_TWICE, page=copy.sheet.page, read=f"as page {copy.of_page}")
    yield from _on_order(layout)
    written = [sheet for sheet in layout.sheets if sheet.items]
    if layout.order is Order.UNSETTLED:
        yield from _numbers_wanting(written)
    else:
        yield from _numbers_left_out(written)
        yield from _paragraphs_left_out(written)
    yield from _wanting_at_the_end(written)


def _on_order(layout: Layout) -> Iterator[Finding]:
    """Say in which order the pages are read, or that nobody can tell."""
    written = [sheet for sheet in layout.sheets if sheet.items]
    match layout.order:
        case Order.PUT_RIGHT:
            read = f"read in the order {', '.join(str(sheet.page) for sheet in written)}"
            yield finding(Ground.PAGES_OUT_OF_ORDER, page=layout.astray, read=read)
        case Order.UNSETTLED:
            numbers = ", ".join(str(sheet.footer.number or "?") for sheet in written)
            read = f"the footers say {numbers}"
            yield finding(Ground.ORDER_UNSETTLED, page=layout.astray, read=read)


def _numbers_wanting(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Find page numbers that no footer has, more of them than there are footers unread."""
    numbers = {sheet.footer.number for sheet in sheets}
    unread = sum(sheet.footer.number is None for sheet in sheets)
    last = max((number for number in numbers if number is not None), default=0)
    wanting = [str(number) for number in range(1, last) if number not in numbers]
    if len(wanting) > unread:
        yield finding(Ground.PAGE_MISSING, read=f"no page is numbered {', '.join(wanting)}")


def _numbers_left_out(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Find where the footers leave out numbers, more than pages with footers unread stand there."""
    before = unread = 0
    for sheet in sheets:
        number = sheet.footer.number
        if number is None:
            unread += 1
            continue
        if number > before + unread + 1:
            read = f"page {number} follows page {before}"
            yield finding(Ground.PAGE_MISSING, page=sheet.page, read=read)
        before, unread = number, 0


def _paragraphs_left_out(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Find where paragraph numbers leap from page to page, and no footers say that none is lost."""
    for sheet, following in pairwise(sheets):
        numbers, after = paragraph_numbers(sheet.lines), paragraph_numbers(following.lines)
        if not numbers or not after or _are_next(sheet, following):
            continue
        (section, last), here = numbers[-1], after[0]
        leaps = here > (section, last) and here not in {(section, last + 1), (section + 1, 1)}
        if leaps and not _has_heading(section + 1, (sheet, following)):
            read = f"paragraph {here[0]}.{here[1]} follows {section}.{last}"
            yield finding(Ground.PAGE_MISSING, page=following.page, read=read)


def _are_next(sheet: Sheet, following: Sheet) -> bool:
    one, other = sheet.footer.number, following.footer.number
    return one is not None and other == one + 1


def _has_heading(section: int, sheets: Sequence[Sheet]) -> bool:
    """Say whether a section is there that numbers no paragraph."""
    firsts = (line.words[0].text for sheet in sheets for line in sheet.lines if line.words)
    found = (_SECTION_NUMBER.fullmatch(first) for first in firsts)
    return any(int(number[1]) == section for number in found if number)


def _wanting_at_the_end(sheets: Sequence[Sheet]) -> Iterator[Finding]:
    """Find a file that ends before the last page, where the footers say how many there are."""
    counted = [sheet for sheet in sheets if sheet.footer.number and sheet.footer.pages]
    if counted:
        last = max(counted, key=lambda sheet: sheet.footer.number or 0)
        number, pages = last.footer.number or 0, last.footer.pages or 0
        behind = len(sheets) - 1 - sheets.index(last)
        if number + behind < pages:
            read = f"page {number} of {pages} is the last"
            yield finding(Ground.PAGE_MISSING, page=last.page, read=read)


def pages_after_approval(layout: Layout) -> Iterator[Finding]:
    """Find pages of text after the officer's approval that aren't headed Appendix or Annex.

    Pages that follow one another are one finding: an annex can have forty.
    """
    run: list[Sheet] = []
    for sheet in layout.after_approval:
        if begins_appendix(sheet.lines):
            yield from _after_approval(run)
            run = []
        elif first_line_of(sheet.lines) is not None:
            run.append(sheet)
    yield from _after_approval(run)


def _after_approval(run: Sequence[Sheet]) -> Iterator[Finding]:
    if run:
        first = first_line_of(run[0].lines)
        pages = f"pages {run[0].page} to {run[-1].page}" if len(run) > 1 else None
        box = first.box if first is not None else None
        yield finding(Ground.TEXT_AFTER_APPROVAL, page=run[0].page, box=box, read=pages)
