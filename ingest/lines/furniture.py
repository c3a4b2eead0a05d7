"""Page furniture: footers, page numbers and what else repeats or strays at a page's edges."""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from ingest.lines.line import Line, part_of

_FOOT = 0.925  # the form's footer lies below this; its text ends above
_SHRUNKEN_FOOT = 0.88  # where a footer that names the form lies on a copy made smaller
_LID = 0.965  # below this nothing is printed
_HEAD = 0.045
_TEMPLATE_HEAD = 0.075  # where a template's name stands that is printed above the text
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_CODE = r"PCD|DMPCD?|CEOD|MD|DD|ADD"
# What a template is called in its footer, before the month it dates from: "PCD v3".
_NAME = rf"(?:(?:{_CODE}|MOPAC|GLA|Decision|Form|Template|Version|v\.?\s?\d[\d.]*)\s+(?:[-–]\s+)?)"
_VERSION = re.compile(
    rf"(?<!\w)(?P<name>{_NAME}{{1,4}})(?P<month>{_MONTHS})\s+(?P<year>20[0-2]\d)\b", re.IGNORECASE
)
# A month with a slip is still one, where a template's name stands before it: "PCD Mav 2019".
_SLIPPED = re.compile(
    rf"\A(?P<name>{_NAME}{{1,4}})(?P<month>[^\W\d]{{3,10}})\s+(?P<year>20[0-2]\d)\b", re.IGNORECASE
)
_MONTH_ALIKE = 60.0  # of 100
_MONTH = re.compile(rf"(?P<name>)(?P<month>{_MONTHS})\s+(?P<year>20[0-2]\d)\b", re.IGNORECASE)
_DASH = r"[\s|–—-]*"
_PAGE_NUMBER = re.compile(
    rf"{_DASH}(?:Page{_DASH})?(?<![\d/.,£])(\d{{1,3}})(?:\s*(?:of|/)\s*(\d{{1,3}}))?(?:{_DASH}Page)?{_DASH}\Z",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\W*RECEIVED(?:\W+[A-Z\d]{1,9}){0,4}\W*")
_STANDS_OFF = 0.02  # of the width, from the text to a stamp beside it
_SOME_TEXT = 4  # words: what is cut off fewer might be an answer
_SAYS_PAGE = re.compile(r"\bpage\b", re.IGNORECASE)


class Footer(Struct, frozen=True):
    """What a page's footer says: template version, page number, and how many pages there are."""

    version: str | None = None
    number: int | None = None
    pages: int | None = None


def is_furniture(line: Line) -> bool:
    """Say whether a line belongs to the page and not to the decision."""
    text = _without_slip(line.text)
    if not any(map(str.isalnum, text)) or _STAMP.fullmatch(text):
        return True
    if line.box.top > _FOOT:
        return (
            _VERSION.search(text) is not None
            or besides_footer(text) == ""
            or len(text) < 4
            or line.box.top > _LID
        )
    if line.box.top > _SHRUNKEN_FOOT or line.box.bottom < _TEMPLATE_HEAD:
        named = _VERSION.match(text) or _SAYS_PAGE.search(text)
        return _is_at_lid(line) or (named is not None and besides_footer(text) == "")
    return False


def with_stamp_apart(line: Line) -> tuple[Line, ...]:
    """Cut off a stamp that stands on a row of text, at its end."""
    for at in range(_SOME_TEXT, len(line.words)):
        before, stamp = line.words[at - 1], line.words[at:]
        stands_off = stamp[0].box.left - before.box.right > _STANDS_OFF
        if stands_off and _STAMP.fullmatch(" ".join(word.text for word in stamp)):
            cut = (before.box.right + stamp[0].box.left) / 2
            return (part_of(line, 0.0, cut), part_of(line, cut, 1.0))
    return (line,)


def _is_at_lid(line: Line) -> bool:
    """Say whether a line stands where nothing is printed, under the scanner's lid."""
    return line.box.bottom < _HEAD and len(line.text) < 4


def _without_slip(text: str) -> str:
    """Write a template's month as it is spelt, where a reader slipped in one letter of it."""
    found = _SLIPPED.match(text)
    if found is None or _VERSION.match(text):
        return text
    like = [
        month
        for month in _MONTHS.split("|")
        if fuzz.ratio(found["month"].title(), month) >= _MONTH_ALIKE
    ]
    return text.replace(found["month"], like[0], 1) if len(like) == 1 else text


def besides_footer(text: str) -> str:
    """Give what a line at the foot says besides template version and page number."""
    rest = _VERSION.sub("", text).strip()
    if rest == text.strip() and (month := _MONTH.match(rest)) is not None:
        number = rest[month.end() :].strip()
        rest = number if not number or _PAGE_NUMBER.match(number) else rest
    return _PAGE_NUMBER.sub("", rest).strip()


def footer_of(lines: Sequence[Line]) -> Footer:
    """Read the footer out of a page's lines."""
    foot = [
        _without_slip(line.text)
        for line in lines
        if line.box.top > _FOOT or (is_furniture(line) and not _is_at_lid(line))
    ]
    version = next((read for text in foot if (read := _version_in(text)) is not None), None)
    numbers = [
        found
        for text in foot
        for rest in [_MONTH.sub("", _VERSION.sub("", text).strip()).strip()]
        if (found := _PAGE_NUMBER.search(rest))
    ]
    return Footer(
        version,
        int(numbers[0][1]) if len(numbers) == 1 else None,
        int(numbers[0][2]) if len(numbers) == 1 and numbers[0][2] else None,
    )


def _version_in(text: str) -> str | None:
    """Read a template's name and month; a month without a name only where nothing else stands."""
    found = _VERSION.search(text) or (_MONTH.match(text) if besides_footer(text) == "" else None)
    if found is None:
        return None
    name = re.sub(rf"\b(?:{_CODE})\b", lambda code: code[0].upper(), found["name"], flags=re.I)
    return " ".join(f"{name} {found['month'].title()} {found['year']}".split())


def form_version(footers: Sequence[Footer]) -> str | None:
    """Take the template version that most footers give."""
    versions = Counter(footer.version for footer in footers if footer.version)
    return versions.most_common(1)[0][0] if versions else None
