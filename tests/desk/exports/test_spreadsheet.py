"""What stands on a form is never run by a spreadsheet, and is never lost in one."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.exports.sheet import Sheet
from desk.exports.spreadsheet import csv_of, guarded, unguarded

_FULL_WIDTH = ("\uff1d", "\uff0b", "\uff0d", "\uff20", "\ufe62", "\ufe63", "\ufe66", "\ufe6b")
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "\u2212", *_FULL_WIDTH)
_BEFORE = ("", " ", "  ", "\xa0", "\u3000", "\u200b", "\ufeff", "'", '"', "“", "‘", "«", ' " ')
ANY = st.text(max_size=40) | st.tuples(
    st.text(st.sampled_from("='\" +-@\t\r\n\uff1d\ufeff\u201c"), max_size=6), st.text(max_size=6)
).map("".join)


def read_back(content: bytes) -> list[list[str]]:
    """Read CSV as a program would that knows nothing of ours."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", _STARTS)
@pytest.mark.parametrize("before", _BEFORE)
def test_whatever_begins_like_a_formula_is_text(before: str, start: str) -> None:
    """Also behind spaces, quotation marks and signs without a width, and in full-width forms."""
    cell = f"{before}{start}HYPERLINK(1)"

    assert guarded(cell) == f"'{cell}"
    assert unguarded(guarded(cell)) == cell


@pytest.mark.parametrize("cell", ["", "PCD 611", "'tis", "2026-03-31", "£3 = cheap", "a-b", "–"])
def test_what_is_plain_text_stays_as_it_is(cell: str) -> None:
    """An apostrophe where none is needed would only be in the way."""
    assert guarded(cell) == cell


@given(ANY)
def test_any_cell_comes_back_without_its_guard(cell: str) -> None:
    """Whatever was read, an apostrophe of its own among it."""
    assert unguarded(guarded(cell)) == cell


@given(ANY)
def test_no_guarded_cell_begins_like_a_formula(cell: str) -> None:
    """A guarded cell is guarded by an apostrophe that is its very first sign."""
    shown = guarded(cell)

    assert shown[:1] not in set(_STARTS)
    assert shown == cell or shown[0] == "'"


@given(st.lists(st.tuples(ANY, ANY, ANY), max_size=4))
def test_a_sheet_is_read_back_as_it_was(rows: list[tuple[str, str, str]]) -> None:
    """Commas, quotation marks and line breaks of any kind stay inside their cell."""
    sheet = Sheet(headings=("A", "B", "C"), rows=tuple(rows), empty="Nothing.")

    headings, *found = read_back(csv_of(sheet))

    assert headings == ["A", "B", "C"]
    assert [tuple(map(unguarded, row)) for row in found] == rows


def test_excel_is_told_the_encoding() -> None:
    """A pound sign stays one: the file begins with a byte order mark."""
    content = csv_of(Sheet(headings=("Cost",), rows=(("£5",),), empty=""))

    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith('"£5"\r\n'.encode())
