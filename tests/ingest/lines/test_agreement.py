import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines.agreement import (
    AGREED,
    ALIKE,
    DOUBTFUL,
    agreed_words,
    bare,
    is_bullet,
    vocabulary_of,
)
from ingest.page import Reader, Word
from tests.ingest.paper import as_read_by, words

CLEAN, POOR = Reader.TESSERACT, Reader.RAPIDOCR


def settled(
    row: str, *, trusted: Reader = CLEAN, known: str = "", confidence: float = 0.96
) -> tuple[Word, ...]:
    """Settle a row; `{a|b}` is what RapidOCR and Tesseract each have, `¦` stands for a bar."""
    by_rapid, by_tesseract = (
        words(as_read_by(reader, row).replace("¦", "|"), top=0.3, confidence=confidence)
        for reader in (Reader.RAPIDOCR, Reader.TESSERACT)
    )
    return agreed_words(
        by_rapid, by_tesseract, trusted=trusted, vocabulary=frozenset(known.split())
    )


def text(row: str, *, trusted: Reader = CLEAN, known: str = "", confidence: float = 0.96) -> str:
    """Give the settled words as text."""
    read = settled(row, trusted=trusted, known=known, confidence=confidence)
    return " ".join(word.text for word in read)


def test_words_that_both_give_alike_are_all_but_certain() -> None:
    """Agreement is the best signal there is."""
    assert [word.confidence for word in settled("the purchase of radios")] == [AGREED] * 4


def test_words_that_differ_are_doubtful() -> None:
    """The others of the row stay sure."""
    sure = {word.text: word.confidence for word in settled("the {purchase|purchose} of")}

    assert sure == {"the": AGREED, "purchose": DOUBTFUL, "of": AGREED}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("under {FOlA|FOIA} rules", "under FOIA rules"),
        ("costs {€313,500|€313,500} a year", "costs £313,500 a year"),
        ("costs {£500|E500} a year", "costs £500 a year"),
        ("costs {€500|E500} a year", "costs £500 a year"),
        ("{I|¦} have", "I have"),
        ("the {police|police.} force", "the police force"),
        ("the {police|‘police} force", "the police force"),
        ("{thepolice|the police} force", "the police force"),
        ("{the police|thepolice} force", "the police force"),
        ("{ the| the} {Mayor’s|Mayor's} office", "the Mayor’s office"),
        ("{Irish|irish} whiskey", "Irish whiskey"),
        ("the {dêcision|decision} was", "the decision was"),
        ("the {decision|decisiøn} was", "the decision was"),
    ],
)
def test_each_reader_is_weighed_by_its_weakness(row: str, expected: str) -> None:
    """FOlA, €, a bar for I, specks as stops, lost spaces: each is one reader's known slip."""
    assert text(row) == expected


def test_the_better_reader_of_the_page_is_believed() -> None:
    """Tesseract reads clean scans better, RapidOCR poor ones."""
    assert text("the {grant|grunt} was") == "the grunt was"
    assert text("the {grant|grunt} was", trusted=POOR) == "the grant was"


def test_an_unsure_tesseract_is_not_believed() -> None:
    """Its own confidence is excellent."""
    assert text("the {grant|grunt} was", confidence=0.7) == "the grant was"


def test_a_word_known_elsewhere_wins() -> None:
    """A name that both readers agree on once decides where they differ."""
    assert text("the {Airwave|Airwove} radios", known="airwave the radios") == "the Airwave radios"


def test_a_word_of_one_reader_alone_is_kept_and_doubtful() -> None:
    """Nothing that is printed may be lost because one reader missed it."""
    read = settled("the {radios|} of {|officers}")

    assert [word.text for word in read] == ["the", "radios", "of", "officers"]
    assert [word.confidence for word in read] == [AGREED, DOUBTFUL, AGREED, DOUBTFUL]


def test_an_unsure_word_of_one_reader_alone_is_noise() -> None:
    """Specks and stamps give words that the other reader has not."""
    assert text("the {|xq} radios", confidence=0.3) == "the radios"


def test_specks_are_no_words() -> None:
    """Stops and bars that stand alone are dirt."""
    assert text("the . radios ' | of") == "the radios of"


def test_surety_falls_from_agreed_to_alike_to_doubtful() -> None:
    """An evidence's confidence is worth comparing."""
    assert AGREED > ALIKE > DOUBTFUL


def test_the_vocabulary_is_what_both_read_on_one_page() -> None:
    """A slip of one reader teaches nothing."""
    page = (words("The radios, of", top=0.1), words("The rodios of", top=0.1))

    assert vocabulary_of([page]) == {"the", "of"}


def test_a_word_is_looked_up_without_its_signs() -> None:
    """Brackets, quotes and stops are not of the word."""
    assert bare("(‘Radios’).") == "radios"


@pytest.mark.parametrize("sign", ["•", "·", "*", "¢", "«", "e", "–", "-", "+"])
def test_a_bullet_has_many_readings(sign: str) -> None:
    """Neither engine knows the glyph."""
    assert is_bullet(sign)
    assert not is_bullet("a")


SOME_ROW = st.lists(
    st.text(st.sampled_from("abcOoIl1|.,'£€-–é•"), min_size=1, max_size=6), max_size=6
)


@given(SOME_ROW, SOME_ROW, st.sampled_from([CLEAN, POOR]))
def test_every_word_comes_from_one_of_the_readers(
    ours: list[str], theirs: list[str], trusted: Reader
) -> None:
    """Settling chooses; it never makes a third reading, but for the pound sign."""
    mine, others = words(" ".join(ours), top=0.2), words(" ".join(theirs), top=0.2)

    read = agreed_words(mine, others, trusted=trusted, vocabulary=frozenset(["abc"]))

    assert {w.text for w in read} <= {w.text.replace("€", "£") for w in (*mine, *others)}
    assert {w.confidence for w in read} <= {AGREED, ALIKE, DOUBTFUL}
