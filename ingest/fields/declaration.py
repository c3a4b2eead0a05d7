"""The originating officer's declaration: its table in, statements ticked or not out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from msgspec import Struct, structs

from ingest.fields.approvals import is_signature_line
from ingest.fields.joining import text_of
from ingest.lines.flow import Item
from ingest.lines.grid import Cell, Grid
from ingest.lines.inkmap import InkMap
from ingest.lines.recognising import begins, mark_of, says
from ingest.lines.template import TICK_HEADINGS, TOPICS, Mark
from ingest.page import Box
from ingest.record import Statement

_TICK_AT_LEAST_INCHES = 0.07  # a pen's tick is larger, a speck of toner smaller
_DUST_AT_MOST_INCHES = 0.055
_PLAIN_TICK_INCHES, _LARGEST_TICK_INCHES = 0.1, 0.5  # beside the table
_BESIDE, _MARGIN = 0.06, 0.96  # of the page's width: nearer the edge are bands and holes
_TOPIC = re.compile(r"(?P<topic>[^:]{3,60}):\s*(?P<statement>.*)", re.DOTALL)


class TickRow(Struct, frozen=True, kw_only=True):
    """One row of the declaration with the place of its tick."""

    statement: Statement
    page: int
    box: Box


class _HalfRow(Struct, frozen=True):
    """A row as one page shows it: its text, and whether its right-hand cell holds a tick."""

    cell: Cell
    tick: Cell
    page: int
    ticked: bool | None
    text: str


def declaration_rows(items: Sequence[Item], ink: Mapping[int, InkMap]) -> tuple[TickRow, ...]:
    """Read topic, statement and tick of every row; a row cut by a page break is one row."""
    grids = [item for item in items if isinstance(item, Grid)]
    halves = [half for grid in grids for half in _halves(_until_approval(grid), ink)]
    whole: list[TickRow] = []
    waiting: list[_HalfRow] = []
    for half in halves:
        waiting.append(half)
        if half.text:
            whole += _rows_from(waiting)
            waiting = []
    return tuple(whole)


def _until_approval(grid: Grid) -> Grid:
    """Leave out what a joined table holds of the next box: no approval is a statement."""
    rows = takewhile(lambda row: not any(map(_is_of_approval, row)), grid.rows)
    return structs.replace(grid, rows=tuple(rows))


def _is_of_approval(cell: Cell) -> bool:
    marks = {mark_of(line.text) for line in cell.lines}
    return bool(marks & {Mark.OFFICER_APPROVAL, Mark.CHIEF_OF_STAFF}) or any(
        map(is_signature_line, cell.lines)
    )


def _halves(grid: Grid, ink: Mapping[int, InkMap]) -> Iterator[_HalfRow]:
    for row in grid.rows:
        cell, tick = row[0], row[-1]
        headed = any(begins(each.text, heading) for each in row for heading in TICK_HEADINGS)
        if headed or mark_of(cell.text) is Mark.DECLARATION:
            continue
        yield _HalfRow(cell, tick, grid.page, _is_ticked(tick.box, ink[grid.page]), _said_in(row))


def _said_in(row: Sequence[Cell]) -> str:
    """Give topic and statement of a row as "Legal Advice: …", in a cell each or on lines."""
    topic, *statement = (text_of([line.words for line in cell.lines]) for cell in row[:-1])
    said = " ".join(filter(None, statement))
    if topic and said:
        return f"{topic.rstrip(' :')}: {said}"
    head, below = row[0].lines[:1], row[0].lines[1:]
    if below and any(says(line.text, printed) for line in head for printed in TOPICS):
        return f"{head[0].text.rstrip(' :')}: {text_of([line.words for line in below])}"
    return topic or said


def _is_ticked(cell: Box, ink: InkMap) -> bool | None:
    """Judge a cell by its ink: a tick is ink, whatever character a reader makes of it.

    A hand may tick beside the table: that is taken where nothing stands in the cell.
    """
    inner = Box(cell.left + 0.006, cell.top + 0.003, cell.right - 0.006, cell.bottom - 0.003)
    beside = Box(cell.right + 0.006, inner.top, min(_MARGIN, cell.right + _BESIDE), inner.bottom)
    largest, outside = _largest_in(inner, ink), _largest_in(beside, ink)
    if largest >= _TICK_AT_LEAST_INCHES:
        return True
    if largest > _DUST_AT_MOST_INCHES:
        return None
    if outside > _DUST_AT_MOST_INCHES:
        return True if _PLAIN_TICK_INCHES <= outside <= _LARGEST_TICK_INCHES else None
    return False


def _largest_in(place: Box, ink: InkMap) -> float:
    return max((ink.inches_across(blot.box) for blot in ink.blots_in(place)), default=0.0)


def _as_printed(topic: str) -> str:
    return next((printed for printed in TOPICS if says(topic, printed)), topic)


def _rows_from(halves: Sequence[_HalfRow]) -> list[TickRow]:
    """Make one row of the halves that a page break parted: any half may hold the tick."""
    last = halves[-1]
    ticks = [half.ticked for half in halves]
    ticked = True if True in ticks else None if None in ticks else False
    found = _TOPIC.match(last.text)
    topic, statement = (found["topic"], found["statement"]) if found else ("", last.text)
    return [
        TickRow(
            statement=Statement(
                topic=_as_printed(topic.strip()), statement=statement.strip(), ticked=ticked
            ),
            page=last.page,
            box=last.tick.box,
        )
    ]
