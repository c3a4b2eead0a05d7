from ingest.fields.sections import sections_of
from ingest.fields.unread_numbers import with_unread_numbers
from ingest.lines.flow import sheet_of
from ingest.lines.inkmap import InkMap
from ingest.page import Box
from tests.ingest.paper import LEFT, a_page, filled, place_of

TEXT = """\
1.\tIntroduction

1.1\tThe present radios were bought in 2009 and their maker repairs them no longer.

\tBatteries fail within a shift, and officers then share what still works.

{last}\tThe purchase was foreseen in the budget of that year and of the next.
"""


def numbers_on(text: str, *, printed: bool = True) -> list[str | None]:
    """Number the paragraphs of a page, where figures are printed that nobody read."""
    place = place_of(a_page(text), "Batteries")
    figures = [
        filled(Box(LEFT + at, place.top + 0.001, LEFT + at + 0.004, place.bottom))
        for at in (0.0, 0.016)
    ]
    page = a_page(text, pens=figures if printed else [])
    items = with_unread_numbers(sheet_of(page, frozenset()).items, {1: InkMap(page)})
    (section,) = sections_of(items)
    return [getattr(piece.block, "number", None) for piece in section.pieces]


def test_a_number_that_alone_fits_is_put_back() -> None:
    """Something is printed in its column, and 1.2 stands between 1.1 and 1.3."""
    assert numbers_on(TEXT.format(last="1.3")) == ["1.1", "1.2", "1.3"]


def test_a_number_is_not_guessed_where_two_would_fit() -> None:
    """Between 1.1 and 1.4 it could be 1.2 or 1.3."""
    assert numbers_on(TEXT.format(last="1.4")) == ["1.1", None, "1.4"]


def test_a_number_that_is_not_printed_is_not_put_there() -> None:
    """A paragraph may have none."""
    assert numbers_on(TEXT.format(last="1.3"), printed=False) == ["1.1", None, "1.3"]
