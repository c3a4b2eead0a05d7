"""Ruling lines in, tables out: where each cell is and what stands in it."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from ingest.lines.line import Line, box_around, lines_in
from ingest.page import OCR_READERS, Box, PageReading

_TOUCH = 0.008  # of the page: as far as two lines of one table may miss each other
_NARROWEST_COLUMN = 0.03
_LOWEST_ROW = 0.008
_UNRULED = 0.2  # of a row's height, along which a stray stroke may pass for a column's line
_BETWEEN_WORDS = 0.012  # of the width
_TALL = 0.045  # of the height: two lines of text with their room, and more


class Cell(Struct, frozen=True):
    """One cell: its place and its lines."""

    box: Box
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The cell's words, line after line."""
        return " ".join(line.text for line in self.lines if line.text)


class Grid(Struct, frozen=True, kw_only=True):
    """A ruled table on one page: at least two columns.

    `open_above` and `open_below` say that the page broke the table there.
    """

    page: int
    box: Box
    rows: tuple[tuple[Cell, ...], ...]
    open_above: bool = False
    open_below: bool = False


def grids_on(reading: PageReading, vocabulary: frozenset[str]) -> tuple[Grid, ...]:
    """Find the ruled tables of a page, from the top; plain boxes are no tables."""
    found = []
    for level, upright in _joined_rules(reading.level_rules, reading.upright_rules):
        for rules in _parted(level, upright):
            grid = _grid_of(reading, vocabulary, *rules)
            if grid is not None:
                found.append(grid)
    return tuple(sorted(found, key=lambda grid: grid.box.top))


def _joined_rules(
    level: tuple[Box, ...], upright: tuple[Box, ...]
) -> list[tuple[list[Box], list[Box]]]:
    """Gather the lines that touch one another, directly or through others."""
    rules = [(box, True) for box in level] + [(box, False) for box in upright]
    groups: list[list[tuple[Box, bool]]] = []
    for rule in rules:
        touching = [group for group in groups if any(_touch(rule[0], other) for other, _ in group)]
        groups = [group for group in groups if group not in touching]
        groups.append([rule, *(each for group in touching for each in group)])
    return [
        ([box for box, is_level in group if is_level], [box for box, is_l in group if not is_l])
        for group in groups
    ]


def _touch(a: Box, b: Box) -> bool:
    return (
        a.left - _TOUCH < b.right
        and b.left - _TOUCH < a.right
        and a.top - _TOUCH < b.bottom
        and b.top - _TOUCH < a.bottom
    )


def _parted(level: list[Box], upright: list[Box]) -> list[tuple[list[Box], list[Box]]]:
    """Cut out the tall boxes above, below and between the rows of a table: they are no rows.

    A box that leans against a table shares its outer rules, and none of those inside.
    """
    if not level or not upright:
        return []
    whole = box_around(level + upright)
    wide = [box.middle for box in level if box.width > 0.5 * whole.width]
    edges = _places([*wide, whole.top, whole.bottom], _LOWEST_ROW)
    inner = [
        box
        for box in upright
        if whole.left + _NARROWEST_COLUMN < box.centre < whole.right - _NARROWEST_COLUMN
    ]
    runs: list[Box] = []
    for top, bottom in pairwise(edges):
        row = Box(whole.left, top, whole.right, bottom)
        if row.height > _TALL and not any(_shared_height(box, row) > _TOUCH for box in inner):
            continue
        if runs and runs[-1].bottom == top:
            runs[-1] = runs[-1].around(row)
        else:
            runs.append(row)
    if runs == [Box(whole.left, edges[0], whole.right, edges[-1])]:
        return [(level, upright)]
    return [_rules_within(run, level, upright) for run in runs]


def _shared_height(box: Box, row: Box) -> float:
    return min(box.bottom, row.bottom) - max(box.top, row.top)


def _rules_within(
    run: Box, level: Sequence[Box], upright: Sequence[Box]
) -> tuple[list[Box], list[Box]]:
    """Give the rules of some rows: the upright ones only as far as these rows reach."""
    return (
        [box for box in level if run.top - _TOUCH < box.middle < run.bottom + _TOUCH],
        [
            Box(box.left, max(box.top, run.top), box.right, min(box.bottom, run.bottom))
            for box in upright
            if _shared_height(box, run) > _TOUCH
        ],
    )


def _grid_of(
    reading: PageReading, vocabulary: frozenset[str], level: list[Box], upright: list[Box]
) -> Grid | None:
    if not level or not upright:
        return None
    whole = box_around(level + upright)
    across = _places([box.centre for box in upright] + [whole.left, whole.right], _NARROWEST_COLUMN)
    wide = [box for box in level if box.width > 0.5 * whole.width]
    down = _places([box.middle for box in wide] + [whole.top, whole.bottom], _LOWEST_ROW)
    if len(across) < 3 or len(down) < 2:
        return None
    # A line that crosses only some of the table (a strike, an underlined word) makes no column.
    across = [
        x
        for x in across
        if x in (across[0], across[-1])
        or sum(box.height for box in upright if abs(box.centre - x) < _NARROWEST_COLUMN / 2)
        > 0.6 * whole.height
    ]
    if len(across) < 3:
        return None
    # Where rules lie close together the outermost still is the edge: no word falls outside.
    across[-1], down[-1] = whole.right, whole.bottom
    rows = tuple(
        tuple(
            _cell(reading, vocabulary, box)
            for box in _boxes_of_row(reading, across, upright, (top, bottom))
        )
        for top, bottom in pairwise(down)
    )
    tops = [box.middle for box in wide]
    return Grid(
        page=reading.page,
        box=whole,
        rows=rows,
        open_above=not any(abs(top - whole.top) < _LOWEST_ROW for top in tops),
        open_below=not any(abs(top - whole.bottom) < _LOWEST_ROW for top in tops),
    )


def _boxes_of_row(
    reading: PageReading, across: Sequence[float], upright: Sequence[Box], row: tuple[float, float]
) -> list[Box]:
    """Place the cells of a row; one that spans columns leaves the others without width.

    It does where its words run on over a column's line, and no line is there.
    """
    top, bottom = row
    boxes: list[Box] = []
    for left, right in pairwise(across):
        box = Box(left, top, right, bottom)
        ruled = any(
            abs(rule.centre - left) < _NARROWEST_COLUMN / 2
            and _shared_height(rule, box) > _UNRULED * box.height
            for rule in upright
        )
        at = next((i for i in range(len(boxes) - 1, -1, -1) if boxes[i].width > 0), None)
        if at is not None and not ruled and _runs_over(reading, boxes[at].around(box), left):
            boxes[at] = boxes[at].around(box)
            box = Box(right, top, right, bottom)
        boxes.append(box)
    return boxes


def _runs_over(reading: PageReading, place: Box, at: float) -> bool:
    """Say whether words of one line stand on both sides of a place, no farther than words do."""
    words = [
        word.box
        for reader in OCR_READERS
        for word in reading.words.get(reader, ())
        if place.top <= word.box.middle <= place.bottom
        and place.left <= word.box.centre <= place.right
    ]
    return any(box.left < at - _TOUCH and box.right > at + _TOUCH for box in words) or any(
        before.centre < at <= after.centre
        and abs(before.middle - after.middle) < 0.5 * before.height
        and 0 <= after.left - before.right < _BETWEEN_WORDS
        for before in words
        for after in words
    )


def _places(values: list[float], apart: float) -> list[float]:
    """Merge positions that lie closer together than any column or row is wide."""
    merged: list[float] = []
    for value in sorted(values):
        if not merged or value - merged[-1] > apart:
            merged.append(value)
    return merged


def _cell(reading: PageReading, vocabulary: frozenset[str], box: Box) -> Cell:
    # Rows on whose words the readers do not agree stay: an answer may be doubted for them.
    return Cell(box, lines_in(reading, box, vocabulary))
