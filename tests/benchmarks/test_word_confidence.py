import pytest

from benchmarks.word_confidence import curve, sure_in
from benchmarks.word_truth import Judged, JudgedWord, words_of
from tests.ingest.paper import a_page

PRINTED = "1.1 The radios cost £500\n\u2022 a review of them\nRECEIVED"


def judged(text: str, *printed: str) -> dict[str, Judged]:
    """Judge the words of one page."""
    return {word.text: word.judged for word in words_of([a_page(text)], printed or [PRINTED])}


def test_a_word_is_right_where_it_was_printed() -> None:
    """Letter by letter; a lost space makes one wrong word."""
    found = judged("1.1 The radios cost £800\n\u2022 areview of them")

    assert {text for text, one in found.items() if one is Judged.WRONG} == {"£800", "areview"}


def test_a_bullet_is_right_where_the_reader_knows_it_for_one() -> None:
    """It has many readings, and none of them is a word."""
    found = judged("1.1 The radios cost £500\n* a review of them")

    assert found["*"] is Judged.RIGHT


def test_a_table_may_be_read_row_by_row_that_was_printed_cell_by_cell() -> None:
    """A word that is left over is looked for on the whole page."""
    found = judged("Cost Fees 12 Hire 40", "Cost 12 40\nFees Hire")

    assert set(found.values()) == {Judged.RIGHT}


def test_what_was_drawn_has_no_truth() -> None:
    """Of a signature and of a tick nothing was printed as text: they count neither way."""
    found = judged("1.1 The radios cost £500\n\nxqz\n\nSignature  Ruw   Date 8.8.17")

    assert found["xqz"] is Judged.NOT_PRINTED
    assert found["Ruw"] is Judged.NOT_PRINTED


def test_pages_may_lie_in_any_order() -> None:
    """Each is held against the printed page that has most of its words."""
    found = judged("The second page has words of its own", PRINTED, "The second page has words")

    assert found["second"] is Judged.RIGHT
    assert found["own"] is Judged.WRONG


def test_sure_is_told_as_a_share_and_a_rate() -> None:
    """Of four printed words three are sure, and one of these is wrong."""
    words = [
        JudgedWord("a", 0.9995, Judged.RIGHT),
        JudgedWord("b", 0.995, Judged.RIGHT),
        JudgedWord("c", 0.995, Judged.WRONG),
        JudgedWord("d", 0.4, Judged.WRONG),
        JudgedWord("e", 0.995, Judged.NOT_PRINTED),
    ]

    share, wrong = sure_in(words)

    assert share == pytest.approx(0.75)
    assert wrong == pytest.approx(1000 / 3)
    assert any("75.0 % of words" in line for line in curve({"one": ("clean 300", words)}))
    assert list(curve({})) == []
