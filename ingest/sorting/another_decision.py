"""Sheets in; out, where the file goes on with another decision than the one it begins with.

None of that one's words may stand under this one's number.
"""

from collections.abc import Collection, Sequence

from ingest.fields.heading import ReadHeading, headings_on
from ingest.fields.references import numbers_in
from ingest.lines.appendix import begins_appendix, end_of_box, is_signed
from ingest.lines.flow import Sheet, mark_on
from ingest.lines.template import Mark

_FRONT = frozenset({Mark.TITLE, Mark.SUMMARY, Mark.RECOMMENDATION})
_CLOSING = frozenset({Mark.PART_2_QUESTION, Mark.DECLARATION, Mark.OFFICER_APPROVAL})
# Words of the other landmarks may stand in a report or an appendix; hardly these.
_UNMISTAKABLE = frozenset({Mark.APPROVAL_WORDS, Mark.PART_1, Mark.DEFERRAL_QUESTION, *_CLOSING})


def begins_another(
    sheets: Sequence[Sheet], *, copies: Collection[int] = (), withheld: Collection[int] = ()
) -> int | None:
    """Give the index of the first sheet of another decision.

    A form begins anew under a heading of its own; or where the first one is signed and done,
    and its landmarks come once more: but not on a page that is there twice (`copies`). Withheld
    pages go on until another number is read: a Part 2 may have a front page of its own.
    """
    heading: ReadHeading | None = None
    before: frozenset[Mark] = frozenset()
    for at, sheet in enumerate(sheets):
        here, kept_back = marks_on(sheet), sheet.page in withheld
        own = next(iter(headings_on([sheet])), None)
        if own is not None and heading is not None and is_front_page(sheet):
            is_anew = (before & _CLOSING and not kept_back) or differ(own, heading)
            if is_anew:
                return at
        if kept_back or sheet.page in copies:
            continue
        if Mark.OFFICER_APPROVAL in before and here & before & _UNMISTAKABLE:
            return _back_to_its_first(sheets, at)
        heading, before = heading or own, before | here
    return None


def marks_on(sheet: Sheet) -> frozenset[Mark]:
    """Name the places of the form that begin on a page."""
    return frozenset(mark for line in sheet.lines if (mark := mark_on(line)) is not None)


def is_front_page(sheet: Sheet) -> bool:
    """Say whether a page holds title, summary or recommendation; under a running head none does."""
    return bool(marks_on(sheet) & _FRONT)


def differ(one: ReadHeading, other: ReadHeading) -> bool:
    """Say whether two headings give different references, whichever reader saw them."""
    if one.reference is not None and other.reference is not None:
        return one.reference != other.reference
    seen, seen_first = (set(numbers_in(each.evidence.read or "")) for each in (one, other))
    return not seen & seen_first


def _back_to_its_first(sheets: Sequence[Sheet], at: int) -> int:
    """Go back over what stands after the first form's end, headed neither Appendix nor Annex."""
    end = _end_of_form(sheets)
    while at - 1 > end and not any(begins_appendix(each.lines) for each in sheets[at - 1 : at + 1]):
        at -= 1
    return at


def _end_of_form(sheets: Sequence[Sheet]) -> int:
    """Give the index of the page on which a form ends: its last box may run over on to a page."""
    end = next(i for i, each in enumerate(sheets) if Mark.OFFICER_APPROVAL in marks_on(each))
    closing = [line for line in sheets[end].lines if mark_on(line) is Mark.OFFICER_APPROVAL]
    box = sheets[end].lines[sheets[end].lines.index(closing[0]) :]
    following = sheets[end + 1].lines if end + 1 < len(sheets) else ()
    runs_over = 0 < len(following) == end_of_box(following) and not is_signed(box)
    return end + 1 if runs_over else end
