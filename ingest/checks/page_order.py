"""Pages turned, blank, missing, out of order, or standing where none should."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.finding import Finding, Ground, finding
from ingest.lines.layout import Layout
from ingest.page import PageKind

_APPENDIX = re.compile(r"\W*(?:appendix|annexe?)\b", re.IGNORECASE)


def findings_on_pages(layout: Layout) -> Iterator[Finding]:
    """Find what is odd about the pages as such, and compare the numbers in their footers."""
    for reading in layout.pages:
        if reading.turned_degrees:
            yield finding(Ground.PAGE_TURNED, page=reading.page, read=f"{reading.turned_degrees}°")
        if reading.kind is PageKind.BLANK:
            yield finding(Ground.BLANK_PAGE, page=reading.page)
    printed = [(s.page, s.footer.number) for s in layout.sheets if s.footer.number is not None]
    for (_, before), (page, number) in pairwise([(0, 0), *printed]):
        if number > before + 1 and not _between(layout, printed, page):
            yield finding(
                Ground.PAGE_MISSING, page=page, read=f"page {number} follows page {before}"
            )
        if number <= before:
            yield finding(Ground.PAGES_OUT_OF_ORDER, page=page)


def _between(layout: Layout, printed: Sequence[tuple[int, int]], page: int) -> bool:
    """Say whether pages whose number could not be read stand between this page and the last."""
    number = dict(printed)[page]
    earlier = [(p, n) for p, n in printed if p < page]
    last_page, last_number = max(earlier, default=(0, 0))
    unread = [
        sheet.page
        for sheet in layout.sheets
        if last_page < sheet.page < page and sheet.items and sheet.footer.number is None
    ]
    return len(unread) >= number - last_number - 1


def pages_after_approval(layout: Layout) -> Iterator[Finding]:
    """Find pages of text after the officer's approval that aren't headed Appendix or Annex."""
    for sheet in layout.after_approval:
        lines = [line for line in sheet.lines if len(line.text) > 3]
        if lines and not _APPENDIX.match(lines[0].text):
            yield finding(Ground.TEXT_AFTER_APPROVAL, page=sheet.page, box=lines[0].box)
