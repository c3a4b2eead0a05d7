"""The places beside two printed words in, which of their tick boxes is filled out."""

from collections.abc import Iterator, Mapping, Sequence

from ingest.lines.inkmap import InkMap
from ingest.page import Box
from ingest.record import Answer

_FILLED, _EMPTY = 0.22, 0.06  # of a tick box's inside: a hand's cross covers 0.3 and more
_LIGHTLY, _BARE = 0.11, 0.02  # a thin tick beside a box that holds nothing at all
_NEAR = 0.035  # of the page's width, from a word to its box at the most
_GAP = 0.001  # of the width: a letter may reach this far out of its word's box
_HIGHEST_BOX = 1.7  # of a word's height, with a tick that stands out of it
_AROUND = 0.3  # of a word's height: a box stands out above and below it
_EDGE, _WHOLE_EDGE = 0.25, 0.8  # of a box's side: how far in an edge lies, how much of it is ink
_HOLLOW_EDGE = 0.6  # of a side, on a poor copy of a box that is empty


def ticked(
    both: Mapping[Answer, Box], ink: InkMap, *, asked: Box | None
) -> dict[Answer, bool | None]:
    """Judge the tick box of either word: all stand right of their words, or all left of them."""
    words = sorted(both.values(), key=lambda word: (_rows_above(word, both), word.left))
    right_of = {answer: _right_of(word, words) for answer, word in both.items()}
    after = {answer: _is_ticked(right_of[answer], word, ink) for answer, word in both.items()}
    first = next(answer for answer, word in both.items() if word is words[0])
    before = {
        answer: _is_box_ticked(_left_of(word, words, asked), word, ink)
        for answer, word in both.items()
    }
    if before[first] is None:
        return _with_thin_ticks(after, right_of, both, ink)
    # A box left of the first word: boxes stand before their words, or nobody can tell.
    last = next(answer for answer, word in both.items() if word is words[-1])
    return before if after[last] is None else dict.fromkeys(both)


def has_boxes(both: Mapping[Answer, Box], ink: InkMap, *, asked: Box | None) -> bool:
    """Say whether a box with four edges is printed beside either word."""
    words = tuple(both.values())
    return any(
        _is_high_enough(blot.box, word) and _box_within(blot.box, word, ink) is not None
        for word in words
        for near in (_right_of(word, words), _left_of(word, words, asked))
        for blot in ink.blots_in(near, bridging=1)
    )


def _with_thin_ticks(
    marks: dict[Answer, bool | None],
    places: Mapping[Answer, Box],
    words: Mapping[Answer, Box],
    ink: InkMap,
) -> dict[Answer, bool | None]:
    """Take a thin tick for one where the other box holds nothing at all."""
    if set(marks.values()) != {None, False}:
        return marks
    inside = {answer: _ink_in_box(places[answer], words[answer], ink) for answer in marks}
    thin = {
        answer: True
        for answer, share in inside.items()
        if marks[answer] is None and share is not None and share > _LIGHTLY
    }
    nothing = all(
        share is not None and share < _BARE
        for answer, share in inside.items()
        if marks[answer] is False
    )
    return {**marks, **thin} if nothing else marks


def _ink_in_box(near: Box, word: Box, ink: InkMap) -> float | None:
    """Measure the ink inside the one box near a word; None where there is not one.

    A patch of ink may be a box in several ways: an empty one shows that what it holds is outside.
    """
    patches = [
        shares
        for blot in ink.blots_in(near, bridging=1)
        if _is_high_enough(blot.box, word)
        and (shares := [ink.share_in(_inside(s)) for s in _boxes_within(blot.box, word, ink)])
    ]
    return min(patches[0]) if len(patches) == 1 else None


def _rows_above(word: Box, both: Mapping[Answer, Box]) -> int:
    """Count the rows above a word: two words may stand one below the other."""
    return sum(1 for other in both.values() if other.bottom < word.middle)


def _right_of(word: Box, words: Sequence[Box]) -> Box:
    """Give the place of a box right of a word, as far as the next of the two words."""
    around = _AROUND * word.height
    ends = [w.left - _GAP for w in words if w.left > word.right and _is_beside(w, word)]
    right = min([word.right + _NEAR, *ends])
    return Box(word.right - _GAP, word.top - around, right, word.bottom + around)


def _left_of(word: Box, words: Sequence[Box], asked: Box | None) -> Box:
    """Give the place of a box left of a word, up to the words before: "d" has a bowl like one."""
    around = _AROUND * word.height
    before = (*words, asked) if asked is not None else words
    ends = [w.right + _GAP for w in before if w.right < word.left and _is_beside(w, word)]
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
        return False if any(_has_edges(s, ink, whole=_HOLLOW_EDGE) for s in squares) else None
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
    return next(_boxes_within(blot, word, ink), None)


def _boxes_within(blot: Box, word: Box, ink: InkMap) -> Iterator[Box]:
    squares = (square for square in ink.squares_at(blot) if _is_high_enough(square, word))
    return (square for square in squares if _has_edges(square, ink))


def _has_edges(square: Box, ink: InkMap, *, whole: float = _WHOLE_EDGE) -> bool:
    """Say whether ink runs along all four edges, as of a box and of no letter."""
    across, down = _EDGE * square.width, _EDGE * square.height
    edges = (
        Box(square.left, square.top, square.right, square.top + down),
        Box(square.left, square.bottom - down, square.right, square.bottom),
        Box(square.left, square.top, square.left + across, square.bottom),
        Box(square.right - across, square.top, square.right, square.bottom),
    )
    return all(ink.longest_run_in(edge) > whole for edge in edges)


def _is_filled(square: Box, ink: InkMap) -> bool | None:
    """Judge a tick box by the ink well inside its edges; None is doubt."""
    share = ink.share_in(_inside(square))
    return True if share > _FILLED else False if share < _EMPTY else None


def _inside(square: Box) -> Box:
    across, down = 0.27 * square.width, 0.27 * square.height
    return Box(square.left + across, square.top + down, square.right - across, square.bottom - down)
