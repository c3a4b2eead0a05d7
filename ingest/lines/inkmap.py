"""A page's kept ink, asked questions: how much ink stands here, what stands in no word."""

from collections.abc import Iterable

import cv2
import numpy as np
from msgspec import Struct

from ingest.lines.stroke import Strike, longest_stroke, strike_through
from ingest.page import OCR_READERS, Box, PageReading
from ingest.scanning.picture import INK_DPI, Grey, unpacked

_STRUCK = 0.88  # of a word's width, inked in one row of pixels
_LIMBS = 0.2  # of a word's height, above and below: letters run level there
_SAME_STROKE = 0.1  # of a word's width
_SPECK_INCHES = 0.045  # a mark smaller than this both ways is dust


class InkBlot(Struct, frozen=True):
    """A connected patch of ink: its place, and its own ink in square inches."""

    box: Box
    square_inches: float


class PenStroke(Struct, frozen=True):
    """A stroke through a word: what share of its width, and how many inches beyond an end."""

    share: float
    reach_inches: float


class InkMap:
    """The ink of one page, without its ruling lines."""

    def __init__(self, reading: PageReading) -> None:
        """Unpack the ink that the reading kept; a page without any has none."""
        # What a PDF's own layer says of a mark is no reading of it.
        self.words = tuple(
            word.box for reader in OCR_READERS for word in reading.words.get(reader, ())
        )
        # A fast reading has two readers for some places only; an answer elsewhere is never sure.
        self.has_two_readers_at = reading.has_two_readers_at
        self._level_rules = reading.level_rules
        if reading.ink is None:
            self._ink: Grey = np.zeros((1, 1), np.uint8)
            self._with_rules = self._ink
            return
        self._with_rules = unpacked(reading.ink)
        self._ink = self._with_rules.copy()
        for rule in (*reading.level_rules, *reading.upright_rules):
            top, bottom, left, right = self._pixels(rule, margin=2)
            self._ink[top:bottom, left:right] = 0

    def blots_in(
        self,
        place: Box,
        *,
        besides: Iterable[Box] = (),
        bridging: int = 3,
        smallest_inches: float = _SPECK_INCHES,
    ) -> tuple[InkBlot, ...]:
        """Give the patches of ink in a place, larger than dust, that lie in no other box named.

        `bridging` is how many pixels wide strokes are made before patches are told apart: what
        a thin pen or a hard threshold broke belongs together.
        """
        top, bottom, left, right = self._pixels(place)
        ink = self._ink[top:bottom, left:right].copy()
        for box in besides:
            t, b, le, r = self._pixels(box, margin=2)
            ink[max(0, t - top) : max(0, b - top), max(0, le - left) : max(0, r - left)] = 0
        if ink.size == 0:
            return ()
        joined = cv2.dilate(ink, np.ones((bridging, bridging), np.uint8))
        count, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
        wider, edge = bridging - 1, bridging // 2
        blots = []
        for label in range(1, count):
            x, y, w, h = stats[label, :4].tolist()
            if max(w, h) - wider < smallest_inches * INK_DPI:
                continue
            own = int(np.count_nonzero(ink[labels == label]))
            blots.append(
                InkBlot(
                    self._box(
                        left + x + edge, top + y + edge, left + x + w - edge, top + y + h - edge
                    ),
                    own / INK_DPI**2,
                )
            )
        return tuple(blots)

    def share_in(self, place: Box) -> float:
        """Say what share of a place is ink, from 0 to 1; ruling lines do not count."""
        top, bottom, left, right = self._pixels(place)
        ink = self._ink[top:bottom, left:right]
        return float(np.count_nonzero(ink)) / ink.size if ink.size else 0.0

    def longest_run_in(self, edge: Box) -> float:
        """Say what share of a strip's longer side is inked in its best row, or its best column."""
        top, bottom, left, right = self._pixels(edge)
        ink = self._ink[top:bottom, left:right] > 0
        if not ink.size:
            return 0.0
        return float(ink.mean(axis=1 if ink.shape[1] > ink.shape[0] else 0).max())

    def squares_of(self, box: Box) -> tuple[Box, ...]:
        """Give a patch of ink as a square on paper: itself, or what a speck at one end left of it.

        Nothing where it is far from square; two where the speck may be at either end.
        """
        high, wide = self._ink.shape
        shape = (box.width * wide) / max(1.0, box.height * high)
        if 0.85 < shape < 1.5:
            return (box,)
        if 0.4 < shape <= 0.85:
            side = box.width * wide / high
            return (
                Box(box.left, box.top, box.right, box.top + side),
                Box(box.left, box.bottom - side, box.right, box.bottom),
            )
        return ()

    def squares_at(self, box: Box) -> tuple[Box, ...]:
        """Give the squares at the corners of a patch of ink, from the largest to half its size."""
        high, wide = self._ink.shape
        longest = min(box.width * wide, box.height * high)
        sides = [longest * share / 20 for share in range(20, 9, -1)]
        return tuple(
            Box(left, top, left + side / wide, top + side / high)
            for side in sides
            for left in (box.left, box.right - side / wide)
            for top in (box.top, box.bottom - side / high)
        )

    def inches_across(self, box: Box) -> float:
        """Say how long the longer side of a box is, in inches."""
        high, wide = self._ink.shape
        return float(max(box.width * wide, box.height * high) / INK_DPI)

    def square_inches_of(self, box: Box) -> float:
        """Say how large a box is on paper."""
        high, wide = self._ink.shape
        return float(box.width * wide * box.height * high) / INK_DPI**2

    def flatness_of(self, box: Box) -> float:
        """Say how many times as wide as high a box is on paper."""
        high, wide = self._ink.shape
        return float(box.width * wide / max(1.0, box.height * high))

    def is_struck_through(self, word: Box) -> bool:
        """Say whether a stroke runs across the middle of a word, from end to end."""
        return self.widest_stroke(word) > _STRUCK

    def widest_stroke(self, word: Box) -> float:
        """Give the largest share of a word's width that one row of its middle has inked.

        YES and NO have no more than three quarters. A long straight stroke passes for a ruling
        line, so those count too.
        """
        high = word.height
        ruled = [
            (min(rule.right, word.right) - max(rule.left, word.left)) / word.width
            for rule in self._level_rules
            if abs(rule.middle - word.middle) < 0.25 * high
        ]
        top, bottom, left, right = self._pixels(
            Box(word.left, word.top + 0.25 * high, word.right, word.bottom - 0.25 * high)
        )
        ink = self._ink[top:bottom, left:right] > 0
        return max([*ruled, float(ink.mean(axis=1).max()) if ink.size else 0.0])

    def strike_across(self, word: Box) -> Strike:
        """Look at the ink of a word, ruling lines' included, for a stroke of a pen through it."""
        top, bottom, left, right = self._pixels(word)
        aside = bottom - top
        start = max(0, left - aside)
        ink = self._with_rules[top:bottom, start : right + aside] > 0
        return strike_through(ink, left - start, right - start)

    def pen_across(self, word: Box) -> PenStroke:
        """Find the longest stroke through a word, straight or not, a ruling line's ink included."""
        high, aside = word.height, 0.6 * word.height * self._with_rules.shape[0]
        top, bottom, left, right = self._pixels(
            Box(word.left, word.top + _LIMBS * high, word.right, word.bottom - _LIMBS * high)
        )
        start = max(0, left - round(aside))
        ink = self._with_rules[top:bottom, start : right + round(aside)] > 0
        if not ink.size or right <= left:
            return PenStroke(0.0, 0.0)
        within = longest_stroke(ink[:, left - start : right - start])
        first, last = (start + column for column in longest_stroke(ink))
        share = (within[1] - within[0]) / (right - left)
        whole = (min(last, right) - max(first, left)) / (right - left)
        if whole < share - _SAME_STROKE:
            return PenStroke(share, 0.0)  # the longest there is another word's
        reach = max(left - first, last - right) / INK_DPI
        return PenStroke(max(share, whole), max(0.0, reach))

    def _pixels(self, box: Box, margin: int = 0) -> tuple[int, int, int, int]:
        high, wide = self._ink.shape
        return (
            max(0, round(box.top * high) - margin),
            min(high, round(box.bottom * high) + margin),
            max(0, round(box.left * wide) - margin),
            min(wide, round(box.right * wide) + margin),
        )

    def _box(self, left: int, top: int, right: int, bottom: int) -> Box:
        high, wide = self._ink.shape
        return Box(
            round(left / wide, 4),
            round(top / high, 4),
            round(right / wide, 4),
            round(bottom / high, 4),
        )
