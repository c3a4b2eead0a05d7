"""Evidence for FOIA s.22: the intention to publish, in the order in which it came to be known."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from desk.standing.evidence import Told, evidence_from
from ingest.record import DecisionRecord
from register.case import Details, Event, LogEntry
from register.history import Noted
from register.review import Entry
from tests.publication.records import (
    SCAN,
    confirm,
    correct,
    deferred_until,
    extend,
    release,
    replace_scan,
    seen,
    split,
    withdraw,
    withhold,
)

READ = deferred_until(date(2026, 3, 31), text="31 March 2026")
START = datetime(2025, 6, 1, 23, 30, tzinfo=UTC)


def noted(number: int, what: Event | DecisionRecord | Entry, **details: str | int) -> Noted:
    """Make an entry of the log, on a record, a review or something else."""
    event = what if isinstance(what, Event) else Event.REVIEWED
    told: Details = dict(details)
    entry = LogEntry(
        number=number,
        at=START + timedelta(days=number),
        event=event,
        scan=SCAN,
        details=told,
        previous="0" * 64,
        hash=f"{number:064x}",
    )
    if isinstance(what, DecisionRecord):
        return Noted(log=replace(entry, event=Event.RECORD_MADE), record=what)
    return Noted(log=entry, review=None if isinstance(what, Event) else what)


def evidence(*what: Event | DecisionRecord | Entry) -> tuple[Told, ...]:
    """Return the evidence from entries in this order."""
    return evidence_from([noted(number, one) for number, one in enumerate(what, start=1)])


def on_reading(*entries: Entry) -> Sequence[Entry]:
    """Let the officers have seen the reading at hand."""
    return seen(READ, entries)


def test_evidence_tells_who_knew_what_in_order_and_by_which_entry() -> None:
    """Read, confirmed, extended: each with the hash that proves it."""
    told = evidence(
        Event.RECEIVED, READ, *on_reading(confirm("deferral"), extend(date(2026, 6, 30)))
    )

    assert [one.says for one in told] == [
        "The scan was received.",
        "Read: deferral answered yes; until 2026-03-31, printed '31 March 2026'; "
        "reason 'Tenders are being weighed.'; signed 2024-07-19.",
        "`deferral` confirmed as read. The officer saw the reading of entry 2.",
        "Publication moved to 2026-06-30. The officer saw the reading of entry 2.",
    ]
    assert [one.by for one in told] == [None, "the reader", "F. Officer", "F. Officer"]
    assert [one.hash for one in told] == [f"{number:064x}" for number in range(1, 5)]
    assert [one.why for one in told][2:] == ["Seen on paper.", "Still open."]


def test_a_reading_that_says_the_same_is_not_repeated() -> None:
    """One that says otherwise is told in full: since then the intention was known to be another."""
    same = replace(READ, title="Other boots")
    other = deferred_until(None, text="contract award", reason=None)

    _, again, changed = evidence(READ, same, other)

    assert again.says == "Read again: the deferral is as it was read before."
    assert "until 'contract award', which is no date; no reason" in changed.says


def test_a_word_on_another_reading_is_not_said_to_be_on_this_one() -> None:
    """What the officer saw is told only where the register has it."""
    (confirmed,) = evidence(*on_reading(confirm("deferral")))

    assert confirmed.says == "`deferral` confirmed as read."


def test_what_bears_on_the_deferral_is_marked() -> None:
    """Who answers a request sees at once which entries are about the day of publication."""
    told = evidence(
        Event.RECEIVED,
        READ,
        Event.PUBLISHED,
        *on_reading(
            confirm("record"),
            confirm("part2"),
            correct("deferral.until", "2026-04-01"),
            correct("title", "Boots"),
            correct("deferral.reason", None),
            release("until-event"),
            release("not-signed"),
            split(1, 2),
            withhold(),
            replace_scan(),
            withdraw(),
        ),
    )

    marked = [place for place, one in enumerate(told) if one.on_deferral]
    assert marked == [1, 2, 3, 5, 7, 8, 11, 12, 13]
    assert "`deferral.reason` corrected: it is empty." in told[7].says
    assert told[13].says == "Withdrawn; the public is told 'Withdrawn on legal advice.'."


def test_editions_and_other_events_are_told_in_words() -> None:
    """An event that has no sentence of its own is told by its name."""
    told = evidence_from(
        [
            noted(1, Event.PUBLISHED, edition="7"),
            noted(2, Event.TAKEN_OUT, edition="8"),
            noted(3, Event.DELIVERED),
        ]
    )

    assert [one.says for one in told] == [
        "Published, in edition 7.",
        "Taken out of the public site, by edition 8.",
        "Delivered.",
    ]
