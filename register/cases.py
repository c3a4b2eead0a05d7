"""Everything the register knows of its scans, in order of arrival."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import islice

from msgspec import Struct
from sqlalchemy import Connection, Select, func, select

from ingest.record import DecisionRecord
from register.case import Case, PinnedReading, Scan
from register.errors import UnknownRecordError
from register.opening import Register
from register.publications import Carried, Pinned, carried_by
from register.review import Entry
from register.rows import entry_from, record_from, scan_from
from register.tables import names, records, reviews, scans

_ROWS_ASKED_FOR_AT_ONCE = 1000  # databases limit what one statement may name


def all_scans(register: Register) -> tuple[Scan, ...]:
    """Return every scan in order of arrival, without its record."""
    with register.look() as connection:
        return _scans(connection)


def cases(register: Register) -> tuple[Case, ...]:
    """Return every scan with all that was made and said of it, in order of arrival.

    Raises UnknownRecordError where a record that was published is not there.
    """
    with register.look() as connection:
        found = _scans(connection)
        kept = _kept(connection)
        reviewed: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
        written = select(reviews.c.scan, reviews.c.number, reviews.c.entry)
        for scan, number, text in connection.execute(written.order_by(reviews.c.number)):
            reviewed[scan].append((number, entry_from(text)))
    return tuple(_case(scan, kept, reviewed[scan.sha256]) for scan in found)


class _Kept(Struct, frozen=True):
    """Records by their rows, the newest row of each scan, and what editions carried of it."""

    records: Mapping[int, DecisionRecord]
    newest: Mapping[str, int]
    carried: Mapping[str, Carried]


def _kept(connection: Connection) -> _Kept:
    carried = carried_by(connection)
    newest: dict[str, int] = {}
    by_row: dict[int, DecisionRecord] = {}
    for number, scan, text in connection.execute(_newest_records()):
        newest[scan] = number
        by_row[number] = record_from(text)
    lacking = {one.last.record for one in carried.values() if one.last} - by_row.keys()
    by_row.update(_records_of(connection, lacking))
    return _Kept(by_row, newest, carried)


def _records_of(connection: Connection, rows: Iterable[int]) -> Mapping[int, DecisionRecord]:
    left = iter(sorted(rows))
    found: dict[int, DecisionRecord] = {}
    while some := tuple(islice(left, _ROWS_ASKED_FOR_AT_ONCE)):
        wanted = select(records.c.number, records.c.record).where(records.c.number.in_(some))
        for number, text in connection.execute(wanted):
            found[number] = record_from(text)
    return found


def _case(scan: Scan, kept: _Kept, numbered: list[tuple[int, Entry]]) -> Case:
    number = kept.newest.get(scan.sha256)
    carried = kept.carried.get(scan.sha256, Carried())
    last_public = _reading_of(carried.last, kept.records) if carried.last else None
    return Case(
        scan=scan,
        record=None if number is None else kept.records[number],
        record_number=number,
        reviews=tuple(entry for _, entry in numbered),
        last_review=numbered[-1][0] if numbered else 0,
        pin=last_public if carried.is_public else None,
        last_public=last_public,
        page_failure=carried.page_failure,
    )


def _reading_of(pinned: Pinned, by_row: Mapping[int, DecisionRecord]) -> PinnedReading:
    record = by_row.get(pinned.record)
    if record is None:
        raise UnknownRecordError(
            f"The log says that row {pinned.record} of records was published, and it is not "
            "there: the register was tampered with. Restore it from its last copy."
        )
    return PinnedReading(
        record=record,
        record_number=pinned.record,
        names=pinned.names,
        settings=pinned.settings,
    )


def _scans(connection: Connection) -> tuple[Scan, ...]:
    known_as: dict[str, list[bytes]] = defaultdict(list)
    for scan, name in connection.execute(_names_in_order()):
        known_as[scan].append(name)
    found = connection.execute(select(scans).order_by(scans.c.arrival)).mappings()
    return tuple(scan_from(row, known_as[row["sha256"]]) for row in found)


def _names_in_order() -> Select[str, bytes]:
    return select(names.c.scan, names.c.name).order_by(names.c.position)


def _newest_records() -> Select[int, str, str]:
    newest = select(func.max(records.c.number)).group_by(records.c.scan)
    wanted = select(records.c.number, records.c.scan, records.c.record)
    return wanted.where(records.c.number.in_(newest))
