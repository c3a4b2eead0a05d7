"""The audit log: what happened, each entry bound to the one before by its hash.

Who changes, drops or slips in an entry breaks the chain there. Records and reviews stand in
the log with their own hashes, so that a changed one shows as well. An end that was cut off
shows only against a copy of the last hash kept elsewhere: the manifest of an edition keeps one.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace
from sqlalchemy import Connection, Table, func, insert, select

from register.case import Details, Event, LogEntry
from register.opening import Register
from register.rows import hash_of, log_entry_from, log_entry_in_row, sha256_of
from register.tables import log, records, reviews

FIRST_HASH = "0" * 64
"""What the first entry is bound to."""


def next_number(connection: Connection, table: Table) -> int:
    """Return the number after the table's last; steps stand in line, so nobody else takes it."""
    return (connection.execute(select(func.max(table.c.number))).scalar() or 0) + 1


def note(
    connection: Connection,
    event: Event,
    *,
    scan: str | None,
    at: datetime.datetime,
    details: Details,
) -> None:
    """Append one entry, in the same step as what it tells of."""
    note_all(connection, [(event, scan, details)], at=at)


def note_all(
    connection: Connection,
    told: Sequence[tuple[Event, str | None, Details]],
    *,
    at: datetime.datetime,
) -> None:
    """Append entries of one moment in their order: event, scan and details of each."""
    first = next_number(connection, log)
    before = connection.execute(select(log.c.hash).where(log.c.number == first - 1)).scalar()
    previous = before or FIRST_HASH
    rows = []
    for number, (event, scan, details) in enumerate(told, start=first):
        entry = LogEntry(
            number=number,
            at=at,
            event=event,
            scan=scan,
            details=details,
            previous=previous,
            hash="",
        )
        entry = replace(entry, hash=hash_of(entry))
        rows.append(log_entry_in_row(entry))
        previous = entry.hash
    if rows:
        connection.execute(insert(log), rows)


def log_entries(register: Register) -> tuple[LogEntry, ...]:
    """Return the whole log, oldest first."""
    with register.look() as connection:
        return tuple(_entries(connection))


def faults_in_log(register: Register) -> tuple[str, ...]:
    """Return a sentence for each place where the log, a record or a review was tampered with."""
    with register.look() as connection:
        entries = tuple(_entries(connection))
        made = {e.details["record"]: e.details["sha256"] for e in entries if "record" in e.details}
        noted = {e.details["review"]: e.details["sha256"] for e in entries if "review" in e.details}
        return (
            *_breaks_in(entries),
            *_changed(connection, records, "record", made),
            *_changed(connection, reviews, "entry", noted),
            *_published_of_nothing(connection, entries),
        )


def _entries(connection: Connection) -> Iterator[LogEntry]:
    rows = connection.execute(select(log).order_by(log.c.number)).mappings()
    return map(log_entry_from, rows)


def _breaks_in(entries: tuple[LogEntry, ...]) -> Iterator[str]:
    previous = FIRST_HASH
    for place, entry in enumerate(entries, start=1):
        if (entry.number, entry.previous, entry.hash) != (place, previous, hash_of(entry)):
            yield f"The log is broken at entry {place}: it was changed after it was written."
            return
        previous = entry.hash


def _changed(
    connection: Connection, table: Table, column: str, noted: Mapping[str | int, str | int]
) -> Iterator[str]:
    """Compare the rows with what the log says was written."""
    rows = connection.execute(select(table.c.number, table.c[column])).all()
    found = {number: sha256_of(text) for number, text in rows}
    for number in sorted(found.keys() | {int(n) for n in noted}):
        if found.get(number) != noted.get(number):
            yield f"Row {number} of {table.name} is not what the log says was written."


def _published_of_nothing(connection: Connection, entries: tuple[LogEntry, ...]) -> Iterator[str]:
    """Find the publications of a record that is not there, or is another scan's."""
    rows = connection.execute(select(records.c.scan, records.c.number))
    scan_of: dict[str | int | None, str] = {number: scan for scan, number in rows}
    for entry in entries:
        if entry.event is not Event.PUBLISHED:
            continue
        pinned = entry.details.get("pinned")
        if scan_of.get(pinned) != entry.scan:
            yield f"Entry {entry.number} of the log publishes row {pinned} of records: no such row."
