"""The supporting report's lines in, its numbered sections out."""

import re
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from ingest.fields.prose import Piece, columns_by_page, pieces_of, without_number
from ingest.lines.flow import Item
from ingest.lines.line import Line
from ingest.page import Box

_SECTION_NUMBER = re.compile(r"(\d{1,2})[.,:]{0,2}")
_SECTION_ATTACHED = re.compile(r"(\d{1,2})\.([A-Z].*)")
_WIDEST_HEADING = 0.8  # of the width, where a heading's line ends at the most


class SectionPieces(Struct, frozen=True, kw_only=True):
    """One section with the pieces that stand in it; text before the first heading has none."""

    number: str | None
    heading: str
    page: int | None
    box: Box | None
    pieces: tuple[Piece, ...]


class _Heading(Struct, frozen=True):
    number: str | None
    text: str
    line: Line


def sections_of(items: Sequence[Item]) -> tuple[SectionPieces, ...]:
    """Divide the report at its headings."""
    headings = _headings_in(items)
    starts = [index for index, item in enumerate(items) if id(item) in headings]
    sections: list[SectionPieces] = []
    if before := pieces_of(items[: starts[0]] if starts else items):
        sections.append(SectionPieces(number=None, heading="", page=None, box=None, pieces=before))
    for start, end in pairwise([*starts, len(items)]):
        heading = headings[id(items[start])]
        sections.append(
            SectionPieces(
                number=heading.number,
                heading=heading.text,
                page=heading.line.page,
                box=heading.line.box,
                pieces=pieces_of(items[start + 1 : end]),
            )
        )
    return tuple(sections)


def _headings_in(items: Sequence[Item]) -> dict[int, _Heading]:
    """Find the heading lines, by the identity of their item."""
    lines = [item for item in items if isinstance(item, Line)]
    columns = columns_by_page(lines)
    found: dict[int, _Heading] = {}
    last = 0
    for index, line in enumerate(lines):
        following = _first_number(lines[index + 1 : index + 3])
        heading = _numbered_heading(line, last, following) or _bare_heading(line, following, last)
        if heading is None or heading.number is None:
            continue
        margin = columns[line.page].numbers
        if margin is not None and line.box.left > margin + 0.02:
            continue
        found[id(line)] = heading
        last = int(heading.number)
    return found


def _numbered_heading(line: Line, last: int, following: str | None) -> _Heading | None:
    """Read "3. Financial comments"; the number must go on from the last heading's."""
    if not line.words or line.box.right > _WIDEST_HEADING:
        return None
    first, *rest = line.words
    text = " ".join(word.text for word in rest)
    if attached := _SECTION_ATTACHED.fullmatch(first.text):
        number, text = attached[1], f"{attached[2]} {text}".strip()
    elif rest and (alone := _SECTION_NUMBER.fullmatch(first.text)):
        number = alone[1]
    else:
        return None
    capital = text[:1].isupper() or following == f"{number}.1"
    if not text or not capital or not last < int(number) <= last + 3:
        return None
    return _Heading(number, text, line)


def _bare_heading(line: Line, following: str | None, last: int) -> _Heading | None:
    """Take a short line without number before "3.1" as the heading of section 3."""
    if following != f"{last + 1}.1" or line.box.right > _WIDEST_HEADING or not line.words:
        return None
    text = line.text
    if not text[0].isupper() or text[-1] in ".;,:" or without_number(line)[0] is not None:
        return None
    return _Heading(str(last + 1), text, line)


def _first_number(lines: Sequence[Line]) -> str | None:
    return next((number for line in lines[:1] if (number := without_number(line)[0])), None)
