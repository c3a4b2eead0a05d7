"""The register knows how long decisions take from signature to publication."""

from datetime import date, timedelta

from msgspec.structs import replace

from desk.standing.timeliness import timeliness_of
from tests.desk.standing.registers import a_case, published, rows
from tests.publication.records import TODAY, a_record, confirm, deferred_until, replace_scan

SIGNED = date(2024, 7, 19)


def days_after(days: int) -> date:
    """Return a day so long after the records' signature."""
    return SIGNED + timedelta(days=days)


def test_days_count_from_the_signature_to_the_first_edition() -> None:
    """The longest first, with the median of all."""
    some = [
        published(a_case(f"PCD {days}", arrival=days), days_after(days)) for days in (10, 40, 20)
    ]

    found = timeliness_of(rows(*some))

    assert [one.days for one in found.decisions] == [40, 20, 10]
    assert found.of_all.median_days == 20
    assert found.of_all.longest == found.decisions[0]


def test_deferred_decisions_have_a_median_apart() -> None:
    """A deferral takes the time that it was given, and that is nobody's slowness."""
    soon = published(a_case("PCD 1"), days_after(10))
    kept = a_case("PCD 2", deferred_until(TODAY), arrival=2, reviews=(confirm(),))

    found = timeliness_of(rows(soon, published(kept, days_after(500))))

    assert (found.of_all.median_days, found.of_undeferred.median_days) == (255, 10)


def test_an_illegible_or_impossible_date_counts_in_no_median() -> None:
    """It is listed last, for an officer to correct."""
    unread = a_case("PCD 1", a_record(approval=replace(a_record().approval, date=None)))
    before = published(a_case("PCD 2", arrival=2), days_after(-1))

    found = timeliness_of(rows(published(unread, days_after(9)), before))

    assert [one.days for one in found.decisions] == [None, None]
    assert found.of_all.median_days is None


def test_a_second_scan_does_not_make_a_decision_late() -> None:
    """The reference was public since the first of its scans was."""
    first = published(a_case(), days_after(5))
    gone = replace(first, pin=None, taken_out=first.first_public)
    second = a_case(arrival=2, reviews=(replace_scan("01" * 32),))

    (one,) = timeliness_of(rows(gone, published(second, days_after(90)))).decisions

    assert one.days == 5


def test_what_was_never_published_has_no_days() -> None:
    """It is in the register's other lists."""
    assert timeliness_of(rows(a_case())).decisions == ()
