"""The two questions with their answers: inline, on the next line or in a column at the right."""

from collections.abc import Iterator

from numpy.random import Generator
from reportlab.platypus import KeepTogether, Spacer

from samples.forge.fresh.habits import Habits
from samples.forge.fresh.marks import InBox, Said, Sign, line_of
from samples.forge.fresh.told import Given, Place, Told, Way
from samples.forge.house import WIDTH, Piece
from samples.forge.wording import STANDING_SENTENCE

_RIGHT = 150.0
_MARKS = {
    Way.PRINTED_BOX: InBox.PRINTED_CROSS,
    Way.TICKED_BY_HAND: InBox.PEN_TICK,
    Way.CROSSED_BY_HAND: InBox.PEN_CROSS,
}
_STANDING_QUESTION_SIGN = ("?", "-", "–", ":")


def answers_of(told: Told, habits: Habits, rng: Generator) -> list[Piece]:
    """Set both blocks with their answers where the office puts them."""
    wording, house = habits.wording, habits.house
    deferral = [
        (wording.question, told.deferral.given),
        (wording.reason, told.deferral.reason),
        (wording.until, told.deferral.until_text),
    ]
    part2 = [(wording.part_2_question, told.part2)]
    standing = [house.text(STANDING_SENTENCE)] if told.standing_sentence else []
    about = house.lead(wording.part_2, wording.part_2_text)
    if habits.lot.place is Place.COLUMN:
        rows = [_row(asked, given, habits, rng) for asked, given in (*deferral, *part2)]
        rows[0][0] = [house.lead(wording.deferral, ""), rows[0][0]]
        rows[-1][0] = [about, rows[-1][0], *standing]
        return [KeepTogether([house.grid(rows, [WIDTH - _RIGHT, _RIGHT]), Spacer(1, 14)])]
    set_ = [house.lead(wording.deferral, "")]
    set_ += [piece for asked, given in deferral for piece in _lines(asked, given, habits, rng)]
    set_ += [about, *_lines(*part2[0], habits, rng), *standing]
    return [KeepTogether(house.box(set_))]


def _row(asked: str, given: Given | str, habits: Habits, rng: Generator) -> list[Piece]:
    answer = habits.house.text(given) if type(given) is str else _answer(given, habits, rng)
    return [habits.house.text(asked), answer]


def _lines(asked: str, given: Given | str, habits: Habits, rng: Generator) -> Iterator[Piece]:
    asked = _ended(asked, habits.ending)
    if habits.lot.place is Place.NEXT_LINE:
        yield habits.house.text(asked)
        yield habits.house.text(given) if type(given) is str else _answer(given, habits, rng)
    elif type(given) is str:
        yield habits.house.text(f"{asked} {given}")
    else:
        yield _answer(given, habits, rng, after=asked)


def _ended(asked: str, ending: str) -> str:
    """End a question as the office does, unless the form's own sign stands there."""
    if asked.endswith((*_STANDING_QUESTION_SIGN, ")")):
        return asked
    return asked + ending


def _answer(given: Given | str, habits: Habits, rng: Generator, *, after: str = "") -> Piece:
    signs = _signs(Given(given), habits, rng)
    before = [Said(after)] if after else []
    return line_of(
        [*before, *signs],
        habits.house,
        rng,
        smudge_from=len(before) if given is Given.SMUDGED else None,
        bold_from=len(before) if habits.bold_answers else None,
    )


def _signs(given: Given, habits: Habits, rng: Generator) -> list[Sign]:
    yes, no = habits.cases
    match habits.lot.way:
        case Way.WORD:
            words = {
                Given.YES: yes,
                Given.NO: no,
                Given.BOTH: f"{yes} / {no}",
                Given.SMUDGED: yes if rng.random() < 0.5 else no,
            }
            return [Said(words[given])] if given in words else []
        case Way.STRUCK:
            struck_yes, struck_no = (
                given in {Given.NO, Given.BOTH},
                given in {Given.YES, Given.BOTH},
            )
            return [Said(yes, struck_yes), Said("/"), Said(no, struck_no)]
        case way:
            mark = _MARKS[way]
            if mark is InBox.PRINTED_CROSS and habits.ticks_printed:
                mark = InBox.PRINTED_TICK
            ticked = (given in {Given.YES, Given.BOTH}, given in {Given.NO, Given.BOTH})
            boxes = [mark if one else InBox.NOTHING for one in ticked]
            return [Said("Yes"), boxes[0], Said("No"), boxes[1]]
