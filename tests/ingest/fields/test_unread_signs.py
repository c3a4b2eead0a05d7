import pytest

from ingest.fields.prose import pieces_of
from ingest.fields.unread_signs import Margins, with_unread_signs
from ingest.lines.flow import sheet_of
from ingest.lines.inkmap import InkMap
from ingest.page import Box, PageReading
from ingest.record import Block, ItemList, Paragraph, Table
from tests.ingest.paper import Pen, a_page, filled, place_of

LIST = """\
1.1\tThe papers behind this decision are:

\t     Report of the Norness team
\t     Minutes of the board
"""


def spot(page: PageReading, word: str, *, high: float = 0.0035, wide: float = 0.005) -> Pen:
    """Leave a spot of ink before a word, where a list hangs its bullets."""
    box = place_of(page, word)
    left, top = box.left - 0.025, box.middle - high / 2
    return filled(Box(left, top, left + wide, top + high))


def blocks_on(text: str, *pens: Pen) -> list[Block]:
    """Make blocks of a page, once the ink has been asked for what nobody read."""
    page = a_page(text, pens=pens)
    items = sheet_of(page, frozenset()).items
    whole = with_unread_signs(items, {page.page: InkMap(page)}, Margins.of(items))
    return [piece.block for piece in pieces_of(whole)]


def test_a_bullet_that_no_reader_kept_still_makes_an_item() -> None:
    """Readers drop half the bullets; the ink has them."""
    page = a_page(LIST)

    blocks = blocks_on(LIST, spot(page, "Report"), spot(page, "Minutes"))

    assert blocks[-1] == ItemList(items=("Report of the Norness team", "Minutes of the board"))


@pytest.mark.parametrize("high", [0.0007, 0.012])
def test_a_speck_and_a_stroke_are_no_bullets(high: float) -> None:
    """One is too small, the other as high as a letter."""
    page = a_page("1.1\tOne line, and\n\t     another that goes on below it.")

    (block,) = blocks_on(
        "1.1\tOne line, and\n\t     another that goes on below it.",
        spot(page, "another", high=high, wide=0.001),
    )

    assert block == Paragraph(number="1.1", text="One line, and another that goes on below it.")


def test_a_spot_in_the_margin_is_no_bullet() -> None:
    """Where the page's text has not begun, nothing is printed."""
    text = "The radios that officers carry are at the end of their life."
    page = a_page(text)

    assert blocks_on(text, spot(page, "The")) == [Paragraph(text=text)]


def test_a_dash_in_a_cell_is_kept() -> None:
    """Readers drop it, or make a Chinese one of it: it says that there is nothing to pay."""
    text = "| Fees (£) | 94 | {一|} |\n| Hire (£) | 87 | |\n"
    page = a_page(text)
    top = place_of(page, "Hire").middle

    (block,) = blocks_on(text, filled(Box(0.93, top, 0.94, top + 0.0012)))

    assert isinstance(block, Table)
    assert block.rows[1] == ("Hire (£)", "87", "–")


def test_a_speck_before_the_one_line_of_a_cell_is_no_bullet() -> None:
    """A heading row's words are no list."""
    text = "| Item | Total |\n| Licences | £76,800 |"

    blocks = blocks_on(text, spot(a_page(text), "Item"), spot(a_page(text), "Licences"))

    assert blocks == [Table(rows=(("Item", "Total"), ("Licences", "£76,800")))]
