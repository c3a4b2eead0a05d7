"""Both answers printed in, the one that is meant out: by a tick box, or by a stroke.

`Yes ☐ No ☒` is NO where ink stands clearly in the one box and in the other clearly none;
YES and NO are NO where a stroke runs clearly through the YES and through the other clearly
none. Doubt on either is doubt on both.
"""

import re
from collections.abc import Callable

from ingest.fields.answer_place import ANSWERS, AnswerPlace, ReadAnswer
from ingest.lines.inkmap import InkMap
from ingest.lines.template import key
from ingest.page import Box, Word
from ingest.record import Answer, Evidence, Status

# "Yes ☐ No ☒ except Appendix 1" is no clear answer; "(tick one)" leaves it one.
_QUALIFIES = re.compile(r"part|append|annex|except|but\b|see\b|until|n0t")
_FILLED, _EMPTY = 0.22, 0.06  # of a tick box's inside: a hand's cross covers 0.3 and more
_STRUCK, _WHOLE = 0.88, 0.75  # of a word's width, inked in one row: YES and NO have 0.6 at most


def choice_at(place: AnswerPlace, ink: InkMap) -> ReadAnswer | None:
    """Read which of the two printed words is meant; None where not both are printed."""
    both = _printed_answers(place)
    if len(both) < len(Answer) - 1:
        return None
    ticked = _judged(both, lambda word: _is_ticked(word, ink))
    struck = _judged(both, lambda word: _is_struck(word, ink))
    meant = _the_one(ticked) if any(m is not None for m in ticked.values()) else _other(struck)
    if any(_QUALIFIES.match(key(word.text)) for word in place.every_word):
        meant = None
    return ReadAnswer(
        meant or Answer.UNCLEAR,
        Evidence(
            status=Status.CLEAR if meant else _unmarked_or_in_conflict(ticked),
            page=place.page,
            box=place.box,
            read=" ".join(f"{a.value}{_sign(ticked[a], struck[a])}" for a in both),
        ),
    )


def _unmarked_or_in_conflict(ticked: dict[Answer, bool | None]) -> Status:
    """Tell two boxes left empty from marks that speak against each other."""
    return Status.BLANK if set(ticked.values()) == {False} else Status.CONFLICT


def _printed_answers(place: AnswerPlace) -> dict[Answer, Box]:
    """Find YES and NO among the words of either reader."""
    both: dict[Answer, Box] = {}
    for word in place.every_word:
        for answer, box in _answers_in(word):
            both.setdefault(answer, box)
    return both


def _answers_in(word: Word) -> list[tuple[Answer, Box]]:
    """Find the answers in one word, which may hold both: "YES/NO"."""
    letter = word.box.width / max(1, len(word.text))
    return [
        (
            ANSWERS[found[0]],
            Box(
                word.box.left + letter * found.start(),
                word.box.top,
                word.box.left + letter * found.end(),
                word.box.bottom,
            ),
        )
        for found in re.finditer(r"[A-Za-z]+", word.text)
        if found[0] in ANSWERS
    ]


def _judged(
    both: dict[Answer, Box], judge: Callable[[Box], bool | None]
) -> dict[Answer, bool | None]:
    return {answer: judge(box) for answer, box in both.items()}


def _the_one(marks: dict[Answer, bool | None]) -> Answer | None:
    """Give the one that is marked where the other clearly is not."""
    marked = [answer for answer, is_marked in marks.items() if is_marked is True]
    bare = [answer for answer, is_marked in marks.items() if is_marked is False]
    return marked[0] if len(marked) == len(bare) == 1 else None


def _other(struck: dict[Answer, bool | None]) -> Answer | None:
    """Give the one that is left standing."""
    out = _the_one(struck)
    return next((answer for answer in struck if answer is not out), None) if out else None


def _sign(ticked: bool | None, struck: bool | None) -> str:  # noqa: FBT001  # three-valued marks
    if ticked is not None:
        return " ☒" if ticked else " ☐"
    return " struck" if struck else "" if struck is False else " ?"


def _is_struck(word: Box, ink: InkMap) -> bool | None:
    """Say whether a stroke runs through a word from end to end; None is doubt."""
    share = ink.widest_stroke(word)
    return True if share > _STRUCK else False if share < _WHOLE else None


def _is_ticked(word: Box, ink: InkMap) -> bool | None:
    """Say whether the tick box right of a word is filled; None where none is seen or in doubt."""
    around = 0.3 * word.height
    near = Box(word.right - 0.001, word.top - around, word.right + 0.035, word.bottom + around)
    for bridging in (1, 3):  # first without, so that dust beside the box stays apart from it
        squares = [
            squares
            for blot in ink.blots_in(near, bridging=bridging)
            if 0.35 < blot.box.height / word.height < 1.7 and (squares := ink.squares_of(blot.box))
        ]
        if len(squares) == 1:
            judged = {_is_filled(square, ink) for square in squares[0]}
            # A cross fills any part of its box: one empty inside shows that there is none.
            return False if False in judged else judged.pop() if len(judged) == 1 else None
    return None


def _is_filled(square: Box, ink: InkMap) -> bool | None:
    """Judge a tick box by the ink well inside its edges; None is doubt."""
    across, down = 0.27 * square.width, 0.27 * square.height
    inside = Box(
        square.left + across, square.top + down, square.right - across, square.bottom - down
    )
    share = ink.share_in(inside)
    return True if share > _FILLED else False if share < _EMPTY else None
