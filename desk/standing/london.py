"""A moment in, its day or its time of day in London out: the register's days are London's."""

import datetime
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")


def london_day(moment: datetime.datetime) -> datetime.date:
    """Return the day it was in London; the moment is aware of its zone."""
    return moment.astimezone(_LONDON).date()


def london_time(moment: datetime.datetime) -> str:
    """Return day and time with the name of the zone, summer time or not."""
    return f"{moment.astimezone(_LONDON):%Y-%m-%d %H:%M:%S %Z}"
