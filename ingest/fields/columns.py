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

    def is_apart(self, line: Line, previous: Line | None) -> bool:
        """Say whether a line stands farther below the one before it than lines do."""
        return (
            previous is not None
            and previous.page == line.page
            and line.middle - previous.middle > _PARAGRAPH_GAP * self.step
        )

    def has_room(self, previous: Line, line: Line) -> bool:
        """Say whether a line's first word would have fitted on the line before, on this page.

        Text that could have gone on there and did not was ended by its writer.
        """
        first = line.words[0].box.width if line.words else 0.0
        return previous.box.right + first + _SPACE < self.right


def columns_by_page(lines: Sequence[Line], *, around: Sequence[Line] = ()) -> dict[int, Columns]:
    """Measure each page's columns; the step from line to line by the lines around them too."""
    return {
        page: _columns_of(_on(page, lines), _usual_step(_on(page, around) or _on(page, lines)))
        for page in sorted({line.page for line in lines})
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


def _usual_step(lines: Sequence[Line]) -> float:
    """How far apart (in fractions of the height) the lines of a paragraph are."""
    steps = sorted(
        below.middle - above.middle
        for above, below in pairwise(lines)
        if 0.005 < below.middle - above.middle < 0.04
    )
    # Within the lower third: steps between paragraphs are wider, and no step is narrower.
    return steps[max(0, len(steps) // 3 - 1)] if steps else 0.018


def _right_edge(lines: Sequence[Line]) -> float:
    """How far the text runs to the right, a few lines' strays left out."""
    rights = sorted(line.box.right for line in lines)
    return rights[-1 - int(_WORST * len(rights))]
