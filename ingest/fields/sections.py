"""The supporting report's lines in, its sections out, with or without numbers."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from ingest.fields.columns import Columns, columns_by_page
from ingest.fields.prose import Part, Piece, parts_of, pieces_of_parts, spelling_in
from ingest.fields.signs import section_number, without_bullet, without_number
from ingest.lines.flow import Item
from ingest.lines.line import Line
from ingest.lines.recognising import says
from ingest.page import Box

_WIDEST_HEADING = 0.8  # of the width, where a heading's line ends at the most
_NARROW = 0.65  # of the width, where one ends that is neither known nor in capitals
_RAGGED = 0.1  # of the width, by which a full line may end before the margin
_FROM_MARGIN = 0.02
_WIDEST_GAP = 3  # from one section's number to the next
_ENDS_NO_HEADING = ".;,:"
_ENDS_SENTENCE = (".", "?", "!", ".”", ".’", '."', ".)")
_MOST_WORDS, _FEWEST_LETTERS = 9, 5

# Headings that the forms print, for a report that lost their numbers or never had any.
HEADINGS = (
    "Introduction and background",
    "Introduction",
    "Background",
    "Issues for consideration",
    "Issues and options",
    "Objectives and expected outcomes",
    "Other considerations",
    "Planned delivery approach and next steps",
    "Procurement",
    "Risk considerations",
    "Consultation",
    "Data protection",
    "Health and safety",
    "Next steps",
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
    "Appendices and supporting papers",
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
        above = lines[index - 1] if index else None
        heading = _numbered_heading(lines[index : index + 3], last, here)
        following = _first_number(lines[index + 1 : index + 2])
        heading = heading or _bare_heading(line, following, last)
        if heading is None and not (following or "").startswith(f"{last}."):
            heading = _known_heading(line, above, here)
        if heading is None and not is_numbered and not last:
            heading = _unknown_heading(lines[index : index + 2], above, here, found)
        if heading is None:
            continue
        found[id(line)] = heading
        last = int(heading.number) if heading.number is not None else last
    return found


def _is_numbered(line: Line) -> bool:
    return without_number(line)[0] is not None


def _numbered_heading(lines: Sequence[Line], last: int, columns: Columns) -> _Heading | None:
    """Read "3. Financial comments"; the number must go on from the last heading's.

    A long heading may run over two lines, where paragraph 3.1 then proves it. A number that
    stands twice is a heading's where the forms print its words.
    """
    line, *below = lines
    if not line.words:
        return None
    number, text = section_number(line)
    if number is None or not text:
        return None
    heading = _Heading(number, _without_colon(text), line)
    next_number, after_next = _first_number(below[:1]), _first_number(below[1:2])
    if not last < int(number) <= last + _WIDEST_GAP:
        # A page may be missing, or a number stand twice: what is printed there must prove it.
        is_later = int(number) > last and next_number == f"{number}.1"
        return heading if is_later or (int(number) == last and _is_known(text)) else None
    if text[:1].isupper() and _goes_on(line, below, columns) and after_next == f"{number}.1":
        return _Heading(number, _without_colon(f"{text} {below[0].text}"), line, lines=2)
    proved = next_number == f"{number}.1"
    if proved and (text[:1].isupper() or line.box.right <= _WIDEST_HEADING):
        return heading
    plain = text[:1].isupper() and text[-1] not in _ENDS_NO_HEADING
    return heading if plain and line.box.right <= _WIDEST_HEADING else None


def _without_colon(text: str) -> str:
    """Give a heading without the colon that some print behind it."""
    return text.rstrip(": ")


def _is_known(text: str) -> bool:
    """Say whether the forms print such a heading."""
    return any(says(_without_colon(text), heading) for heading in HEADINGS)


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
    expected = (str(number) for number in range(last + 1, last + 1 + _WIDEST_GAP))
    number = next((each for each in expected if following == f"{each}.1"), None)
    text = _without_colon(line.text)
    return _Heading(number, text, line) if number and _is_short(line, text) else None


def _known_heading(line: Line, above: Line | None, columns: Columns) -> _Heading | None:
    """Take for a heading a line of its own that the forms print as one."""
    if not _stands_alone(line, above, columns) or not _is_known(line.text):
        return None
    return _Heading(None, _without_colon(line.text), line)


def _stands_alone(line: Line, above: Line | None, columns: Columns) -> bool:
    return above is None or above.page != line.page or columns.is_apart(line, above)


def _unknown_heading(
    lines: Sequence[Line], above: Line | None, columns: Columns, found: Mapping[int, _Heading]
) -> _Heading | None:
    """Recognise a short line, alone above a paragraph, in a report without numbers.

    In capitals it needs no more; other lines could be what is left of a list or a sentence.
    """
    line, *below = lines
    looks = (
        bool(below)
        and _is_short(line, line.text)
        and _stands_alone(line, above, columns)
        and len(line.words) <= _MOST_WORDS
        and sum(map(str.isalpha, line.text)) >= _FEWEST_LETTERS
        and not columns.is_deep(line)
        and without_bullet(line.words) is None
        and without_bullet(below[0].words) is None
        and not below[0].text.isupper()
    )
    if not looks:
        return None
    ended = above is None or id(above) in found or above.text.endswith(_ENDS_SENTENCE)
    plain = line.box.right <= _NARROW and ended and _is_prose(below[0], columns)
    return _Heading(None, line.text, line) if line.text.isupper() or plain else None


def _is_prose(line: Line, columns: Columns) -> bool:
    """Say whether a line is one of a paragraph: a wide one, or a whole sentence."""
    begins = line.text[:1].isupper() or line.text[:1].isdigit()
    is_wide = line.box.right > columns.right - _RAGGED
    return begins and (is_wide or line.text.endswith(_ENDS_SENTENCE))


def _is_short(line: Line, text: str) -> bool:
    return (
        bool(text)
        and line.box.right <= _WIDEST_HEADING
        and text[0].isupper()
        and text[-1] not in _ENDS_NO_HEADING
        and not _is_numbered(line)
    )


def _first_number(lines: Sequence[Line]) -> str | None:
    return next((number for line in lines if (number := without_number(line)[0])), None)
