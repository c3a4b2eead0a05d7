"""A calendar reminds of every deferral, and tells nothing but its reference and the next step."""

from datetime import date, timedelta
from typing import NamedTuple

from icalendar import Calendar

from desk.exports.diary import diary_of
from register.case import Case
from tests.desk.standing.registers import a_case, published, rows
from tests.publication.records import TODAY, confirm, deferred_until, extend

SOON = TODAY + timedelta(days=5)


class Entry(NamedTuple):
    """An entry as a calendar reads it."""

    uid: str
    sequence: int
    starts: date
    ends: date
    summary: str


def entries(*cases: Case, day: date = TODAY) -> list[Entry]:
    """Return the calendar's entries as a calendar reads them."""
    read = Calendar.from_ical(diary_of(rows(*cases, day=day)))
    return [
        Entry(
            uid=str(entry["uid"]),
            sequence=entry.decoded("sequence"),
            starts=entry.decoded("dtstart"),
            ends=entry.decoded("dtend"),
            summary=str(entry["summary"]),
        )
        for entry in read.walk("VEVENT")
    ]


def test_a_deferral_is_an_entry_of_the_whole_of_its_day() -> None:
    """The end is the next day, which is not in it (RFC 5545, 3.6.1)."""
    (entry,) = entries(a_case(record=deferred_until(SOON)))

    assert entry.starts == SOON
    assert entry.ends == SOON + timedelta(days=1)
    assert entry.summary == "PCD 611: deferral ends"


def test_a_deferral_to_an_event_stands_on_its_review_day() -> None:
    """A year after approval somebody looks again."""
    (entry,) = entries(a_case(record=deferred_until(None, text="contract award")))

    assert entry.starts == date(2025, 7, 19)
    assert "look again" in entry.summary


def test_an_extended_deferral_stays_the_same_entry() -> None:
    """A calendar moves it, and keeps no entry on the day that no longer counts."""
    record = deferred_until(SOON)
    (before,) = entries(a_case(record=record, reviews=(confirm(),)))
    (after,) = entries(a_case(record=record, reviews=(confirm(), extend(SOON.replace(year=2027)))))

    assert before.uid == after.uid
    assert after.sequence > before.sequence
    assert after.starts.year == 2027


def test_two_scans_of_a_reference_are_two_entries() -> None:
    """Each has a name of its own."""
    record = deferred_until(SOON)

    found = entries(a_case(record=record), a_case(record=record, arrival=2))

    assert len({entry.uid for entry in found}) == 2


def test_a_calendar_says_nothing_that_was_read() -> None:
    """No title, reason, file or hash, and no reference that is not clearly one."""
    title = "PCD 9\r\nX-SECRET:New boots"
    case = a_case(title, deferred_until(SOON, reason="Tenders are being weighed.", title="Boots"))
    written = diary_of(rows(case)).decode().replace("\r\n ", "")

    assert "A decision without a clear reference: deferral ends" in written
    for secret in ("boots", "tenders", "secret", case.scan.sha256[:12], "pcd 9"):
        assert secret not in written.lower()


def test_what_is_published_is_in_no_calendar_the_day_after() -> None:
    """Nor is what was never deferred."""
    over = published(a_case(record=deferred_until(TODAY), reviews=(confirm(),)))

    assert entries(over, a_case("PCD 2", arrival=2), day=TODAY + timedelta(days=1)) == []


def test_the_same_register_gives_the_same_calendar() -> None:
    """Nothing in it is of the moment at which it was made."""
    register = rows(a_case(record=deferred_until(SOON)))

    assert diary_of(register) == diary_of(register)
