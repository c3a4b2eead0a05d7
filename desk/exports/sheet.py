"""A view of the register as rows of plain text, for a terminal, a page or a spreadsheet."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct


class Sheet(Struct, frozen=True, kw_only=True):
    """Headings and rows; `notes` stand under them, and `empty` in place of no rows at all.

    The last columns, as many as `too_wide` says, are for a spreadsheet alone.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    empty: str
    notes: tuple[str, ...] = ()
    too_wide: int = 0

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError("every row of a sheet has a cell for each heading")

    @property
    def on_screen(self) -> tuple[tuple[str, ...], ...]:
        """Return the rows, the headings first, as far as they fit a terminal."""
        most = len(self.headings) - self.too_wide
        return tuple(row[:most] for row in (self.headings, *self.rows))


def day_cell(day: date | None) -> str:
    """Return a day as ISO 8601, or an empty cell."""
    return day.isoformat() if day else ""


def pages_cell(pages: Iterable[int]) -> str:
    """Return page numbers as a person lists them."""
    return ", ".join(map(str, pages))
