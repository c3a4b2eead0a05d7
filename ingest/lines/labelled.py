"""The front page's lines and tables in, its labels apart from what stands beside them out.

Some offices set "Recommendation:" in a column of its own, with the text at the right of it.
"""

from collections.abc import Callable, Iterator, Sequence

from msgspec import structs

from ingest.lines.grid import Cell, Grid
from ingest.lines.line import Line, box_around, part_of
from ingest.lines.template import Mark

MarkOn = Callable[[Line], Mark | None]

_LABELS = frozenset({Mark.SUMMARY, Mark.RECOMMENDATION})
_BLOCKS = _LABELS | {Mark.TITLE}
_LONGEST_LABEL = 3  # words
_STANDS_OFF = 0.025  # of the width: no words of one line have such a gap between them


def with_labels_apart(items: Sequence[Line | Grid], mark_on: MarkOn) -> Iterator[Line | Grid]:
    """Give every label a line of its own, before the lines of its text."""
    at = 0
    while at < len(items):
        item, below = items[at], items[at + 1] if at + 1 < len(items) else None
        if isinstance(item, Grid):
            yield from _rows_apart(item, mark_on)
        elif isinstance(below, Line) and (both := _wrapped_apart(item, below, mark_on)):
            yield from both
            at += 1
        else:
            yield from _line_apart(item, mark_on)
        at += 1


def _wrapped_apart(line: Line, below: Line, mark_on: MarkOn) -> tuple[Line, ...] | None:
    """Cut two lines behind a label that runs over both: "Executive" above "Summary"."""
    if not _begins_aside(line) or not _begins_aside(below):
        return None
    if abs(line.words[0].box.left - below.words[0].box.left) > _STANDS_OFF:
        return None
    cuts = [(each.words[0].box.right + each.words[1].box.left) / 2 for each in (line, below)]
    labels = [part_of(each, 0.0, cut) for each, cut in zip((line, below), cuts, strict=True)]
    label = _whole(labels)
    if mark_on(label) not in _LABELS:
        return None
    return (label, part_of(line, cuts[0], 1.0), part_of(below, cuts[1], 1.0))


def _begins_aside(line: Line) -> bool:
    """Say whether a line's first word stands well apart from the rest."""
    if len(line.words) < 2:
        return False
    first, second = line.words[:2]
    return second.box.left - first.box.right > _STANDS_OFF


def _whole(lines: Sequence[Line]) -> Line:
    """Make one line of the lines of a label."""
    return Line(
        page=lines[0].page,
        box=box_around(line.box for line in lines),
        words=tuple(word for line in lines for word in line.words),
        by_reader={
            reader: tuple(word for line in lines for word in line.by_reader.get(reader, ()))
            for reader in lines[0].by_reader
        },
    )


def _line_apart(line: Line, mark_on: MarkOn) -> Iterator[Line]:
    """Cut a line behind its label: "Executive Summary:" and what goes on beside it."""
    for count in range(min(_LONGEST_LABEL, len(line.words) - 1), 0, -1):
        last, following = line.words[count - 1], line.words[count]
        signed = last.text.endswith((":", "：")) or following.text == ":"
        if not signed and following.box.left - last.box.right < _STANDS_OFF:
            continue
        cut = (last.box.right + following.box.left) / 2
        label, text = part_of(line, 0.0, cut), part_of(line, cut, 1.0)
        if label.words and text.words and mark_on(label) in _LABELS:
            yield from (label, text)
            return
    yield line


def _rows_apart(grid: Grid, mark_on: MarkOn) -> Iterator[Line | Grid]:
    """Take the rows that begin with a label out of a table; the other rows stay one."""
    rest: list[tuple[Cell, ...]] = []
    inside = False
    for row in grid.rows:
        first, *beside = row
        label = _label_in(first, mark_on)
        inside = label is not None or (inside and not first.text)
        if not inside:
            rest.append(row)
            continue
        yield from _table(grid, rest)
        rest = []
        yield from (label,) if label is not None else ()
        yield from (line for cell in beside for line in cell.lines)
    yield from _table(grid, rest)


def _label_in(cell: Cell, mark_on: MarkOn) -> Line | None:
    """Give a cell that holds a label and no more as one line, however many it runs over."""
    if not cell.lines or len(cell.text.split()) > _LONGEST_LABEL:
        return None
    whole = _whole(cell.lines)
    return whole if mark_on(whole) in _BLOCKS else None


def _table(grid: Grid, rows: Sequence[tuple[Cell, ...]]) -> Iterator[Grid]:
    """Give the rows as a table, if there are any; the grid itself where they are all of it."""
    if len(rows) == len(grid.rows):
        yield grid
    elif rows:
        box = box_around(cell.box for row in rows for cell in row)
        yield structs.replace(grid, box=box, rows=tuple(rows))
