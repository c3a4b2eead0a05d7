"""The register's rows in, one view of them out: as values for programs, as a sheet for people."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from msgspec import Struct

from desk.exports.decisions_sheet import sheet_of_decisions
from desk.exports.sheet import Sheet
from desk.exports.sheets import (
    sheet_of_conflicts,
    sheet_of_due,
    sheet_of_gaps,
    sheet_of_part2s,
    sheet_of_timeliness,
)
from desk.standing.conflicts import conflicts_in
from desk.standing.falling_due import falling_due
from desk.standing.gaps import series_in
from desk.standing.part2s import part2s_in
from desk.standing.rows import Rows
from desk.standing.timeliness import timeliness_of


class View(StrEnum):
    """What of the register is wanted."""

    DECISIONS = "decisions"
    DUE = "due"
    PART2 = "part2"
    REFERENCES = "references"
    GAPS = "gaps"
    TIMELINESS = "timeliness"


class _Views(Struct, frozen=True):
    """How a view is told to programs, and to people."""

    value: Callable[[Rows], object]
    sheet: Callable[[Rows], Sheet]


def _as_they_are(rows: Rows) -> object:
    return rows


_VIEWS: Mapping[View, _Views] = {
    View.DECISIONS: _Views(_as_they_are, sheet_of_decisions),
    View.DUE: _Views(falling_due, sheet_of_due),
    View.PART2: _Views(part2s_in, sheet_of_part2s),
    View.REFERENCES: _Views(conflicts_in, sheet_of_conflicts),
    View.GAPS: _Views(series_in, sheet_of_gaps),
    View.TIMELINESS: _Views(timeliness_of, sheet_of_timeliness),
}


def sheet_of(view: View, rows: Rows) -> Sheet:
    """Return the view as a sheet."""
    return _VIEWS[view].sheet(rows)


def value_of(view: View, rows: Rows) -> object:
    """Return the view as values that JSON can carry."""
    return _VIEWS[view].value(rows)
