"""Lines and tables in, blocks out: numbered paragraphs, lists, tables."""

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import median

from msgspec import Struct

from ingest.lines.agreement import is_bullet
from ingest.lines.flow import Item
from ingest.lines.grid import Grid
from ingest.lines.line import Line, box_around
from ingest.page import Box, Word
from ingest.record import Block, ItemList, Paragraph, Table

_NUMBER = re.compile(r"[(\[.·'‘]?([\dIlOo]{1,2}[.,:][\dIlOo]{1,2}(?:\.\d{1,2})?)[.,·:;)]{0,2}")
_NUMBER_ATTACHED = re.compile(r"(\d{1,2}\.\d{1,2})\.([A-Za-z“\"'(].*)")
_BULLET_ATTACHED = re.compile(r"[•·●▪■«»]+(?=\w)")
_AS_DIGITS = str.maketrans("IlOo,:", "1100..")

_NUMBER_GAP = 0.004
_BULLET_HANGS = 0.012
_INDENT = 0.011  # of the width: farther right than this is another column
_PARAGRAPH_GAP = 1.17  # of the usual step from line to line


class Piece(Struct, frozen=True, kw_only=True):
    """A block with the words it was made of, for its evidence."""

    block: Block
    words: tuple[Word, ...]
    page: int
    box: Box


class Begins(StrEnum):
    """What a line begins, if it begins anything."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTHING = "nothing"


class Opening(Struct, frozen=True):
    """How a line begins: what, under which number, and its words without number or bullet."""

    begins: Begins
    number: str | None
    words: tuple[Word, ...]


class Columns(Struct, frozen=True):
    """Where a page's text begins (in fractions of the width) and how far apart its lines are.

    `numbers` is where paragraph numbers begin, None on a page that has none.
    """

    numbers: float | None
    text: float
    step: float


class _Group:
    """The lines of one paragraph or list item, gathered until the next one begins."""

    def __init__(self, opening: Opening, line: Line) -> None:
        self.opening = opening
        self.lines = [line]
        self.words = [opening.words]

    def take(self, opening: Opening, line: Line) -> None:
        self.lines.append(line)
        self.words.append(opening.words)

    def ends_with(self, sign: str) -> bool:
        return (
            any(self.words) and self.words[-1][-1:] != () and self.words[-1][-1].text.endswith(sign)
        )


def pieces_of(items: Sequence[Item]) -> tuple[Piece, ...]:
    """Gather the lines and tables of one place into blocks, across page breaks."""
    columns = columns_by_page([item for item in items if isinstance(item, Line)])
    pieces: list[Piece] = []
    groups: list[_Group] = []
    previous: Line | None = None
    for item in items:
        if isinstance(item, Grid):
            pieces += _pieces_from(groups)
            groups, previous = [], None
            _add_table(pieces, item)
            continue
        opening = opening_of(item, previous, columns[item.page], groups[-1] if groups else None)
        if opening.begins is Begins.NOTHING and groups:
            groups[-1].take(opening, item)
        elif opening.words:
            groups.append(_Group(opening, item))
        previous = item
    return tuple(pieces + _pieces_from(groups))


def columns_by_page(lines: Sequence[Line]) -> dict[int, Columns]:
    """Measure each page's columns; a page without numbers takes the neighbours' indent."""
    found: dict[int, Columns] = {}
    indents: list[float] = []
    for page in sorted({line.page for line in lines}):
        here = [line for line in lines if line.page == page]
        numbered = [
            (line.words[0].box.left, rest[0].box.left)
            for line in here
            for number, rest in [without_number(line)]
            if number is not None and rest
        ]
        step = _usual_step(here)
        if numbered:
            numbers = median(left for left, _ in numbered)
            text = median(left for _, left in numbered)
            indents.append(text - numbers)
            found[page] = Columns(numbers, text, step)
        else:
            left = min(line.box.left for line in here)
            # Text that goes on from a numbered paragraph stands at its indent already.
            found[page] = Columns(None, left, step)
    return found


def _usual_step(lines: Sequence[Line]) -> float:
    """How far apart (in fractions of the height) the lines of a paragraph are."""
    steps = sorted(
        below.middle - above.middle
        for above, below in pairwise(lines)
        if 0.005 < below.middle - above.middle < 0.04
    )
    # The lower third: steps between paragraphs are wider, and no step is narrower.
    return steps[len(steps) // 3] if steps else 0.018


def opening_of(
    line: Line, previous: Line | None, columns: Columns, open_group: _Group | None
) -> Opening:
    """Tell what a line begins."""
    number, words = without_number(line)
    if number is not None and not _stands_in_text(line, columns):
        return Opening(Begins.PARAGRAPH, number, words)
    words = line.words
    if (item := _without_bullet(line.words)) is not None:
        # A speck left of the text column is no bullet.
        inside = line.words[0].box.left > columns.text - _BULLET_HANGS
        return Opening(Begins.ITEM if inside else Begins.NOTHING, None, item)
    apart = (
        previous is not None
        and previous.page == line.page
        and line.middle - previous.middle > _PARAGRAPH_GAP * columns.step
    )
    hangs = line.box.left > columns.text + _INDENT
    return Opening(_begun_without_sign(open_group, apart=apart, hangs=hangs), None, words)


def _stands_in_text(line: Line, columns: Columns) -> bool:
    """Say whether a line begins in the text's column: "2.5 million" there is a sum."""
    if columns.numbers is None:
        return False
    hanging = columns.text - columns.numbers
    return hanging > 2 * _INDENT and line.words[0].box.left > columns.text - 0.4 * hanging


def _begun_without_sign(open_group: _Group | None, *, apart: bool, hangs: bool) -> Begins:
    """Tell what a line without number or bullet begins, by its place alone."""
    if open_group is None:
        return Begins.PARAGRAPH
    if open_group.opening.begins is Begins.ITEM:
        if not hangs:
            return Begins.PARAGRAPH
        # A deep line that stands apart is an item whose bullet both readers lost.
        return Begins.ITEM if apart else Begins.NOTHING
    if hangs and apart and open_group.ends_with(":"):
        return Begins.ITEM
    return Begins.PARAGRAPH if apart else Begins.NOTHING


def without_number(line: Line) -> tuple[str | None, tuple[Word, ...]]:
    """Take a paragraph number off the front of a line, if one stands there."""
    if not line.words:
        return None, ()
    first, *rest = line.words
    if found := _NUMBER_ATTACHED.fullmatch(first.text):
        return found[1], (Word(found[2], first.box, first.confidence), *rest)
    found = _NUMBER.fullmatch(first.text)
    if found is None or not any(map(str.isdigit, first.text)) or not rest:
        return None, line.words
    if rest[0].box.left - first.box.right < _NUMBER_GAP:
        return None, line.words  # "2.5 million": a number in prose stands close to its word
    return found[1].translate(_AS_DIGITS).rstrip("."), tuple(rest)


def _without_bullet(words: tuple[Word, ...]) -> tuple[Word, ...] | None:
    """Take a bullet off the front of a line; None where there is none."""
    if not words:
        return None
    first = words[0]
    if len(words) > 1 and is_bullet(first.text):
        return words[1:]
    if found := _BULLET_ATTACHED.match(first.text):
        return (Word(first.text[found.end() :], first.box, first.confidence), *words[1:])
    return None


def _pieces_from(groups: Sequence[_Group]) -> list[Piece]:
    """Make blocks of the groups; items that follow one another are one list."""
    pieces: list[Piece] = []
    for is_item, run in groupby(groups, key=lambda group: group.opening.begins is Begins.ITEM):
        if is_item:
            together = list(run)
            items = tuple(text_of(group.words) for group in together)
            pieces.append(_piece(ItemList(items=items), together))
        else:
            pieces += [
                _piece(Paragraph(number=group.opening.number, text=text_of(group.words)), [group])
                for group in run
            ]
    return pieces


def _piece(block: Block, groups: Sequence[_Group]) -> Piece:
    words = tuple(word for group in groups for line in group.words for word in line)
    first = groups[0].lines[0]
    boxes = [line.box for group in groups for line in group.lines if line.page == first.page]
    return Piece(block=block, words=words, page=first.page, box=box_around(boxes))


def text_of(lines: Sequence[Sequence[Word]]) -> str:
    """Join the words of successive lines, undoing the hyphens of broken words."""
    text = ""
    for line in lines:
        joined = " ".join(word.text for word in line)
        if not joined:
            continue
        if text.endswith("\u00ad"):
            text = text[:-1] + joined
        elif re.search(r"\w[-\u2010]$", text) and joined[0].islower():
            text += joined  # "child-" and "centred": the forms break only at their own hyphens
        else:
            text = f"{text} {joined}" if text else joined
    return text


def _add_table(pieces: list[Piece], grid: Grid) -> None:
    """Add a ruled table; one that a page break cut goes on with its first half."""
    rows = tuple(tuple(cell.text for cell in row) for row in grid.rows)
    rows = tuple(row for row in rows if any(row))
    words = tuple(
        word for row in grid.rows for cell in row for line in cell.lines for word in line.words
    )
    last = pieces[-1] if pieces else None
    if (
        last is not None
        and isinstance(last.block, Table)
        and last.page == grid.page - 1
        and len(last.block.rows[0]) == len(grid.rows[0])
    ):
        whole = Table(rows=last.block.rows + rows)
        pieces[-1] = Piece(block=whole, words=last.words + words, page=last.page, box=last.box)
    elif rows:
        pieces.append(Piece(block=Table(rows=rows), words=words, page=grid.page, box=grid.box))
