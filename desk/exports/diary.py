"""The register's rows in, an iCalendar file (RFC 5545) out: when deferrals end, when to look again.

A calendar is shared, and often kept elsewhere. So an entry gives the reference and the next step,
and never a title, a reason or anything that was read.
"""

import datetime
import uuid

from icalendar import Calendar, Event

from desk.standing.falling_due import Due, Falls, falling_due
from desk.standing.next_steps import clear_reference_of
from desk.standing.rows import Rows

_PRODUCT = "-//pcd//register of decisions//EN"
_ENTRIES = uuid.UUID("6f2c0a4e-5d0b-4b7e-9f43-0d5a3c1be8a7")
_ONE_DAY = datetime.timedelta(days=1)


def diary_of(rows: Rows) -> bytes:
    """Return an all-day entry for each deferral that is not over, on its day in London.

    One without a date stands on the day to look again, and has none where that is not known.
    """
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Decisions: deferrals")
    for due in falling_due(rows):
        day = due.on or due.review_on
        if day is not None:
            calendar.add_component(_entry(due, day, made_on=rows.day))
    return bytes(calendar.to_ical())


def _entry(due: Due, day: datetime.date, *, made_on: datetime.date) -> Event:
    """Return one entry; extended to another day it stays the same entry, and a calendar moves it.

    The same register on the same day gives the same bytes, so nothing here asks the clock.
    """
    entry = Event()
    entry.add("uid", _name_of(due))
    entry.add("dtstamp", datetime.datetime.combine(made_on, datetime.time(), datetime.UTC))
    entry.add("sequence", due.decision.reviews)
    entry.add("dtstart", day)
    entry.add("dtend", day + _ONE_DAY)
    entry.add("summary", _summary(due))
    entry.add("description", " ".join(due.next_steps) or "Nothing need be done before that day.")
    entry.add("transp", "TRANSPARENT")
    entry.add("class", "PRIVATE")
    return entry


def _name_of(due: Due) -> str:
    """Name the entry by its scan, in a way that tells nobody the scan's hash."""
    kind = "look again" if due.falls is Falls.UNDATED else "deferral ends"
    return f"{uuid.uuid5(_ENTRIES, f'{due.decision.scan} {kind}')}@pcd"


def _summary(due: Due) -> str:
    name = clear_reference_of(due.decision) or "A decision without a clear reference"
    if due.falls is Falls.UNDATED:
        return f"{name}: look again, deferred without a date"
    if due.falls is Falls.OVERDUE:
        return f"{name}: deferral ended, overdue"
    return f"{name}: deferral ends"
