"""A table with a column for Yes and one for No in, the answer that is ticked in one of them out."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from ingest.fields.answer_place import ANSWERS, ReadAnswer, lines_of_question
from ingest.fields.choice import is_struck
from ingest.lines.flow import Item
from ingest.lines.grid import Cell, Grid
from ingest.lines.inkmap import InkMap
from ingest.lines.line import box_around
from ingest.lines.recognising import key
from ingest.lines.template import Mark
from ingest.page import OCR_READERS, Box, Reader, Word
from ingest.record import Answer, Evidence, Status

_TICK_AT_LEAST_INCHES, _DUST_AT_MOST_INCHES = 0.07, 0.055
_OFF_THE_RULE = 0.004
_A_TICK_READS_AS = 2  # letters at the most: a word in the column is another kind of answer
_HEADS = frozenset({Answer.YES, Answer.NO})

Row = tuple[Cell, ...]


def ticked_column(
    question: Mark, items: Sequence[Item], ink: Mapping[int, InkMap]
) -> ReadAnswer | None:
    """Read which of the two columns is marked; None where the question stands in no such table."""
    for grid in (item for item in items if isinstance(item, Grid)):
        for heads, row in _headed_rows(grid):
            asked = row[0].lines
            if any(lines_of_question(question, asked[at:]) for at in range(len(asked))):
                cells = {answer: row[at] for answer, at in heads.items()}
                marks = {a: _is_marked(cell, ink[grid.page]) for a, cell in cells.items()}
                return _answer_from(marks, cells, grid.page)
    return None


def ticked_cell(
    question: Mark, items: Sequence[Item], ink: Mapping[int, InkMap]
) -> ReadAnswer | None:
    """Read which of two cells is ticked that hold the printed words; None where neither is sure.

    The tick stands clear of the word: ink that touches it may be a ring or a stroke through it.
    """
    for grid in (item for item in items if isinstance(item, Grid)):
        for row in grid.rows:
            asked, heads = row[0].lines, _heads_in(row[1:])
            if heads and any(lines_of_question(question, asked[at:]) for at in range(len(asked))):
                cells = {answer: row[1:][at] for answer, at in heads.items()}
                marks = {a: _is_marked(cell, ink[grid.page], a) for a, cell in cells.items()}
                read = _answer_from(marks, cells, grid.page)
                return read if read.answer is not Answer.UNCLEAR else None
    return None


def _headed_rows(grid: Grid) -> Iterator[tuple[dict[Answer, int], Row]]:
    """Give each row with the columns that a row above heads Yes and No."""
    heads: dict[Answer, int] = {}
    for above, row in pairwise(grid.rows):
        heads = _heads_in(above) or heads
        if heads:
            yield heads, row


def _heads_in(row: Row) -> dict[Answer, int]:
    """Find the columns that both readers read as headed Yes and No, and nothing besides."""
    heads = [(answer, at) for at, cell in enumerate(row) if (answer := _head_of(cell)) is not None]
    found = dict(heads)
    return found if found.keys() == _HEADS and len(heads) == len(found) else {}


def _head_of(cell: Cell) -> Answer | None:
    read = {
        " ".join(word.text for word in _words_by(reader, cell)).strip(" .:?")
        for reader in OCR_READERS
    }
    return ANSWERS.get(read.pop()) if len(read) == 1 else None


def _words_by(reader: Reader, cell: Cell) -> list[Word]:
    """Give a reader's words in a cell, without what it makes of a tick."""
    words = [word for line in cell.lines for word in line.by_reader.get(reader, ())]
    return [w for w in words if w.text in ANSWERS or len(key(w.text)) > _A_TICK_READS_AS]


def _answer_from(
    marks: Mapping[Answer, bool | None], cells: Mapping[Answer, Cell], page: int
) -> ReadAnswer:
    marked = [answer for answer, is_marked in marks.items() if is_marked]
    bare = [answer for answer, is_marked in marks.items() if is_marked is False]
    meant = marked[0] if len(marked) == len(bare) == 1 else None
    blank = len(bare) == len(_HEADS)
    return ReadAnswer(
        meant or Answer.UNCLEAR,
        Evidence(
            status=Status.CLEAR if meant else Status.BLANK if blank else Status.CONFLICT,
            page=page,
            box=box_around(cell.box for cell in cells.values()),
            read=" ".join(
                f"{answer.value} {'☒' if marks[answer] else '☐'}"
                for answer in sorted(cells, key=lambda answer: cells[answer].box.left)
            ),
        ),
    )


def _is_marked(cell: Cell, ink: InkMap, printed_in_it: Answer | None = None) -> bool | None:
    """Say whether a cell holds a tick or a cross besides the word that is printed in it."""
    words = [word for reader in OCR_READERS for word in _words_by(reader, cell)]
    if any(
        ANSWERS.get(word.text, Answer.UNCLEAR) is not printed_in_it
        or is_struck(word.box, ink) is not False
        for word in words
    ):
        return None
    inner = Box(
        cell.box.left + _OFF_THE_RULE,
        cell.box.top + _OFF_THE_RULE / 2,
        cell.box.right - _OFF_THE_RULE,
        cell.box.bottom - _OFF_THE_RULE / 2,
    )
    printed = [_around(word.box) for word in words]
    touching = [b for b in ink.blots_in(inner) if any(b.box.meets(word.box) for word in words)]
    if any(not any(_lies_in(blot.box, place) for place in printed) for blot in touching):
        return None
    free = [b.box for b in ink.blots_in(inner, besides=printed)]
    largest = max(map(ink.inches_across, free), default=0.0)
    if largest >= _TICK_AT_LEAST_INCHES:
        return True
    return None if largest > _DUST_AT_MOST_INCHES else False


def _around(word: Box) -> Box:
    high = 0.3 * word.height
    return Box(word.left - 0.005, word.top - high, word.right + 0.005, word.bottom + high)


def _lies_in(blot: Box, place: Box) -> bool:
    return (
        place.left <= blot.left
        and blot.right <= place.right
        and place.top <= blot.top
        and blot.bottom <= place.bottom
    )
