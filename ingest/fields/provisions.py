"""Text beside a law's name in, the provisions of it out: "section 143(1)(b)", "Schedule 1".

Each in one spelling, whatever the form prints: "s.22", "ss. 31 and 43", "para 2(2) of the
Schedule to". A list that isn't whole figures throughout names no provision.
"""

import re

from msgspec import Struct

_UNITS = {
    "section": r"sections?|ss?\.?",
    "paragraph": r"paragraphs?|paras?\.?",
    "Schedule": r"schedules?|sch\.?",
    "regulation": r"regulations?|regs?\.?",
    "article": r"articles?|arts?\.?",
    "Part": r"parts?",
    "Chapter": r"chapters?",
}
_UNIT = f"(?:{'|'.join(_UNITS.values())})"
# No letter that is also a figure: sections are never lettered I or O, and "4O" is forty.
_NUMBER = (
    r"[0-9]{1,3}[A-HJ-NP-Z]{0,2}(?:\s?\((?:[0-9]{1,2}[A-HJ-NP-Z]?|[a-kmnp-z]{1,2}|[ivx]{1,4})\)){0,4}"
    r"|(?<=(?i:part)\s)[IVX]{1,4}"
)
_SAID_OF_IT = r"(?:\s?\([a-z][^()]{3,60}\))?"  # "section 43 (commercial interests)"
_JOINT = r"(?:\s?,\s?(?:and\s|or\s)?|\s(?:and|or|to|&)\s|\s?[-–]\s?)"
_LIST = (
    rf"(?i:{_UNIT})\s?(?:{_NUMBER}){_SAID_OF_IT}"
    rf"(?:{_JOINT}(?:(?i:{_UNIT})\s?)?(?:{_NUMBER}){_SAID_OF_IT}){{0,8}}"
)
_OF = r"\s(?:of|to|in)\s(?:[Tt]he\s)?"
_WHOLE = (
    rf"(?P<list>{_LIST})(?:{_OF}(?P<within>{_LIST}|(?i:schedule)))?(?:{_OF}(?P<outer>{_LIST}))?"
)
_BEFORE = re.compile(
    rf"(?<![A-Za-z0-9.'’\-]){_WHOLE}(?:\s(?:of|to)(?:\s[Tt]he)?)?\s[\"“‘']?\Z", re.ASCII
)
_IN_BRACKETS = re.compile(rf"\s?\({_WHOLE}\)", re.ASCII)
_SHORT_FORM = re.compile(rf",?\s(?=s\.?\s?[0-9]){_WHOLE}(?=\s*(?:[.;,)]|\Z))", re.ASCII)
_ONE = re.compile(
    rf"(?P<joint>{_JOINT})?(?:(?P<unit>(?i:{_UNIT}))\s?)?(?P<number>{_NUMBER}){_SAID_OF_IT}",
    re.ASCII,
)
_WINDOW = 240  # letters: the longest list that forms hold, and more


class Provisions(Struct, frozen=True):
    """Provisions that stand from `start` to `end`, in their order."""

    start: int
    end: int
    named: tuple[str, ...]


def provisions_before(text: str, end: int) -> Provisions | None:
    """Read "section 149 of the" off the text before a law's name."""
    first = max(0, end - _WINDOW)
    found = _BEFORE.search(text[first:end])
    return Provisions(first + found.start(), end, _named(found)) if found else None


def provisions_after(text: str, start: int) -> Provisions | None:
    """Read "(section 149)" or "s.43" off the text behind a law's name."""
    found = _IN_BRACKETS.match(text, start) or _SHORT_FORM.match(text, start)
    return Provisions(start, found.end(), _named(found)) if found else None


def _named(found: re.Match[str]) -> tuple[str, ...]:
    """Spell provisions out, each behind what it stands in: "Schedule 3, paragraph 7"."""
    around = [
        part
        for group in ("outer", "within")
        if found[group]
        for part in _each_in(found[group]) or ("Schedule",)
    ]
    return tuple(", ".join((*around, one)) for one in _each_in(found["list"]))


def _each_in(printed: str) -> tuple[str, ...]:
    """Spell each provision of a list out; what stands "to" another is one with it."""
    named: list[str] = []
    unit = ""
    at = 0
    while match := _ONE.match(printed, at):
        at = match.end()
        unit = _unit_of(match["unit"]) if match["unit"] else unit
        number = re.sub(r"\s", "", match["number"])
        joint = (match["joint"] or "").strip()
        if named and joint in ("to", "-", "–"):
            named[-1] = f"{named[-1]} to {number}"
        elif named and joint == "," and named[-1].startswith("Schedule") and unit == "paragraph":
            named[-1] = f"{named[-1]}, {unit} {number}"
        else:
            named.append(f"{unit} {number}")
    return tuple(named)


def _unit_of(printed: str) -> str:
    lower = printed.casefold()
    return next(unit for unit, pattern in _UNITS.items() if re.fullmatch(pattern, lower))
