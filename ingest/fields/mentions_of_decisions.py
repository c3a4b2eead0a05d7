"""Text in, the other decisions it names out: "PCD 611", "PCDs 12, 13 and 14", "CEOD 12-2019".

Only figures count: a heading's number may be read from "6l1", a citation may not. A number
that something else could be a piece of is left out.
"""

import re
from collections.abc import Iterator

from msgspec import Struct

from ingest.fields.dates import MONTHS

_DASH = r"[\s\-–—]"
_BEFORE = r"(?<![^\W_])"
# Nothing that could belong to the number: a figure apart, a letter, a stroke, a decimal.
_AFTER = r"(?!\w)(?![.,'’][0-9])(?!\s?[\-–—/]\s?[0-9])(?!\s[0-9])(?!\s[OIl|](?![A-Za-z]))"

_MONTH = "|".join(f"{month.title()}|{month[:3].title()}" for month in MONTHS)
_PCD = re.compile(
    rf"{_BEFORE}(?P<head>(?i:DMPC\s+Decision(?P<many>s)?(?:\s?[\-–—]?\s?PCDs?)?)"
    r"|PCD(?P<more>s)?|pcd|Pcd)"
    rf"(?:\s?(?:No|no|Number|number|Nos|nos|Numbers|numbers)\b\.?)?{_DASH}{{0,3}}"
    rf"(?P<number>[0-9]{{1,4}}){_AFTER}(?!\s(?:{_MONTH})\b)"
)
_NEXT = re.compile(
    rf"(?P<joint>\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|&)\s+)(?P<number>[0-9]{{1,4}}){_AFTER}"
)
_ENDS_A_LIST = re.compile(
    r"\s*(?:[.;:)\]]|,(?!\s?[0-9])|\Z)"
    r"|\s+(?:was|were|is|are|has|have|had|which|approved|agreed|set|provided|authorised"
    r"|will|would|did)\b"
)
_BY_YEAR = re.compile(
    rf"{_BEFORE}(?:DMPCD{_DASH}{{0,3}}(?P<year>20[0-9]{{2}}){_DASH}{{1,3}}(?P<number>[0-9]{{1,4}})"
    rf"|CEOD{_DASH}{{0,3}}(?P<ceo>[0-9]{{1,3}}){_DASH}{{1,3}}(?P<ceo_year>20[0-9]{{2}})){_AFTER}"
)
# Three figures at least: "DD1" is a postcode and "MD 2" somebody's office.
_GLA = re.compile(
    rf"{_BEFORE}(?P<series>ADD|MD|DD)(?P<apart>{_DASH}?)(?P<number>[0-9]{{3,4}}){_AFTER}"
)
_YEARS = range(2000, 2036)


class Cited(Struct, frozen=True):
    """A decision named at `start`: what is printed, and its reference."""

    start: int
    text: str
    reference: str


def decisions_in(text: str) -> Iterator[Cited]:
    """Find the references in a text, in no order."""
    yield from _numbered(text)
    for match in _BY_YEAR.finditer(text):
        if match["year"]:
            spelt = f"DMPCD {match['year']} {int(match['number'])}"
        else:
            spelt = f"CEOD {int(match['ceo'])}-{match['ceo_year']}"
        yield Cited(match.start(), match[0], spelt)
    for match in _GLA.finditer(text):
        number = int(match["number"])
        if not (match["apart"] and number in _YEARS):
            yield Cited(match.start(), match[0], f"{match['series']} {number}")


def _numbered(text: str) -> Iterator[Cited]:
    """Find the DMPC's numbered decisions, one by one and in lists."""
    for match in _PCD.finditer(text):
        number = int(match["number"])
        is_worded = (
            match["head"].casefold().startswith("dmpc") and "PCD" not in match["head"].upper()
        )
        if number == 0 or (is_worded and number in _YEARS):
            continue  # "DMPC Decision 2019" may be a year
        yield Cited(match.start(), match[0], f"PCD {number}")
        yield from _listed(text, match.end(), is_plural=bool(match["many"] or match["more"]))


def _listed(text: str, start: int, *, is_plural: bool) -> Iterator[Cited]:
    """Go on with the numbers that stand in one list with the first: "and 1561"."""
    joined = []
    while match := _NEXT.match(text, start):
        joined.append(match)
        start = match.end()
    if not is_plural and not (joined and _is_plainly_a_list(joined[-1], text)):
        return
    for match in joined:
        number = int(match["number"])
        if number and number not in _YEARS:
            yield Cited(match.start("number"), match["number"], f"PCD {number}")


def _is_plainly_a_list(last: re.Match[str], text: str) -> bool:
    """Tell "PCD 890 and 1561." from "PCD 890 and 1561 officers"."""
    has_word = any(word in last["joint"] for word in ("and", "or", "&"))
    ends = _ENDS_A_LIST.match(text, last.end()) is not None
    return has_word and ends and len(last["number"]) >= 3
