from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings

from ingest.page import Box, PageReading
from ingest.seeing.explanation import Explanation
from ingest.seeing.sights import sights_of
from tests.ingest.fields.test_answers import BLOCK, BOXED, TABLE, where
from tests.ingest.forms import PAGE_1, PAGE_2, PAGE_4, VERSION, a_form, record_of
from tests.ingest.lines.test_confidential import PART_2, SECRETS, with_page
from tests.ingest.paper import LETTER, Pen, a_page, filled, scrawl, tick_box
from tests.ingest.test_any_words import PAGES

FIELDS = [
    "source.pages",
    "reference",
    "title",
    "deferral.answer",
    "deferral.reason",
    "deferral.until",
    "part2.answer",
    "withheld_pages",
    "approval",
    "officer_approval",
    "declaration",
]


def explained(pages: Sequence[PageReading]) -> dict[str, Explanation]:
    """Explain a form, field by field."""
    explanations = sights_of(pages, record_of(pages)).explanations()
    return {each.about: each for each in explanations}


def why(pages: Sequence[PageReading], about: str) -> str:
    """Give the reasons for one field."""
    return " ".join(explained(pages)[about].because)


def why_deferred(text: str, *pens: Pen) -> str:
    """Give the reasons for the deferral answer of a page that holds this block."""
    before = a_page("Public access to information")
    return why([before, a_page(text, page=2, pens=pens)], "deferral.answer")


def test_every_field_that_matters_is_explained() -> None:
    """In the order in which a person would check them."""
    found = explained(a_form())

    assert list(found) == FIELDS
    assert all(each.because for each in found.values())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (BLOCK.replace("$", "NO"), "after the question on its line"),
        (BLOCK.replace("$", "\nNO"), "on the line below the question"),
        (BLOCK.replace("to be deferred? $", "to be\ndeferred? NO"), "after the question on its"),
        (TABLE.replace("$", "NO"), "in the table's column to the right of the question"),
    ],
)
def test_it_is_told_where_an_answer_stands(text: str, told: str) -> None:
    """Layouts differ, and a wrong one shows in the place."""
    said = why_deferred(text)

    assert told in said
    assert "Both readers read “NO”" in said
    assert said.endswith("Both readers read NO exactly, and no unread ink stands beside it.")


def test_tick_boxes_are_told_with_their_ink() -> None:
    """How full each box is can be compared with the picture."""
    pens = [
        tick_box(box.right + LETTER, box.top, crossed=crossed)
        for box, crossed in ((where(BOXED, "Yes"), False), (where(BOXED, "No"), True))
    ]
    said = why_deferred(BOXED, *pens)

    assert "in tick boxes beside the words" in said
    assert "With its marks it reads “yes ☐ no ☒”." in said
    assert "0% of the inside of the box right of YES" in said
    assert said.endswith("Ink stands clearly in one box and clearly not in the other: NO.")


def test_a_struck_word_is_told_with_its_stroke() -> None:
    """How far the stroke runs is what the answer hangs on."""
    text = BLOCK.replace("$", "YES / NO")
    box = where(text, "YES")
    stroke = Box(box.left - 0.002, box.middle - 0.001, box.right + 0.002, box.middle + 0.001)
    said = why_deferred(text, filled(stroke))

    assert "not struck through" in said
    assert "One stroke covers 100% of the width of YES" in said
    assert said.endswith("runs clearly through one word and clearly not through NO.")


def beside_no() -> Pen:
    """Scrawl beside a NO."""
    box = where(BLOCK.replace("$", "NO"), "NO")
    return scrawl(Box(box.right + 0.02, box.top, box.right + 0.08, box.bottom))


def through_no() -> Pen:
    """Strike a NO through."""
    box = where(BLOCK.replace("$", "NO"), "NO")
    return filled(Box(box.left - 0.002, box.middle - 0.001, box.right + 0.002, box.middle + 0.001))


@pytest.mark.parametrize(
    ("answer", "pens", "told"),
    [
        ("", [], "no word and no ink larger than dust"),
        ("{NO|YES}", [], "nothing clearly picks one"),
        ("{NO|N0}", [], "don't both read the same"),
        ("N0", [], "not exactly YES or NO"),
        ("Yes No", [], "nothing clearly picks one"),
        ("NO", [beside_no()], "ink beside it may be a word"),
        ("NO", [through_no()], "a stroke runs through it"),
        ("", [scrawl(Box(0.8, 0.118, 0.9, 0.13))], "that neither reader could read"),
    ],
)
def test_it_is_told_why_an_answer_is_not_clear(answer: str, pens: list[Pen], told: str) -> None:
    """Each doubt has its sentence."""
    assert told in why_deferred(BLOCK.replace("$", answer), *pens)


def test_a_question_that_is_not_there_is_told_to_be_missing() -> None:
    """Nothing is made up about a lost page."""
    assert "was not found" in why([a_page("1.1\tA body alone.")], "part2.answer")


def test_readers_who_differ_are_both_quoted() -> None:
    """By name, so that one learns which of them slips."""
    said = why(a_form(reason="the {contract|c0ntract} award"), "deferral.reason")

    assert "RapidOCR read “the contract award”" in said
    assert "Tesseract “the c0ntract award”" in said


def test_an_end_that_is_an_event_is_told_to_be_kept_as_text() -> None:
    """And a date that the readers differ on is told not to be taken."""
    event = why(a_form(deferral="YES", until="contract award"), "deferral.until")
    differ = why(a_form(deferral="YES", until="31 March {2020|2026}"), "deferral.until")
    date = why(a_form(deferral="YES", until="31 March 2020"), "deferral.until")

    assert "kept as they stand" in event
    assert "none is taken" in differ
    assert "Both readers give this one date" in date


def test_no_withheld_page_is_quoted() -> None:
    """It is told that and why a page is withheld, and no word that stands on it."""
    pages = with_page(a_form(), PART_2)
    found = explained(pages)
    every = " ".join(f"{each.value} {' '.join(each.because)}" for each in found.values())

    assert found["withheld_pages"].value == "5"
    assert "Page 5: a line reads as the heading of a Part 2." in every
    assert not [secret for secret in SECRETS if secret in every]


def test_a_date_out_of_order_is_told_with_its_candidates() -> None:
    """A person settles what the readers can't."""
    said = why(a_form(page_1=PAGE_1.replace("19 July 2019", "12 July 2019")), "approval")

    assert "can't both be right" in said
    assert "It may be: 2019-07-12" in said


def test_ink_where_somebody_signs_is_told_in_square_inches() -> None:
    """Beside what a tick leaves one can judge it."""
    signed, unsigned = (explained(a_form(signed=signed))["approval"] for signed in (True, False))

    assert signed.value.startswith("signed, 2019-07-19")
    assert unsigned.value.startswith("not signed")
    assert "square inches of a hand's ink; a tick leaves 0.003" in unsigned.because[0]


def test_each_statement_is_told_with_its_mark() -> None:
    """By its topic, ticked or not."""
    page_4 = PAGE_4.replace("consulted. | ✓ |", "consulted. | |", 1)
    found = explained(a_form(page_4=page_4))["declaration"]

    assert found.value == "1 of 2 ticked"
    assert "“Financial Advice”: not ticked; the cell on page 4" in found.because[0]
    assert "it is empty" in found.because[0]
    assert "its largest mark is" in found.because[1]


def test_it_is_told_why_a_page_is_in_no_field() -> None:
    """Withheld, or scanned twice: a person must not look for its words in vain."""
    twice = a_page(PAGE_2, page=5, foot=f"{VERSION} 2")

    assert "Page 5 is a scanned picture, at 300 dpi, withheld." in why(
        with_page(a_form(), PART_2), "source.pages"
    )
    assert "left out, for it shows what page 2 shows." in why([*a_form(), twice], "source.pages")


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(PAGES)
def test_any_words_anywhere_can_be_explained(pages: list[PageReading]) -> None:
    """An explanation is never what fails."""
    assert [about for about in explained(pages) if about != "doubtful"] == FIELDS


def test_doubtful_words_are_named_with_their_page() -> None:
    """An officer looks at one word, and not at a form."""
    found = explained(a_form(page_2=PAGE_2.replace("repairs", "{repairs|ropairs}")))

    assert found["doubtful"].value == "1"
    assert found["doubtful"].because == ("On page 2 “repairs”.",)
