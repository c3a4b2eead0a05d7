"""Text or a table in, the sums in pounds out, exact to the penny.

Only what is written as money is money: a pound sign, figures in groups of three or in none,
and a scale where there is one. Where a figure, a letter or a speck beside it could belong to
it, or the scale of a range could be meant for both its ends, the sum is left out.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

_NUMBER = r"(?>[0-9]{1,3}(?:,[0-9]{3}){1,4}(?![0-9])|[0-9]{1,12})(?:\.[0-9]{1,9})?"
_SCALE = r"(?:\s?(?:million|billion|thousand|mn|bn|m|k)(?!\w))"
_AFTER = (
    r"(?![\w£])(?![.,'’]\w)(?![\-–—/][0-9])(?!\s?[0-9])"
    r"(?!\s?[.,]\s?[0-9])"  # "£163, 060", "£1 .4m"
)
_DASH = r"\s?[\-–—]\s?"
_LOW = rf"(?<![0-9.,])£\s?(?P<low>{_NUMBER})(?P<low_scale>{_SCALE})?"
_SUM = re.compile(_LOW + _AFTER, re.IGNORECASE)
_RANGE = re.compile(
    rf"{_LOW}(?:{_DASH}£\s?|(?P<is_bare>[\-–—])|(?P<is_apart>{_DASH}|\s+to\s+))"
    rf"(?P<high>{_NUMBER})(?P<high_scale>{_SCALE})?{_AFTER}",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"(?:(?P<dash>{_DASH})|\s+(?:to|and|or)\s+)(?P<pound>£\s?)?"
    rf"(?P<number>{_NUMBER})(?P<scale>{_SCALE})?",
    re.IGNORECASE,
)
_FACTORS = {
    "": 1,
    "k": 10**3,
    "000": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "million": 10**6,
    "bn": 10**9,
    "billion": 10**9,
}
_MOST_PENCE = 10**15
_SMALL = 100_000  # pence: "£5 to 10 million" begins with five million

_HEADING_SCALE = r"['’]?000s?|thousands?|millions?|mn?|bn|k"
_IN_POUNDS = re.compile(
    rf"\(\s?£\s?(?P<inside>{_HEADING_SCALE})?\s?\)|£\s?(?P<last>{_HEADING_SCALE})?\s*\Z",
    re.IGNORECASE,
)
_CELL = re.compile(rf"(?P<number>{_NUMBER})(?P<scale>{_SCALE})?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_COUNTS = re.compile(
    r"%|\bper ?cent|\A\W*number\b|\b(?:number|no\.)\sof\b|\bFTEs?\b|\bheadcount\b", re.IGNORECASE
)


class Sum(Struct, frozen=True):
    """A sum that stands at `start`: what is printed, and its pence; of a range both ends."""

    start: int
    text: str
    pence: int
    up_to_pence: int | None = None


def sums_in(text: str) -> Iterator[Sum]:
    """Find the sums that carry a pound sign, from left to right."""
    end = 0
    for sign in re.finditer("£", text):
        if sign.start() < end or _has_minus(text[max(0, sign.start() - 2) : sign.start()]):
            continue
        if match := _RANGE.match(text, sign.start()):
            found = _range_from(match)
        elif match := _SUM.match(text, sign.start()):
            found = _single_from(match, text)
        else:
            continue
        if found is not None:
            yield found
            end = match.end()
        elif match.re is _RANGE:
            end = match.start("high")  # what is doubtful together is doubtful apart


def bare_sums_in(rows: tuple[tuple[str, ...], ...]) -> Iterator[tuple[int, int, Sum]]:
    """Find the bare figures in a column or row whose heading says "(£)": row, column and sum."""
    heading, *below = rows if rows else ((),)
    for at, row in enumerate(below, start=1):
        if len(row) != len(heading):
            continue
        for column, cell in enumerate(row[1:], start=1):
            scale = _scale_under(heading[column], row[0])
            pence = None if scale is None else _pence_in_cell(cell, scale)
            if pence is not None:
                yield at, column, Sum(0, cell.strip(), pence)


def _single_from(match: re.Match[str], text: str) -> Sum | None:
    pence = _pence_of(match["low"], match["low_scale"])
    if pence is None:
        return None
    further = None if match["low_scale"] else _GOES_ON.match(text, match.end())
    if further and _may_share_its_scale(pence, match["low"], further):
        return None
    return Sum(match.start(), match[0], pence)


def _may_share_its_scale(pence: int, low: str, further: re.Match[str]) -> bool:
    """Say whether a sum without scale may be the lower end of what follows it."""
    is_small = pence < _SMALL and "," not in low
    if is_small and (further["scale"] or (further["dash"] and further["pound"])):
        return True
    high = _pence_of(further["number"], further["scale"])
    return not further["pound"] and (high is None or high > pence)


def _range_from(match: re.Match[str]) -> Sum | None:
    """Read both ends; a scale printed once, at the end, is that of both."""
    low_scale, high_scale = match["low_scale"], match["high_scale"]
    if match["is_apart"] and not high_scale:
        return _before_another_number(match)
    if low_scale and not high_scale:
        return None  # "£10k-15": thousand, or fifteen?
    low = _pence_of(match["low"], low_scale or high_scale)
    high = _pence_of(match["high"], high_scale)
    if low is None or high is None or low >= high:
        return None
    if high_scale and not low_scale and "," in match["low"]:
        return None
    return Sum(match.start(), match[0], low, high)


def _before_another_number(match: re.Match[str]) -> Sum | None:
    """Read "£20,000 to 12 clubs" as one sum, and "£20,000 to 25,000" not at all."""
    low = _pence_of(match["low"], match["low_scale"])
    high = _pence_of(match["high"], None)
    if low is None or high is None or high >= low:
        return None
    printed = match.string[match.start() : match.end("low_scale" if match["low_scale"] else "low")]
    return Sum(match.start(), printed, low)


def _pence_of(number: str, scale: str | None) -> int | None:
    """Give whole pence, or None where the figures are not how anyone writes money."""
    whole, _, decimals = number.partition(".")
    if len(whole) > 1 and whole[0] == "0":
        return None
    if not scale and len(decimals) not in (0, 2):
        return None  # "£313.500" has a speck for a comma, and "£1.4" lost its million
    factor = _FACTORS.get((scale or "").strip().casefold(), 0)
    if not factor:
        return None  # letters that only look like "million"
    pence = Decimal(number.replace(",", "")) * factor * 100
    return int(pence) if pence == int(pence) and pence < _MOST_PENCE else None


def _has_minus(before: str) -> bool:
    """Say whether a sign that isn't a dash between words stands right before."""
    return before[-1:] in ("-", "\u2212", "–", "—") and before[-2:-1] in ("", " ", "(")


def _scale_under(*headings: str) -> str | None:
    """Tell what figures under these headings count: "" for pounds, "000" for thousands."""
    if any(_COUNTS.search(heading) for heading in headings):
        return None
    scales = {scale for heading in headings if (scale := _scale_in(heading)) is not None}
    return scales.pop() if len(scales) == 1 else None


def _scale_in(heading: str) -> str | None:
    found = _IN_POUNDS.search(heading)
    if found is None or heading.count("£") != 1:
        return None
    scale = (found["inside"] or found["last"] or "").casefold().lstrip("'’")
    return scale if scale in _FACTORS else scale.rstrip("s")


def _pence_in_cell(cell: str, scale: str) -> int | None:
    found = _CELL.fullmatch(cell.strip())
    if found is None or (scale and found["scale"]) or _YEAR.fullmatch(cell.strip()):
        return None
    return _pence_of(found["number"], found["scale"] or scale)
