"""Both answers printed in, the one that is meant out: by a tick box, or by a stroke.

`Yes ☐ No ☒` and `☐ Yes ☒ No` are NO where ink stands clearly in the one box and in the other
clearly none; YES and NO are NO where a stroke runs clearly through the YES and through the
other clearly none. Doubt on either is doubt on both, and so are boxes on both sides of a word.
"""

import re
from collections.abc import Callable, Sequence

from ingest.fields.answer_place import ANSWERS, AnswerPlace, ReadAnswer
from ingest.lines.inkmap import InkMap
from ingest.lines.recognising import key
from ingest.page import Box, Word
from ingest.record import Answer, Evidence, Status

# "Yes ☐ No ☒ except Appendix 1" is no clear answer; "(tick one)" leaves it one.
_QUALIFIES = re.compile(r"part|append|annex|except|but\b|see\b|until|n0t")
_FILLED, _EMPTY = 0.22, 0.06  # of a tick box's inside: a hand's cross covers 0.3 and more
_NEAR = 0.035  # of the page's width, from a word to its box at the most
_GAP = 0.001  # of the width: a letter may reach this far out of its word's box
_HIGHEST_BOX = 1.7  # of a word's height, with a tick that stands out of it
_AROUND = 0.3  # of a word's height: a box stands out above and below it
_EDGE, _WHOLE_EDGE = 0.25, 0.8  # of a box's side: how far in an edge lies, how much of it is ink
_STRUCK, _WHOLE = 0.88, 0.75  # of a word's width, inked in one row: YES and NO have 0.6 at most


def choice_at(place: AnswerPlace, ink: InkMap) -> ReadAnswer | None:
    """Read which of the two printed words is meant; None where not both are printed."""
    both = _printed_answers(place)
    if len(both) < len(Answer) - 1:
        return None
    ticked = _ticked(both, ink)
    struck = _judged(both, lambda word: _is_struck(word, ink))
    meant = _the_one(ticked) if any(m is not None for m in ticked.values()) else _other(struck)
    if _is_answered_besides(place) or any(
        _QUALIFIES.match(key(word.text)) for word in place.every_word
    ):
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


def _is_answered_besides(place: AnswerPlace) -> bool:
    """Say whether a reader gives YES or NO once more: whoever wrote it did not mean the boxes."""
    for lines in place.words.values():
        given = [answer for line in lines for word in line for answer, _ in _answers_in(word)]
        if len(given) > len(set(given)):
            return True
    return False


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


def _ticked(both: dict[Answer, Box], ink: InkMap) -> dict[Answer, bool | None]:
    """Judge the tick box of either word: all stand right of their words, or all left of them."""
    words = sorted(both.values(), key=lambda word: (_rows_above(word, both), word.left))
    after = {answer: _is_ticked(_right_of(word, words), word, ink) for answer, word in both.items()}
    first = next(answer for answer, word in both.items() if word is words[0])
    before = {
        answer: _is_box_ticked(_left_of(word, words), word, ink) for answer, word in both.items()
    }
    if before[first] is None:
        return after
    # A box left of the first word: boxes stand before their words, or nobody can tell.
    last = next(answer for answer, word in both.items() if word is words[-1])
    return before if after[last] is None else dict.fromkeys(both)


def _rows_above(word: Box, both: dict[Answer, Box]) -> int:
    """Count the rows above a word: two words may stand one below the other."""
    return sum(1 for other in both.values() if other.bottom < word.middle)


def _right_of(word: Box, words: Sequence[Box]) -> Box:
    """Give the place of a box right of a word, as far as the next of the two words."""
    around = _AROUND * word.height
    ends = [w.left - _GAP for w in words if w.left > word.right and _is_beside(w, word)]
    right = min([word.right + _NEAR, *ends])
    return Box(word.right - _GAP, word.top - around, right, word.bottom + around)


def _left_of(word: Box, words: Sequence[Box]) -> Box:
    """Give the place of a box left of a word, as far as the one of the two words before."""
    around = _AROUND * word.height
    ends = [w.right + _GAP for w in words if w.right < word.left and _is_beside(w, word)]
    left = max([0.0, word.left - _NEAR, *ends])
    return Box(left, word.top - around, word.left + _GAP, word.bottom + around)


def _is_beside(a: Box, b: Box) -> bool:
    return a.top < b.middle < a.bottom


def _is_ticked(near: Box, word: Box, ink: InkMap) -> bool | None:
    """Say whether the tick box near a word is filled; None where none is seen or in doubt."""
    for bridging in (1, 3):  # first without, so that dust beside the box stays apart from it
        squares = [
            squares
            for blot in ink.blots_in(near, bridging=bridging)
            if _is_high_enough(blot.box, word) and (squares := ink.squares_of(blot.box))
        ]
        if len(squares) == 1:
            return _is_any_filled(squares[0], word, ink)
        # A tick beside an empty box would fill a box drawn around both.
        if any(_is_empty_box(square, ink) for some in squares for square in some):
            return None
    return None


def _is_any_filled(squares: Sequence[Box], word: Box, ink: InkMap) -> bool | None:
    """Judge a patch of ink by the squares that it may be."""
    judged = {_is_filled(square, ink) for square in squares}
    # A cross fills any part of its box: one empty inside shows that there is none.
    if False in judged:
        return False
    within = _box_within(squares[0], word, ink) if len(squares) == 1 else None
    if within is not None and _is_filled(within, ink) is not True:
        return None  # the ink is a tick that touches the box from outside
    return judged.pop() if len(judged) == 1 else None


def _is_high_enough(blot: Box, word: Box) -> bool:
    return 0.35 < blot.height / word.height < _HIGHEST_BOX


def _is_empty_box(square: Box, ink: InkMap) -> bool:
    return _has_edges(square, ink) and _is_filled(square, ink) is False


def _is_box_ticked(near: Box, word: Box, ink: InkMap) -> bool | None:
    """Judge a box left of a word, where other words may stand: only what has four edges is one.

    A tick may reach beyond the box at a corner.
    """
    found = [
        square
        for blot in ink.blots_in(near, bridging=1)
        if _is_high_enough(blot.box, word) and (square := _box_within(blot.box, word, ink))
    ]
    return _is_filled(found[0], ink) if len(found) == 1 else None


def _box_within(blot: Box, word: Box, ink: InkMap) -> Box | None:
    """Find the printed box in a patch of ink from which a tick stands out."""
    squares = (square for square in ink.squares_at(blot) if _is_high_enough(square, word))
    return next((square for square in squares if _has_edges(square, ink)), None)


def _has_edges(square: Box, ink: InkMap) -> bool:
    """Say whether ink runs along all four edges, as of a box and of no letter."""
    across, down = _EDGE * square.width, _EDGE * square.height
    edges = (
        Box(square.left, square.top, square.right, square.top + down),
        Box(square.left, square.bottom - down, square.right, square.bottom),
        Box(square.left, square.top, square.left + across, square.bottom),
        Box(square.right - across, square.top, square.right, square.bottom),
    )
    return all(ink.longest_run_in(edge) > _WHOLE_EDGE for edge in edges)


def _is_filled(square: Box, ink: InkMap) -> bool | None:
    """Judge a tick box by the ink well inside its edges; None is doubt."""
    across, down = 0.27 * square.width, 0.27 * square.height
    inside = Box(
        square.left + across, square.top + down, square.right - across, square.bottom - down
    )
    share = ink.share_in(inside)
    return True if share > _FILLED else False if share < _EMPTY else None
