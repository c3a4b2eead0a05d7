"""Text in, dates out: read day-first, whole and real, or not at all."""

import datetime
import re
from collections.abc import Callable, Iterator

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

_YEARS = re.compile(r"(?<![\d,.£])(20\d\d)(?:\s?[/–-]\s?(?:20)?(\d\d))?(?!\d|,\d)")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})\s?([/.\-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?!\d)")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_WORDED = re.compile(
    r"(?<![\d/])(\d{1,2})\s*(?:st|nd|rd|th)?(?:\s*-\s*|\s*(?:(?:day\s+)?of\s+)?)([A-Za-z]{3,11})[,.:;\s-]*"
    r"(\d{4})(?!\d)",
    re.IGNORECASE,
)
# A figure that a space or a stroke parts from a date is as likely a piece of it.
_FIGURE_BEFORE = re.compile(r"\d[\s/.\-]?\Z")
_FIGURE_AFTER = re.compile(r"[/.\-]?\d")
_FIGURE_AFTER_SHORT_YEAR = re.compile(r"[\s/.\-]?\d")
_BESIDE_A_DATE = re.compile(
    r"(?:until|on|the|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\W|_)*", re.IGNORECASE
)


def date_in(text: str) -> datetime.date | None:
    """Give the one date printed in a text; none, several or an impossible one give None."""
    dates = set(_dates_in(text, month_of=_printed_month))
    return dates.pop() if len(dates) == 1 else None


def sole_date_in(text: str) -> datetime.date | None:
    """Give the date that is all a text says: "six months after 1 May 2020" is another day."""
    return date_in(text) if _says_no_more_than_dates(text) else None


def is_meant_for_a_day(text: str) -> bool:
    """Say whether a text gives a day and no more, whether or not there is one: "31 June 2024"."""
    has_day = any(pattern.search(text) for pattern in (_ISO, _NUMERIC)) or any(
        _printed_month(month) > 0 for _day, month, _year in _WORDED.findall(text)
    )
    return has_day and _says_no_more_than_dates(text)


def _says_no_more_than_dates(text: str) -> bool:
    besides = text
    for pattern in (_ISO, _NUMERIC, _WORDED):
        besides = pattern.sub(" ", besides)
    return _BESIDE_A_DATE.fullmatch(besides) is not None


def handwritten_date_in(text: str) -> datetime.date | None:
    """Give the one date in a reading of handwriting, where a month may be a letter or two off."""
    text = re.sub(r"(?<=\d)\.(?=(?:st|nd|rd|th)\b)", "", text)
    whole_years = re.sub(r"\b(20)\s(\d\d)\b", r"\1\2", text)  # a hand often parts "20 18"
    dates = set(_dates_in(whole_years, month_of=_handwritten_month))
    return dates.pop() if len(dates) == 1 else None


def _dates_in(text: str, *, month_of: MonthReader) -> list[datetime.date | None]:
    found = [_real(y, m, d) for y, m, d in _whole(_ISO, text)]
    found += [_real(y, m, d) for d, _sign, m, y in _whole(_NUMERIC, text)]
    found += [_real(y, str(month_of(m)), d) for d, m, y in _whole(_WORDED, text)]
    return found


def _whole(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, ...]]:
    """Give the parts of each date in a text; one that lost a figure has an impossible day."""
    for match in pattern.finditer(text):
        has_short_year = re.search(r"(?<!\d)\d\d\Z", match[0]) is not None
        after = _FIGURE_AFTER_SHORT_YEAR if has_short_year else _FIGURE_AFTER
        is_whole = not (
            _FIGURE_BEFORE.search(text[: match.start()]) or after.match(text, match.end())
        )
        yield match.groups() if is_whole else tuple("0" for _ in match.groups())


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
    lower = name.lower()
    slips = {number: Levenshtein.distance(lower, month) for number, month in enumerate(MONTHS, 1)}
    nearest = min(slips, key=slips.__getitem__)
    # A month of three or four letters two slips away may be any month; one slip is the most.
    if slips[nearest] > max(1, len(MONTHS[nearest - 1]) // 4):
        return 0
    # "Mau" is as near to "Mar" as to "May": what is short must be nearer than a short name too.
    is_only_one = all(
        slips[number] > slips[nearest]
        and (len(lower) > 4 or Levenshtein.distance(lower, month[:3]) > slips[nearest])
        for number, month in enumerate(MONTHS, 1)
        if number != nearest
    )
    return nearest if is_only_one else 0


def years_in(text: str) -> frozenset[int]:
    """Give the years that a text speaks of: "2018", "July 2019", and both of "2018/19"."""
    return frozenset(
        year
        for first, second in _YEARS.findall(text)
        for year in (int(first), int(first[:2] + second) if second else int(first))
    )
