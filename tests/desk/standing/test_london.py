"""Days are London's: summer time, winter time and the two nights between."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from desk.standing.london import london_day, london_time


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 1, 31, 23, 59, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 6, 30, 22, 59, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 23, 0, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 23, 30, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2028, 2, 29, 0, 0, tzinfo=UTC), date(2028, 2, 29)),
        (datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=14))), date(2026, 6, 30)),
    ],
)
def test_a_moment_is_on_the_day_that_londoners_call_it(moment: datetime, day: date) -> None:
    """Whatever zone the machine is in, or the moment was noted in."""
    assert london_day(moment) == day


def test_a_time_says_which_of_the_two_it_is() -> None:
    """An hour is there twice in October."""
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    assert london_time(first) == "2026-10-25 01:30:00 BST"
    assert london_time(first + timedelta(hours=1)) == "2026-10-25 01:30:00 GMT"
