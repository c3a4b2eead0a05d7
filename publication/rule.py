"""May this be published today? Asked here and nowhere else.

Record, reviews, settings and day in, ruling out. A pure function: no file, no clock, no cache.
A decision starts as withheld, every ground is gathered, and only where none holds it back is
it cleared. FORM.md's two tables are in `deferral_grounds` and `part2_grounds`.
"""

from collections.abc import Sequence
from datetime import date

import msgspec

from ingest.record import Answer, Approval, DecisionRecord
from publication.amended import Amended, amended_by
from publication.deferral_grounds import is_deferred, review_day
from publication.gathered import Circumstances, gathered_grounds, only_warns
from publication.grounds import Effect, HeldGround, RuleGround
from publication.history import without_late_extensions
from publication.part2_grounds import part2_exists
from publication.reference import reference_in
from publication.ruling import (
    Clearance,
    Cleared,
    DeferralHistory,
    Ruling,
    RulingKind,
    Tombstone,
    Withheld,
    _sealed,  # for the rule alone: test_seal.py looks for anyone else who imports it
)
from publication.settings import Settings
from publication.wording import warned
from register.review import Entry, Withdraw


def rule_on(  # noqa: PLR0913 - seven things bear on a ruling, and nothing else does
    record: DecisionRecord,
    reviews: Sequence[Entry],
    settings: Settings,
    today: date,
    *,
    earlier_scan: str | None = None,
    replaced_by: str | None = None,
    was_public: bool = False,
) -> Ruling:
    """Rule on one decision for one day (London's), with all its reviews in their order.

    `earlier_scan` is the SHA-256 of another scan that holds this reference already, and
    `replaced_by` of one that took over from this; `was_public` says that an edition once
    carried this one, so that the public is told of a withdrawal. `publication.docket` knows.
    """
    circumstances = Circumstances(
        settings=settings, earlier_scan=earlier_scan, replaced_by=replaced_by
    )
    in_time = without_late_extensions(record, reviews, circumstances)
    amended = amended_by(record, in_time)
    grounds = gathered_grounds(amended, circumstances, today)
    if len(in_time) < len(reviews):
        grounds = (*grounds, warned(RuleGround.EXTENSION_LATE))

    withheld = _withheld(amended, grounds, settings, today)
    if amended.withdrawn and was_public:
        return _with_tombstone(withheld, amended.withdrawn)
    return withheld if withheld.grounds else _cleared(amended, withheld.warnings, today)


def _withheld(
    amended: Amended, grounds: Sequence[HeldGround], settings: Settings, today: date
) -> Withheld:
    reference = reference_in(amended.record.reference)
    is_over = amended.until is not None and amended.until <= today
    return Withheld(
        kind=_kind_of(amended, grounds),
        reference=str(reference) if reference else None,
        grounds=tuple(ground for ground in grounds if not only_warns(ground)),
        warnings=tuple(ground for ground in grounds if only_warns(ground)),
        until=amended.until,
        overdue=is_over and amended.withdrawn is None,
        review_on=review_day(amended, settings),
    )


def _kind_of(amended: Amended, grounds: Sequence[HeldGround]) -> RulingKind:
    """Name the ruling by its strictest ground; for review where there is any doubt."""
    if amended.withdrawn is not None:
        return RulingKind.WITHDRAWN
    effects = {ground.effect for ground in grounds if not only_warns(ground)}
    return RulingKind.UNTIL if effects == {Effect.UNTIL} else RulingKind.REVIEW


def _with_tombstone(withheld: Withheld, withdrawn: Withdraw) -> Withheld:
    """Tell the public of a withdrawal, where it knew of the decision."""
    if withheld.reference is None:
        return withheld
    tombstone = Tombstone(
        reference=withheld.reference, day=withdrawn.at.date(), sentence=withdrawn.sentence
    )
    return msgspec.structs.replace(withheld, tombstone=tombstone)


def _cleared(amended: Amended, warnings: Sequence[HeldGround], today: date) -> Cleared:
    record = amended.record
    return _sealed(
        Clearance(
            record=_without_private_parts(record),
            day=today,
            warnings=tuple(msgspec.structs.replace(one, read=None) for one in warnings),
            is_deferred=_was_deferred(amended),
            deferral=_deferral_history(amended) if is_deferred(amended) else None,
            part2_exists=part2_exists(record),
        )
    )


def _was_deferred(amended: Amended) -> bool | None:
    is_no = amended.record.deferral.answer is Answer.NO
    return is_deferred(amended) or (False if is_no else None)


def _deferral_history(amended: Amended) -> DeferralHistory:
    deferral = amended.record.deferral
    return DeferralHistory(
        reason=deferral.reason,
        until=deferral.until,
        until_text=deferral.until_text,
        extended_to=amended.extensions,
        ended=amended.until,
    )


def _without_private_parts(record: DecisionRecord) -> DecisionRecord:
    """Leave out what no reader is ever shown, so that nothing further on can show it."""
    replace = msgspec.structs.replace
    return replace(
        record,
        reference=str(reference_in(record.reference)),
        approval=_without_handwriting(record.approval),
        officer_approval=_without_handwriting(record.officer_approval),
        part2=replace(record.part2, pages=()),
        source=replace(record.source, file="", parts=()),
        findings=(),
        companion=None,
        evidence={},
        extent=None,
        doubtful=(),
        mentions=(),  # found in the text as read, which an officer may have corrected since
    )


def _without_handwriting(approval: Approval) -> Approval:
    """Never print what OCR makes of handwriting: a date is read whole, or it is not known."""
    return msgspec.structs.replace(approval, date_text=None, date_candidates=())
