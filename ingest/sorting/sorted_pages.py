"""Sheets as scanned in, one decision's public sheets in reading order out, and what was set aside.

Part 2 is looked for before anything else, and by the order as scanned and the order as read:
whichever withholds more.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from ingest.finding import Finding, Ground, finding
from ingest.lines.appendix import begins_appendix
from ingest.lines.confidential import confidential_pages
from ingest.lines.flow import Sheet
from ingest.lines.numbered import paragraph_numbers
from ingest.lines.template import Mark
from ingest.sorting.another_decision import begins_another, marks_on
from ingest.sorting.copies import Copy, copies_among
from ingest.sorting.reading_order import Order, in_reading_order, with_certain_numbers


class SortedPages(Struct, frozen=True, kw_only=True):
    """The pages of a file, sorted.

    `sheets` are the first decision's public ones, in reading order. `withheld` are the pages
    that look like Part 2, and `confidential` says why; `others` belong to another decision,
    and `copies` were there before. `astray` is the first page that was scanned out of order.
    """

    sheets: tuple[Sheet, ...]
    order: Order
    astray: int | None
    withheld: tuple[int, ...]
    confidential: tuple[Finding, ...]
    others: tuple[Sheet, ...]
    copies: tuple[Copy, ...]


def sorted_pages(sheets: Sequence[Sheet]) -> SortedPages:
    """Set aside what is withheld, another decision's or there twice, and order the rest."""
    copies = copies_among(sheets)
    twice = {copy.sheet.page: copy.of_page for copy in copies}
    withheld, confidential = confidential_pages([s for s in sheets if s.page not in twice])
    kept_back = {*withheld, *_copies_withheld(sheets, twice, withheld)}

    end = begins_another(sheets, copies=twice.keys(), withheld=kept_back)
    own = [sheet for sheet in sheets[:end] if sheet.page not in kept_back]
    body, tail = _without_appendices([sheet for sheet in own if sheet.page not in twice])
    # What Part 2 is told by is never forgotten.
    ordered = in_reading_order(body if kept_back else with_certain_numbers(body))
    read = (*ordered.sheets, *tail)

    late = _after_part_2(read, [sheet for sheet in sheets if sheet.page in withheld])
    behind = _numbered_behind_approval(ordered.sheets)
    late |= {sheet.page for sheet in behind}
    if kept_back and ordered.order is Order.UNSETTLED:
        late |= _strays_in(read)
    kept_back |= late
    return SortedPages(
        sheets=tuple(sheet for sheet in read if sheet.page not in kept_back),
        order=ordered.order,
        astray=ordered.astray,
        withheld=tuple(sorted(kept_back)),
        confidential=(*confidential, *_why(behind[:1])),
        others=tuple(sheets[end:]) if end is not None else (),
        copies=tuple(copy for copy in copies if copy.sheet in own),
    )


def _copies_withheld(
    sheets: Sequence[Sheet], twice: Mapping[int, int], withheld: Collection[int]
) -> Iterator[int]:
    """Give the copies of withheld pages, and those that stand behind one."""
    inside = False
    for sheet in sheets:
        original = twice.get(sheet.page)
        inside = inside if original is not None else sheet.page in withheld
        if original is not None and (inside or original in withheld):
            yield sheet.page


def _without_appendices(sheets: Sequence[Sheet]) -> tuple[Sequence[Sheet], Sequence[Sheet]]:
    """Divide a form from its appendices, which may count their own pages and paragraphs."""
    closed = False
    for at, sheet in enumerate(sheets):
        if closed and begins_appendix(sheet.lines):
            return sheets[:at], sheets[at:]
        closed = closed or Mark.OFFICER_APPROVAL in marks_on(sheet)
    return sheets, ()


def _after_part_2(public: Sequence[Sheet], withheld: Sequence[Sheet]) -> set[int]:
    """Give the public pages that stand after a withheld one by their printed numbers.

    Where Part 2 counts its own pages, its numbers say nothing.
    """
    of_form = [s.footer.number for s in public if s.footer.number is not None and marks_on(s)]
    last = max(of_form, default=0)
    numbers = [s.footer.number for s in withheld if s.footer.number is not None]
    first = min((number for number in numbers if number > last), default=None)
    return {
        sheet.page
        for sheet in public
        if first is not None and sheet.footer.number is not None and sheet.footer.number > first
    }


def _numbered_behind_approval(body: Sequence[Sheet]) -> Sequence[Sheet]:
    """Give the pages from the first that numbers paragraphs behind the officer's approval.

    A report ends before the approval, and no heading makes these an appendix: whatever became
    of theirs, by their place they are Part 2's.
    """
    ends = [at for at, sheet in enumerate(body) if Mark.OFFICER_APPROVAL in marks_on(sheet)]
    behind = body[ends[0] + 1 :] if ends else ()
    numbered = (at for at, sheet in enumerate(behind) if paragraph_numbers(sheet.lines))
    first = next(numbered, len(behind))
    return [sheet for sheet in behind[first:] if sheet.items]


def _why(first: Sequence[Sheet]) -> tuple[Finding, ...]:
    return tuple(
        finding(Ground.PART2_PAGES, page=sheet.page, box=line.box)
        for sheet in first
        for line in sheet.lines[:1]
    )


def _strays_in(public: Sequence[Sheet]) -> set[int]:
    """Give the pages whose printed numbers break the longest run of rising ones.

    In a file with a Part 2 and in no certain order, such a page may be Part 2's.
    """
    numbered = [sheet for sheet in public if sheet.footer.number is not None]
    runs: list[list[Sheet]] = []
    for sheet in numbered:
        rising = [run for run in runs if (run[-1].footer.number or 0) < (sheet.footer.number or 0)]
        runs.append([*max(rising, key=len, default=[]), sheet])
    longest = max(runs, key=len, default=[])
    return {sheet.page for sheet in numbered if sheet not in longest}
