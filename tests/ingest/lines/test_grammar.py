import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines.grammar import apart, is_figure, names_law, run_together, without_false_accent
from ingest.lines.lexicon import in_lexicon, is_known


@pytest.mark.parametrize(
    "text",
    [
        *("17", "£313,500", "£5.2m", "12%", "31st", "(£1,250.50)", "-3", "2021,", "“7”"),
        *("19/07/2019", "19.7.19", "2019/20", "2019-20", "24/7", "9:30", "9.30am"),
        *("4.13", "4.13.2", "143(1)(b)", "22A", "s.43", "PCD611", "PCD-611", "DMPCD2015"),
    ],
)
def test_sums_dates_and_references_are_figures(text: str) -> None:
    """They are written as such things are on the form."""
    assert is_figure(text)


@pytest.mark.parametrize(
    "text", ["2:2.", ",350;", "3,76", "821.000", "t6", "4.2-", "12345678", "the", "£", ""]
)
def test_what_is_misread_is_seldom_a_figure(text: str) -> None:
    """A comma lost in a sum, a colon in a paragraph's number, a letter for a digit."""
    assert not is_figure(text)


def test_a_law_is_named_before_its_year() -> None:
    """ "At 1996" was an Act."""
    assert names_law("Act", "1996")
    assert names_law("Regulations", "2015.")
    assert not names_law("At", "1996")
    assert not names_law("Act", "that")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("evaluation.by", ("evaluation", "by")),
        ("earmarked.reserve.", ("earmarked", "reserve.")),
        ("date.The", ("date.", "The")),
        ("authority,as", ("authority,", "as")),
        ("been‘consulted", ("been", "consulted")),
        ("young.people.and", ("young", "people", "and")),
        ("Mayor's", ("Mayor's",)),
        ("london.gov.uk", ("london.gov.uk",)),
        ("i.e.", ("i.e.",)),
        ("April.2024", ("April.2024",)),
        ("Selport.house", ("Selport.house",)),
        ("co:design", ("co:design",)),
    ],
)
def test_words_that_dirt_joins_are_parted_where_both_are_known(
    text: str, parts: tuple[str, ...]
) -> None:
    """What holds a digit, a name or an abbreviation stays as it is."""
    assert apart(text, in_lexicon) == parts


def test_two_small_words_run_together_are_parted_in_one_way_only() -> None:
    """A capital may begin a name, and a word may happen to hold two others."""
    assert run_together("suchinterests", in_lexicon) == ("such", "interests")
    assert run_together("Suchinterests", in_lexicon) == ("Suchinterests",)
    assert run_together("together", in_lexicon) == ("together",)
    assert run_together("xqthe", in_lexicon) == ("xqthe",)


def test_an_accent_is_a_speck_where_the_word_is_known_without_it() -> None:
    """English has few accents, and a café keeps its own."""
    assert without_false_accent("upón", in_lexicon) == "upon"
    assert without_false_accent("café", in_lexicon) == "café"
    assert without_false_accent("Zoë", in_lexicon) == "Zoë"
    assert without_false_accent("tó6", in_lexicon) == "tó6"


def test_a_word_is_known_by_the_file_or_by_its_parts() -> None:
    """Names that both readers agree on are the file's own words."""
    assert is_known("Selport’s", frozenset({"selport"}))
    assert is_known("non-publication", frozenset())
    assert is_known("and/or", frozenset())
    assert not is_known("Selport", frozenset())
    assert not is_known("", frozenset())


@given(st.text("abeo.,:'·°é£17 -", max_size=12))
def test_parting_changes_no_letter_and_no_figure(text: str) -> None:
    """Only spaces and specks are made or lost."""
    parts = apart(text, lambda word: len(word) > 1)

    assert [c for c in "".join(parts) if c.isalnum()] == [c for c in text if c.isalnum()]
    assert parts == (text,) or not any(map(str.isdigit, text))
