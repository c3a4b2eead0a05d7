import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.lines.agreement import agreed_words, vocabulary_of
from ingest.lines.confidence import (
    AGREED,
    AGREED_STRANGE,
    ALIKE,
    ALONE,
    CERTAIN,
    DISPUTED,
    DISPUTED_SIGNS,
    KNOWN,
    SURE,
)
from ingest.lines.lexicon import bare
from ingest.lines.stretches import is_bullet
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
    assert [word.confidence for word in settled("the purchase of radios")] == [CERTAIN] * 4


def test_what_tesseract_is_not_sure_of_is_less_certain() -> None:
    """Its own confidence is excellent: of what both read alike and it doubts, 3 in 1,000 err."""
    read = settled("the {Rolicing|Rolicing} of 31", confidence=0.93)

    assert [word.confidence for word in read] == [AGREED, AGREED_STRANGE, AGREED, AGREED]


def test_words_that_differ_are_doubtful() -> None:
    """The others of the row stay sure."""
    sure = {word.text: word.confidence for word in settled("the {Selpont|Selport} of")}

    assert sure == {"the": CERTAIN, "Selport": DISPUTED, "of": CERTAIN}
    assert DISPUTED < SURE


def test_a_word_of_the_field_wins_and_stays_doubtful() -> None:
    """A lexicon is no witness: it has not seen the page."""
    sure = {word.text: word.confidence for word in settled("the {purchase|purchose} of")}

    assert sure == {"the": CERTAIN, "purchase": KNOWN, "of": CERTAIN}
    assert KNOWN < SURE


def test_a_name_is_no_slip_because_it_is_like_a_word() -> None:
    """Tesseract, sure of the name, is believed."""
    assert text("the {Support|Selport} team") == "the Selport team"


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
    assert text("the {granx|grunx} was") == "the grunx was"
    assert text("the {granx|grunx} was", trusted=POOR) == "the granx was"


def test_an_unsure_tesseract_is_not_believed() -> None:
    """Its own confidence is excellent."""
    assert text("the {granx|grunx} was", confidence=0.7) == "the granx was"


def test_a_word_known_elsewhere_wins() -> None:
    """A name that both readers agree on once decides where they differ."""
    assert text("the {Airwave|Airwove} radios", known="airwave the radios") == "the Airwave radios"


def test_a_word_of_one_reader_alone_is_kept_and_doubtful() -> None:
    """Nothing that is printed may be lost because one reader missed it."""
    read = settled("the {radios|} of {|officers}")

    assert [word.text for word in read] == ["the", "radios", "of", "officers"]
    assert [word.confidence for word in read] == [CERTAIN, ALONE, CERTAIN, ALONE]


def test_an_unsure_word_of_one_reader_alone_is_noise() -> None:
    """Specks and stamps give words that the other reader has not."""
    assert text("the {|xq} radios", confidence=0.3) == "the radios"


def test_specks_are_no_words() -> None:
    """Stops and bars that stand alone are dirt."""
    assert text("the . radios ' | of") == "the radios of"
    assert text("Policing and Crime {i|} is asked") == "Policing and Crime is asked"


def test_surety_falls_with_agreement() -> None:
    """An evidence's confidence is worth comparing."""
    assert CERTAIN > AGREED > AGREED_STRANGE > ALIKE > SURE
    assert SURE > DISPUTED_SIGNS > ALONE > DISPUTED


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
def test_no_letter_and_no_figure_is_made_up(
    ours: list[str], theirs: list[str], trusted: Reader
) -> None:
    """Settling chooses: of its own it changes spaces, specks, accents and the bar that is an I."""
    mine, others = words(" ".join(ours), top=0.2), words(" ".join(theirs), top=0.2)

    read = agreed_words(mine, others, trusted=trusted, vocabulary=frozenset(["abc"]))

    given_letters = set("".join(w.text for w in (*mine, *others)).replace("€", "£"))
    assert set("".join(w.text for w in read)) <= given_letters | {"I", "e"}
    figures = {figure for w in (*mine, *others) for figure in re.findall(r"\d+", w.text)}
    assert {figure for w in read for figure in re.findall(r"\d+", w.text)} <= figures


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # The scans that taught us: faxes, poor copies and specks on any of them.
        ("an {independent|independent} {evaluation.by|evaluation.by} 20 January",
         "an independent evaluation by 20 January"),
        ("with {youngpeople.and|young ’people.and} with", "with young people and with"),
        ("was {signed·on|signed-on} 22 December", "was signed on 22 December"),
        ("a {capon|cap’on} annual indexation", "a cap on annual indexation"),
        ("The {Met.|Met.has} {has|} set out", "The Met has set out"),
        ("any receipt {will*|will’} be", "any receipt will be"),
        ("have {been‘consulted|been’consulted} about", "have been consulted about"),
        ("Head of {Servicehas|Service ‘has} reviewed", "Head of Service has reviewed"),
        ("{agreements,about|agreements about} the discharge", "agreements about the discharge"),
        ("{a namedperson|anamed person} in each", "a named person in each"),
        ("is {recom mended|recommended} to", "is recommended to"),
        ("{PARTI-NON-CONFIDENTIAL|PART ¦ - NON-CONFIDENTIAL}", "PART I - NON-CONFIDENTIAL"),
        ("confirm {i|¦} have", "confirm I have"),
        ("has {gavé|gavé} notice", "has gave notice"),
        ("builds {upón|updn} PCD", "builds upon PCD"),
        ("under the {FOl|FOI} Act", "under the FOI Act"),
        ("the lease {fell|fel!} in", "the lease fell in"),
        ("Fees {(f)|(£)} 817,250", "Fees (£) 817,250"),
        ("the Police {At|Act} 1996", "the Police Act 1996"),
        ("approve the {rawdown|drawdown} of", "approve the drawdown of"),
        ("{2.2.|2:2.} The proposal", "2.2. The proposal"),
        ("{7.1.|7.4.} A further", "7.1. A further"),
        ("of {£3,761,000|£3, 761, 000} be", "of £3,761,000 be"),
        ("at {£2,541,350;|£2,541 ,350;} the", "at £2,541,350; the"),
        ("Revenue {821,000|821.000} 974,000", "Revenue 821,000 974,000"),
        ("sets out proposals {regarding.|regarding,} the", "sets out proposals regarding the"),
        ("for {years,|years.} The contract", "for years. The contract"),
        ("Equalities {Advice;|Advice:} The", "Equalities Advice: The"),
        ("published {criteria;|criteria:}", "published criteria;"),
        ("it again. {in|In} the first", "it again. In the first"),
        ("and {•|e} {approve|approve}", "and • approve"),
    ],
)  # fmt: skip  # a row and what it says
def test_what_each_reader_made_of_dirt_is_undone(row: str, expected: str) -> None:
    """Both halves are known and the whole is not, or the other reader has no such sign."""
    assert text(row) == expected


@pytest.mark.parametrize(
    "row",
    [
        "on {27·April2024|27·April2024} the",
        "at {london.gov.uk|london.gov.uk} and",
        "the {Mayor's|Mayor's} office, {i.e.|i.e.} his",
        "of {£163,060|£163,060} and {143(1)(b)|143(1)(b)}",
        "to {St.John|St.John} and {Zoë|Zoë}",
        "the {youngpeople|youngpeople} of",
    ],
)
def test_what_both_read_alike_stays(row: str) -> None:
    """Numbers, names, dates and addresses are never put right behind both readers' backs."""
    assert text(row) == re.sub(r"\{(.*?)\|.*?\}", r"\1", row)


def test_a_space_that_both_lost_is_found_where_tesseract_is_at_a_loss() -> None:
    """Its dictionary knows the words, and not the two as one."""
    assert text("Any suchinterests are", confidence=0.1) == "Any such interests are"
    assert text("Any suchinterests are") == "Any suchinterests are"
