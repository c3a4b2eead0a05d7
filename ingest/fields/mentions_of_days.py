"""Text in, the whole dates it prints out: day-first, real, and with nothing beside them in doubt.

Months and financial years ("July 2019", "2019/20") are no days, and are left out.
"""

import datetime
import re
from collections.abc import Iterator

from msgspec import Struct

from ingest.fields.dates import MONTHS, date_in

_DAY = re.compile(
    # A figure or a letter like one, close by or a space away, may belong to the day.
    r"(?<![\w.,/£\-–—])(?<![0-9]\s)(?<!\b[OoIl]\s)(?:"
    r"[0-9]{1,2}(?:\s?(?:st|nd|rd|th))?\s?(?:(?:day\s)?of\s)?(?P<month>[A-Za-z]{3,9})"
    r"(?P<stop>\.)?(?:\s?,)?\s?[0-9]{4}"
    r"|[0-9]{1,2}\s?(?P<sign>[/.\-])\s?[0-9]{1,2}\s?(?P=sign)\s?[0-9]{4}"
    r"|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}(?!\s?[0-9])"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"(?!\w)(?![/.\-–][0-9])(?!\s[OIl|](?![A-Za-z]))",
    re.IGNORECASE,
)


class Day(Struct, frozen=True):
    """A date that stands at `start`, and what is printed."""

    start: int
    text: str
    date: datetime.date


def days_in(text: str) -> Iterator[Day]:
    """Find the dates in a text, from left to right."""
    for match in _DAY.finditer(text):
        if match["stop"] and match["month"].casefold() in MONTHS:
            continue  # "… on 1 April. 2019 saw …"
        date = date_in(match[0])
        if date is not None:
            yield Day(match.start(), match[0], date)
