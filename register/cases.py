"""Everything the register knows of its scans, in order of arrival."""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVarTuple

from msgspec import Struct
from sqlalchemy import Column, Connection, Select, func, select

from ingest.record import DecisionRecord
from register.case import Case, PinnedReading, Scan
from register.errors import UnknownRecordError
from register.moments import NEVER_PUBLIC, PublicMoments, public_moments
from register.opening import Register
from register.publications import Carried, Pinned, carried_by
from register.review import Entry
from register.rows import entry_from, record_from, scan_from
from register.tables import names, records, reviews, scans
from register.together import joins

_ROWS_ASKED_FOR_AT_ONCE = 1000  # databases limit what one statement may name
Row = TypeVarTuple("Row")


def all_scans(register: Register) -> tuple[Scan, ...]:
    """Return every scan in order of arrival, without its record."""
    with register.look() as connection:
        return _scans(connection)


def names_of(register: Register, some: Sequence[str]) -> Mapping[str, str]:
    """Return the first name that each of these scans came under."""
    first = select(names.c.scan, names.c.name).where(names.c.scan.in_(some), names.c.position == 0)
    with register.look() as connection:
        return {scan: os.fsdecode(name) for scan, name in connection.execute(first)}


def cases(register: Register) -> tuple[Case, ...]:
    """Return every scan with all that was made and said of it, in order of arrival.

    Raises UnknownRecordError where a record that was published is not there.
    """
    with register.look() as connection:
        found = _scans(connection)
        kept = _kept(connection)
        reviewed = _reviewed(connection, joins(connection).whole)
    return tuple(_case(scan, kept, reviewed[scan.sha256]) for scan in found)


def cases_of(register: Register, wanted: Collection[str]) -> tuple[Case, ...]:
    """Return these scans as `cases` does, with those that they are part of.

    Quick for a few of many; unknown hashes are passed over.
    """
    with register.look() as connection:
        known = joins(connection)
        some = frozenset(whole for scan in wanted for whole in _wholes_from(scan, known.whole))
        found = _scans(connection, some)
        kept = _kept(connection, some)
        below = {s for s in known.whole if some & frozenset(_wholes_from(s, known.whole))}
        reviewed = _reviewed(connection, known.whole, some | below)
    return tuple(_case(scan, kept, reviewed[scan.sha256]) for scan in found)


def _wholes_from(scan: str, whole: Mapping[str, str]) -> Iterator[str]:
    """Yield the scan, the one it is part of, and so on."""
    of: str | None = scan
    while of is not None:
        yield of
        of = whole.get(of)


def _reviewed(
    connection: Connection, whole: Mapping[str, str], some: Collection[str] | None = None
) -> Mapping[str, list[tuple[int, Entry]]]:
    """Return the reviews of each scan with their numbers, those of its parts among them."""
    reviewed: dict[str, list[tuple[int, Entry]]] = defaultdict(list)
    written = select(reviews.c.scan, reviews.c.number, reviews.c.entry)
    wanted = _only(written, reviews.c.scan, some)
    for scan, number, text in connection.execute(wanted.order_by(reviews.c.number)):
        entry = entry_from(text)
        for of in _wholes_from(scan, whole):
            reviewed[of].append((number, entry))
    return reviewed


def _only(wanted: Select[*Row], column: Column[str], some: Collection[str] | None) -> Select[*Row]:
    """Ask of some scans only, or of all where none are named."""
    return wanted if some is None else wanted.where(column.in_(some))


class _Kept(Struct, frozen=True):
    """Records by their rows, the newest row of each scan, and what editions carried of it."""

    records: Mapping[int, DecisionRecord]
    newest: Mapping[str, int]
    carried: Mapping[str, Carried]
    moments: Mapping[str, PublicMoments]


def _kept(connection: Connection, some: Collection[str] | None = None) -> _Kept:
    carried = carried_by(connection, some)
    newest: dict[str, int] = {}
    by_row: dict[int, DecisionRecord] = {}
    for number, scan, text in connection.execute(_newest_records(some)):
        newest[scan] = number
        by_row[number] = record_from(text)
    lacking = {one.last.record for one in carried.values() if one.last} - by_row.keys()
    by_row.update(_records_of(connection, lacking))
    return _Kept(by_row, newest, carried, public_moments(connection, some))


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
    moments = kept.moments.get(scan.sha256, NEVER_PUBLIC)
    return Case(
        scan=scan,
        record=None if number is None else kept.records[number],
        record_number=number,
        reviews=tuple(entry for _, entry in numbered),
        last_review=max((n for n, entry in numbered if entry.scan == scan.sha256), default=0),
        pin=last_public if carried.is_public else None,
        last_public=last_public,
        page_failure=carried.page_failure,
        first_public=moments.first,
        taken_out=moments.taken_out,
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


def _scans(connection: Connection, some: Collection[str] | None = None) -> tuple[Scan, ...]:
    known_as: dict[str, list[bytes]] = defaultdict(list)
    for scan, name in connection.execute(_only(_names_in_order(), names.c.scan, some)):
        known_as[scan].append(name)
    known = joins(connection)
    wanted = _only(select(scans), scans.c.sha256, some)
    found = connection.execute(wanted.order_by(scans.c.arrival)).mappings()
    return tuple(
        scan_from(
            row,
            known_as[row["sha256"]],
            parts=known.parts.get(row["sha256"], ()),
            part_of=known.whole.get(row["sha256"]),
        )
        for row in found
    )


def _names_in_order() -> Select[str, bytes]:
    return select(names.c.scan, names.c.name).order_by(names.c.position)


def _newest_records(some: Collection[str] | None) -> Select[int, str, str]:
    every = select(func.max(records.c.number)).group_by(records.c.scan)
    newest = _only(every, records.c.scan, some)
    wanted = select(records.c.number, records.c.scan, records.c.record)
    return wanted.where(records.c.number.in_(newest))
