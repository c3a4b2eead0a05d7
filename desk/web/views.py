"""The register's rows in, the sheet of a view out, made once for as long as the rows stay."""

from desk.exports.sheet import Sheet
from desk.exports.views import View, sheet_of
from desk.standing.rows import Rows


class SheetStore:
    """The sheet of each view that somebody looked at most lately."""

    def __init__(self) -> None:
        self._kept: dict[View, tuple[Rows, Sheet]] = {}

    def sheet(self, view: View, rows: Rows) -> Sheet:
        """Return the view of these very rows."""
        rows_then, sheet = self._kept.get(view, (None, None))
        if sheet is None or rows_then is not rows:
            sheet = sheet_of(view, rows)
            self._kept[view] = rows, sheet
        return sheet
