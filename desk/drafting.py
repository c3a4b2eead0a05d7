"""An officer's entry at the desk in; a draft that can be taken back for a while out, then a review.

What may let something out waits, so that a slip of a key can be taken back. What only holds back
is kept at once: it must not hang on this desk still running in twenty seconds. Should the desk
stop before a draft is final, nothing is released; the next start of the desk takes it up.
"""

import datetime
from collections.abc import Iterable

from desk.reviewing import Draft, Signature, case_read, entry_from, record_read
from publication.checking import check
from publication.errors import BadReview
from register.cases import cases_of
from register.drafts import KeptDraft, all_drafts, keep_draft, make_final, refuse
from register.errors import RegisterError, StaleReviewError
from register.opening import Register
from register.review import Entry, Extend, Withdraw, Withhold
from register.reviews import add_review, reviews_after

TAKEN_BACK_WITHIN = datetime.timedelta(seconds=20)
_HOLDS_BACK = (Withhold, Extend, Withdraw)


def enter(register: Register, draft: Draft, signature: Signature, *, seen_draft: str = "") -> Entry:
    """Keep the entry as a draft, or at once where it only holds back.

    The officer's drafts from before become final first; `seen_draft` is the hash of the one that
    they saw on this scan. Raises StaleReviewError where another officer was there in between, and
    BadReview where the entry could not take effect: nothing is kept of it then.
    """
    mine = (one for one in all_drafts(register) if one.entry.by == signature.by)
    make_all_final(register, mine)
    settle(register, signature.at)
    case = case_read(signature.scan, cases_of(register, [signature.scan]))
    seen = _seen_to(register, signature, seen_draft)
    if seen != case.last_review or _somebody_drafts(register, signature.scan):
        raise StaleReviewError(
            "Somebody else has entered something on this decision since you opened it. "
            "Nothing of yours was kept: look at their entry below, then enter yours again."
        )
    entry = entry_from(draft, signature, case)
    if isinstance(entry, _HOLDS_BACK):
        add_review(register, entry, seen_last=seen)
    else:
        final_at = signature.at + TAKEN_BACK_WITHIN
        keep_draft(register, KeptDraft(entry=entry, seen_last=seen, final_at=final_at))
    return entry


def settle(register: Register, at: datetime.datetime) -> None:
    """Make final what can no longer be taken back."""
    make_all_final(register, (one for one in all_drafts(register) if one.final_at <= at))


def make_all_final(register: Register, drafts: Iterable[KeptDraft]) -> None:
    """Turn drafts into reviews; one that can't become one waits for its officer to see why."""
    for draft in drafts:
        if draft.refused is not None:
            continue
        try:
            _check_again(register, draft)
            make_final(register, draft)
        except (BadReview, RegisterError) as error:
            refuse(register, draft, says=str(error))


def _check_again(register: Register, draft: KeptDraft) -> None:
    """Ask whether it still can take effect: the scan may have been read anew."""
    case = case_read(draft.entry.scan, cases_of(register, [draft.entry.scan]))
    check(draft.entry, record_read(case), case.reviews)


def _seen_to(register: Register, signature: Signature, seen_draft: str) -> int:
    """Return the last review that the officer saw; a draft that they saw may be one by now."""
    seen = signature.seen_last or 0
    since = reviews_after(register, signature.scan, number=seen)
    if since and since[0][1] == seen_draft:
        return since[0][0]
    return seen


def _somebody_drafts(register: Register, scan: str) -> bool:
    return any(one.entry.scan == scan and one.refused is None for one in all_drafts(register))
