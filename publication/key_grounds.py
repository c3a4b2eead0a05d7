"""An officer's word, or its lack, in; the grounds of the second key out.

A deferred decision needs two keys: its day has come, and an officer has confirmed the reading.
A setting asks for an officer's word on every decision, or on none.
"""

from collections.abc import Iterator
from datetime import date

from publication.amended import Amended
from publication.deferral_grounds import is_ahead, is_deferred, until_evidence
from publication.grounds import Effect, HeldGround, RuleGround, place_of
from publication.settings import ConfirmFirst, Settings
from publication.wording import held


def grounds_of_keys(amended: Amended, settings: Settings, today: date) -> Iterator[HeldGround]:
    """Yield the words that are lacking: wanted while the day is ahead, needed once it has come."""
    effect = Effect.WARNING if is_ahead(amended, today) else Effect.REVIEW
    wants_any = settings.confirm is not ConfirmFirst.NONE
    wants_all = wants_any and settings.confirm is not ConfirmFirst.DEFERRED
    if wants_any and is_deferred(amended) and not amended.is_confirmed("deferral.until"):
        place = place_of(until_evidence(amended.record))
        yield held(RuleGround.DEFERRAL_UNCONFIRMED, place, effect)
    if wants_all and not _has_word_on_both_answers(amended):
        yield held(RuleGround.RECORD_UNCONFIRMED, effect=effect)


def _has_word_on_both_answers(amended: Amended) -> bool:
    return amended.is_confirmed("deferral.answer") and amended.is_confirmed("part2.answer")
