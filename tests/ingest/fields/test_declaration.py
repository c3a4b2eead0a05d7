from collections.abc import Sequence

from ingest.fields.declaration import TickRow, declaration_rows
from ingest.lines.flow import sheet_of
from ingest.lines.inkmap import InkMap
from ingest.page import Box
from tests.ingest.paper import Pen, a_page, filled, tick

HEADING = "| ORIGINATING OFFICER DECLARATION | Tick to confirm statement |\n"
FINANCE = "| Financial Advice: The Chief Finance Officer has been consulted. | $ |\n"
LEGAL = "| Legal Advice: The Directorate of Legal Services has been consulted. | ✓ |\n"
TOP, ROW = 0.1, 0.024
IN_FINANCE = Box(0.78, TOP + ROW + 0.004, 0.8, TOP + 2 * ROW - 0.004)


def rows_on(*pages: str, pens: Sequence[Pen] = ()) -> tuple[TickRow, ...]:
    """Read the declaration of some pages; pens go on the first."""
    read = [
        a_page(text, page=number, pens=pens if number == 1 else ())
        for number, text in enumerate(pages, start=1)
    ]
    items = [item for page in read for item in sheet_of(page, frozenset()).items]
    return declaration_rows(items, {page.page: InkMap(page) for page in read})


def ticks(*pages: str, pens: Sequence[Pen] = ()) -> list[bool | None]:
    """Say which rows are ticked."""
    return [row.statement.ticked for row in rows_on(*pages, pens=pens)]


def test_topic_and_statement_come_apart() -> None:
    """The colon parts them, and the heading row is no statement."""
    rows = rows_on(HEADING + LEGAL)

    assert [(row.statement.topic, row.statement.statement) for row in rows] == [
        ("Legal Advice", "The Directorate of Legal Services has been consulted.")
    ]


def test_a_topic_is_written_as_the_form_prints_it() -> None:
    """A slip in one of the form's own topics is mended."""
    (row,) = rows_on(HEADING + LEGAL.replace("Legal Advice", "Lega1 Advlce"))

    assert row.statement.topic == "Legal Advice"


def test_a_tick_is_ink_whatever_a_reader_makes_of_it() -> None:
    """Read as a letter, as a sign, or not at all."""
    read = ticks(HEADING + FINANCE.replace("$", "v") + FINANCE.replace("$", "✓") + LEGAL)

    assert read == [True, True, True]


def test_a_cell_without_ink_is_not_ticked() -> None:
    """None is absent, and not merely unknown."""
    assert ticks(HEADING + FINANCE.replace("$", "") + LEGAL) == [False, True]


def test_dust_is_no_tick() -> None:
    """A speck of toner is smaller than any pen's mark."""
    speck = filled(Box(0.8, IN_FINANCE.top, 0.804, IN_FINANCE.top + 0.003))

    assert ticks(HEADING + FINANCE.replace("$", ""), pens=[speck]) == [False]


def test_a_mark_between_dust_and_tick_is_doubtful() -> None:
    """A person looks at it."""
    mark = filled(Box(0.8, IN_FINANCE.top, 0.8077, IN_FINANCE.top + 0.0055))

    assert ticks(HEADING + FINANCE.replace("$", ""), pens=[mark]) == [None]


def test_a_tick_may_stand_on_the_topic_on_the_statement_or_between() -> None:
    """A cell is one place from its upper rule to its lower."""
    for top in (IN_FINANCE.top - 0.002, IN_FINANCE.top + 0.002, IN_FINANCE.top + 0.004):
        pen = tick(Box(0.78, top, 0.8, top + 0.012))
        assert ticks(HEADING + FINANCE.replace("$", ""), pens=[pen]) == [True]


def test_a_row_that_a_page_break_cut_is_one_row() -> None:
    """Its tick stands at the foot of one page, its words at the head of the next."""
    first = HEADING + LEGAL + "| | ✓ |\n"
    rows = rows_on(first, FINANCE.replace("$", ""))

    assert [(row.statement.topic, row.statement.ticked) for row in rows] == [
        ("Legal Advice", True),
        ("Financial Advice", True),
    ]


def test_lines_outside_the_table_are_no_rows() -> None:
    """A sentence above it declares nothing."""
    assert len(rows_on(f"ORIGINATING OFFICER DECLARATION\n\n{HEADING}{LEGAL}")) == 1


def test_topic_statement_and_tick_may_have_a_column_each() -> None:
    """Newer forms part them by a rule and print no colon."""
    rows = rows_on(
        "| | | Tick to confirm statement |\n"
        "| Financial Advice | Was given. | ✓ |\n"
        "| Legal Advice | Not required. | |\n"
    )

    assert [(r.statement.topic, r.statement.statement, r.statement.ticked) for r in rows] == [
        ("Financial Advice", "Was given.", True),
        ("Legal Advice", "Not required.", False),
    ]


def test_the_head_of_the_table_is_no_statement() -> None:
    """The Authority's form prints it in the left-hand column."""
    rows = rows_on("| Drafting officer to confirm the following ({✓|v}) | |\n" + LEGAL)

    assert [row.statement.topic for row in rows] == ["Legal Advice"]


def test_the_next_box_is_no_statement() -> None:
    """Its rules touch the table's; a director who confirms ticks nothing."""
    rows = rows_on(
        HEADING
        + LEGAL
        + "| EXECUTIVE DIRECTOR, RESOURCES: | |\n"
        + "| Signature                Date 18 July 2019 | |\n"
    )

    assert [row.statement.topic for row in rows] == ["Legal Advice"]


def test_a_tick_beside_the_table_is_one() -> None:
    """A hand missed the cell; what is larger than any tick is a doubt."""
    left, top = 0.905, TOP + ROW
    table = HEADING + FINANCE.replace("$", "")
    pen = tick(Box(left, top + 0.004, left + 0.02, top + 0.02))
    speck = filled(Box(left + 0.005, top + 0.008, left + 0.015, top + 0.012))

    assert ticks(table, pens=[pen]) == [True]
    assert ticks(table, pens=[speck]) == [None]
    assert ticks(table) == [False]
