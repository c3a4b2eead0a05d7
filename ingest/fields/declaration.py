"""The originating officer's declaration: its table in, statements ticked or not out."""

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

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
    halves = [half for item in items if isinstance(item, Grid) for half in _halves(item, ink)]
    whole: list[TickRow] = []
    waiting: list[_HalfRow] = []
    for half in halves:
        waiting.append(half)
        if half.text:
            whole += _rows_from(waiting)
            waiting = []
    return tuple(whole)


def _halves(grid: Grid, ink: Mapping[int, InkMap]) -> Iterator[_HalfRow]:
    for row in grid.rows:
        cell, tick = row[0], row[-1]
        headed = any(begins(tick.text, heading) for heading in TICK_HEADINGS)
        if headed or mark_of(cell.text) is Mark.DECLARATION:
            continue
        text = text_of([line.words for line in cell.lines])
        yield _HalfRow(cell, tick, grid.page, _is_ticked(tick.box, ink[grid.page]), text)


def _is_ticked(cell: Box, ink: InkMap) -> bool | None:
    """Judge a cell by its ink: a tick is ink, whatever character a reader makes of it."""
    inner = Box(cell.left + 0.006, cell.top + 0.003, cell.right - 0.006, cell.bottom - 0.003)
    sizes = [ink.inches_across(blot.box) for blot in ink.blots_in(inner)]
    largest = max(sizes, default=0.0)
    if largest >= _TICK_AT_LEAST_INCHES:
        return True
    return None if largest > _DUST_AT_MOST_INCHES else False


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
