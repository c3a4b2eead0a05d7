"""Lines in, tables without ruling lines out: figures that stand in columns under one another.

Only what is plainly a table becomes one; all else stays the lines that it was.
"""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from ingest.fields.signs import without_bullet, without_number
from ingest.lines.grid import Cell, Grid
from ingest.lines.line import Line, box_around
from ingest.page import Word

_BETWEEN_CELLS = 0.03  # of the width: no justified line has such gaps between its words
_BETWEEN_FIGURES = 0.016  # of the width: two figures so far apart stand in two cells
_ASTRAY = 0.008  # of the width, by which a cell may miss its column
_ROW_APART = 0.045  # of the height, from row to row at the most
_FEWEST_ROWS = 2
_LONGEST_CELL = 4  # words, in a column of figures or at its head
_FIGURE = re.compile(
    r"[(\-–]?\s?£?\s?[\d,.]*\d(?:[/–-]\d{2,4})?\s?(?:m|k|bn|%|million|thousand)?\s?\)?[*†]?|[-–]|£?nil"
    r"|n/?a|tb[ac]",
    re.IGNORECASE,
)


class _Row(Struct, frozen=True):
    """A line cut where it has wide gaps."""

    line: Line
    cells: tuple[tuple[Word, ...], ...]

    @property
    def is_figures(self) -> bool:
        """Say whether every cell but the first holds a figure."""
        return all(_FIGURE.fullmatch(_text(cell)) for cell in self.cells[1:])


def with_aligned_tables(items: Sequence[Line | Grid]) -> list[Line | Grid]:
    """Put a table in the place of every run of lines that is plainly one."""
    found: list[Line | Grid] = []
    at = 0
    while at < len(items):
        run = list(_run_from(items, at))
        table = _table_of(run)
        if table is None:
            found.append(items[at])
            at += 1
        else:
            found.append(table)
            at += len(run)
    return found


def _run_from(items: Sequence[Line | Grid], start: int) -> Iterator[_Row]:
    """Yield the rows that could be one table: a heading row may come first, then figures."""
    columns: list[tuple[float, float]] = []
    above: Line | None = None
    for at in range(start, len(items)):
        item = items[at]
        if not isinstance(item, Line) or (row := _row_of(item)) is None:
            return
        if above is not None and not (
            item.page == above.page and 0 < item.middle - above.middle < _ROW_APART
        ):
            return
        spans = [_span(cell) for cell in row.cells]
        if (at > start and not row.is_figures) or not _fits(spans, columns):
            return
        columns = _widened(columns, spans)
        above = item
        yield row


def _row_of(line: Line) -> _Row | None:
    """Cut a line into cells; one that a paragraph's number or a bullet opens is none of a table."""
    cells: list[list[Word]] = []
    for word in line.words:
        if cells and _is_near(cells[-1][-1], word):
            cells[-1].append(word)
        else:
            cells.append([word])
    opened = without_number(line)[0] is not None or without_bullet(line.words) is not None
    if len(cells) < 2 or opened or any(len(cell) > _LONGEST_CELL for cell in cells[1:]):
        return None
    return _Row(line, tuple(map(tuple, cells)))


def _is_near(word: Word, following: Word) -> bool:
    """Say whether two words stand in one cell; narrow columns of figures lie close together."""
    both = all(_FIGURE.fullmatch(each.text) for each in (word, following))
    widest = _BETWEEN_FIGURES if both else _BETWEEN_CELLS
    return following.box.left - word.box.right < widest


def _fits(spans: Sequence[tuple[float, float]], columns: Sequence[tuple[float, float]]) -> bool:
    """Say whether every cell stands in one column, and no two in the same."""
    if not columns:
        return True
    first, *others = (_columns_under(span, columns) for span in spans)
    # Only the label's column may be new: the heading row may leave it empty.
    placed = others if not first else [first, *others]
    return all(len(found) == 1 for found in placed) and len(set(placed)) == len(placed)


def _columns_under(
    span: tuple[float, float], columns: Sequence[tuple[float, float]]
) -> tuple[int, ...]:
    return tuple(
        at
        for at, (left, right) in enumerate(columns)
        if span[0] < right + _ASTRAY and left - _ASTRAY < span[1]
    )


def _widened(
    columns: Sequence[tuple[float, float]], spans: Sequence[tuple[float, float]]
) -> list[tuple[float, float]]:
    wide = list(columns)
    for span in spans:
        under = _columns_under(span, columns)
        if under:
            left, right = wide[under[0]]
            wide[under[0]] = (min(left, span[0]), max(right, span[1]))
        else:
            wide.append(span)
    return sorted(wide)


def _table_of(rows: Sequence[_Row]) -> Grid | None:
    figures = [row for row in rows if row.is_figures]
    if len(figures) < _FEWEST_ROWS or not any(_money_in(row) for row in figures):
        return None
    columns: list[tuple[float, float]] = []
    for row in rows:
        columns = _widened(columns, [_span(cell) for cell in row.cells])
    if len(columns) < 2 or (len(columns) == 2 and len(rows) <= _FEWEST_ROWS):
        return None  # two lines of two cells may be anything
    box = box_around(row.line.box for row in rows)
    return Grid(
        page=rows[0].line.page,
        box=box,
        rows=tuple(tuple(_cell(row, column) for column in columns) for row in rows),
    )


def _money_in(row: _Row) -> bool:
    """Say whether a row holds a sum: figures in thousands, with pounds, or with a fraction."""
    return any(re.search(r"£|\d,\d{3}|\d\.\d|\d{3}", _text(cell)) for cell in row.cells[1:])


def _cell(row: _Row, column: tuple[float, float]) -> Cell:
    words = tuple(
        word for cell in row.cells if _columns_under(_span(cell), [column]) for word in cell
    )
    place = box_around([word.box for word in words]) if words else row.line.box
    if not words:
        return Cell(place, ())
    by_reader = {
        reader: tuple(
            word for word in read if column[0] - _ASTRAY <= word.box.centre <= column[1] + _ASTRAY
        )
        for reader, read in row.line.by_reader.items()
    }
    line = Line(page=row.line.page, box=place, words=words, by_reader=by_reader)
    return Cell(place, (line,))


def _span(cell: Sequence[Word]) -> tuple[float, float]:
    return cell[0].box.left, cell[-1].box.right


def _text(cell: Sequence[Word]) -> str:
    return " ".join(word.text for word in cell)
