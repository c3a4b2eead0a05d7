"""Two records in; out, whether the second looks like the missing rest of the first.

It is a question for a person, never an answer: nothing is joined by itself.
"""

from enum import IntEnum

from ingest.fields.references import number_in_file_name
from ingest.mention import CitedDecision
from ingest.record import DecisionRecord, Extent, Status


class Likeness(IntEnum):
    """How much speaks for two scans being parts of one decision."""

    NONE = 0
    NUMBERS_GO_ON = 1
    SAME_DECISION = 2


def likeness(first: DecisionRecord, rest: DecisionRecord) -> Likeness:
    """Say how much the second record looks like the rest of the first.

    The one lacks its end and the other its beginning, template versions and references are the
    same as far as they are known, and page or paragraph numbers go on from one to the other; a
    page that is in both may be the one at which they meet.
    """
    one, other = first.extent, rest.extent
    if one is None or other is None or not (one.lacks_end and other.lacks_beginning):
        return Likeness.NONE
    if _differ(first.form_version, rest.form_version) or _differ(one.of_pages, other.of_pages):
        return Likeness.NONE
    if _differ(first.reference, rest.reference) or _differ(_number_of(first), _number_of(rest)):
        return Likeness.NONE
    if not _go_on(one, other) or (_answer_both(first, rest) and not _overlap(one, other)):
        return Likeness.NONE
    return Likeness.SAME_DECISION if _is_same(first, rest) else Likeness.NUMBERS_GO_ON


def _differ(one: str | int | None, other: str | int | None) -> bool:
    return one is not None and other is not None and one != other


def _number_of(record: DecisionRecord) -> int | None:
    return record.number if record.number is not None else number_in_file_name(record.source.file)


def _go_on(one: Extent, other: Extent) -> bool:
    """Say whether the numbers of the one go on in the other, and none speaks against it."""
    if not _rise(one.first_paragraph, one.last_paragraph, other.first_paragraph):
        return False
    if one.last_page is not None and other.first_page is not None:
        meet = other.first_page <= one.last_page + 1
        return meet and (other.last_page or 0) > one.last_page
    if one.last_paragraph is None or other.first_paragraph is None:
        return False
    section, last = one.last_paragraph
    return other.first_paragraph in {(section, last), (section, last + 1), (section + 1, 1)}


def _rise(
    first: tuple[int, int] | None, last: tuple[int, int] | None, further: tuple[int, int] | None
) -> bool:
    """Say whether no paragraph number speaks against what comes further on coming later."""
    if first is None or last is None or further is None:
        return True
    return first < further <= (last[0] + 2, 99)


def _answer_both(first: DecisionRecord, rest: DecisionRecord) -> bool:
    """Say whether both hold the form's question."""
    asked = [record.evidence.get("deferral.answer") for record in (first, rest)]
    return all(seen is not None and seen.status is not Status.ABSENT for seen in asked)


def _overlap(one: Extent, other: Extent) -> bool:
    """Say whether a page is in both, by the footers."""
    if one.last_page is None or other.first_page is None:
        return False
    return other.first_page <= one.last_page


def _is_same(first: DecisionRecord, rest: DecisionRecord) -> bool:
    """Say whether the rest names the decision: in its heading, its file's name or its text."""
    number = _number_of(first)
    named = {number_in_file_name(rest.source.file), rest.number} - {None}
    cited = {cited.reference for cited in rest.mentions if isinstance(cited, CitedDecision)}
    return number in named or first.reference in cited
