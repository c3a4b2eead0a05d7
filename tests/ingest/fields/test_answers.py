from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.fields.deferral_block import DeferralBlock, deferral_block
from ingest.lines.flow import sheet_of
from ingest.lines.grid import Cell, Grid
from ingest.lines.inkmap import InkMap
from ingest.lines.line import lines_in
from ingest.page import Box, PageReading, Word
from ingest.record import Answer, Paragraph, Status
from tests.case_files import cases_in
from tests.ingest.paper import HIGH, LETTER, Pen, a_page, filled, place_of, scrawl, tick_box

QUESTION = "Is the publication of Part 1 of this approval to be deferred?"
BLOCK = f"""\
Part 1 Deferral:
{QUESTION} $
If yes, for what reason:
Until what date:

Part 2 Confidentiality: Only the facts or advice considered as likely to be exempt from
Is there a Part 2 form - NO
"""
PLAIN_NO = ("NO", "No", "no")


def block_on(page: PageReading) -> DeferralBlock:
    """Read the closing block of a page."""
    return deferral_block(sheet_of(page, frozenset()).items, {page.page: InkMap(page)})


def block_with(answer: str, *, pens: Sequence[Pen] = ()) -> DeferralBlock:
    """Read a closing block in which this stands after the deferral question."""
    return block_on(a_page(BLOCK.replace("$", answer), pens=pens))


def where(text: str, word: str) -> Box:
    """Find the first place of a word on a page printed from this text."""
    return place_of(a_page(text), word)


@pytest.mark.parametrize(("answer", "expected"), cases_in("answers.md"))
def test_an_answer_is_clear_or_it_is_unclear(answer: str, expected: str) -> None:
    """Clear is what both readers read alike and exactly; nothing fuzzy becomes NO."""
    read = block_with(answer).answer

    assert f"{read.answer.value}, {read.evidence.status.value}" == expected


@settings(max_examples=60, deadline=None)
@given(
    st.one_of(
        st.sampled_from(["NO", "No", "no", "N0", "YES"]), st.text("NOnoYESyes0/?. ", max_size=8)
    ),
    st.one_of(
        st.sampled_from(["NO", "No", "no", "NOT", "Yes"]), st.text("NOnoYESyes0/?. ", max_size=8)
    ),
)
def test_nothing_but_a_plain_no_by_both_readers_is_no(ours: str, theirs: str) -> None:
    """Signs around a word are no part of it; one letter more, or another case, is doubt."""
    read = block_with(f"{{{ours}|{theirs}}}").answer

    bare = {text.lstrip(" .?").rstrip(" .") for text in (ours, theirs)}
    assert read.answer is not Answer.NO or (len(bare) == 1 and bare <= set(PLAIN_NO))


def test_the_next_label_is_never_the_answer_of_a_blank_question() -> None:
    """A blank question is followed by "If yes, for what reason:"."""
    read = block_with("")

    assert read.answer.evidence.status is Status.BLANK
    assert read.answer.evidence.read is None


def test_an_answer_may_stand_on_the_next_line() -> None:
    """Some templates leave the question's own line empty."""
    read = block_with("\nNO")

    assert read.answer.answer is Answer.NO
    assert read.own_words == ()


def test_a_word_under_the_answer_is_a_part_of_it() -> None:
    """A NO with YES written below it is no clear NO."""
    assert block_with("NO\nYES").answer.answer is Answer.UNCLEAR
    assert block_with("NO\nbut Appendix 1 is").answer.answer is Answer.UNCLEAR


def test_a_wrapped_question_has_its_answer_after_its_last_word() -> None:
    """A narrow form breaks the question in two."""
    text = BLOCK.replace("to be deferred? $", "to be\ndeferred? NO")

    assert block_on(a_page(text)).answer.answer is Answer.NO


def test_the_part_2_question_is_read_apart_from_the_deferral() -> None:
    """Each question has its own answer."""
    read = block_on(a_page(BLOCK.replace("$", "YES")))

    assert read.answer.answer is Answer.YES
    assert read.part2.answer is Answer.NO


def test_a_part_2_form_spoken_of_again_hides_no_yes() -> None:
    """What stands between the question and its answer is never passed over."""
    text = BLOCK.replace("form - NO", "form - YES see Part 2 form NO")

    assert block_on(a_page(text)).part2.answer is Answer.UNCLEAR


def test_a_question_that_is_not_there_is_absent() -> None:
    """A lost block is no blank one."""
    read = block_on(a_page("1.1\tNothing of the form's last page is here."))

    assert read.answer.evidence.status is Status.ABSENT
    assert read.part2.evidence.status is Status.ABSENT


TABLE = f"""\
| {QUESTION} | $ |
| If yes, for what reason: | N/A |
| Until what date: | N/A |
| Is there a Part 2 form | NO |
"""


def test_answers_may_stand_in_the_cells_to_the_right() -> None:
    """Some templates set the block as a table."""
    read = block_on(a_page(TABLE.replace("$", "YES")))

    assert read.answer.answer is Answer.YES
    assert read.part2.answer is Answer.NO
    assert read.deferral.until_text == "N/A"


def test_a_blank_cell_is_a_blank_answer() -> None:
    """The cell below is no answer to this question."""
    read = block_on(a_page(TABLE.replace("$", "")))

    assert read.answer.evidence.status is Status.BLANK


def test_words_in_the_question_s_own_cell_count_too() -> None:
    """A YES under the question and a NO beside it is no clear NO."""
    rows = TABLE.replace("deferred? | $", "deferred? YES | NO")

    assert block_on(a_page(rows)).answer.answer is Answer.UNCLEAR


def test_every_cell_to_the_right_counts() -> None:
    """In a table of three columns, one says No and the other Yes."""
    rows = TABLE.replace("| $ |", "| NO | YES |").replace("N/A |", "N/A | |")

    assert block_on(a_page(rows.replace("form | NO |", "form | NO | |"))).answer.answer is (
        Answer.UNCLEAR
    )


BOXED = BLOCK.replace("$", "Yes    No    ")


def boxed(*, yes: bool, no: bool, after: str = "", specks: Sequence[Pen] = ()) -> DeferralBlock:
    """Print tick boxes right of Yes and of No and cross one, both or none."""
    text = BOXED.replace("No    ", f"No     {after}")
    pens = [
        tick_box(box.right + LETTER, box.top, crossed=crossed)
        for box, crossed in ((where(text, "Yes"), yes), (where(text, "No"), no))
    ]
    return block_on(a_page(text, pens=[*pens, *specks]))


def test_ink_in_one_tick_box_is_an_answer() -> None:
    """The box right of a word belongs to it."""
    assert boxed(yes=False, no=True).answer.answer is Answer.NO
    assert boxed(yes=True, no=False).answer.answer is Answer.YES


def test_ink_in_both_boxes_or_in_none_is_no_answer() -> None:
    """Neither says what was meant."""
    assert boxed(yes=True, no=True).answer.evidence.status is Status.CONFLICT
    assert boxed(yes=False, no=False).answer.evidence.status is Status.BLANK


def test_a_speck_that_touches_a_tick_box_is_no_part_of_it() -> None:
    """A poor copy hung one under an empty box, and the box looked half as high again."""
    box = where(BOXED.replace("No    ", "No     "), "Yes")
    left, bottom = box.right + LETTER, box.top + HIGH
    speck = filled(Box(left + 0.008, bottom - 0.001, left + 0.011, bottom + 0.003))

    assert boxed(yes=False, no=True, specks=[speck]).answer.answer is Answer.NO
    assert boxed(yes=True, no=False, specks=[speck]).answer.answer is Answer.YES


def test_two_words_without_boxes_are_no_answer() -> None:
    """Both printed and nothing marked is a question left open."""
    assert block_with("Yes No").answer.answer is Answer.UNCLEAR


def test_a_ticked_no_with_an_exception_is_not_clear() -> None:
    """In part means that a person must look."""
    assert boxed(yes=False, no=True, after="except Appendix 1").answer.answer is Answer.UNCLEAR
    assert boxed(yes=False, no=True, after="(tick one)").answer.answer is Answer.NO


def test_one_of_two_words_clearly_struck_is_an_answer() -> None:
    """What is left standing is meant."""
    text = BLOCK.replace("$", "YES / NO")
    box = where(text, "YES")
    pen = filled(Box(box.left - 0.002, box.middle - 0.001, box.right + 0.002, box.middle + 0.001))

    assert block_on(a_page(text, pens=[pen])).answer.answer is Answer.NO


def test_a_struck_no_is_not_clear() -> None:
    """A pen through the word takes it back, however well it is still read."""
    box = where(BLOCK.replace("$", "NO"), "NO")
    pen = filled(Box(box.left - 0.002, box.middle - 0.001, box.right + 0.002, box.middle + 0.001))

    assert block_with("NO", pens=[pen]).answer.answer is Answer.UNCLEAR


def test_a_no_struck_by_a_ruler_is_not_clear() -> None:
    """A long straight stroke passes for a ruling line of the page; it strikes all the same."""
    text = BLOCK.replace("$", "NO")
    box = where(text, "NO")
    stroke = Box(box.left - 0.03, box.middle - 0.001, box.right + 0.03, box.middle + 0.001)
    page = a_page(text, rules=[stroke])

    assert block_on(page).answer.answer is Answer.UNCLEAR


def test_an_underlined_no_is_clear() -> None:
    """A ruling line below a word strikes nothing."""
    text = BLOCK.replace("$", "NO")
    box = where(text, "NO")
    page = a_page(text, rules=[Box(0.1, box.bottom + 0.002, 0.9, box.bottom + 0.003)])

    assert block_on(page).answer.answer is Answer.NO


def test_unread_ink_beside_an_answer_makes_it_unclear() -> None:
    """Someone wrote something there, and neither reader could tell what."""
    box = where(BLOCK.replace("$", "NO"), "NO")
    pen = scrawl(Box(box.right + 0.02, box.top, box.right + 0.08, box.bottom))

    assert block_with("NO", pens=[pen]).answer.answer is Answer.UNCLEAR


def test_a_pdf_s_own_layer_is_no_reading_of_ink() -> None:
    """A hidden word over a hand's mark leaves the mark unread."""
    text = BLOCK.replace("$", "NO")
    box = where(text, "NO")
    mark = Box(box.right + 0.02, box.top, box.right + 0.08, box.bottom)
    page = a_page(text, pens=[scrawl(mark)], embedded=[Word("mark", mark, 1.0)])

    assert block_on(page).answer.answer is Answer.UNCLEAR


def test_ink_in_a_blank_answer_is_not_blank() -> None:
    """A hand that neither reader could read has written there."""
    box = where(BLOCK.replace("$", "NO"), "NO")
    pen = scrawl(Box(0.8, box.top, 0.9, box.bottom))

    assert block_with("", pens=[pen]).answer.evidence.status is Status.UNCERTAIN


def test_dust_beside_an_answer_changes_nothing() -> None:
    """A reader makes a dash or a letter of a speck; no letter is as low as a speck."""
    text = BLOCK.replace("$", "{NO -|NO}")

    assert block_on(a_page(text)).answer.answer is Answer.NO


def test_words_are_never_taken_for_dust() -> None:
    """A word of more than two letters is read from more than specks."""
    text = BLOCK.replace("$", "NO part")
    page = a_page(text, without_ink=["part"])

    assert block_on(page).answer.answer is Answer.UNCLEAR


def test_reason_and_date_stand_after_their_labels() -> None:
    """They may run on over the lines below."""
    text = (
        BLOCK.replace("$", "YES")
        .replace("reason:", "reason: Publication would harm the\nnegotiation with the landlord.")
        .replace("date:", "date: 31st March 2020 (a date is required if deferring)")
    )
    read = block_on(a_page(text))

    assert read.deferral.reason == "Publication would harm the negotiation with the landlord."
    assert str(read.deferral.until) == "2020-03-31"
    assert read.until.status is Status.CLEAR


def test_a_date_that_the_readers_differ_on_is_no_date() -> None:
    """A release a year too early is the worst that can happen."""
    read = block_on(
        a_page(BLOCK.replace("$", "YES").replace("date:", "date: 31 March {2026|2020}"))
    )

    assert read.deferral.until is None
    assert read.until.status is Status.UNCERTAIN


def test_an_event_is_kept_as_text() -> None:
    """No date is made of it, nor of a date that it counts from."""
    text = BLOCK.replace("$", "YES")
    award = block_on(a_page(text.replace("date:", "date: contract award")))
    later = block_on(a_page(text.replace("date:", "date: six months after 31 March 2020")))

    assert (award.deferral.until, award.deferral.until_text) == (None, "contract award")
    assert later.deferral.until is None


def test_labels_with_nothing_after_them_are_blank() -> None:
    """Blank is known to be empty, and not merely unknown."""
    read = block_with("NO")

    assert (read.reason.status, read.until.status) == (Status.BLANK, Status.BLANK)
    assert read.deferral.until_text is None


def test_sentences_of_its_own_are_kept_from_the_closing_block() -> None:
    """Besides the form's words and the answers a block may say something."""
    text = f"Public access to information\nThe grant scheme has a page of its own.\n{BLOCK}"
    read = block_on(a_page(text.replace("$", "NO")))

    assert [block.text for block in read.own_words if hasattr(block, "text")] == [
        "The grant scheme has a page of its own."
    ]


def test_sentences_of_its_own_are_kept_from_a_table_too() -> None:
    """A row that asks nothing is no furniture."""
    row = "| Part 2 of this Report is exempt because it is commercial. | |\n"
    read = block_on(a_page(row + TABLE.replace("$", "NO")))

    assert "exempt because" in str(read.own_words)


def test_why_there_is_a_part_2_is_kept_where_it_shares_its_question_s_cell() -> None:
    """Every line below the question, those in the form's own words too; the question is none."""
    page = a_page(
        "Part 2 Confidentiality: Only the facts or advice considered as likely to be exempt from\n"
        "Is there a Part 2 form -\n"
        "Part 2 of this Report is exempt under the Freedom of\n"
        "Information Act 2000.\n"
    )
    left, right = Box(0.1, 0.0, 0.88, 1.0), Box(0.88, 0.0, 0.95, 1.0)
    cells = (Cell(left, lines_in(page, left, frozenset())), Cell(right, ()))
    grid = Grid(page=1, box=left.around(right), rows=(cells,))

    read = deferral_block((grid,), {1: InkMap(page)})

    sentence = "Part 2 of this Report is exempt under the Freedom of Information Act 2000."
    assert read.own_words == (Paragraph(text=sentence),)
