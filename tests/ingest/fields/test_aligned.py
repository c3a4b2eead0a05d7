from ingest.fields.prose import pieces_of
from ingest.lines.grid import Cell, Grid
from ingest.lines.line import lines_in
from ingest.page import Box
from ingest.record import ItemList, Paragraph, Table
from tests.ingest.fields.test_prose import blocks_of
from tests.ingest.paper import a_page

WHOLE = Box(0, 0, 1, 1)
MONEY = (
    "3.1\tThe cost is:\n\n"
    "\tCost type           2019/20     2020/21\n"
    "\tRevenue (£)         313,500      88,000\n"
    "\tCapital (£)           8,250         nil\n"
)


def test_figures_in_columns_are_a_table_without_rules() -> None:
    """Its heading row is the first."""
    blocks = blocks_of(MONEY)

    assert blocks == [
        Paragraph(number="3.1", text="The cost is:"),
        Table(
            rows=(
                ("Cost type", "2019/20", "2020/21"),
                ("Revenue (£)", "313,500", "88,000"),
                ("Capital (£)", "8,250", "nil"),
            )
        ),
    ]


def test_an_empty_cell_stays_empty() -> None:
    """The heading row may leave the labels' column out, and a row may lack a figure."""
    blocks = blocks_of(
        "\t                    2019/20     2020/21\n"
        "\tRevenue (£)         313,500      88,000\n"
        "\tCapital (£)                       9,000\n"
    )

    assert blocks == [
        Table(
            rows=(
                ("", "2019/20", "2020/21"),
                ("Revenue (£)", "313,500", "88,000"),
                ("Capital (£)", "", "9,000"),
            )
        )
    ]


def test_the_text_goes_on_behind_such_a_table() -> None:
    """The next paragraph is none of its rows."""
    blocks = blocks_of(MONEY + "\n3.2\tThe programme holds £313,500 for it.")

    assert isinstance(blocks[1], Table)
    assert blocks[2] == Paragraph(number="3.2", text="The programme holds £313,500 for it.")


def test_two_lines_of_two_cells_are_no_table() -> None:
    """They may be anything; their figures stay in the text."""
    blocks = blocks_of("Our ref:        12345\nYour ref:       67890")

    assert not any(isinstance(block, Table) for block in blocks)
    assert "12345" in str(blocks)


def test_words_in_columns_are_no_table() -> None:
    """Nor are lists with wide gaps behind their bullets."""
    blocks = blocks_of("It pays for:\n\n•          radios;\n•          training.")

    assert isinstance(blocks[1], ItemList)


def test_a_row_that_a_page_break_repeats_is_printed_once() -> None:
    """The heading row stands again above the rest of a table."""
    blocks = blocks_of(
        "| Cost type | 2019/20 |\n| Revenue (£) | 313,500 |",
        "| Cost type | 2019/20 |\n| Capital (£) | 8 |",
    )

    assert blocks == [
        Table(rows=(("Cost type", "2019/20"), ("Revenue (£)", "313,500"), ("Capital (£)", "8")))
    ]


def test_a_table_without_rules_goes_on_over_a_page_break() -> None:
    """As a ruled one does."""
    rest = "\tTransport (£)         1,250       2,250\n\tTraining (£)          2,250       3,250\n"
    blocks = blocks_of(MONEY, rest)

    assert len(blocks) == 2
    assert isinstance(blocks[1], Table)
    assert len(blocks[1].rows) == 5


def test_a_row_that_a_page_break_cut_is_one_row() -> None:
    """Neither half has a rule where the page ends."""

    def half(page: int, cells: tuple[str, str], *, above: bool) -> Grid:
        read = [lines_in(a_page(cell, page=page), WHOLE, frozenset()) for cell in cells]
        row = tuple(Cell(WHOLE, lines) for lines in read)
        return Grid(page=page, box=WHOLE, rows=(row,), open_above=not above, open_below=above)

    halves = [
        half(1, ("Revenue, first", "313,500"), above=True),
        half(2, ("and second", ""), above=False),
    ]
    (piece,) = pieces_of(halves)

    assert piece.block == Table(rows=(("Revenue, first and second", "313,500"),))


def test_narrow_columns_of_figures_are_columns() -> None:
    """Two figures stand farther apart than words do, and need not stand as far as cells do."""
    blocks = blocks_of(
        "\tItem                           2022/23   2023/24\n"
        "\tHire charges                    31,350    37,050\n"
        "\tWaiver, reviewed each March      1,200     1,200\n"
    )

    assert blocks == [
        Table(
            rows=(
                ("Item", "2022/23", "2023/24"),
                ("Hire charges", "31,350", "37,050"),
                ("Waiver, reviewed each March", "1,200", "1,200"),
            )
        )
    ]
