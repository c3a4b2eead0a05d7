"""A page's lines in, its columns out: where its text begins and ends, how far apart lines are."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from ingest.fields.signs import without_number
from ingest.lines.line import Line

INDENT = 0.011  # of the width: farther right than this is another column
_PARAGRAPH_GAP = 1.17  # of the usual step from line to line
_SPACE = 0.02  # of the width: a space between words and what a ragged margin may lack
_MUCH = 0.2  # of the width
_FULL = 0.06  # of the width: a line that ends so near the margin goes on below
_NEAREST, _FARTHEST = 0.005, 0.04  # of the height, from line to line
_ENOUGH = 3
_STEP = 0.018  # of the height: eleven points, set as usual
_LEADING = 1.75  # times a line's own height: no form is set wider
_WORST = 0.1  # of a page's lines may run out beyond its margin: stamps and specks


class Columns(Struct, frozen=True):
    """Where a page's text begins and ends (of the width), and how far apart its lines are.

    `numbers` is where paragraph numbers begin, None on a page that has none.
    """

    numbers: float | None
    text: float
    step: float
    right: float

    def is_deep(self, line: Line) -> bool:
        """Say whether a line begins right of the text's own column."""
        return line.box.left > self.text + INDENT

    def is_apart(self, line: Line, previous: Line | None, *, by: float = _PARAGRAPH_GAP) -> bool:
        """Say whether a line stands farther below the one before it than lines do."""
        return (
            previous is not None
            and previous.page == line.page
            and line.middle - previous.middle > by * self.step
        )

    def has_much_room(self, previous: Line, line: Line) -> bool:
        """Say whether a quarter of a line stood empty besides: no wrapping leaves so much."""
        first = line.words[0].box.width if line.words else 0.0
        return previous.box.right + first + _MUCH < self.right

    def has_room(self, previous: Line, line: Line) -> bool:
        """Say whether a line's first word would have fitted on the line before, on this page.

        Text that could have gone on there and did not was ended by its writer.
        """
        first = line.words[0].box.width if line.words else 0.0
        return previous.box.right + first + _SPACE < self.right


def columns_by_page(lines: Sequence[Line], *, around: Sequence[Line] = ()) -> dict[int, Columns]:
    """Measure each page's columns; the step from line to line by the lines around them too."""
    pages = sorted({line.page for line in lines})
    standing = {page: _on(page, around) or _on(page, lines) for page in pages}
    steps = {page: _steps_within_paragraphs(standing[page]) for page in pages}
    on_all = [step for page in pages for step in steps[page]]
    return {
        page: _columns_of(
            _on(page, lines),
            _step_of(steps[page] if len(steps[page]) >= _ENOUGH else on_all, standing[page]),
        )
        for page in pages
    }


def _on(page: int, lines: Sequence[Line]) -> list[Line]:
    return sorted((line for line in lines if line.page == page), key=lambda line: line.middle)


def _columns_of(lines: Sequence[Line], step: float) -> Columns:
    numbered = [
        (line.words[0].box.left, rest[0].box.left)
        for line in lines
        for number, rest in [without_number(line)]
        if number is not None and rest
    ]
    right = _right_edge(lines)
    if numbered:
        numbers = median(left for left, _ in numbered)
        return Columns(numbers, median(left for _, left in numbered), step, right)
    # Text that goes on from a numbered paragraph stands at its indent already.
    return Columns(None, min(line.box.left for line in lines), step, right)


def _steps_within_paragraphs(lines: Sequence[Line]) -> list[float]:
    """Measure from full lines to what goes on below them, in fractions of the height."""
    right = _right_edge(lines)
    return [
        below.middle - above.middle
        for above, below in pairwise(lines)
        if above.box.right > right - _FULL
        and _NEAREST < below.middle - above.middle < _FARTHEST
        and below.text[:1].islower()
    ]


def _step_of(within: Sequence[float], lines: Sequence[Line]) -> float:
    """Take the steps within paragraphs where there are enough, else the narrowest of all."""
    if len(within) >= _ENOUGH:
        return median(within)
    steps = [below.middle - above.middle for above, below in pairwise(lines)]
    near = [step for step in steps if _NEAREST < step < _FARTHEST]
    highest = _LEADING * median(line.box.height for line in lines)
    # Where every paragraph has but one line, the steps are those between paragraphs.
    # Within the lower third: steps between paragraphs are wider, and no step is narrower.
    usual = sorted(near)[max(0, len(near) // 3 - 1)] if near else _STEP
    return min(usual, highest)


def _right_edge(lines: Sequence[Line]) -> float:
    """How far the text runs to the right, a few lines' strays left out."""
    rights = sorted(line.box.right for line in lines)
    return rights[-1 - int(_WORST * len(rights))]
