"""The supporting report's lines in, its sections out, with or without numbers."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from ingest.fields.columns import Columns, columns_by_page
from ingest.fields.prose import Part, Piece, parts_of, pieces_of_parts, spelling_in
from ingest.fields.signs import without_bullet, without_number
from ingest.lines.flow import Item
from ingest.lines.line import Line
from ingest.lines.recognising import says
from ingest.page import Box

_SECTION_NUMBER = re.compile(r"(\d{1,2})[.,:]{0,2}")
_SECTION_ATTACHED = re.compile(r"(\d{1,2})\.([A-Z].*)")
_WIDEST_HEADING = 0.8  # of the width, where a heading's line ends at the most
_FROM_MARGIN = 0.02
_ENDS_NO_HEADING = ".;,:"
_MOST_WORDS, _FEWEST_LETTERS = 9, 5

# Headings that the forms print, for a report that lost their numbers or never had any.
HEADINGS = (
    "Introduction and background",
    "Introduction",
    "Background",
    "Issues for consideration",
    "Contributes to the MOPAC Police & Crime Plan",
    "Financial Comments",
    "Financial implications",
    "Legal Comments",
    "Legal implications",
    "Commercial Issues",
    "Public Health Approach",
    "GDPR/Data Privacy",
    "GDPR and Data Privacy",
    "Equality Comments",
    "Equality and diversity implications",
    "Risk implications",
    "Social Value",
    "Background/supporting papers",
    "Background papers",
    "Supporting papers",
)


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
    lines: int = 1


def sections_of(items: Sequence[Item]) -> tuple[SectionPieces, ...]:
    """Divide the report at its headings."""
    spelling = spelling_in(items)
    parts = parts_of(items)
    columns = columns_by_page([part for part in parts if isinstance(part, Line)])
    headings = _headings_in(parts, columns)
    starts = [index for index, part in enumerate(parts) if id(part) in headings]
    sections: list[SectionPieces] = []
    if before := pieces_of_parts(parts[: starts[0]] if starts else parts, columns, spelling):
        sections.append(SectionPieces(number=None, heading="", page=None, box=None, pieces=before))
    for start, end in pairwise([*starts, len(parts)]):
        heading = headings[id(parts[start])]
        sections.append(
            SectionPieces(
                number=heading.number,
                heading=heading.text,
                page=heading.line.page,
                box=heading.line.box,
                pieces=pieces_of_parts(parts[start + heading.lines : end], columns, spelling),
            )
        )
    return tuple(sections)


def _headings_in(parts: Sequence[Part], columns: Mapping[int, Columns]) -> dict[int, _Heading]:
    """Find the heading lines, by the identity of their part."""
    lines = [part for part in parts if isinstance(part, Line)]
    is_numbered = any(_is_numbered(line) for line in lines)
    found: dict[int, _Heading] = {}
    last = 0
    for index, line in enumerate(lines):
        here = columns[line.page]
        if here.numbers is not None and line.box.left > here.numbers + _FROM_MARGIN:
            continue
        heading = _numbered_heading(lines[index : index + 3], last, here)
        heading = heading or _bare_heading(line, _first_number(lines[index + 1 : index + 2]), last)
        if heading is None and not (not is_numbered and last):
            heading = _unnumbered_heading(lines, index, columns, is_numbered=is_numbered)
        if heading is None:
            continue
        found[id(line)] = heading
        last = int(heading.number) if heading.number is not None else last
    return found


def _is_numbered(line: Line) -> bool:
    return without_number(line)[0] is not None


def _numbered_heading(lines: Sequence[Line], last: int, columns: Columns) -> _Heading | None:
    """Read "3. Financial comments"; the number must go on from the last heading's.

    A long heading may run over two lines, where paragraph 3.1 then proves it.
    """
    line, *below = lines
    if not line.words:
        return None
    number, text = _numbered(line)
    if number is None or not text or not last < int(number) <= last + 3:
        return None
    next_number, after_next = _first_number(below[:1]), _first_number(below[1:2])
    if text[:1].isupper() and _goes_on(line, below, columns) and after_next == f"{number}.1":
        return _Heading(number, f"{text} {below[0].text}", line, lines=2)
    proved = next_number == f"{number}.1"
    if proved and (text[:1].isupper() or line.box.right <= _WIDEST_HEADING):
        return _Heading(number, text, line)
    plain = text[:1].isupper() and text[-1] not in _ENDS_NO_HEADING
    return _Heading(number, text, line) if plain and line.box.right <= _WIDEST_HEADING else None


def _numbered(line: Line) -> tuple[str | None, str]:
    first, *rest = line.words
    text = " ".join(word.text for word in rest)
    if attached := _SECTION_ATTACHED.fullmatch(first.text):
        return attached[1], f"{attached[2]} {text}".strip()
    if rest and (alone := _SECTION_NUMBER.fullmatch(first.text)):
        return alone[1], text
    return None, ""


def _goes_on(line: Line, below: Sequence[Line], columns: Columns) -> bool:
    """Say whether the line below a heading is its second one, and no paragraph's first."""
    return (
        bool(below)
        and below[0].page == line.page
        and not columns.is_apart(below[0], line)
        and not columns.has_room(line, below[0])
        and not _is_numbered(below[0])
        and without_bullet(below[0].words) is None
    )


def _bare_heading(line: Line, following: str | None, last: int) -> _Heading | None:
    """Take a short line without number before "3.1" as the heading of section 3."""
    if following != f"{last + 1}.1" or not _is_short(line):
        return None
    return _Heading(str(last + 1), line.text, line)


def _unnumbered_heading(
    lines: Sequence[Line], at: int, columns: Mapping[int, Columns], *, is_numbered: bool
) -> _Heading | None:
    """Take for a heading a line of its own that the forms print as one, or that looks like one.

    In a report whose paragraphs have numbers only the former is sure enough.
    """
    line = lines[at]
    here = columns[line.page]
    above = lines[at - 1] if at else None
    alone = above is None or above.page != line.page or here.is_apart(line, above)
    text = line.text.rstrip(": ")
    if not alone or not any(says(text, heading) for heading in HEADINGS):
        if is_numbered or not alone or not _looks_like_heading(lines, at, here):
            return None
        text = line.text
    return _Heading(None, text, line)


def _looks_like_heading(lines: Sequence[Line], at: int, columns: Columns) -> bool:
    """Recognise a short line in capitals, alone above a paragraph, in a report without numbers."""
    line, *below = lines[at : at + 2]
    return (
        _is_short(line)
        and line.text.isupper()
        and len(line.words) <= _MOST_WORDS
        and sum(map(str.isalpha, line.text)) >= _FEWEST_LETTERS
        and not columns.is_deep(line)
        and bool(below)
        and not below[0].text.isupper()
        and without_bullet(line.words) is None
    )


def _is_short(line: Line) -> bool:
    text = line.text
    return (
        bool(line.words)
        and line.box.right <= _WIDEST_HEADING
        and text[0].isupper()
        and text[-1] not in _ENDS_NO_HEADING
        and not _is_numbered(line)
    )


def _first_number(lines: Sequence[Line]) -> str | None:
    return next((number for line in lines if (number := without_number(line)[0])), None)
