from collections.abc import Sequence

import pytest

from ingest.fields.joining import spelling_of, text_of
from ingest.record import Paragraph
from tests.ingest.fields.test_prose import blocks_of
from tests.ingest.paper import words


def joined(*lines: str, elsewhere: str = "") -> str:
    """Join lines of a form that prints other words elsewhere."""
    return text_of([words(line, top=0.1) for line in lines], spelling_of(words(elsewhere, top=0)))


@pytest.mark.parametrize(
    ("lines", "elsewhere", "text"),
    [
        (("an agree\u00ad", "ment"), "", "an agreement"),
        (("the commis-", "sioning of"), "", "the commissioning of"),
        (("the approv-", "al of it"), "", "the approval of it"),
        (("the pro-", "gramme board"), "the programme of 2019", "the pro-gramme board"),
        (("the prog-", "ramme board"), "the programme of 2019", "the programme board"),
        (("a child-", "centred plan"), "", "a child-centred plan"),
        (("a child-.", "centred plan"), "", "a child-centred plan"),
        (("the decision-", "making of"), "decision-making", "the decision-making of"),
        (("a co-", "operation"), "cooperation", "a co-operation"),
        (("a non-", "Executive"), "", "a non-Executive"),
        (("the years 2019-", "2020"), "", "the years 2019-2020"),
        (("between £1m-", "£2m"), "", "between £1m- £2m"),
        (("2019 -", "2020"), "", "2019 - 2020"),
        (("a counter- drone unit",), "counter-drone", "a counter-drone unit"),
        (("short- and long-term",), "long-term", "short- and long-term"),
        (("the Met-", "Police"), "", "the Met- Police"),
    ],
)
def test_a_broken_word_is_mended(lines: Sequence[str], elsewhere: str, text: str) -> None:
    """Its hyphen goes where the form spells the word without, and a hyphen of its own stays."""
    assert joined(*lines, elsewhere=elsewhere) == text


def test_the_ends_of_a_broken_word_are_no_words_of_the_form() -> None:
    """Else its second half, which begins a line, would look like one."""
    (block,) = blocks_of("The order of their commis-\nsioning is the board's.")

    assert block == Paragraph(text="The order of their commissioning is the board's.")


def test_lines_without_words_join_to_nothing() -> None:
    """They add no space either."""
    assert joined("one", "", "two") == "one two"
    assert text_of([]) == ""
