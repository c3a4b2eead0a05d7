"""The log in, the moments at which a scan came to be public and ceased to be out."""

import datetime
from collections.abc import Collection

from msgspec import Struct
from sqlalchemy import Connection, func, select

from register.case import Event
from register.tables import log


class PublicMoments(Struct, frozen=True, kw_only=True):
    """When an edition first carried a scan, and when one last took it out; None where none did."""

    first: datetime.datetime | None = None
    taken_out: datetime.datetime | None = None


NEVER_PUBLIC = PublicMoments()


def public_moments(
    connection: Connection, some: Collection[str] | None = None
) -> dict[str, PublicMoments]:
    """Return the moments of each scan that was ever public, or of those among some."""
    published = _first_and_last(connection, Event.PUBLISHED, some)
    taken_out = _first_and_last(connection, Event.TAKEN_OUT, some)
    return {
        scan: PublicMoments(
            first=first, taken_out=taken_out[scan][1] if scan in taken_out else None
        )
        for scan, (first, _) in published.items()
    }


def _first_and_last(
    connection: Connection, event: Event, some: Collection[str] | None
) -> dict[str, tuple[datetime.datetime, datetime.datetime]]:
    """Return when the log first and last tells this of each scan."""
    told = select(log.c.scan, func.min(log.c.at), func.max(log.c.at))
    of_event = told.where(log.c.event == event).group_by(log.c.scan)
    if some is not None:
        of_event = of_event.where(log.c.scan.in_(some))
    return {scan: (first, last) for scan, first, last in connection.execute(of_event)}
