"""Scans of one decision in, one scan made of their pages in order out; the parts are set aside.

There is no table of parts: the log can't be edited, so what it says belongs together, does. The
scan that they make has no file of its own. Its hash is made of theirs, its pages are their pages,
and their files stay as received.
"""

import datetime
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, func, insert, select, update

from ingest.file_hash import hash_together
from register.case import Details, Event, Scan, ScanStatus
from register.errors import NotReadError
from register.log import note_all
from register.opening import Register
from register.rows import name_in_row, parts_from, reading_from, reading_in_row, whole_from
from register.tables import log, names, page_readings, scans

_ON_JOINS = (Event.TAKEN_TOGETHER, Event.BECAME_PART, Event.TAKEN_APART, Event.STANDS_ALONE)


class Joins(Struct, frozen=True):
    """Which scans were made of which parts, which scan each part is in by now, and which scans
    were taken apart.
    """

    parts: Mapping[str, tuple[str, ...]]
    whole: Mapping[str, str]
    apart: frozenset[str]

    def holds(self, whole: str) -> bool:
        """Say whether the scan is made of its parts by now."""
        return whole in self.parts and whole not in self.whole and whole not in self.apart

    def in_the_way_of(self, whole: str, parts: Sequence[str]) -> frozenset[str]:
        """Return the scans that were made of any of these parts, and still stand."""
        now = {self.whole[part] for part in parts if part in self.whole}
        return frozenset(now - {whole})

    def left_by(self, wholes: frozenset[str], *, but: Sequence[str]) -> tuple[str, ...]:
        """Return the files that are part of these scans, but for some."""
        of_wholes = (part for part, whole in self.whole.items() if whole in wholes)
        return tuple(part for part in of_wholes if part not in (*but, *self.parts))


def joins(connection: Connection) -> Joins:
    """Return what the log says of scans that were taken together; the newest word counts."""
    told = select(log.c.scan, log.c.event, log.c.details).where(log.c.event.in_(_ON_JOINS))
    parts: dict[str, tuple[str, ...]] = {}
    whole: dict[str, str] = {}
    apart: set[str] = set()
    for scan, event, details in connection.execute(told.order_by(log.c.number)):
        whole.pop(scan, None)
        if event == Event.BECAME_PART:
            whole[scan] = whole_from(details)
        elif event == Event.TAKEN_TOGETHER:
            parts[scan] = parts_from(details)
            apart.discard(scan)
        elif event == Event.TAKEN_APART:
            apart.add(scan)
    return Joins(parts, whole, frozenset(apart))


def wholes_of(connection: Connection, part: str) -> tuple[str, ...]:
    """Return every scan that was ever made of this one and others."""
    made = joins(connection).parts.items()
    return tuple(whole for whole, parts in made if part in parts)


def take_together(register: Register, parts: Sequence[Scan], *, at: datetime.datetime) -> str:
    """Enter the scan that the parts make in this order, in one step, and return its hash.

    Its pages are those already read of the parts. Another scan that was made of any of them is
    set aside with them, and what else that one was made of stands alone again. Done before, it
    changes nothing. Raises NotReadError.
    """
    _check_read(parts)
    of_parts = [part.sha256 for part in parts]
    whole = hash_together(of_parts)
    with register.step() as connection:
        known = joins(connection)
        if known.holds(whole):
            return whole
        _enter(connection, whole, parts, at=at)
        _keep_pages(connection, whole, parts)
        rivals = known.in_the_way_of(whole, of_parts)
        aside = (*of_parts, *sorted(rivals))
        alone = known.left_by(rivals, but=of_parts)
        _settle(connection, aside, ScanStatus.PART)
        _settle(connection, alone, ScanStatus.READ)
        made: Details = {"parts": ",".join(of_parts)}
        became: Details = {"whole": whole}
        note_all(
            connection,
            [
                (Event.TAKEN_TOGETHER, whole, made),
                *((Event.BECAME_PART, scan, became) for scan in aside),
                *((Event.STANDS_ALONE, scan, Details()) for scan in alone),
            ],
            at=at,
        )
    return whole


def take_apart(register: Register, whole: Scan, *, at: datetime.datetime) -> None:
    """Have the parts of a scan stand alone again, in one step; it is kept, and stands no more."""
    with register.step() as connection:
        known = joins(connection)
        if not known.holds(whole.sha256):
            return
        alone = known.left_by(frozenset({whole.sha256}), but=())
        _settle(connection, [whole.sha256], ScanStatus.PART)
        _settle(connection, alone, ScanStatus.READ)
        parted = (Event.TAKEN_APART, whole.sha256, Details())
        stand = ((Event.STANDS_ALONE, part, Details()) for part in alone)
        note_all(connection, [parted, *stand], at=at)


def _check_read(parts: Sequence[Scan]) -> None:
    for part in parts:
        if part.pages is None:
            raise NotReadError(
                f"Scan {part.sha256[:12]} was not read, it is {part.status}: "
                "nothing can be read together with it."
            )


def _enter(
    connection: Connection, whole: str, parts: Sequence[Scan], *, at: datetime.datetime
) -> None:
    """Have the scan wait to be read, under every name that its parts came under."""
    waits = update(scans).where(scans.c.sha256 == whole).values(status=ScanStatus.WAITING)
    if connection.execute(waits).rowcount:
        return
    last = connection.execute(select(func.max(scans.c.arrival))).scalar() or 0
    connection.execute(
        insert(scans).values(
            sha256=whole,
            arrival=last + 1,
            size_bytes=sum(part.size_bytes for part in parts),
            received_at=at,
            status=ScanStatus.WAITING,
        )
    )
    called = (name_in_row(name) for part in parts for name in (part.name, *part.other_names))
    for position, name in enumerate(dict.fromkeys(called)):
        connection.execute(insert(names).values(scan=whole, name=name, position=position))


def _keep_pages(connection: Connection, whole: str, parts: Sequence[Scan]) -> None:
    """Keep the parts' pages as the scan's own, numbered through: nothing is read twice."""
    key = page_readings.c
    kept = select(key.page, key.settings).where(key.scan == whole)
    known = {(page, settings) for page, settings in connection.execute(kept)}
    before = 0
    for part in parts:
        wanted = select(key.page, key.settings, key.reading).where(key.scan == part.sha256)
        for number, settings, blob in connection.execute(wanted).all():
            reading, page = reading_from(blob), number + before
            if reading is None or (page, settings) in known:
                continue  # one that another version wrote is read anew when it is asked for
            row = {"scan": whole, "page": page, "settings": settings}
            renumbered = reading_in_row(replace(reading, page=page))
            connection.execute(insert(page_readings).values(reading=renumbered, **row))
        before += part.pages or 0


def _settle(connection: Connection, some: Sequence[str], status: ScanStatus) -> None:
    connection.execute(update(scans).where(scans.c.sha256.in_(some)).values(status=status))
