import re

from ingest.fields.prose import pieces_of
from ingest.fields.sections import SectionPieces, sections_of
from ingest.lines.flow import Item, sheet_of
from ingest.page import Word
from ingest.record import Block, ItemList, Paragraph, Table
from tests.ingest.paper import a_page


def items_of(*pages: str) -> list[Item]:
    """Lay out pages of text, without their furniture."""
    read = (a_page(text, page=number) for number, text in enumerate(pages, start=1))
    return [item for page in read for item in sheet_of(page, frozenset()).items]


def blocks_of(*pages: str) -> list[Block]:
    """Make blocks of pages of text."""
    return [piece.block for piece in pieces_of(items_of(*pages))]


def sections_on(*pages: str) -> tuple[SectionPieces, ...]:
    """Divide pages of a report."""
    return sections_of(items_of(*pages))


def test_a_paragraph_carries_its_hanging_number() -> None:
    """The number is no part of the text."""
    blocks = blocks_of(
        "1.1\tThe radios are at the end of their life, and the maker\n"
        "\trepairs them no longer.\n\n1.2\tBatteries fail."
    )

    assert blocks == [
        Paragraph(
            number="1.1",
            text="The radios are at the end of their life, and the maker repairs them no longer.",
        ),
        Paragraph(number="1.2", text="Batteries fail."),
    ]


def test_a_number_is_read_with_its_slips() -> None:
    """I, l and O among its figures are 1, 1 and 0; a comma is a stop."""
    blocks = blocks_of("1.l\tOne.\n\n1,2\tTwo.\n\n1.3.\tThree.")

    assert [block.number for block in blocks if isinstance(block, Paragraph)] == [
        "1.1",
        "1.2",
        "1.3",
    ]


def test_a_number_in_prose_opens_no_paragraph() -> None:
    """A sum at the beginning of a line stands close to its word."""
    blocks = blocks_of("1.1\tThe purchase comes to\n\t2.5 million pounds in all.")

    assert blocks == [
        Paragraph(number="1.1", text="The purchase comes to 2.5 million pounds in all.")
    ]


def test_a_paragraph_goes_on_over_a_page_break() -> None:
    """The next page's first line has no number, and belongs to the last page's paragraph."""
    blocks = blocks_of("1.1\tThe radios are at the end", "\tof their life.\n\n1.2\tBatteries fail.")

    assert blocks[0] == Paragraph(number="1.1", text="The radios are at the end of their life.")


def test_bullets_make_a_list() -> None:
    """The lead-in stays a paragraph."""
    blocks = blocks_of("1.1\tThe sum pays for:\n\n\t  • 400 radios;\n\t  • training.")

    assert blocks == [
        Paragraph(number="1.1", text="The sum pays for:"),
        ItemList(items=("400 radios;", "training.")),
    ]


def test_an_item_whose_bullet_both_readers_lost_is_an_item() -> None:
    """A deep line that stands apart after a colon begins one."""
    blocks = blocks_of(
        "1.1\tThe sum is spent\n\tin two years\n\tand pays for:\n\n"
        "\t    400 radios;\n\n\t    training."
    )

    assert blocks[1:] == [ItemList(items=("400 radios;", "training."))]


def test_a_list_goes_on_over_a_page_break() -> None:
    """Its items are one list."""
    blocks = blocks_of("1.1\tThe sum pays for:\n\n\t  • 400 radios;", "\t  • training.")

    assert blocks[1:] == [ItemList(items=("400 radios;", "training."))]


def test_an_item_runs_over_several_lines() -> None:
    """Its second line hangs under its first."""
    blocks = blocks_of("1.1\tIt pays for:\n\n\t  • 400 radios and all\n\t    their batteries.")

    assert blocks[1:] == [ItemList(items=("400 radios and all their batteries.",))]


def test_a_ruled_table_is_a_table() -> None:
    """Its first row is the heading row."""
    blocks = blocks_of("1.1\tThe cost:\n| Cost type | 2019/20 |\n| Revenue (£) | 313,500 |")

    assert blocks[1] == Table(rows=(("Cost type", "2019/20"), ("Revenue (£)", "313,500")))


def test_a_table_that_a_page_break_cut_is_one_table() -> None:
    """Its second half has as many columns."""
    blocks = blocks_of("| Cost type | 2019/20 |\n| Revenue (£) | 313,500 |", "| Capital (£) | 8 |")

    assert blocks == [
        Table(rows=(("Cost type", "2019/20"), ("Revenue (£)", "313,500"), ("Capital (£)", "8")))
    ]


def test_text_between_tables_parts_them() -> None:
    """Two tables with a sentence between are two."""
    blocks = blocks_of("| Cost | 1 |\n| Sum | 2 |\nThen:\n| Cost | 3 |\n| Sum | 4 |")

    assert [type(block) for block in blocks] == [Table, Paragraph, Table]


def test_no_word_of_a_page_is_lost_in_blocks() -> None:
    """Whatever a line begins, its words stand in some block."""
    text = "1.1\tAlpha beta:\n\n\t  • gamma delta\n\t  • epsilon\n\nzeta eta\n| theta | iota |\n"
    blocks = str(blocks_of(text))

    assert [word for word in re.findall(r"[A-Za-z]+", text) if word not in blocks] == []


def test_sections_begin_at_their_headings() -> None:
    """Number and heading come apart; unknown headings are kept as printed."""
    sections = sections_on(
        "1.\tIntroduction and background\n\n1.1\tOne.\n\n2.\tBats and Other Wildlife\n\n2.1\tTwo."
    )

    assert [(each.number, each.heading) for each in sections] == [
        ("1", "Introduction and background"),
        ("2", "Bats and Other Wildlife"),
    ]


def test_a_heading_may_lack_its_number() -> None:
    """Its paragraphs carry it."""
    sections = sections_on("1.\tIntroduction\n\n1.1\tOne.\n\nLegal Comments\n\n2.1\tTwo.")

    assert [(each.number, each.heading) for each in sections] == [
        ("1", "Introduction"),
        ("2", "Legal Comments"),
    ]


def test_text_before_the_first_heading_is_kept() -> None:
    """It stands in a section without number and heading."""
    sections = sections_on("This paper is short.\n\n1.\tIntroduction\n\n1.1\tOne.")

    assert (sections[0].number, sections[0].heading) == (None, "")
    assert sections[0].pieces[0].block == Paragraph(text="This paper is short.")


def test_a_report_without_headings_is_kept() -> None:
    """A poor scan may lose them all."""
    (section,) = sections_on("This paper has\nno headings.\n\nNone at all.")

    assert [piece.block for piece in section.pieces] == [
        Paragraph(text="This paper has no headings."),
        Paragraph(text="None at all."),
    ]


def test_a_number_that_goes_back_opens_no_section() -> None:
    """Sections are numbered upwards: a year or a list in the body is none."""
    sections = sections_on("1.\tIntroduction\n\n1.1\tOne.\n\n1.\tAgain\n\n19.\tNineteen")

    assert [each.heading for each in sections] == ["Introduction"]


def test_a_piece_knows_where_it_begins() -> None:
    """A paragraph over two pages is found on its first."""
    pieces = pieces_of(items_of("1.1\tThe radios are", "\told."))

    assert pieces[0].page == 1
    assert all(isinstance(word, Word) for word in pieces[0].words)


def test_a_stamp_across_a_paragraph_does_not_part_it() -> None:
    """A small letter goes on with what was not ended above the stamp."""
    blocks = blocks_of(
        "1.1\tThe sum is made up of what follows, and the board has agreed to it in\n\n"
        "RECEIVED 12 JUL 2019\n\n\tthe spring of the year."
    )

    assert blocks == [
        Paragraph(
            number="1.1",
            text=(
                "The sum is made up of what follows, and the board has agreed to it in the spring "
                "of the year."
            ),
        )
    ]


def test_a_line_of_its_own_between_numbered_paragraphs_stays_one() -> None:
    """Though every paragraph has but one line, so that all lines are as far apart."""
    blocks = blocks_of(
        "1.1\tThe present radios were bought in 2009 and their maker repairs them no longer.\n\n"
        "Options considered\n\n1.2\tBatteries fail within a shift.\n\n1.3\tThey cost too much."
    )

    assert Paragraph(text="Options considered") in blocks
