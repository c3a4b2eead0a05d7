"""The Part 1 Deferral block and the day in, the grounds of FORM.md's first table out."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from ingest.record import Answer, DecisionRecord, Evidence, Status
from publication.amended import Amended
from publication.answer_grounds import SURE, grounds_of_answer
from publication.form_line import is_filled
from publication.grounds import Effect, HeldGround, RuleGround, place_of
from publication.settings import Settings
from publication.wording import held, warned

_ANSWER = "deferral.answer"
_UNTIL = "deferral.until"
_UNANSWERED = {
    Status.BLANK: RuleGround.DEFERRAL_BLANK,
    Status.ABSENT: RuleGround.DEFERRAL_ABSENT,
    Status.CONFLICT: RuleGround.DEFERRAL_CONFLICT,
    Status.UNCERTAIN: RuleGround.DEFERRAL_UNREADABLE,
}
_YEAR = re.compile(r"[0-9]{4}|[0-9]{1,2}\s*[/.-]\s*[0-9]{1,2}")
_IN_PART = re.compile(
    r"\bin part\b(?! *(?:1|2|i|ii|one|two)\b)|\b(?:partly|partial|partially)\b"
    r"|\b(?:appendix|appendices|annex|annexe|annexes)\b",
    re.IGNORECASE,
)


def grounds_of_deferral(amended: Amended, settings: Settings, today: date) -> Iterator[HeldGround]:
    """Yield every ground that the deferral gives on this day, warnings among them."""
    record = amended.record
    yield from grounds_of_answer(record, _ANSWER, record.deferral.answer, _UNANSWERED)
    yield from _of_a_part(record)
    match record.deferral.answer:
        case Answer.YES:
            yield from _of_a_yes(amended, settings, today)
        case Answer.NO:
            yield from _of_a_no(record)
    if is_ahead(amended, today):
        yield held(RuleGround.UNTIL_AHEAD, place_of(until_evidence(record)), Effect.UNTIL)


def is_deferred(amended: Amended) -> bool:
    """Say whether the form, or an officer, asks for a later day in any way."""
    has_day = amended.until is not None
    return amended.record.deferral.answer is Answer.YES or has_day or _has_until(amended.record)


def is_ahead(amended: Amended, today: date) -> bool:
    """Say whether the day that ends the deferral has not come."""
    return amended.until is not None and today < amended.until


def until_evidence(record: DecisionRecord) -> Evidence | None:
    """Return the evidence of the day that ends the deferral."""
    return record.evidence.get(_UNTIL) or record.evidence.get("deferral.until_text")


def review_day(amended: Amended, settings: Settings) -> date | None:
    """Return the day to look again at a deferral to an event, or to no date at all.

    That is when it has lasted as long as a deferral may without a warning.
    """
    record = amended.record
    begun = record.approval.date or record.officer_approval.date
    if begun is None or amended.until is not None or not is_deferred(amended):
        return None
    return months_after(begun, settings.longest_deferral_months)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or that month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _of_a_part(record: DecisionRecord) -> Iterator[HeldGround]:
    answer = record.evidence.get(_ANSWER)
    texts = (answer and answer.read, record.deferral.reason, record.deferral.until_text)
    if any(_IN_PART.search(text) for text in texts if text):
        yield held(RuleGround.DEFERRAL_IN_PART, place_of(answer))


def _of_a_no(record: DecisionRecord) -> Iterator[HeldGround]:
    until, reason = until_evidence(record), record.evidence.get("deferral.reason")
    if _has_until(record):
        yield held(RuleGround.DEFERRAL_CONTRADICTION, place_of(until))
    elif _is_doubtful(until):
        yield held(RuleGround.UNTIL_UNREADABLE, place_of(until))
    if is_filled(record.deferral.reason) or _is_doubtful(reason):
        yield held(RuleGround.DEFERRAL_REASON_WITHOUT_YES, place_of(reason))


def _of_a_yes(amended: Amended, settings: Settings, today: date) -> Iterator[HeldGround]:
    record = amended.record
    place = place_of(until_evidence(record))
    if record.deferral.until is None:
        yield held(_why_undated(amended), place)
    else:
        yield from _of_a_date(record, record.deferral.until)
    if amended.until and amended.until > months_after(today, settings.longest_deferral_months):
        yield warned(RuleGround.UNTIL_FAR, place)
    if not is_filled(record.deferral.reason):
        yield warned(
            RuleGround.DEFERRAL_REASON_MISSING, place_of(record.evidence.get("deferral.reason"))
        )


def _of_a_date(record: DecisionRecord, until: date) -> Iterator[HeldGround]:
    evidence = until_evidence(record)
    if evidence is None or evidence.status not in SURE:
        yield held(RuleGround.UNTIL_UNREADABLE, place_of(evidence))
    if any(until < day for day in _possible_approvals(record)):
        yield held(RuleGround.UNTIL_BEFORE_APPROVAL, place_of(evidence))
    elif record.approval.date is None:
        approval = record.evidence.get("approval.date")
        yield warned(RuleGround.UNTIL_UNCHECKED, place_of(approval))


def _possible_approvals(record: DecisionRecord) -> tuple[date, ...]:
    """Return the day of approval, or the days it may have been.

    The DMPC approves what the officer has approved, so the officer's date is never later. A date
    that a companion page has supplied is one of those days: the form itself may still say another.
    """
    approval, officer = record.approval, record.officer_approval
    evidence = record.evidence.get("approval.date")
    read = (approval.date,) if approval.date else ()
    if read and not (evidence and evidence.borne_out_by and evidence.status not in SURE):
        return read
    return (*read, *approval.date_candidates, *((officer.date,) if officer.date else ()))


def _why_undated(amended: Amended) -> RuleGround:
    """Tell an event from a date that could not be read: a date has figures, and an event none.

    An officer's word allows an event figures ("stage 2 award"), but not a year.
    """
    text, evidence = amended.record.deferral.until_text or "", until_evidence(amended.record)
    if not is_filled(text):
        return RuleGround.UNTIL_UNREADABLE if _is_doubtful(evidence) else RuleGround.UNTIL_BLANK
    if amended.has_word_on(_UNTIL) or amended.has_word_on("deferral.until_text"):
        is_doubtful = _YEAR.search(text) is not None
    else:
        is_doubtful = any(letter.isdigit() for letter in text) or _is_doubtful(evidence)
    return RuleGround.UNTIL_UNREADABLE if is_doubtful else RuleGround.UNTIL_EVENT


def _has_until(record: DecisionRecord) -> bool:
    return record.deferral.until is not None or is_filled(record.deferral.until_text)


def _is_doubtful(evidence: Evidence | None) -> bool:
    """Say whether something stands there that could not be read."""
    return evidence is not None and evidence.status in {Status.UNCERTAIN, Status.CONFLICT}
