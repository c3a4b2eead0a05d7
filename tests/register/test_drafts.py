import datetime

import pytest
from msgspec.structs import replace

from register.cases import cases
from register.drafts import KeptDraft, all_drafts, keep_draft, make_final, refuse, take_back
from register.errors import StaleReviewError
from register.intake import take_in
from register.log import faults_in_log, log_entries
from register.opening import Register
from register.readings import keep_record
from register.reviews import add_review
from tests.register.scans import NOON, a_file, a_record, a_review

SOON = NOON + datetime.timedelta(seconds=20)


@pytest.fixture
def draft(register: Register) -> KeptDraft:
    """Keep an officer's confirmation that can still be taken back."""
    folder = register.scans_folder.parent / "inbox"
    scan = take_in(register, a_file(folder), at=NOON).sha256
    keep_record(register, a_record(scan), reader_version="1", at=NOON)
    made = KeptDraft(entry=a_review(scan), seen_last=0, final_at=SOON)
    keep_draft(register, made)
    return made


def test_a_draft_is_no_review(register: Register, draft: KeptDraft) -> None:
    """The rule never hears of it, and the log does not tell of it."""
    entries = len(log_entries(register))

    take_back(register, draft)

    assert cases(register)[0].reviews == ()
    assert len(log_entries(register)) == entries
    assert all_drafts(register) == ()


def test_a_draft_becomes_one_review(register: Register, draft: KeptDraft) -> None:
    """As it was entered, in one step, and once however often it is asked for."""
    number = make_final(register, draft)
    again = make_final(register, draft)

    assert (number, again) == (1, None)
    assert cases(register)[0].reviews == (draft.entry,)
    assert all_drafts(register) == ()
    assert faults_in_log(register) == ()


def test_what_was_taken_back_does_not_come_back(register: Register, draft: KeptDraft) -> None:
    """Whoever would make it final finds that it is gone."""
    assert take_back(register, draft) is True

    assert make_final(register, draft) is None
    assert take_back(register, draft) is False
    assert cases(register)[0].reviews == ()


def test_a_draft_stands_in_the_way_of_the_next(register: Register, draft: KeptDraft) -> None:
    """The second officer is to see it before they enter anything on the scan."""
    other = replace(draft, entry=replace(draft.entry, by="Another"))

    with pytest.raises(StaleReviewError):
        keep_draft(register, other)

    assert all_drafts(register) == (draft,)


def test_a_draft_on_what_has_changed_since_is_not_made_final(
    register: Register, draft: KeptDraft
) -> None:
    """It stays, with the reason, until its officer has seen that."""
    add_review(register, replace(a_review(draft.entry.scan), by="Another"))

    with pytest.raises(StaleReviewError):
        make_final(register, draft)
    refuse(register, draft, says="Somebody else was there first.")

    assert [entry.by for entry in cases(register)[0].reviews] == ["Another"]
    assert [kept.refused for kept in all_drafts(register)] == ["Somebody else was there first."]
