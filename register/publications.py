"""What an edition carried in, the log's entries on it out, and back: the public site's memory.

There is no table of publications: the log can't be edited, so what it says was carried was.
"""

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Connection, Select, select

from register.case import Details, Event
from register.errors import UnknownRecordError, UnknownScanError
from register.log import FIRST_HASH, note, note_all
from register.opening import Register
from register.rows import Told, told_in
from register.tables import log, records, scans


class Pinned(Struct, frozen=True, kw_only=True):
    """A decision that an edition carries, and what the rule was told when it was first carried.

    `record` is the row of the record, `names` how many of the scan's names were known, the
    first among them, and `settings` the settings of the rule as JSON.
    """

    scan: str
    record: int
    names: int
    settings: str


class TakenOut(Struct, frozen=True, kw_only=True):
    """A decision that the edition before carried and this one does not, with its grounds."""

    scan: str
    grounds: tuple[str, ...]


class Edition(Struct, frozen=True, kw_only=True):
    """One edition: every decision that it carries, and those it carries no longer.

    `manifest` is the SHA-256 of its manifest.
    """

    id: str
    day: datetime.date
    manifest: str
    published: tuple[Pinned, ...] = ()
    taken_out: tuple[TakenOut, ...] = ()

    def __post_init__(self) -> None:
        carried = {one.scan for one in self.published}
        if len(carried) < len(self.published) or carried & {one.scan for one in self.taken_out}:
            raise ValueError(f"edition {self.id} names a scan twice")


class NotedEdition(Struct, frozen=True, kw_only=True):
    """An edition as the log knows it; `delivered` is None until somebody has tried."""

    id: str
    day: datetime.date
    manifest: str
    at: datetime.datetime
    delivered: bool | None


class Carried(Struct, frozen=True, kw_only=True):
    """What editions carried of one scan.

    `last` is what was carried most lately, `is_public` says that no edition has taken it out
    since. `page_failure` is told until an edition carries the scan again.
    """

    last: Pinned | None = None
    is_public: bool = False
    page_failure: str | None = None


_NEVER = Carried()
_ON_SCANS = (Event.PUBLISHED, Event.TAKEN_OUT, Event.PAGE_FAILED)
_ON_DELIVERY = (Event.DELIVERED, Event.NOT_DELIVERED)


def note_edition(register: Register, edition: Edition, *, at: datetime.datetime) -> None:
    """Note in one step what an edition carries; the same edition noted again changes nothing.

    What was carried before just so, and what was not public anyhow, makes no entry. Raises
    UnknownScanError or UnknownRecordError where the register does not know what was carried.
    """
    with register.step() as connection:
        if any(told.edition == edition.id for _, told in _told_of(connection, [Event.EDITION])):
            return
        _check(connection, edition)
        before = carried_by(connection)
        details: Details = {
            "edition": edition.id,
            "day": edition.day.isoformat(),
            "manifest": edition.manifest,
        }
        told = [(Event.EDITION, None, details), *_changes(edition, before)]
        note_all(connection, told, at=at)


def note_page_failed(
    register: Register, scan: str, *, edition: str, says: str, at: datetime.datetime
) -> None:
    """Note that a cleared decision is not in an edition, for its page failed."""
    details: Details = {"edition": edition, "says": says}
    with register.step() as connection:
        _check_known(connection, [scan])
        note(connection, Event.PAGE_FAILED, scan=scan, at=at, details=details)


def note_delivery(
    register: Register, edition: str, *, delivered: bool, says: str, at: datetime.datetime
) -> None:
    """Note what became of bringing an edition to where the public sees it."""
    event = Event.DELIVERED if delivered else Event.NOT_DELIVERED
    details: Details = {"edition": edition, "says": says}
    with register.step() as connection:
        note(connection, event, scan=None, at=at, details=details)


def last_edition(register: Register) -> NotedEdition | None:
    """Return the newest edition, or None before the first."""
    with register.look() as connection:
        row = connection.execute(_newest(Event.EDITION)).first()
        if row is None:
            return None
        at, details = row
        told = told_in(details)
        tries = [
            one for one in _told_of(connection, _ON_DELIVERY) if one[1].edition == told.edition
        ]
    return NotedEdition(
        id=told.edition,
        day=told.day or at.date(),
        manifest=told.manifest,
        at=at,
        delivered=tries[-1][0] is Event.DELIVERED if tries else None,
    )


def log_tip(register: Register) -> tuple[int, str]:
    """Return the number and the hash of the log's last entry."""
    newest = select(log.c.number, log.c.hash).order_by(log.c.number.desc()).limit(1)
    with register.look() as connection:
        row = connection.execute(newest).first()
    return (row[0], row[1]) if row else (0, FIRST_HASH)


def log_holds(register: Register, number: int, sha256: str) -> bool:
    """Say whether the log still has the entry that once was its last."""
    if number == 0:
        return sha256 == FIRST_HASH
    with register.look() as connection:
        found = connection.execute(select(log.c.hash).where(log.c.number == number)).scalar()
    return found == sha256


def carried_by(connection: Connection, some: Collection[str] | None = None) -> dict[str, Carried]:
    """Return what editions carried of each scan, or of some; what none ever tried is left out."""
    wanted = select(log.c.scan, log.c.event, log.c.details).where(log.c.event.in_(_ON_SCANS))
    if some is not None:
        wanted = wanted.where(log.c.scan.in_(some))
    carried: dict[str, Carried] = {}
    for scan, event, details in connection.execute(wanted.order_by(log.c.number)):
        before = carried.get(scan, _NEVER)
        carried[scan] = _after(before, scan, Event(event), told_in(details))
    return carried


def _after(before: Carried, scan: str, event: Event, told: Told) -> Carried:
    if event is Event.PUBLISHED:
        last = Pinned(scan=scan, record=told.pinned, names=told.names, settings=told.settings)
        return Carried(last=last, is_public=True)
    if event is Event.TAKEN_OUT:
        return replace(before, is_public=False)
    return replace(before, page_failure=told.says)


def _changes(
    edition: Edition, before: Mapping[str, Carried]
) -> Iterator[tuple[Event, str | None, Details]]:
    """Yield an entry for each scan that did not stand so before."""
    for one in edition.published:
        if before.get(one.scan, _NEVER) != Carried(last=one, is_public=True):
            details: Details = {
                "edition": edition.id,
                "pinned": one.record,
                "names": one.names,
                "settings": one.settings,
            }
            yield Event.PUBLISHED, one.scan, details
    for gone in edition.taken_out:
        if before.get(gone.scan, _NEVER).is_public:
            grounds = ",".join(gone.grounds)
            yield Event.TAKEN_OUT, gone.scan, {"edition": edition.id, "grounds": grounds}


def _check(connection: Connection, edition: Edition) -> None:
    _check_known(connection, (one.scan for one in edition.taken_out))
    rows = connection.execute(select(records.c.scan, records.c.number))
    of_scan = {number: scan for scan, number in rows}
    for one in edition.published:
        if of_scan.get(one.record) != one.scan:
            raise UnknownRecordError(
                f"Record {one.record} of scan {one.scan[:12]} is not in the register, so edition "
                f"{edition.id} can't be noted; delete that edition and publish again."
            )


def _check_known(connection: Connection, wanted: Iterable[str]) -> None:
    known = frozenset(connection.execute(select(scans.c.sha256)).scalars())
    for scan in wanted:
        if scan not in known:
            raise UnknownScanError(f"No scan {scan[:12]} is in the register; take it in first.")


def _told_of(connection: Connection, events: Iterable[Event]) -> Iterator[tuple[Event, Told]]:
    """Yield what entries of these kinds tell, the oldest first."""
    wanted = select(log.c.event, log.c.details).where(log.c.event.in_(tuple(events)))
    for event, details in connection.execute(wanted.order_by(log.c.number)):
        yield Event(event), told_in(details)


def _newest(event: Event) -> Select[datetime.datetime, str]:
    wanted = select(log.c.at, log.c.details).where(log.c.event == event)
    return wanted.order_by(log.c.number.desc()).limit(1)
