import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_index.terms import terms_in, words_in


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("£1,400,000", "1400000"),
        ("£1.4m", "1.4 M"),
        ("PCD611", "pcd 611"),
        ("organised", "organising"),
        ("victims’", "victim's"),
        ("café", "CAFE"),
        ("cafe\u0301", "café"),
        ("ﬁre", "fire"),
        ("body-worn", "body worn"),
        ("2019/20", "2019 20"),
        ("O’Brien", "OBRIEN"),
    ],
)
def test_two_ways_to_write_a_thing_are_one(written: str, typed: str) -> None:
    """What a reader types finds what the form prints."""
    assert terms_in(written) == terms_in(typed) != ()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("2.3 The", ("2.3", "the")),
        ("£1,400,000.", ("1400000",)),
        ("1,400,0000", ("1", "400", "0000")),
        ("of 2012,345 things", ("of", "2012", "345", "thing")),
        ("in 2019, 345", ("in", "2019", "345")),
        ("£2.35;", ("2.35",)),
    ],
)
def test_a_number_is_one_term(text: str, terms: tuple[str, ...]) -> None:
    """Commas between thousands go, and a point between digits stays."""
    assert terms_in(text) == terms


@given(st.text())
def test_any_text_has_terms_that_can_be_stored(text: str) -> None:
    """None is empty, none is endless, and each word knows its place."""
    words = list(words_in(text))

    assert tuple(word.term for word in words) == terms_in(text)
    assert all(0 < len(word.term) <= 64 for word in words)
    assert all(word.start < word.end <= len(text) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)
