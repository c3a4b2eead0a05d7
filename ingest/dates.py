"""Text in, dates out: read day-first, whole and real, or not at all."""

import datetime
import re
from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MonthReader = Callable[[str], int]  # a month's name in, its number out; 0 where there is none

_FIRST_YEAR = 2000
_LAST_YEAR = 2199

_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_WORDED = re.compile(
    r"(?<![\d/])(\d{1,2})\s*(?:st|nd|rd|th)?\s*(?:day\s+of\s+)?([A-Za-z]{3,11})[,.:;\s]*(\d{4})(?!\d)",
    re.IGNORECASE,
)


def date_in(text: str) -> datetime.date | None:
    """Give the one date printed in a text; none, several or an impossible one give None."""
    dates = set(_dates_in(text, month_of=_printed_month))
    return dates.pop() if len(dates) == 1 else None


def handwritten_date_in(text: str) -> datetime.date | None:
    """Give the one date in a reading of handwriting, where a month may be a letter or two off."""
    whole_years = re.sub(r"\b(20)\s(\d\d)\b", r"\1\2", text)  # a hand often parts "20 18"
    dates = set(_dates_in(whole_years, month_of=_handwritten_month))
    return dates.pop() if len(dates) == 1 else None


def _dates_in(text: str, *, month_of: MonthReader) -> list[datetime.date | None]:
    found = [_real(y, m, d) for y, m, d in _ISO.findall(text)]
    found += [_real(y, m, d) for d, _sign, m, y in _NUMERIC.findall(text)]
    found += [_real(y, str(month_of(m)), d) for d, m, y in _WORDED.findall(text)]
    return found


def _real(year: str, month: str, day: str) -> datetime.date | None:
    full = int(year) if len(year) == 4 else 2000 + int(year)
    if not _FIRST_YEAR <= full <= _LAST_YEAR:
        return None
    try:
        return datetime.date(full, int(month), int(day))
    except ValueError:
        return None


def _printed_month(name: str) -> int:
    lower = name.lower()
    for number, month in enumerate(MONTHS, start=1):
        if lower == month or (len(lower) >= 3 and lower in (month[:3], month[:4])):
            return number
    return 0


def _handwritten_month(name: str) -> int:
    exact = _printed_month(name)
    if exact:
        return exact
    near = process.extract(
        name.lower(), MONTHS, scorer=Levenshtein.distance, score_cutoff=2, limit=2
    )
    # A month of three or four letters two slips away may be any month; one slip is the most.
    if not near or near[0][1] > max(1, len(near[0][0]) // 4):
        return 0
    return near[0][2] + 1 if len(near) == 1 or near[0][1] < near[1][1] else 0
