"""FORM.md, the eight kinds of review: what each does to a ruling, and what it never does."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from ingest.finding import Ground, finding
from ingest.record import Answer, Deferral, Status
from publication.grounds import RELEASABLE_CODES
from publication.ruling import Cleared, Withheld
from register.review import Entry
from tests.publication.records import (
    DEFAULT,
    OTHER_SCAN,
    TODAY,
    YESTERDAY,
    a_record,
    confirm,
    correct,
    deferred_until,
    extend,
    release,
    replace_scan,
    ruling_on,
    withdraw,
    withhold,
)

TOMORROW = date(2026, 3, 2)
NEXT_YEAR = date(2027, 1, 1)
BLANK = a_record(
    deferral=Deferral(answer=Answer.UNCLEAR), statuses={"deferral.answer": Status.BLANK}
)


def at(day: date, hour: int = 12) -> datetime:
    """Give a moment of a day."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def held_by(ruling: Cleared | Withheld) -> set[str]:
    """Return the codes of what holds a decision."""
    return {ground.code for ground in ruling.grounds} if isinstance(ruling, Withheld) else set()


def test_a_correction_runs_the_rule_again_on_the_new_value() -> None:
    """Correct replaces a value: NO releases, YES withholds."""
    no, yes = correct("deferral.answer", "no"), correct("deferral.answer", "yes")

    assert ruling_on(BLANK, [no], DEFAULT, TODAY).kind == "cleared"
    assert held_by(ruling_on(BLANK, [no, yes], DEFAULT, TODAY)) == {
        "until-blank",
        "deferral-unconfirmed",
    }


def test_a_cleared_decision_says_what_the_officer_corrected() -> None:
    """The record goes out as corrected."""
    reviews = [correct("title", "New winter boots"), correct("sections.0.blocks.0.text", "Worn.")]
    ruling = ruling_on(a_record(title=None), reviews, DEFAULT, TODAY)

    assert isinstance(ruling, Cleared)
    assert ruling.contents.record.title == "New winter boots"
    assert "Worn." in repr(ruling.contents.record.sections)


def test_an_emptied_date_settles_a_contradiction() -> None:
    """What was read after "Until what date:" was a stamp."""
    record = a_record(deferral=Deferral(answer=Answer.NO, until=TOMORROW, until_text="2 March"))

    assert ruling_on(record, [correct("deferral.until", None)], DEFAULT, TODAY).kind == "cleared"


def test_a_corrected_text_takes_the_date_that_was_read_from_it_away() -> None:
    """A date is kept only with the words it was read from."""
    record = deferred_until(YESTERDAY)
    reviews = [confirm(), correct("deferral.until_text", "contract award")]

    assert held_by(ruling_on(record, reviews, DEFAULT, TODAY)) == {"until-event"}


def test_a_corrected_reference_takes_its_number_along() -> None:
    """The two are printed as one."""
    ruling = ruling_on(a_record(), [correct("reference", "PCD 612")], DEFAULT, TODAY)
    emptied = ruling_on(a_record(), [correct("reference", None)], DEFAULT, TODAY)

    assert isinstance(ruling, Cleared)
    assert (ruling.reference, ruling.contents.record.number) == ("PCD 612", 612)
    assert held_by(emptied) == {"no-reference"}


def test_a_correction_that_cannot_be_made_holds_until_it_is_seen_to() -> None:
    """The officer wanted something that did not happen."""
    bad = correct("deferral.until", "soon")

    assert held_by(ruling_on(a_record(), [bad], DEFAULT, TODAY)) == {"review-not-applied"}
    seen_to = [bad, release("review-not-applied")]
    assert ruling_on(a_record(), seen_to, DEFAULT, TODAY).kind == "cleared"
    again = [release("review-not-applied"), bad]
    assert held_by(ruling_on(a_record(), again, DEFAULT, TODAY)) == {"review-not-applied"}


def test_a_review_of_another_scan_has_no_effect() -> None:
    """A review is tied to its scan's SHA-256."""
    record = deferred_until(TODAY)

    assert ruling_on(record, [confirm(scan=OTHER_SCAN)], DEFAULT, TODAY).kind == "review"


def test_a_confirmed_blank_is_still_blank() -> None:
    """Confirm clears a doubt about a reading; it answers no question."""
    assert held_by(ruling_on(BLANK, [confirm("deferral")], DEFAULT, TODAY)) == {"deferral-blank"}
    assert held_by(ruling_on(BLANK, [confirm("record")], DEFAULT, TODAY)) == {"deferral-blank"}


def test_a_release_lifts_only_the_grounds_it_names() -> None:
    """One named, one left."""
    record = a_record(findings=(finding(Ground.SCRIPT), finding(Ground.ATTACHMENT)))

    assert held_by(ruling_on(record, [release("script")], DEFAULT, TODAY)) == {"attachment"}
    both = [release("script"), release("attachment")]
    assert ruling_on(record, both, DEFAULT, TODAY).kind == "cleared"


def test_a_released_blank_answer_is_not_told_as_a_no() -> None:
    """The form gave no clear answer, and nobody makes one up."""
    ruling = ruling_on(BLANK, [release("deferral-blank")], DEFAULT, TODAY)

    assert isinstance(ruling, Cleared)
    assert ruling.contents.is_deferred is None


@pytest.mark.parametrize(
    "record",
    [
        deferred_until(TOMORROW),
        a_record(deferral=Deferral(answer=Answer.NO, until=TOMORROW)),
        a_record(deferral=Deferral(answer=Answer.UNCLEAR, until=TOMORROW)),
    ],
    ids=["YES", "NO", "no clear answer"],
)
def test_a_release_of_everything_never_lifts_a_date_ahead(record: object) -> None:
    """Whatever the answer, a date that stands there is waited for."""
    everything: list[Entry] = [
        confirm("record"),
        release(*RELEASABLE_CODES, "until-ahead", "deferral-unconfirmed"),
    ]
    ruling = ruling_on(record, everything, DEFAULT, TODAY)  # type: ignore[arg-type]  # ids hide it

    assert held_by(ruling) == {"until-ahead"}


def test_a_release_never_turns_the_second_key() -> None:
    """An officer confirms the reading; lifting its lack by name is not the same."""
    ruling = ruling_on(deferred_until(TODAY), [release("deferral-unconfirmed")], DEFAULT, TODAY)

    assert held_by(ruling) == {"deferral-unconfirmed"}


def test_a_release_never_lifts_a_date_that_could_not_be_read() -> None:
    """It may be a date ahead."""
    record = deferred_until(None, text="3l March 2O99")
    reviews = [confirm("deferral.answer"), release("until-unreadable")]

    assert "until-unreadable" in held_by(ruling_on(record, reviews, DEFAULT, TODAY))


def test_an_officer_withholds_until_the_ground_is_released() -> None:
    """The reason goes to the private side, and what comes later stands."""
    lifted = release("officer-withholds")
    ruling = ruling_on(a_record(), [withhold("Ask counsel.")], DEFAULT, TODAY)

    assert isinstance(ruling, Withheld)
    assert [(ground.code, ground.read) for ground in ruling.grounds] == [
        ("officer-withholds", "Ask counsel.")
    ]
    assert ruling_on(a_record(), [withhold(), lifted], DEFAULT, TODAY).kind == "cleared"
    assert ruling_on(a_record(), [lifted, withhold()], DEFAULT, TODAY).kind == "review"


def test_an_extension_moves_the_day_later() -> None:
    """The decision waits for the new day, and the day before it is still too early."""
    reviews = [confirm(), extend(NEXT_YEAR)]
    record = deferred_until(TODAY)
    ruling = ruling_on(record, reviews, DEFAULT, TODAY)

    assert isinstance(ruling, Withheld)
    assert (ruling.kind, ruling.until) == ("until", NEXT_YEAR)
    assert ruling_on(record, reviews, DEFAULT, date(2026, 12, 31)).kind == "until"
    cleared = ruling_on(record, reviews, DEFAULT, NEXT_YEAR)
    assert isinstance(cleared, Cleared)
    assert cleared.contents.deferral is not None
    assert cleared.contents.deferral.extended_to == (NEXT_YEAR,)
    assert cleared.contents.deferral.until == TODAY
    assert cleared.due_since == NEXT_YEAR


def test_an_extension_is_no_confirmation() -> None:
    """The reading of the form still needs an officer's word."""
    reviews = [extend(NEXT_YEAR)]

    assert ruling_on(deferred_until(TODAY), reviews, DEFAULT, NEXT_YEAR).kind == "review"


@pytest.mark.parametrize("day", [YESTERDAY, TODAY])
def test_an_extension_to_a_day_that_is_not_later_has_no_effect(day: date) -> None:
    """Extend moves a date later only; what was asked is told."""
    ruling = ruling_on(deferred_until(TODAY), [confirm(), extend(day)], DEFAULT, YESTERDAY)

    assert isinstance(ruling, Withheld)
    assert (ruling.kind, ruling.until) == ("until", TODAY)
    assert [warning.code for warning in ruling.warnings] == ["extension-earlier"]


def test_an_extension_after_release_has_no_effect() -> None:
    """Extend moves a date only before release; what was asked is told."""
    record = deferred_until(YESTERDAY)
    late = [confirm(), extend(NEXT_YEAR, at=at(YESTERDAY))]
    ruling = ruling_on(record, late, DEFAULT, TODAY)

    assert isinstance(ruling, Cleared)
    assert [warning.code for warning in ruling.contents.warnings] == ["extension-late"]


def test_an_extension_of_another_scan_says_nothing_of_this_one() -> None:
    """A review is tied to its scan: this one is not late, it is not about us."""
    ruling = ruling_on(a_record(), [replace(extend(NEXT_YEAR), scan=OTHER_SCAN)], DEFAULT, TODAY)

    assert isinstance(ruling, Cleared)
    assert ruling.contents.warnings == ()


def test_an_extension_of_an_overdue_decision_is_in_time() -> None:
    """The date had come, and with no officer's word nothing was released."""
    record = deferred_until(YESTERDAY)
    reviews = [extend(NEXT_YEAR, at=at(TODAY)), confirm(at=at(TODAY))]

    assert ruling_on(record, reviews, DEFAULT, TODAY).kind == "until"


def test_an_extension_made_on_the_last_evening_is_in_time() -> None:
    """Midnight is London's; a moment before it in any zone is before release."""
    record = deferred_until(TODAY)
    evening = datetime(2026, 2, 28, 23, 59, tzinfo=UTC)

    assert (
        ruling_on(record, [confirm(), extend(NEXT_YEAR, at=evening)], DEFAULT, TODAY).kind
        == "until"
    )


def test_a_moment_without_a_time_zone_is_taken_as_it_stands() -> None:
    """The rule trusts no entry to have been checked, and asks no clock."""
    naive = datetime(2026, 2, 28, 12, 0)  # noqa: DTZ001 - the point of the test
    reviews = [confirm(), extend(NEXT_YEAR, at=naive)]

    assert ruling_on(deferred_until(TODAY), reviews, DEFAULT, TODAY).kind == "until"


def test_an_extension_holds_what_was_deferred_to_an_event() -> None:
    """There was no day; now there is one before which nothing is released."""
    record = deferred_until(None, text="contract award")
    reviews = [confirm(), extend(NEXT_YEAR), release("until-event")]

    assert ruling_on(record, reviews, DEFAULT, TODAY).kind == "until"
    assert ruling_on(record, reviews, DEFAULT, NEXT_YEAR).kind == "cleared"


def test_a_second_scan_is_held_until_it_replaces_the_first() -> None:
    """A second scan of the same number holds only the newcomer."""
    held = ruling_on(a_record(), [], DEFAULT, TODAY, earlier_scan=OTHER_SCAN)
    released = [release("second-scan")]
    others = [replace_scan("77" * 32)]

    assert held_by(held) == {"second-scan"}
    for reviews in (released, others):
        ruling = ruling_on(a_record(), reviews, DEFAULT, TODAY, earlier_scan=OTHER_SCAN)
        assert held_by(ruling) == {"second-scan"}
    took_over = ruling_on(a_record(), [replace_scan()], DEFAULT, TODAY, earlier_scan=OTHER_SCAN)
    assert took_over.kind == "cleared"


def test_a_replaced_scan_is_no_longer_published() -> None:
    """Its successor may be deferred: the old text would be out too early."""
    ruling = ruling_on(a_record(), [release("replaced")], DEFAULT, TODAY, replaced_by=OTHER_SCAN)

    assert held_by(ruling) == {"replaced"}


def test_a_withdrawal_ends() -> None:
    """The text goes; a tombstone gives reference, day and sentence, never the title."""
    lifted: list[Entry] = [withdraw(), confirm("record"), release("withdrawn"), withdraw("Other.")]
    ruling = ruling_on(a_record(), lifted, DEFAULT, TODAY, was_public=True)

    assert isinstance(ruling, Withheld)
    assert ruling.kind == "withdrawn"
    assert held_by(ruling) == {"withdrawn"}
    assert ruling.tombstone is not None
    assert ruling.tombstone.reference == "PCD 611"
    assert ruling.tombstone.day == date(2025, 6, 2)
    assert ruling.tombstone.sentence == "Withdrawn on legal advice."


def test_what_was_never_public_leaves_no_tombstone() -> None:
    """A held decision shows nothing in public, withdrawn or not."""
    clear = ruling_on(a_record(), [withdraw()], DEFAULT, TODAY)
    deferred = ruling_on(deferred_until(TODAY), [withdraw()], DEFAULT, TODAY)

    for ruling in (clear, deferred):
        assert isinstance(ruling, Withheld)
        assert (ruling.kind, ruling.overdue, ruling.tombstone) == ("withdrawn", False, None)


def test_what_was_public_leaves_a_tombstone_though_it_was_held_since() -> None:
    """The public knew of it, whatever the rule would say of it today."""
    deferred = deferred_until(NEXT_YEAR)
    for record, reviews in ((a_record(), [withhold(), withdraw()]), (deferred, [withdraw()])):
        ruling = ruling_on(record, reviews, DEFAULT, TODAY, was_public=True)

        assert isinstance(ruling, Withheld)
        assert ruling.tombstone is not None


def test_what_was_public_and_is_not_withdrawn_has_no_tombstone() -> None:
    """A decision that is held again may come back: nothing is told of it."""
    ruling = ruling_on(a_record(), [withhold()], DEFAULT, TODAY, was_public=True)

    assert isinstance(ruling, Withheld)
    assert ruling.tombstone is None


def test_a_withdrawal_without_a_reference_leaves_no_tombstone() -> None:
    """There is no place where a notice could stand."""
    reviews = [withdraw(), correct("reference", None)]
    ruling = ruling_on(a_record(), reviews, DEFAULT, TODAY, was_public=True)

    assert isinstance(ruling, Withheld)
    assert ruling.tombstone is None
