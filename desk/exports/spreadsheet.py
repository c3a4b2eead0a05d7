"""A sheet in, CSV that is safe to open in a spreadsheet out.

A spreadsheet runs a cell that begins like a formula, and a form can say anything. So such a cell
gets an apostrophe in front, which a spreadsheet takes for the mark of plain text
(https://owasp.org/www-community/attacks/CSV_Injection). The file is UTF-8 with a byte order mark:
without one, Excel takes a pound sign for two others; whatever else reads CSV passes it over, or
can be told to (`utf-8-sig`). Lines end as RFC 4180 says, and every cell is quoted, so that a line
break or a separator inside stays inside.
"""

import csv
import io
import unicodedata

from desk.exports.sheet import Sheet

_GUARD = "'"
_STARTS_A_FORMULA = frozenset("=+-@")
_MINUS = "\u2212"  # normal forms leave it as it is
_CONTROLS = frozenset("\t\r\n\0")
_QUOTES = frozenset("'\"`\u00ab\u00bb\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u2039\u203a")
_PASSED_OVER = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})


def csv_of(sheet: Sheet) -> bytes:
    """Return the sheet as CSV, its headings first, every cell guarded."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in (sheet.headings, *sheet.rows):
        writer.writerow(map(guarded, row))
    return written.getvalue().encode("utf-8-sig")


def guarded(cell: str) -> str:
    """Return the cell as no spreadsheet will run it."""
    return _GUARD + cell if _may_run(cell) else cell


def unguarded(cell: str) -> str:
    """Return what `guarded` was given."""
    inside = cell.removeprefix(_GUARD)
    return inside if inside != cell and _may_run(inside) else cell


def _may_run(cell: str) -> bool:
    """Say whether it begins as a formula does, also behind what a spreadsheet may pass over."""
    for sign in cell:
        if sign in _CONTROLS:
            return True
        if not _is_passed_over(sign):
            return _plain(sign) in _STARTS_A_FORMULA
    return False


def _is_passed_over(sign: str) -> bool:
    """Say whether it is a space, a quotation mark, or a sign without a width."""
    return _plain(sign) in _QUOTES or unicodedata.category(sign) in _PASSED_OVER


def _plain(sign: str) -> str:
    """Return the plain sign that a full-width or small one stands for."""
    return "-" if sign == _MINUS else unicodedata.normalize("NFKC", sign)[:1]
