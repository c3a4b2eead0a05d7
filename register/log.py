"""The audit log: what happened, each entry bound to the one before by its hash.

Who changes, drops or slips in an entry breaks the chain there. Records and reviews stand in
the log with their own hashes, so that a changed one shows as well. An end that was cut off
shows only against a copy of the last hash kept elsewhere.
"""

import datetime
from collections.abc import Iterator, Mapping

from msgspec.structs import replace
from sqlalchemy import Connection, Table, func, insert, select

from register.case import Details, Event, LogEntry
from register.opening import Register
from register.rows import hash_of, log_entry_from, log_entry_in_row, sha256_of
from register.tables import log, records, reviews

_FIRST = "0" * 64


def next_number(connection: Connection, table: Table) -> int:
    """Return the number after the table's last; steps stand in line, so nobody else takes it."""
    return (connection.execute(select(func.max(table.c.number))).scalar() or 0) + 1


def note(
    connection: Connection,
    event: Event,
    *,
    scan: str,
    at: datetime.datetime,
    details: Details,
) -> None:
    """Append one entry, in the same step as what it tells of."""
    number = next_number(connection, log)
    before = connection.execute(select(log.c.hash).where(log.c.number == number - 1)).scalar()
    entry = LogEntry(
        number=number,
        at=at,
        event=event,
        scan=scan,
        details=details,
        previous=before or _FIRST,
        hash="",
    )
    connection.execute(insert(log).values(log_entry_in_row(replace(entry, hash=hash_of(entry)))))


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
        )


def _entries(connection: Connection) -> Iterator[LogEntry]:
    rows = connection.execute(select(log).order_by(log.c.number)).mappings()
    return map(log_entry_from, rows)


def _breaks_in(entries: tuple[LogEntry, ...]) -> Iterator[str]:
    previous = _FIRST
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
