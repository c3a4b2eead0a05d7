from ingest.fields.lists import levels_of
from ingest.record import ItemList, Paragraph
from tests.ingest.fields.test_prose import blocks_of


def test_letters_mark_items() -> None:
    """The letter is kept as printed, beside the item's text."""
    blocks = blocks_of("1.1\tThe DMPC may:\n\n\t  (a) buy the radios;\n\t  (b) train officers.")

    assert blocks[1] == ItemList(items=("buy the radios;", "train officers."), marks=("(a)", "(b)"))


def test_a_list_of_letters_may_stand_in_the_text_s_own_column() -> None:
    """A lead-in and the letters' order show it."""
    blocks = blocks_of("1.1\tThe DMPC may:\n\ta) buy the radios;\n\tb) train officers.")

    assert blocks[1] == ItemList(items=("buy the radios;", "train officers."), marks=("a)", "b)"))


def test_numerals_mark_the_items_of_an_inner_list() -> None:
    """Indent tells the depth; "(i)" behind "(a)" is a numeral."""
    blocks = blocks_of(
        "1.1\tThe sum pays for:\n\n\t  (a) radios, that is:\n\t      (i) 400 sets; and\n"
        "\t      (ii) their batteries;\n\t  (b) training."
    )

    assert blocks[1] == ItemList(
        items=("radios, that is:", "400 sets; and", "their batteries;", "training."),
        levels=(0, 1, 1, 0),
        marks=("(a)", "(i)", "(ii)", "(b)"),
    )


def test_the_ninth_letter_is_no_numeral() -> None:
    """What stands before it tells which it is."""
    letters = "abcdefghij"
    rows = "\n".join(f"\t  ({letter}) item {letter};" for letter in letters)
    blocks = blocks_of(f"1.1\tIt pays for:\n\n{rows}")

    assert isinstance(blocks[1], ItemList)
    assert blocks[1].marks == tuple(f"({letter})" for letter in letters)
    assert blocks[1].levels == ()


def test_figures_mark_items_behind_a_lead_in() -> None:
    """They hang well apart from their text."""
    blocks = blocks_of("That the DMPC approves:\n\n1.\tthe radios; and\n\n2.\tthe training.")

    assert blocks[1] == ItemList(items=("the radios; and", "the training."), marks=("1.", "2."))


def test_a_letter_that_a_line_break_brought_to_the_front_is_prose() -> None:
    """So reads a section of an Act, where "(1)" ends one full line and "(b)" begins the next."""
    blocks = blocks_of(
        "4.1\tMOPAC's powers for the commissioning of services are set out in section 143 (1)\n"
        "\t(b) of the Act of 2014, which gives an express power to provide them for\n"
        "\t(i) victims and witnesses."
    )

    assert len(blocks) == 1
    assert "section 143 (1) (b) of the Act" in str(blocks[0])


def test_a_dash_that_a_line_break_brought_to_the_front_is_prose() -> None:
    """It stands between two years."""
    blocks = blocks_of(
        "1.1\tThe Mayor committed to increase the investment in this area of work from 2019\n"
        "\t- 2020 on, and the budget of the years that follow holds the money for it."
    )

    assert len(blocks) == 1
    assert "from 2019 - 2020 on" in str(blocks[0])


def test_bullets_are_nested_by_their_indent() -> None:
    """The inner bullet of a word processor is an o."""
    blocks = blocks_of(
        "1.1\tIt pays for:\n\n\t  •  radios:\n\t       o  400 sets; and\n\t       o  batteries;\n"
        "\t  •  training."
    )

    assert blocks[1] == ItemList(
        items=("radios:", "400 sets; and", "batteries;", "training."), levels=(0, 1, 1, 0)
    )


def test_depth_is_told_from_where_items_begin() -> None:
    """A step back ends the inner list; small strays are none."""
    assert levels_of([0.18, 0.22, 0.26, 0.22, 0.18]) == (0, 1, 2, 1, 0)
    assert levels_of([0.18, 0.186, 0.176]) == (0, 0, 0)
    assert levels_of([]) == ()


def test_grammar_alone_shows_a_list() -> None:
    """A printed form may set items as plain paragraphs: its semicolons tell."""
    blocks = blocks_of(
        "The decision sets out the next steps of the strategy for the work with all\nvictims.\n\n"
        "This includes:\n\nadvice on who can work with us to support the work during the year;\n"
        "and\n\nnews of the timescales."
    )

    assert blocks[1:] == [
        Paragraph(text="This includes:"),
        ItemList(
            items=(
                "advice on who can work with us to support the work during the year; and",
                "news of the timescales.",
            )
        ),
    ]


def test_sentences_behind_a_colon_are_no_list() -> None:
    """Only parts of one sentence are."""
    blocks = blocks_of(
        "1.1\tThis is why:\n\n\tThe radios are old, and their maker has stopped repairing\n"
        "\tthem.\n\n\tThey fail."
    )

    assert [type(block) for block in blocks] == [Paragraph] * 3


def test_an_item_without_its_bullet_ends_where_there_was_room_for_more() -> None:
    """Behind ";" a short line shows that the next one is another item."""
    blocks = blocks_of(
        "1.1\tThe sum that the programme holds for this year and for the next pays for:\n"
        "\t  • 400 radios;\n\t    training; and\n\t  • a spare battery for each."
    )

    assert blocks[1] == ItemList(
        items=("400 radios;", "training; and", "a spare battery for each.")
    )


def test_a_speck_before_a_lead_in_is_no_bullet() -> None:
    """It stands alone above a deeper list."""
    blocks = blocks_of("* The DMPC is recommended to:\n\n\t  • buy radios;\n\t  • train officers.")

    assert blocks == [
        Paragraph(text="The DMPC is recommended to:"),
        ItemList(items=("buy radios;", "train officers.")),
    ]


def test_a_bullet_that_both_readers_doubled_is_one() -> None:
    """A speck beside it is no letter."""
    blocks = blocks_of("It pays for:\n\n\t  *• radios;\n\t  • training.")

    assert blocks[1] == ItemList(items=("radios;", "training."))


def test_an_unfinished_item_goes_on_over_a_page_break() -> None:
    """However the next page is indented."""
    blocks = blocks_of(
        "1.1\tIt pays for:\n\n\t  • radios and all", "\t    their batteries;\n\t  • training."
    )

    assert blocks[1] == ItemList(items=("radios and all their batteries;", "training."))


def test_a_paragraph_that_was_ended_does_not_go_on_over_a_page_break() -> None:
    """Its last line had room for the next page's first word."""
    blocks = blocks_of(
        "The radios that response officers carry are at the end of their life, they say.\n"
        "The maker repairs them no longer.",
        "This paper asks for money to replace them.",
    )

    assert [type(block) for block in blocks] == [Paragraph, Paragraph]


def test_a_gap_in_the_letters_does_not_end_the_list() -> None:
    """A person is told of it."""
    blocks = blocks_of("It pays for:\n\n\t  (a) radios;\n\t  (c) training.")

    assert blocks[1] == ItemList(items=("radios;", "training."), marks=("(a)", "(c)"))


def test_letters_and_numerals_need_no_bracket() -> None:
    """They stand as close to their item as words do, and a reader may lose the last one's dot."""
    blocks = blocks_of(
        "2.2\tThree matters were tested:\n\n\t  i. who decides;\n\t  ii. how long; and\n"
        "\t  iii how the public will know."
    )

    assert blocks[1] == ItemList(
        items=("who decides;", "how long; and", "how the public will know."),
        marks=("i.", "ii.", "iii."),
    )


def test_short_lines_of_a_list_are_items_though_all_their_bullets_are_lost() -> None:
    """No wrapping leaves half a line empty."""
    blocks = blocks_of(
        "9.1\tThe papers behind this decision are these, which the board has read and agreed:\n\n"
        "\t  Report of the Norness team\n\t  Minutes of the board\n\t  PCD 126"
    )

    assert blocks[1] == ItemList(
        items=("Report of the Norness team", "Minutes of the board", "PCD 126")
    )
