"""Every wording of the questions in every layout: read where it is plain, and never wrong."""

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.fields.deferral_block import DeferralBlock, deferral_block
from ingest.fields.heading import ALONE, SERIES, Series, headings_on
from ingest.lines.flow import sheet_of
from ingest.lines.inkmap import InkMap
from ingest.lines.recognising import length_of_label, mark_of
from ingest.lines.template import LANDMARKS, QUESTIONS, Landmark, Mark
from ingest.page import Box, PageReading
from ingest.record import Answer, Status
from publication.reference import reference_in
from tests.case_files import cases_in
from tests.ingest.paper import (
    HIGH,
    LETTER,
    Pen,
    a_page,
    filled,
    place_of,
    scrawl,
    tick,
    tick_box,
)

QUESTION = "Is the publication of Part 1 of this approval to be deferred?"
REST = "If yes, for what reason:\nUntil what date:\n"
PLAIN_NO = ("NO", "No", "no")
MISREAD = (
    "NO",
    "No",
    "N0",
    "N\u043e",  # Cyrillic
    "YES",
    "Yes",
    "",
    "NOT",
    "NO in part",
    "N/A",
    "- NO",
    "NO?",
    "nO",
)
LAYOUTS = {
    "on its line": "{asked} {answer}",
    "far right": "{asked}           {answer}",
    "below": "{asked}\n{answer}",
    "wrapped": "{first}\n{second} {answer}",
    "wrapped, and below": "{first}\n{second}\n{answer}",
    "beside, in a table": "| {asked} | {answer} |",
    "beside, with a column left over": "| {asked} | {answer} | |",
}


def block_on(page: PageReading) -> DeferralBlock:
    """Read the closing block of a page."""
    return deferral_block(sheet_of(page, frozenset()).items, {page.page: InkMap(page)})


def laid_out(asked: str, answer: str, layout: str) -> str:
    """Print a question with its answer in one of the layouts."""
    words = asked.split(" ")
    last = 2 if len(words) > len(["Is", "there", "a", "Part", "2"]) else 1
    first, second = " ".join(words[:-last]), " ".join(words[-last:])
    return LAYOUTS[layout].format(asked=asked, first=first, second=second, answer=answer) + "\n"


def printed(question: Landmark) -> str:
    """Give a question as its example prints it, without the answer."""
    return question.example.removesuffix("NO").strip()


def answer_of(question: Landmark, text: str) -> Answer:
    """Read the answer to a question from a page on which nothing else is asked."""
    block = block_on(a_page(text + REST if question.mark is Mark.DEFERRAL_QUESTION else text))
    read = block.answer if question.mark is Mark.DEFERRAL_QUESTION else block.part2
    return read.answer


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.example)
def test_every_wording_is_read_in_every_layout(question: Landmark, layout: str) -> None:
    """The answer stands where the layout puts it, whichever version of the form asks."""
    if layout.startswith("wrapped") and question.signed:
        pytest.skip("a label of three words is not wrapped")

    for answer, expected in (("NO", Answer.NO), ("Yes", Answer.YES), ("", Answer.UNCLEAR)):
        assert answer_of(question, laid_out(printed(question), answer, layout)) is expected


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(QUESTIONS),
    st.sampled_from(sorted(LAYOUTS)),
    st.sampled_from(MISREAD),
    st.sampled_from(MISREAD),
    st.sampled_from(["", "{–|—} ", "{- |}", "{:|.} "]),
)
def test_a_no_is_what_both_readers_read_at_its_place(
    question: Landmark, layout: str, ours: str, theirs: str, sign: str
) -> None:
    """Whatever either makes of question, sign or answer, a NO was read by both."""
    text = laid_out(printed(question), f"{sign}{{{ours}|{theirs}}}", layout)

    read = answer_of(question, text)

    bare = {answer.removeprefix("- ") for answer in (ours, theirs)}
    assert read is not Answer.NO or (len(bare) == 1 and bare <= set(PLAIN_NO))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(QUESTIONS),
    st.lists(st.sampled_from([*MISREAD, "YES NO", "form", "deferred?", "(see form)"]), max_size=4),
)
def test_one_word_more_than_no_is_no_answer(question: Landmark, words: list[str]) -> None:
    """Of several words after a question, none is picked."""
    said = " ".join(words).split()

    read = answer_of(question, f"{printed(question)} {' '.join(said)}\n")

    alone = [word for word in said if word != "-"]
    of_the_question = [word for word in alone if word not in ("form", "deferred?")]
    assert read is not Answer.NO or len(of_the_question) == 1


@pytest.mark.parametrize(("text", "expected"), cases_in("closing-blocks.md"))
def test_a_closing_block_gives_two_answers(text: str, expected: str) -> None:
    """In the words and the layout of any known version."""
    read = block_on(a_page(text + "\n"))

    answers = (read.answer, read.part2)
    assert "; ".join(f"{a.answer.value}, {a.evidence.status.value}" for a in answers) == expected


def test_a_wrapped_question_is_no_sentence_of_the_decision() -> None:
    """What is left of the form's own words goes into no field."""
    text = laid_out(
        "Is the publication of Part 1 of this approval to be deferred?", "NO", "wrapped"
    )

    assert block_on(a_page(text + REST)).own_words == ()


def test_the_form_s_hint_is_no_date() -> None:
    """ "A date is required" stays with the form, slips or not, and takes no figure with it."""
    hint = "Until what date: (a date is requlred if deferrlng)"
    blank = block_on(a_page(f"{QUESTION} NO\n{hint}\n"))
    filled_in = block_on(a_page(f"{QUESTION} YES\n{hint} 31 March 2020\n"))

    assert blank.until.status is Status.BLANK
    assert str(filled_in.deferral.until) == "2020-03-31"


@pytest.mark.parametrize(
    "label",
    [each for each in LANDMARKS if each.mark in (Mark.DEFERRAL_REASON, Mark.DEFERRAL_UNTIL)],
    ids=lambda each: each.example,
)
def test_a_label_is_cut_off_whole(label: Landmark) -> None:
    """What stands after it is all that is filled in."""
    words = label.example.split()

    assert words[: length_of_label(words, label.mark)] == (label.phrase + ":").split()


BOXES = "Yes       No        "


def marked(
    answer: str, marks: Sequence[tuple[str, bool | None]], *, before: bool, pens: Sequence[Pen] = ()
) -> Answer:
    """Print tick boxes left or right of words, crossed, empty or none."""
    text = f"{QUESTION}    {answer}\n{REST}"
    drawn = []
    for word, crossed in marks:
        place = place_of(a_page(text), word)
        left = place.left - LETTER - 0.01 if before else place.right + LETTER
        if crossed is not None:
            drawn.append(tick_box(left, place.top, crossed=crossed))
    return block_on(a_page(text, pens=[*drawn, *pens])).answer.answer


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("words", [("Yes", "No"), ("No", "Yes"), ("YES", "NO")])
@pytest.mark.parametrize("marks", list(product((True, False, None), repeat=2)))
def test_a_box_may_stand_before_or_after_its_word(
    words: tuple[str, str], marks: tuple[bool | None, bool | None], *, before: bool
) -> None:
    """One crossed and the other empty is an answer, and nothing else is."""
    read = marked(
        f"{words[0]}       {words[1]}", list(zip(words, marks, strict=True)), before=before
    )

    expected = dict(zip(marks, words, strict=True))[True] if set(marks) == {True, False} else None
    assert read is (Answer(expected.lower()) if expected else Answer.UNCLEAR)


def test_a_third_box_leaves_no_doubt_whose_is_which() -> None:
    """A box for "N/A" stands right of the No, which has its own on the left."""
    words = "Yes       No       N/A"

    for crossed in ("Yes", "No", "N/A"):
        marks = [(word, word == crossed) for word in words.split()]
        read = marked(words, marks, before=True)
        assert read in (Answer.UNCLEAR, *([] if crossed == "N/A" else [Answer(crossed.lower())]))


def test_a_tick_may_reach_out_of_its_box() -> None:
    """A hand does not stop at a printed edge."""
    place = place_of(a_page(f"{QUESTION}    Yes       No"), "No")
    left = place.left - LETTER - 0.01
    pen = tick(Box(left + 0.001, place.top - 0.004, left + 0.016, place.top + HIGH - 0.002))

    assert marked("Yes       No", [("Yes", False), ("No", False)], before=True, pens=[pen]) is (
        Answer.NO
    )


def test_a_tick_beside_an_empty_box_is_a_doubt() -> None:
    """It may belong to the box on its other side."""
    place = place_of(a_page(f"{QUESTION}    {BOXES}"), "No")
    left = place.right + LETTER
    pen = tick(Box(left + 0.014, place.top, left + 0.026, place.top + HIGH - 0.001))

    assert marked(BOXES, [("Yes", False), ("No", False)], before=False, pens=[pen]) is (
        Answer.UNCLEAR
    )


def test_a_word_written_beside_the_boxes_counts() -> None:
    """Who typed YES behind a crossed No meant something."""
    read = marked("Yes       No        YES", [("Yes", False), ("No", True)], before=False)

    assert read is Answer.UNCLEAR


@pytest.mark.parametrize("words", ["YES / NO", "Yes / No", "YES    NO", "YES/NO"])
@pytest.mark.parametrize("out", ["YES", "NO"])
def test_the_word_that_is_not_struck_is_meant(words: str, out: str) -> None:
    """The stroke is ink across the word; a doubtful one answers nothing."""
    text = f"{QUESTION} {words}\n{REST}"
    page = a_page(text)
    whole = next(w.box for w in page.words[next(iter(page.words))] if out.lower() in w.text.lower())
    at = words.upper().replace(" ", "").index(out) if whole.width > 4 * LETTER else 0
    left = whole.left + at * LETTER
    right = left + len(out) * LETTER

    def struck(share: float) -> Answer:
        across = left + share * (right - left)
        pen = filled(Box(left - 0.001, whole.middle - 0.001, across, whole.middle + 0.001))
        return block_on(a_page(text, pens=[pen])).answer.answer

    assert struck(1.0) is (Answer.NO if out == "YES" else Answer.YES)
    assert struck(0.6) is Answer.UNCLEAR


@pytest.mark.parametrize("where", ["left", "above"])
def test_a_hand_that_nobody_read_makes_a_no_unclear(where: str) -> None:
    """It may be a YES with a ring around it, or the answer that was meant."""
    text = f"{QUESTION}          NO\n" if where == "left" else f"{QUESTION}\nNO\n"
    page = a_page(text)
    answer, asked = place_of(page, "NO"), place_of(page, "deferred?")
    row = answer if where == "left" else asked
    pen = scrawl(Box(asked.right + 0.025, row.top, asked.right + 0.06, row.bottom))

    assert block_on(page).answer.answer is Answer.NO
    assert block_on(a_page(text, pens=[pen])).answer.answer is Answer.UNCLEAR


def test_a_dash_that_nobody_read_is_no_hand() -> None:
    """Between question and answer stands a dash, long or short."""
    text = f"{QUESTION}      NO\n"
    asked = place_of(a_page(text), "deferred?")
    dash = Box(asked.right + 0.02, asked.middle - 0.0005, asked.right + 0.04, asked.middle + 0.0005)

    assert block_on(a_page(text, pens=[filled(dash)])).answer.answer is Answer.NO


@pytest.mark.parametrize("series", [*SERIES, *ALONE], ids=lambda each: each.example)
def test_every_series_has_its_reference(series: Series) -> None:
    """The heading is held against its example, and the reference spelt as it is published."""
    found = series.reference_on(series.example)

    assert found is not None
    assert found[0] == series.reference == str(reference_in(series.reference))


@pytest.mark.parametrize(("line", "expected"), cases_in("headings.md"))
def test_a_heading_gives_the_reference_of_its_series(line: str, expected: str) -> None:
    """Both readers must give the same one, and no number besides."""
    headings = headings_on([sheet_of(a_page(line), frozenset())])

    assert [str(heading.reference).lower() for heading in headings] in (
        [expected.lower()],
        [] if expected == "none" else None,
    )


def test_the_letterhead_is_not_the_mayor_s_box() -> None:
    """Both say "Mayor of London"; the letterhead in capitals, and a sentence ends with a stop."""
    assert mark_of("Mayor of London") is Mark.DMPC
    assert mark_of("MAYOR OF LONDON") is None
    assert mark_of("Mayor of London.") is None


def test_a_sentence_about_the_second_form_is_no_question() -> None:
    """Only a label with a sign behind it and a word or two is one."""
    assert mark_of("Part 2 form, together with the legal rationale for non-publication.") is None
    assert mark_of("Part 2 form: the bids of all four suppliers are set out there in full") is None
