"""Page furniture: footers, page numbers and what else repeats or strays at a page's edges."""

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from ingest.lines.line import Line

_FOOT = 0.925  # the form's footer lies below this; its text ends above
_HEAD = 0.045
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_VERSION = re.compile(rf"\b(PCD|DMPCD?|MD|DD|ADD)\s+({_MONTHS})\s+(20[0-2]\d)\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:Page\s+)?(\d{1,3})(?:\s+of\s+(\d{1,3}))?\Z", re.IGNORECASE)


class Footer(Struct, frozen=True):
    """What a page's footer says: template version, page number, and how many pages there are."""

    version: str | None = None
    number: int | None = None
    pages: int | None = None


def is_furniture(line: Line) -> bool:
    """Say whether a line belongs to the page and not to the decision."""
    text = line.text
    if not any(map(str.isalnum, text)):
        return True
    if line.box.top > _FOOT:
        return (
            _VERSION.search(text) is not None
            or _PAGE_NUMBER.match(text) is not None
            or len(text) < 4
            or line.box.top > 0.965
        )
    # Nothing is printed this high; what is read there is the scanner's lid.
    return line.box.bottom < _HEAD and len(text) < 4


def besides_footer(text: str) -> str:
    """Give what a line at the foot says besides template version and page number."""
    return _PAGE_NUMBER.sub("", _VERSION.sub("", text).strip()).strip()


def footer_of(lines: Sequence[Line]) -> Footer:
    """Read the footer out of a page's lines."""
    foot = [line.text for line in lines if line.box.top > _FOOT]
    version = next((found for text in foot if (found := _VERSION.search(text))), None)
    numbers = [
        found
        for text in foot
        for word in [_VERSION.sub("", text).strip()]
        if (found := _PAGE_NUMBER.search(word))
    ]
    return Footer(
        f"{version[1].upper()} {version[2].title()} {version[3]}" if version else None,
        int(numbers[0][1]) if len(numbers) == 1 else None,
        int(numbers[0][2]) if len(numbers) == 1 and numbers[0][2] else None,
    )


def form_version(footers: Sequence[Footer]) -> str | None:
    """Take the template version that most footers give."""
    versions = Counter(footer.version for footer in footers if footer.version)
    return versions.most_common(1)[0][0] if versions else None
