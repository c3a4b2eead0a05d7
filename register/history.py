"""A scan's hash in, all that was ever noted of it out, with the records and reviews meant."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from sqlalchemy import Connection, select

from ingest.record import DecisionRecord
from register.case import Event, LogEntry
from register.opening import Register
from register.review import Entry
from register.rows import entry_from, log_entry_from, record_from
from register.tables import log, records, reviews


class Noted(Struct, frozen=True, kw_only=True):
    """An entry of the log, with the record that was made or the review that was entered."""

    log: LogEntry
    record: DecisionRecord | None = None
    review: Entry | None = None


def history_of(register: Register, scans: Sequence[str]) -> tuple[Noted, ...]:
    """Return what the log tells of these scans, oldest first, but for the pages that were read."""
    with register.look() as connection:
        made = _records_of(connection, scans)
        entered = _reviews_of(connection, scans)
        told = select(log).where(log.c.scan.in_(scans), log.c.event != Event.PAGE_READ)
        rows = connection.execute(told.order_by(log.c.number)).mappings()
        entries = [log_entry_from(row) for row in rows]
    return tuple(
        Noted(
            log=entry,
            record=made.get(entry.details.get("record")),
            review=entered.get(entry.details.get("review")),
        )
        for entry in entries
    )


def scans_told_of(register: Register, *, after: int) -> frozenset[str]:
    """Return every scan of which the log tells something after the entry of this number."""
    told = select(log.c.scan).where(log.c.number > after, log.c.scan.is_not(None)).distinct()
    with register.look() as connection:
        return frozenset(connection.execute(told).scalars())


def _records_of(
    connection: Connection, scans: Sequence[str]
) -> Mapping[str | int | None, DecisionRecord]:
    wanted = select(records.c.number, records.c.record).where(records.c.scan.in_(scans))
    return {number: record_from(text) for number, text in connection.execute(wanted)}


def _reviews_of(connection: Connection, scans: Sequence[str]) -> Mapping[str | int | None, Entry]:
    wanted = select(reviews.c.number, reviews.c.entry).where(reviews.c.scan.in_(scans))
    return {number: entry_from(text) for number, text in connection.execute(wanted)}
