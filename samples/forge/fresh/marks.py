"""Words, boxes and pen marks on one line: what an answer looks like on paper."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct
from numpy.random import Generator
from reportlab.graphics.shapes import Drawing, Line, PolyLine, Rect, String
from reportlab.lib.colors import Color, black
from reportlab.pdfbase.pdfmetrics import stringWidth

from samples.forge.house import House, Piece
from samples.forge.pen import Stroke, tick

PEN = Color(0.08, 0.09, 0.25)
_SIDE = 0.95  # of the type's size


class InBox(StrEnum):
    """What is in a tick box."""

    NOTHING = "☐"
    PRINTED_CROSS = "☒"
    PRINTED_TICK = "☑"
    PEN_TICK = "pen tick"
    PEN_CROSS = "pen cross"


class Said(Struct, frozen=True):
    """A word on the line, struck through by pen or not."""

    words: str
    struck: bool = False


Sign = Said | InBox


def line_of(
    signs: Sequence[Sign],
    house: House,
    rng: Generator,
    *,
    smudge_from: int | None = None,
    bold_from: int | None = None,
) -> Piece:
    """Set the signs on one line; from the given place on, a wet thumb has been over it."""
    line = _Line(house.size, rng)
    smudged_from = None
    for place, sign in enumerate(signs):
        if place == smudge_from:
            smudged_from = line.at
        if isinstance(sign, InBox):
            line.box(sign)
        else:
            bold = bold_from is not None and place >= bold_from
            line.word(sign, house.bold_face if bold else house.face)
    if smudged_from is not None:
        line.smudge(smudged_from)
    line.paper.width = line.at
    return line.paper


class _Line:
    """A line that is being set: `at` is where the next sign begins."""

    def __init__(self, size: float, rng: Generator) -> None:
        self.paper = Drawing(10, size * 1.75)
        self.at = 0.0
        self._size, self._base, self._rng = size, size * 0.55, rng

    def word(self, said: Said, face: str) -> None:
        """Set a word, and draw the pen through it, a little askew."""
        self.paper.add(String(self.at, self._base, said.words, fontName=face, fontSize=self._size))
        width = float(stringWidth(said.words, face, self._size))
        if said.struck:
            middle = self._base + self._size * 0.33
            rise = self._rng.uniform(-0.12, 0.12, 2) * self._size
            start, end = (self.at - 2, middle + rise[0]), (self.at + width + 2, middle + rise[1])
            self.paper.add(Line(*start, *end, strokeColor=PEN, strokeWidth=1.2))
        self.at += width + self._size * 0.45

    def box(self, inside: InBox) -> None:
        """Set a tick box with what is in it."""
        side = self._size * _SIDE
        low = self._base - side * 0.12
        frame = Rect(self.at, low, side, side, fillColor=None, strokeColor=black, strokeWidth=0.8)
        self.paper.add(frame)
        by_pen = inside in {InBox.PEN_TICK, InBox.PEN_CROSS}
        height = side * self._rng.uniform(1.0, 1.35) if by_pen else side
        for stroke in _strokes_in(inside, self._rng):
            points = [(self.at + x * height, low + y * height) for x, y in stroke]
            colour = PEN if by_pen else black
            self.paper.add(PolyLine(points, strokeColor=colour, strokeWidth=1.1))
        self.at += side + self._size * 0.9

    def smudge(self, left: float) -> None:
        """Rub ink over what stands from there on, so that nobody can tell what it was."""
        right = max(self.at - self._size * 0.4, left + 20)
        for _ in range(22):
            across = sorted(self._rng.uniform(left - 3, right + 3, 2))
            up = self._base + self._size * self._rng.uniform(-0.25, 0.9, 2)
            ends = (across[0], up[0], across[1], up[1])
            self.paper.add(Line(*ends, strokeColor=black, strokeWidth=self._size * 0.3))


def _strokes_in(inside: InBox, rng: Generator) -> list[Stroke]:
    """Return the strokes in a tick box whose sides are 1."""
    cross: list[Stroke] = [[(0.12, 0.12), (0.88, 0.88)], [(0.12, 0.88), (0.88, 0.12)]]
    match inside:
        case InBox.NOTHING:
            return []
        case InBox.PRINTED_CROSS:
            return cross
        case InBox.PRINTED_TICK:
            return [[(0.15, 0.5), (0.4, 0.2), (0.88, 0.85)]]
        case InBox.PEN_TICK:
            return tick(rng)
        case InBox.PEN_CROSS:
            return [
                [(x + rng.normal(0, 0.09), y + rng.normal(0, 0.09)) for x, y in stroke]
                for stroke in cross
            ]
