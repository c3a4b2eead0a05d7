from msgspec import structs

from ingest.lines.grid import grids_on
from ingest.page import Box, PageReading
from tests.ingest.paper import a_page

TABLE = "| Title | New radios |\n| Summary | They are old |\n"
LEFT, MIDDLE, RIGHT = 0.1, 0.72, 0.9
TOP, ROW = 0.1, 0.024


def cells_on(page: PageReading) -> list[list[tuple[str, ...]]]:
    """Give the cells of every table on a page."""
    grids = grids_on(page, frozenset())
    return [[tuple(cell.text for cell in row) for row in grid.rows] for grid in grids]


def test_a_box_that_leans_against_a_table_is_no_row_of_it() -> None:
    """Their outer rules are one; the line between the columns ends where the box begins."""
    below, foot = TOP + 2 * ROW, 0.3
    rules = [
        Box(LEFT, foot, RIGHT, foot + 0.001),
        Box(LEFT, below, LEFT + 0.001, foot),
        Box(RIGHT, below, RIGHT + 0.001, foot),
    ]
    page = a_page(TABLE)
    boxed = a_page(
        f"{TABLE}\nI confirm I have considered whether or not I have any personal interest.",
        rules=[rules[0]],
    )
    uprights = (*page.upright_rules, *rules[1:])

    (table,) = cells_on(_with_uprights(boxed, uprights))

    assert table == [("Title", "New radios"), ("Summary", "They are old")]


def test_a_cell_that_spans_columns_keeps_its_words_together() -> None:
    """Where no line stands between the columns, none of its words falls into the next."""
    words = "When the contract is awarded and the award of it has been made known to bidders here"
    page = a_page(f"| {words} | |\n{TABLE}")
    uprights = tuple(
        Box(rule.left, TOP + ROW, rule.right, rule.bottom)
        if abs(rule.left - MIDDLE) < 0.01
        else rule
        for rule in page.upright_rules
    )

    (table,) = cells_on(_with_uprights(page, uprights))

    assert table[0] == (words, "")
    assert table[1:] == [("Title", "New radios"), ("Summary", "They are old")]


def _with_uprights(page: PageReading, uprights: tuple[Box, ...]) -> PageReading:
    return structs.replace(page, upright_rules=uprights)
