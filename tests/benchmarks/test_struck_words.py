from itertools import islice

import pytest

from benchmarks.struck_words import STRUCK, UNSTRUCK, is_wrong, outcomes, table
from ingest.record import Answer

CELLS = 90


@pytest.mark.parametrize("seed", [1, 2])
def test_no_unstruck_word_is_taken_for_struck(seed: int) -> None:
    """Bold, blurred, ringed, ticked or underlined: no such mark takes a word out."""
    found = list(islice(outcomes(seed, UNSTRUCK, ()), CELLS))

    assert not [each for each in found if each.seen]
    assert not [each for each in found if each.answer is not Answer.UNCLEAR]


def test_one_struck_word_leaves_the_other() -> None:
    """Some strokes are seen, and those that are leave the right answer."""
    one = {name: mark for name, mark in STRUCK.items() if name != "both struck"}
    found = list(islice(outcomes(3, one, ()), CELLS))

    assert [each for each in found if each.answer is not Answer.UNCLEAR]
    assert not [each for each in found if is_wrong(each) or each.seen - each.struck]


def test_the_table_counts_by_what_was_done() -> None:
    """A line for each mark below the heading."""
    found = list(islice(outcomes(4, STRUCK, ()), 20))

    heading, *rows = table(found)

    assert "not seen" in heading
    assert {row[:12].strip() for row in rows} == {each.marked for each in found}
