"""Every decision that waits for something has a next step, and one that waits for nothing none."""

from datetime import timedelta

from msgspec.structs import replace

from desk.standing.next_steps import PUBLISH, TAKE_OUT, clear_reference_of, next_steps_of
from desk.standing.rows import Decision
from ingest.finding import Ground, finding
from register.case import Case
from register.review import Entry
from tests.desk.standing.registers import a_case, published, row
from tests.publication.records import TODAY, a_record, confirm, deferred_until, withdraw, withhold


def reviewed(case: Case, *reviews: Entry) -> Decision:
    """Return the row of a case once officers have entered something more."""
    own = tuple(replace(entry, scan=case.scan.sha256) for entry in reviews)
    return row(replace(case, reviews=own))


def test_what_is_clear_and_public_needs_nothing() -> None:
    """And what is clear and not public needs an edition."""
    assert next_steps_of(row(published(a_case()))) == ()
    assert next_steps_of(row(a_case())) == (PUBLISH,)


def test_each_step_is_told_once() -> None:
    """Two places on two pages may ask for the same."""
    twice = a_record(findings=tuple(finding(Ground.UNREAD_INK, page=page) for page in (1, 2)))

    (step,) = next_steps_of(row(a_case(record=twice)))

    assert step.startswith("Look at the place shown")


def test_what_is_held_and_still_public_must_be_taken_out() -> None:
    """A static site takes nothing down by itself, a withdrawal no more than a doubt."""
    public = published(a_case())

    assert TAKE_OUT in next_steps_of(reviewed(public, withhold()))
    assert next_steps_of(reviewed(public, withdraw())) == (TAKE_OUT,)
    assert next_steps_of(reviewed(a_case(), withdraw())) == ()


def test_a_confirmed_deferral_waits_without_a_step() -> None:
    """Nobody can make the day come sooner."""
    ahead = deferred_until(TODAY + timedelta(days=9))

    assert next_steps_of(row(a_case(record=ahead, reviews=(confirm(),)))) == ()


def test_a_page_that_failed_is_for_whoever_keeps_the_machine() -> None:
    """Another build would fail again."""
    (step,) = next_steps_of(row(replace(a_case(), page_failure="It reads differently.")))

    assert "could not be made" in step


def test_a_newer_reading_is_compared_with_what_is_public() -> None:
    """What is public stays until an officer says otherwise."""
    public = published(a_case())
    assert public.record
    anew = replace(public, record=replace(public.record, title="Old boots"))

    (step,) = next_steps_of(row(anew))

    assert step.startswith("Compare the newer reading")


def test_only_a_clear_reference_is_named_outside() -> None:
    """What stands in its place could be any words of the form."""
    assert clear_reference_of(row(a_case("pcd-0611"))) == "PCD 611"
    assert clear_reference_of(row(a_case("PCD 611 New boots"))) is None
    assert clear_reference_of(row(a_case(None))) is None
