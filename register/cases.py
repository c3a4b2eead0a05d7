"""Everything the register knows of its scans, in order of arrival."""

from collections import defaultdict

from sqlalchemy import Connection, Select, func, select

from ingest.record import DecisionRecord
from register.case import Case, Scan
from register.opening import Register
from register.review import Entry
from register.rows import entry_from, record_from, scan_from
from register.tables import names, records, reviews, scans


def all_scans(register: Register) -> tuple[Scan, ...]:
    """Return every scan in order of arrival, without its record."""
    with register.look() as connection:
        return _scans(connection)


def cases(register: Register) -> tuple[Case, ...]:
    """Return every scan with its newest record and its reviews, in order of arrival."""
    with register.look() as connection:
        found = _scans(connection)
        newest = {scan: record_from(text) for scan, text in connection.execute(_newest_records())}
        reviewed: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
        written = select(reviews.c.scan, reviews.c.number, reviews.c.entry)
        for scan, number, text in connection.execute(written.order_by(reviews.c.number)):
            reviewed[scan].append((number, entry_from(text)))
    return tuple(_case(scan, newest.get(scan.sha256), reviewed[scan.sha256]) for scan in found)


def _case(scan: Scan, record: DecisionRecord | None, numbered: list[tuple[int, Entry]]) -> Case:
    return Case(
        scan=scan,
        record=record,
        reviews=tuple(entry for _, entry in numbered),
        last_review=numbered[-1][0] if numbered else 0,
    )


def _scans(connection: Connection) -> tuple[Scan, ...]:
    known_as: dict[str, list[bytes]] = defaultdict(list)
    for scan, name in connection.execute(_names_in_order()):
        known_as[scan].append(name)
    found = connection.execute(select(scans).order_by(scans.c.arrival)).mappings()
    return tuple(scan_from(row, known_as[row["sha256"]]) for row in found)


def _names_in_order() -> Select[str, bytes]:
    return select(names.c.scan, names.c.name).order_by(names.c.position)


def _newest_records() -> Select[str, str]:
    newest = select(func.max(records.c.number)).group_by(records.c.scan)
    return select(records.c.scan, records.c.record).where(records.c.number.in_(newest))
