"""Where the answer stands, how it is given, what befell it: right, or held, and never wrong."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise, product

import cv2
import numpy as np
import pytest

from ingest.fields.answers import answer_to
from ingest.fields.deferral_block import DeferralBlock, deferral_block
from ingest.lines.flow import sheet_of
from ingest.lines.inkmap import InkMap
from ingest.lines.template import Mark
from ingest.page import Box, PageReading, Reader
from ingest.record import Answer, Status
from ingest.scanning.picture import Grey
from tests.ingest.paper import HIGH, LETTER, Pen, a_page, filled, place_of, scrawl, tick

DEFERRAL = "Is the publication of Part 1 of this approval to be deferred?"
PART_2 = "Is there a Part 2 form -"
REST = "If yes, for what reason:\nUntil what date:\n"
HEAD = "Part 1 Deferral:\n"
YES, NO, HELD = Answer.YES, Answer.NO, Answer.UNCLEAR
_HIGH, _WIDE = 1754, 1240


def block_on(page: PageReading) -> DeferralBlock:
    """Read the closing block of a page."""
    return deferral_block(sheet_of(page, frozenset()).items, {1: InkMap(page)})


def deferral_in(text: str, *, pens: Sequence[Pen] = ()) -> Answer:
    """Read the deferral question's answer from the text of a block."""
    return block_on(a_page(HEAD + text + "\n" + REST, pens=pens)).answer.answer


def broken(words: Sequence[str], at: Sequence[int]) -> str:
    """Break a row of words into lines."""
    ends = [0, *at, len(words)]
    return "\n".join(" ".join(words[a:b]) for a, b in pairwise(ends))


@pytest.mark.parametrize("lines", [2, 3])
@pytest.mark.parametrize("question", [DEFERRAL, PART_2])
def test_a_question_may_break_anywhere(question: str, lines: int) -> None:
    """A narrow column breaks it at any word, and the answer follows its last."""
    words = question.split()
    last = len(words) - 1 if words[-1] == "-" else len(words)
    for at in combinations(range(1, last), lines - 1):
        if lines == 3 and question is DEFERRAL and (at[0] + at[1]) % 3:  # a third of them will do
            continue
        asked = broken(words, at)
        for answer, beside in product((NO, YES), (" {}", "\n{}")):
            text = asked + beside.format(answer.value.upper())
            page = a_page(HEAD + (text + "\n" + REST if question is DEFERRAL else text + "\n"))
            block = block_on(page)
            read = block.answer if question is DEFERRAL else block.part2
            assert read.answer is answer, text
            assert block.own_words == (), text


def test_a_broken_part_2_question_ends_the_date() -> None:
    """Its first words are no part of what stands after "Until what date:"."""
    text = f"{DEFERRAL} YES\n{REST[:-1]} 31 March 2020\nIs there\na Part 2 form - NO\n"
    block = block_on(a_page(text))

    assert str(block.deferral.until) == "2020-03-31"
    assert block.part2.answer is NO


WORDS = {
    "NO": NO, "No": NO, "no": NO, "YES": YES, "Yes": YES, "yes": YES, "{YEs|YES}": YES,
    "nO": HELD, "{nO|NO}": HELD,
    "NO.": NO, "No.": NO, "NO –": NO, "– NO": NO, ": NO": NO, "[NO]": NO, "(No)": NO,
    "": HELD, "None": HELD, "Not applicable": HELD, "N/A": HELD, "No (see above)": HELD,
    "YES, until contract award": HELD, "In part": HELD, "Yes - Appendix A only": HELD,
    "Yes / No": HELD, "Yes/No": HELD, "YES/NO": HELD, "Yes/No* *delete as appropriate": HELD,
    "N0": HELD, "N\u043e": HELD, "NO?": HELD, "NOT YET": HELD, "Not deferred": HELD, "NO NO": HELD,
    "Y": HELD, "N": HELD, "not NO": HELD, "No objection": HELD, "To be confirmed": HELD,
    "{NO|N0}": HELD, "{YES|NO}": HELD, "{NO|}": HELD, "{|NO}": HELD, "{Yes|Ves}": HELD,
}  # fmt: skip
WORDS |= {
    "(Yes/No) NO": NO, "(Yes/No) Yes": YES, "(YES / NO) NO": NO, "(Yes/No)": HELD,
    "(Yes/No) YES NO": HELD, "{(Yes/No)|Yes/No} NO": HELD,
}  # fmt: skip
PLACES = {
    "on the line": "{} {}",
    "far right": "{}             {}",
    "below": "{}\n{}",
    "in the next cell": "| {} | {} |",
    "in one of two cells": "| {} | {} | |",
}
ASKED = (DEFERRAL, DEFERRAL[:-1], DEFERRAL.upper(), DEFERRAL[:-1] + ":", "ls" + DEFERRAL[2:])


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("answer", WORDS)
def test_a_word_is_read_or_held_wherever_it_stands(answer: str, place: str) -> None:
    """Plain words are read, with or without the question's sign; all others are held."""
    asked = ASKED if answer in ("NO", "Yes") else ASKED[:1]

    for question in asked:
        assert deferral_in(PLACES[place].format(question, answer)) is WORDS[answer], question


def pixels(box: Box) -> tuple[int, int, int, int]:
    """Give a box in pixels of the kept ink."""
    return tuple(
        round(side * size)
        for side, size in zip(
            (box.left, box.top, box.right, box.bottom), (_WIDE, _HIGH) * 2, strict=True
        )
    )  # type: ignore[return-value]  # four sides


def drawn(box: Box, height: Callable[[float], float], *, out: int = 4, thick: int = 2) -> Pen:
    """Draw a stroke across a box; `height` gives where, from its top (0) to its foot (1)."""
    left, top, right, bottom = pixels(box)
    points = [
        (x, top + (bottom - top) * height((x - left) / (right - left)))
        for x in range(left - out, right + out + 1)
    ]

    def draw(ink: Grey) -> None:
        cv2.polylines(ink, [np.array(points, np.int32)], isClosed=False, color=255, thickness=thick)

    return draw


def ring(box: Box) -> Pen:
    """Draw a ring around a word."""

    def draw(ink: Grey) -> None:
        centre = (round(box.centre * _WIDE), round(box.middle * _HIGH))
        axes = (round(0.8 * box.width * _WIDE), round(1.2 * box.height * _HIGH))
        cv2.ellipse(ink, centre, axes, 0, 0, 360, 255, 2)

    return draw


HANDS: dict[str, Callable[[Box], list[Pen]]] = {
    "level": lambda box: [drawn(box, lambda _: 0.5)],
    "high": lambda box: [drawn(box, lambda _: 0.35)],
    "low": lambda box: [drawn(box, lambda _: 0.66)],
    "rising": lambda box: [drawn(box, lambda x: 0.68 - 0.36 * x)],
    "falling": lambda box: [drawn(box, lambda x: 0.32 + 0.36 * x)],
    "waving": lambda box: [drawn(box, lambda x: 0.5 + 0.12 * float(np.sin(9 * x)))],
    "bent": lambda box: [drawn(box, lambda x: 0.36 + 0.9 * (x - 0.5) ** 2)],
    "twice": lambda box: [drawn(box, lambda _: 0.4), drawn(box, lambda _: 0.62)],
    "thick": lambda box: [drawn(box, lambda _: 0.5, thick=4)],
}
NO_STROKES: dict[str, Callable[[Box], list[Pen]]] = {
    "nothing": lambda _: [],
    "underlined": lambda box: [drawn(box, lambda _: 1.2)],
    "overlined": lambda box: [drawn(box, lambda _: -0.25)],
    "half struck": lambda box: [
        drawn(Box(box.left, box.top, box.left + 0.5 * box.width, box.bottom), lambda _: 0.5, out=0)
    ],
    "ringed": lambda box: [ring(box)],
}
PRINTED = ("YES / NO", "Yes / No", "yes/no", "YES   NO", "NO / YES", "Yes / No *delete one")


def parts(text: str) -> Iterator[tuple[Answer, Box]]:
    """Find where YES and NO are printed on a page of this text, in one word or in two."""
    page = a_page(HEAD + text + "\n" + REST)
    asked = place_of(page, "deferred?")
    for word in page.words[Reader.RAPIDOCR]:
        if abs(word.box.middle - asked.middle) < HIGH and word.box.left > asked.right:
            for answer in (YES, NO):
                at = word.text.lower().find(answer.value)
                if at >= 0:
                    left = word.box.left + at * LETTER
                    right = left + LETTER * len(answer.value)
                    yield answer, Box(left, word.box.top, right, word.box.bottom)


@pytest.mark.parametrize("printed", PRINTED)
@pytest.mark.parametrize("hand", HANDS)
def test_a_stroke_by_any_hand_takes_one_word_out(hand: str, printed: str) -> None:
    """It is ink from end to end of the word: straight, slanting or waving; the other is meant."""
    text = f"{DEFERRAL} {printed}"

    for answer, box in parts(text):
        read = deferral_in(text, pens=HANDS[hand](box))
        assert read is (NO if answer is YES else YES)


@pytest.mark.parametrize("mark", NO_STROKES)
def test_what_is_no_stroke_takes_no_word_out(mark: str) -> None:
    """A line above or below, half a stroke or a ring: a person must look."""
    text = f"{DEFERRAL} YES / NO"

    for _, box in parts(text):
        assert deferral_in(text, pens=NO_STROKES[mark](box)) is HELD


def test_both_struck_or_neither_is_no_answer() -> None:
    """Nothing is left standing, or both are."""
    text = f"{DEFERRAL} YES / NO"
    pens = [pen for _, box in parts(text) for pen in HANDS["level"](box)]

    assert deferral_in(text, pens=pens) is HELD
    assert deferral_in(text) is HELD


@pytest.mark.parametrize(
    ("read_as", "out"),
    [
        ("{¥ES|YES} / NO", "¥ES"),
        ("{¥es|Yes} / No", "¥es"),
        ("{Ves|¥es-} / No", "Ves"),
        ("Yes / {Ne|Ne}", "Ne"),
        ("yes / {re|ne-}", "re"),
        ("Yes/ {N6|Na}", "Na"),
    ],
)
def test_a_struck_word_may_be_misread(read_as: str, out: str) -> None:
    """The stroke garbled it; where it can be seen, what both readers read beside it is meant."""
    text = f"{DEFERRAL} {read_as}"
    page = a_page(HEAD + text + "\n" + REST)
    reader = next(r for r, ws in page.words.items() if any(w.text == out for w in ws))
    box = place_of(page, out, reader=reader)

    read = deferral_in(text, pens=HANDS["rising"](box))

    assert read in (HELD, NO if out[-1].lower() == "s" else YES)
    assert out in ("Na",) or read is not HELD
    assert deferral_in(text) is HELD


def test_a_lone_answer_that_a_slanting_stroke_takes_back_is_held() -> None:
    """A pen through NO takes it back, however the pen went."""
    text = f"{DEFERRAL} NO"
    box = place_of(a_page(HEAD + text), "NO")

    for hand in HANDS.values():
        assert deferral_in(text, pens=hand(box)) is HELD


def test_a_struck_no_with_a_yes_beside_it_is_yes() -> None:
    """Who wrote YES behind a struck NO meant it."""
    text = f"{DEFERRAL} NO YES"
    box = place_of(a_page(HEAD + text), "NO")

    assert deferral_in(text, pens=HANDS["level"](box)) is YES


BRACKETS = {
    "[x] Yes [ ] No": YES, "[ ] Yes [X] No": NO, "Yes [ ] No [x]": NO, "Yes (X) No ( )": YES,
    "YES [X] NO []": YES, "- [ ] Yes [x] No": NO,
    "[ ] Yes [ ] No": HELD, "[x] Yes [x] No": HELD, "( ) Yes ( ) No": HELD, "[X] Yes No": HELD,
    "[x] Yes [ ] Yes": HELD, "Yes [x] No [ ] in part": HELD, "{[x]|[ ]} Yes [ ] No": HELD,
    "{[x] Yes [ ]|[ ] Yes [x]} No": HELD,
}  # fmt: skip


@pytest.mark.parametrize("typed", BRACKETS)
def test_typed_brackets_are_boxes_too(typed: str) -> None:
    """One pair filled and the other empty, by both readers, is an answer."""
    assert deferral_in(f"{DEFERRAL} {typed}") is BRACKETS[typed]


GLYPHS = ("☐", "□", "O", "D", "[]", "L", "0")


@pytest.mark.parametrize("glyph", GLYPHS)
@pytest.mark.parametrize("marked", [YES, NO, None])
def test_a_box_run_together_with_its_word_is_still_a_box(glyph: str, marked: Answer | None) -> None:
    """A reader makes a letter of an empty box, and a word of "No" and the letter."""
    text = f"{DEFERRAL}   Yes    {{No{glyph}|No}}"
    page = a_page(HEAD + text + "\n" + REST)
    yes = place_of(page, "Yes")
    no = place_of(page, "No", reader=Reader.TESSERACT)
    pens = [a_box(yes, crossed=marked is YES), a_box(no, crossed=marked is NO)]

    assert deferral_in(text, pens=pens) is (marked or HELD)


def a_box(word: Box, *, crossed: bool) -> Pen:
    """Draw a tick box a letter right of a word."""
    x, y = round((word.right + 1.6 * LETTER) * _WIDE), round(word.top * _HIGH)
    side = round(HIGH * _HIGH) - 1

    def draw(ink: Grey) -> None:
        ink[y - 1 : y + side + 2, x - 2 : x + side + 3] = 0
        cv2.rectangle(ink, (x, y), (x + side, y + side), 255, 1)
        if crossed:
            cv2.line(ink, (x, y), (x + side, y + side), 255, 3)
            cv2.line(ink, (x + side, y), (x, y + side), 255, 3)

    return draw


COLUMNS = f"""\
| | Yes | No |
| {DEFERRAL} | | |
| Is there a Part 2 form? | | |
"""
YES_COLUMN, NO_COLUMN = 0.78, 0.92


def in_columns(*marks: tuple[int, float], text: str = COLUMNS) -> tuple[Answer, Answer]:
    """Tick cells of a table by row and column; give both answers."""
    rows = [0.1 + 0.024 * row for row in range(4)]
    pens = [tick(Box(at, rows[row] + 0.005, at + 0.02, rows[row] + 0.02)) for row, at in marks]
    page = a_page(text, pens=pens)
    items, ink = sheet_of(page, frozenset()).items, {1: InkMap(page)}
    deferral = answer_to(Mark.DEFERRAL_QUESTION, items, ink)
    return deferral.answer, answer_to(Mark.PART_2_QUESTION, items, ink).answer


def test_a_tick_in_the_column_of_a_word_is_that_answer() -> None:
    """Two columns headed Yes and No, and a tick in one of them."""
    assert in_columns((1, NO_COLUMN), (2, YES_COLUMN)) == (NO, YES)
    assert in_columns((1, YES_COLUMN), (2, NO_COLUMN)) == (YES, NO)


def test_ticks_in_both_columns_or_in_none_are_no_answer() -> None:
    """Neither says what was meant; nor does a word in a column."""
    assert in_columns((1, YES_COLUMN), (1, NO_COLUMN)) == (HELD, HELD)
    worded = COLUMNS.replace("deferred? | | |", "deferred? | NO | |")
    assert in_columns((1, NO_COLUMN), text=worded)[0] is HELD
    misread = COLUMNS.replace("| No |", "| {No|Na} |")
    assert in_columns((1, NO_COLUMN), text=misread)[0] is HELD


def test_a_hand_written_answer_is_held() -> None:
    """Nobody could read it, so it is neither answer, nor is the place blank."""
    asked = place_of(a_page(HEAD + DEFERRAL), "deferred?")
    hand = scrawl(Box(asked.right + 0.03, asked.top, asked.right + 0.1, asked.bottom))
    read = block_on(a_page(f"{HEAD}{DEFERRAL}\n{REST}", pens=[hand])).answer

    assert (read.answer, read.evidence.status) == (HELD, Status.UNCERTAIN)


def test_a_word_blacked_out_beside_no_is_held() -> None:
    """Whatever it was, nobody can tell."""
    text = f"{DEFERRAL}        NO"
    box = place_of(a_page(HEAD + text), "NO")
    black = filled(Box(box.left - 0.06, box.top, box.left - 0.02, box.bottom))

    assert deferral_in(text, pens=[black]) is HELD


IN_CELLS = f"| {DEFERRAL} | Yes | No |\n"


def in_cells(*pens: Pen) -> Answer:
    """Read a row with Yes in one cell and No in the next."""
    return block_on(a_page(IN_CELLS, pens=pens)).answer.answer


def test_a_tick_beside_a_word_in_its_own_cell_is_that_answer() -> None:
    """It stands clear of the word, and the other cell holds the other word alone."""
    yes, no = (place_of(a_page(IN_CELLS), word) for word in ("Yes", "No"))
    ticks = {
        answer: tick(Box(word.right + 0.015, word.top, word.right + 0.03, word.bottom))
        for answer, word in ((YES, yes), (NO, no))
    }

    assert in_cells(ticks[YES]) is YES
    assert in_cells(ticks[NO]) is NO
    assert in_cells(ticks[YES], ticks[NO]) is HELD
    assert in_cells() is HELD


@pytest.mark.parametrize("word", ["Yes", "No"])
def test_ink_that_touches_a_word_in_a_cell_is_no_tick(word: str) -> None:
    """A ring or a cross may mean either; a stroke takes its word out."""
    place = place_of(a_page(IN_CELLS), word)
    cross = [drawn(place, lambda x: 1.3 * x - 0.15), drawn(place, lambda x: 1.15 - 1.3 * x)]

    assert in_cells(ring(place)) is HELD
    assert in_cells(*cross) in (HELD, YES if word == "No" else NO)
    for hand in HANDS.values():
        assert in_cells(*hand(place)) is (YES if word == "No" else NO)


def test_words_that_span_two_columns_are_all_kept() -> None:
    """A column line of the rows above cuts "award" out of the reason."""
    text = f"""\
| {DEFERRAL} | Yes | |
| If yes, for what reason: | Contract | award |
"""
    assert block_on(a_page(text)).deferral.reason == "Contract award"


def test_a_one_read_as_a_letter_is_still_the_first() -> None:
    """Both readers read the same strokes, and one of them a date."""
    block = block_on(a_page(f"{DEFERRAL} YES\n{REST[:-1]} {{{'I'}st|1st}} June 2024\n"))

    assert str(block.deferral.until) == "2024-06-01"


def test_a_date_run_together_with_its_label_is_a_date() -> None:
    """One reader leaves out the space behind the question mark."""
    rest = "If yes, for what reason?\nUntil what {date?6|date? 6} July 2025\n"

    assert str(block_on(a_page(f"{DEFERRAL} YES\n{rest}")).deferral.until) == "2025-07-06"


def test_a_day_that_is_none_is_not_clear() -> None:
    """June has thirty days: somebody meant a day, and nobody can tell which."""
    block = block_on(a_page(f"{DEFERRAL} YES\n{REST[:-1]} 31 June 2024\n"))

    assert (block.deferral.until, block.until.status) == (None, Status.UNCERTAIN)


def test_two_blocks_side_by_side_are_read_one_after_the_other() -> None:
    """Each in its own column of one table."""
    text = """\
| Part 1 Deferral | Part 2 Confidentiality: |
| {DEFERRAL} NO | Is there a Part 2 form? YES |
""".replace("{DEFERRAL}", DEFERRAL)
    block = block_on(a_page(text))

    assert (block.answer.answer, block.part2.answer) == (NO, YES)
