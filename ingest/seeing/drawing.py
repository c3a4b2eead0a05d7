"""A page reading and its boxes in, a picture as PNG out: the page's ink, boxes, labels, a legend.

The page keeps its size, 150 dots to the inch, and its corner; the legend stands below it.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.page import Box, PageReading
from ingest.scanning.picture import INK_DPI, Grey, unpacked
from ingest.seeing.boxes import Hue, Seen

Picture: TypeAlias = NDArray[np.uint8]
_Colour: TypeAlias = tuple[int, int, int]

LEGEND_HIGH = 34
WITHHELD = "withheld page"

# blue, green, red, as OpenCV has them; apart in brightness too, for who sees colours otherwise
COLOURS: Mapping[Hue, _Colour] = {
    Hue.LINE: (190, 190, 190),
    Hue.TABLE: (150, 150, 40),
    Hue.BLOCK: (215, 100, 30),
    Hue.HAND: (170, 40, 130),
    Hue.CLEAR: (40, 150, 20),
    Hue.DOUBTFUL: (0, 120, 240),
    Hue.FINDING: (30, 20, 205),
}
_RED = COLOURS[Hue.FINDING]
_THICK = {Hue.LINE: 1, Hue.TABLE: 1, Hue.BLOCK: 2}
_INK_SHADE = 70  # lighter than black, so that boxes stand out
_FONT, _FONT_SIZE = cv2.FONT_HERSHEY_SIMPLEX, 0.42
_LABEL_HIGH = 16
_LARGEST_SIDE = 9000  # pixels: 150 dpi of a page five feet long
_Area: TypeAlias = tuple[int, int, int, int]  # left, top, right, bottom


def drawn(reading: PageReading, seen: Sequence[Seen], *, withheld: bool) -> bytes:
    """Draw a page with its boxes; a withheld one has a red border, and its findings unnamed."""
    page = _page_of(reading)
    for each in seen:
        if each.box is not None:
            thick = _THICK.get(each.hue, 3)
            left, top, right, bottom = _pixels(each.box, page, margin=thick)
            cv2.rectangle(page, (left, top), (right, bottom), COLOURS[each.hue], thick)
    if withheld:
        _mark_withheld(page)
    else:
        _Labels(page, _text_left(seen)).write(seen)
    done, png = cv2.imencode(".png", np.vstack((page, _legend(page.shape[1]))))
    if not done:
        raise ValueError("the picture of a page could not be written as PNG")
    return png.tobytes()


def _page_of(reading: PageReading) -> Picture:
    """Give the page's ink as a picture in colour; a page without any is white paper."""
    if reading.ink is None:
        high, wide = (
            min(_LARGEST_SIDE, max(1, round(points / 72 * INK_DPI)))
            for points in (reading.height_points, reading.width_points)
        )
        return np.full((high, wide, 3), 255, np.uint8)
    ink: Grey = unpacked(reading.ink)
    shade = np.where(ink > 0, np.uint8(_INK_SHADE), np.uint8(255))
    return np.ascontiguousarray(np.repeat(shade[:, :, np.newaxis], 3, axis=2))


def _pixels(box: Box, page: Picture, margin: int = 0) -> _Area:
    """Give a box in pixels of the page, with a margin so that no letter is drawn over."""
    high, wide = page.shape[:2]
    return (
        min(max(0, round(box.left * wide) - margin), wide - 1),
        min(max(0, round(box.top * high) - margin), high - 1),
        min(max(0, round(box.right * wide) + margin), wide - 1),
        min(max(0, round(box.bottom * high) + margin), high - 1),
    )


def _mark_withheld(page: Picture) -> None:
    high, wide = page.shape[:2]
    cv2.rectangle(page, (0, 0), (wide - 1, high - 1), _RED, 24)
    _write(page, WITHHELD, (24, 34), _RED, size=0.8)


def _text_left(seen: Sequence[Seen]) -> float:
    """Say where the page's text begins: labels of blocks stand left of it."""
    lefts = [each.box.left for each in seen if each.box is not None and each.hue is Hue.LINE]
    return min(lefts, default=0.1)


class _Labels:
    """The labels of one page: blocks' in the left margin, findings' in the right, others beside."""

    def __init__(self, page: Picture, text_left: float) -> None:
        self._page = page
        self._high, self._wide = page.shape[:2]
        self._text_left = round(text_left * self._wide)
        self._taken: list[_Area] = []

    def write(self, seen: Sequence[Seen]) -> None:
        for each in reversed(seen):  # what matters most chooses its place first
            if each.label:
                wide = _width_of(each.label)
                left, top = self._free(*self._wanted(each, wide), wide)
                self._taken.append((left, top, left + wide, top + _LABEL_HIGH))
                _write(self._page, each.label, (left, top), COLOURS[each.hue])

    def _wanted(self, each: Seen, wide: int) -> tuple[int, int]:
        if each.box is None:
            return self._wide - wide - 2, 2
        left, top, right, _ = _pixels(each.box, self._page)
        match each.hue:
            case Hue.FINDING if each.label != "no tick":
                return self._wide - wide - 2, top
            case Hue.BLOCK | Hue.TABLE:
                return max(2, min(left, self._text_left) - wide - 5), top
            case _:
                return (right + 5 if right + 5 + wide < self._wide else right - wide), top

    def _free(self, left: int, top: int, wide: int) -> tuple[int, int]:
        """Go down from the place wanted until no other label stands there."""
        highest = self._high - _LABEL_HIGH
        for at in range(min(top, highest), highest, 4):
            area = (left, at, left + wide, at + _LABEL_HIGH)
            if not any(_overlap(area, other) for other in self._taken):
                return left, at
        return left, min(top, highest)


def _overlap(a: _Area, b: _Area) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _width_of(label: str, size: float = _FONT_SIZE) -> int:
    (wide, _), _ = cv2.getTextSize(label, _FONT, size, 1)
    return int(wide) + 6


def _write(
    page: Picture, text: str, corner: tuple[int, int], colour: _Colour, size: float = _FONT_SIZE
) -> None:
    """Write white on a patch of the colour, whose left top corner is given."""
    left, top = corner
    high = round(_LABEL_HIGH * size / _FONT_SIZE)
    patch = (left + _width_of(text, size), top + high)
    cv2.rectangle(page, corner, patch, colour, cv2.FILLED)
    foot = (left + 3, top + round(high * 0.75))
    cv2.putText(page, text, foot, _FONT, size, (255, 255, 255), 1, cv2.LINE_AA)


def _legend(wide: int) -> Picture:
    strip = np.full((LEGEND_HIGH, wide, 3), 255, np.uint8)
    strip[0] = 0
    left = 8
    for hue, colour in COLOURS.items():
        _write(strip, hue.value, (left, 10), colour)
        left += _width_of(hue.value) + 8
    return strip
