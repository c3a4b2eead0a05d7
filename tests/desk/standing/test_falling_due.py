"""No deferral is forgotten: each that is not over is told of, with its day and what to do."""

from datetime import date, timedelta

import pytest

from desk.standing.falling_due import Due, Falls, falling_due
from ingest.record import Answer, DecisionRecord, Deferral, Status
from register.case import Case
from register.review import Entry
from tests.desk.standing.registers import a_case, published, rows
from tests.publication.records import (
    TODAY,
    a_record,
    confirm,
    correct,
    deferred_until,
    extend,
    replace_scan,
    withdraw,
    withhold,
)


def due(case: Case, *, day: date = TODAY) -> Due:
    """Return the one deferral of a register of one."""
    (one,) = falling_due(rows(case, day=day))
    return one


def deferred(days: int, *reviews: Entry) -> Case:
    """Make a case that is deferred for so many days from today."""
    return a_case(record=deferred_until(TODAY + timedelta(days=days)), reviews=reviews)


@pytest.mark.parametrize(
    ("days", "falls"),
    [
        (1, Falls.IN_1_DAY),
        (2, Falls.IN_7_DAYS),
        (7, Falls.IN_7_DAYS),
        (8, Falls.IN_14_DAYS),
        (14, Falls.IN_14_DAYS),
        (15, Falls.IN_30_DAYS),
        (30, Falls.IN_30_DAYS),
        (31, Falls.LATER),
    ],
)
def test_a_deferral_stands_in_the_narrowest_span_that_holds_it(days: int, falls: Falls) -> None:
    """In 7 days means from 2 to 7, so that nothing is counted twice."""
    one = due(deferred(days))

    assert (one.falls, one.days) == (falls, days)


def test_an_unconfirmed_deferral_is_overdue_from_the_morning_of_its_day() -> None:
    """It is not released, and the step is to look at the form."""
    one = due(deferred(0))

    assert one.falls is Falls.OVERDUE
    assert one.next_steps == ("Look at the form and confirm `deferral`, or correct it.",)


def test_a_confirmed_deferral_is_due_from_the_morning_of_its_day() -> None:
    """Nothing is released by itself: it waits for the next build."""
    one = due(deferred(0, confirm()))

    assert one.falls is Falls.NOT_YET_BUILT
    assert one.next_steps == ("Build an edition: pcd publish.",)


def test_whatever_else_holds_a_confirmed_deferral_makes_it_overdue() -> None:
    """Its day has come, and somebody has to say what is to become of it."""
    assert due(deferred(-3, confirm(), withhold())).falls is Falls.OVERDUE


def test_what_was_published_on_its_day_is_told_of_on_that_day_alone() -> None:
    """The morning after there is nothing to do or to know."""
    case = published(deferred(0, confirm()))

    assert due(case).falls is Falls.TODAY
    assert falling_due(rows(case, day=TODAY + timedelta(days=1))) == ()


def test_an_officer_is_asked_for_a_word_before_the_day_comes() -> None:
    """And for nothing once it is given."""
    assert "confirm" in due(deferred(5)).next_steps[0]
    assert due(deferred(5, confirm())).next_steps == ()


def test_an_extension_moves_the_day_and_keeps_what_is_printed() -> None:
    """The register shows both."""
    later = TODAY + timedelta(days=20)
    one = due(deferred(5, confirm(), extend(later)))

    assert (one.on, one.falls) == (later, Falls.IN_30_DAYS)
    assert one.decision.deferral.until == TODAY + timedelta(days=5)
    assert one.decision.deferral.extended_to == (later,)


def event(text: str | None) -> DecisionRecord:
    """Make a record that is deferred to what is no date."""
    return deferred_until(None, text=text)


@pytest.mark.parametrize("text", ["contract award", "", None])
def test_a_deferral_without_a_date_waits_for_its_review_day(text: str | None) -> None:
    """A year after approval somebody looks again, and it is in the list until then."""
    case = a_case(record=event(text))
    before, after = due(case, day=date(2025, 7, 18)), due(case, day=date(2025, 7, 19))

    assert {before.falls, after.falls} == {Falls.UNDATED}
    assert before.review_on == after.review_on == date(2025, 7, 19)
    assert (before.look_again, after.look_again) == (False, True)


def test_a_deferral_with_no_day_to_count_from_is_looked_at_now() -> None:
    """Where nobody knows since when it lasts, it may have lasted too long already."""
    undated = correct("approval.date", None), correct("officer_approval.date", None)
    one = due(a_case(record=event("contract award"), reviews=undated))

    assert (one.review_on, one.look_again, one.days) == (None, True, None)


def test_a_no_with_a_date_is_in_the_list() -> None:
    """The form asks for a later day in some way: it isn't lost between the two answers."""
    until = TODAY + timedelta(days=3)
    deferral = Deferral(answer=Answer.NO, until=until, until_text="in three days")

    assert due(a_case(record=a_record(deferral=deferral))).falls is Falls.IN_7_DAYS


def test_what_is_over_is_in_no_list() -> None:
    """Neither a decision that was never deferred, nor one withdrawn or replaced."""
    taking_over = a_case(
        record=deferred_until(TODAY), arrival=2, reviews=(replace_scan("01" * 32),)
    )
    both = rows(deferred(0), taking_over)

    assert falling_due(rows(a_case())) == ()
    assert falling_due(rows(deferred(3, withdraw()))) == ()
    assert [one.decision.arrival for one in falling_due(both)] == [2]


def test_what_presses_most_comes_first() -> None:
    """Overdue before due before ahead before undated; within each, the earliest day."""
    cases = (
        a_case("PCD 1", event("contract award"), arrival=1),
        a_case("PCD 2", deferred_until(TODAY + timedelta(days=9)), arrival=2),
        a_case("PCD 3", deferred_until(TODAY), arrival=3),
        a_case("PCD 4", deferred_until(TODAY), arrival=4, reviews=(confirm(),)),
        a_case("PCD 5", deferred_until(TODAY - timedelta(days=1)), arrival=5),
    )

    told = [one.decision.reference for one in falling_due(rows(*cases))]

    assert told == ["PCD 5", "PCD 3", "PCD 4", "PCD 2", "PCD 1"]


def test_a_doubtful_answer_without_a_day_is_no_deferral_yet() -> None:
    """It is for review with all that is doubtful, and is not counted as deferred."""
    blank = a_record(
        deferral=Deferral(answer=Answer.UNCLEAR), statuses={"deferral.answer": Status.BLANK}
    )

    assert falling_due(rows(a_case(record=blank))) == ()
    assert rows(a_case(record=blank)).needs_a_person


def test_an_extension_after_release_defers_nothing() -> None:
    """What is public is not counted as deferred because somebody tried."""
    late = published(a_case(reviews=(extend(TODAY + timedelta(days=9)),)))
    (row,) = rows(late).decisions

    assert not row.deferral.asks_for_later
    assert (row.deferral.ends, row.deferral.extended_to) == (None, ())
    assert falling_due(rows(late)) == ()
