"""The one place where the time of day comes in."""

import datetime
from zoneinfo import ZoneInfo

_LONDON = ZoneInfo("Europe/London")


def now() -> datetime.datetime:
    """Return this moment, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def today() -> datetime.date:
    """Return the day it is in London: a deferral ends there, at midnight."""
    return now().astimezone(_LONDON).date()
