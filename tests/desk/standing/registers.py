"""Registers of a few scans, for tests to vary."""

from datetime import UTC, date, datetime, time

import msgspec
from msgspec.structs import replace

from desk.standing.rows import Decision, Rows, rows_of
from ingest.record import DecisionRecord
from publication.reference import reference_in
from publication.settings import Settings
from register.case import Case, PinnedReading, Scan
from register.review import Entry
from tests.publication.records import DEFAULT, TODAY, a_record, seen

RECEIVED = datetime(2025, 6, 2, 8, 0, tzinfo=UTC)
_SETTINGS = msgspec.json.encode(Settings()).decode()


def a_case(
    reference: str | None = "PCD 611",
    record: DecisionRecord | None = None,
    *,
    arrival: int = 1,
    reviews: tuple[Entry, ...] = (),
) -> Case:
    """Make a scan that was read; `arrival` tells it from others, and `reviews` are on it."""
    scan = f"{arrival:02x}" * 32
    read = record or a_record()
    source = replace(read.source, sha256=scan)
    known = reference_in(reference)
    number = known.numbers[-1] if known else None
    read = replace(read, reference=reference, number=number, source=source)
    own = tuple(replace(entry, scan=scan) for entry in reviews)
    return Case(
        scan=Scan(
            sha256=scan, arrival=arrival, name="boots.pdf", size_bytes=9, received_at=RECEIVED
        ),
        record=read,
        record_number=arrival,
        reviews=seen(read, own),
    )


def published(case: Case, first: date = TODAY) -> Case:
    """Have an edition carry the case, for the first time on this day."""
    assert case.record is not None
    pin = PinnedReading(
        record=case.record, record_number=case.record_number or 0, names=1, settings=_SETTINGS
    )
    noon = datetime.combine(first, time(12), UTC)
    return replace(case, pin=pin, last_public=pin, first_public=noon)


def rows(*cases: Case, day: date = TODAY) -> Rows:
    """Return the register of these cases on a day."""
    return rows_of(cases, DEFAULT, day)


def row(case: Case, *, day: date = TODAY) -> Decision:
    """Return the one row of a register of one."""
    (one,) = rows(case, day=day).decisions
    return one
