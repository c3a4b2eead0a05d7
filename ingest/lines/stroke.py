"""A word's ink in, the longest stroke through its middle out: straight, slanting or by a hand."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Bits = NDArray[np.bool_]
Depths = NDArray[np.int64]

_SMALLEST = 7  # pixels: in less no stroke is told from a letter


def longest_stroke(ink: Bits) -> tuple[int, int]:
    """Give the columns from where to where ink can be followed to the right without a gap.

    Each step of two columns goes up or down by one row at the most: along a pen's stroke, however
    it slants or waves, and not along the limbs of a letter, which are steeper.
    """
    pairs = ink[:, : ink.shape[1] // 2 * 2]
    both = pairs[:, ::2] & pairs[:, 1::2]
    runs = np.zeros(both.shape[0] + 2, np.int64)
    start = end = 0
    for at in range(both.shape[1]):
        before = np.maximum(np.maximum(runs[:-2], runs[1:-1]), runs[2:])
        runs[1:-1] = np.where(both[:, at], before + 1, 0)
        longest = int(runs.max())
        if longest > end - start:
            start, end = at + 1 - longest, at + 1
    return 2 * start, 2 * end


_LEANS = np.arange(-5, 6) / 20  # rows a column: a hand strikes nearly level
_HIGHEST, _LOWEST = 0.25, 0.78  # of a word's height: where a stroke crosses its middle
_EDGE = 0.14  # of a word's height: what leans may end here and no farther out
_THIN = 0.25  # of a word's height: a pen is thinner, a stem or a blot is not
_REACH = 0.6  # of a word's height: how far out of the word a stroke is followed
_OUTSIDE = 999


class Strike(Struct, frozen=True):
    """The straightest run of ink through a word, in shares of the word's width.

    `thin` is where it shows as a line of its own, with paper above and below; `least_thin` the
    same of the third where it shows least; `alone` where on one side of it is paper alone.
    `above` and `below` are where letters stand out; `height` is how far down the word it runs.
    `reach` is how many pixels it goes on beyond the word's left and right end.
    """

    covered: float = 0.0
    thin: float = 0.0
    least_thin: float = 0.0
    alone: float = 0.0
    above: float = 0.0
    below: float = 0.0
    height: float = 0.0
    reach: tuple[int, int] = (0, 0)


def strike_through(ink: Bits, left: int, right: int) -> Strike:
    """Find the stroke from column to column that crosses most, and most of it as a thin line."""
    high, wide = ink.shape[0], right - left
    if high < _SMALLEST or wide < _SMALLEST:
        return Strike()
    columns = np.arange(left, right)
    starts = np.arange(round(_HIGHEST * high), round(_LOWEST * high) + 1)
    rows = starts[None, :, None] + np.round(
        _LEANS[:, None, None] * (columns - (left + right) / 2)
    ).astype(np.int64)
    within = (rows >= _EDGE * high) & (rows < (1 - _EDGE) * high)
    rows = np.clip(rows, 1, high - 2)
    thick = _thickness(ink)
    deep = _least_near(thick, rows, columns)
    most = max(3, round(_THIN * high))
    hit, thin = (deep < _OUTSIDE) & within, (deep <= most) & within
    score = hit.mean(axis=2) + 0.3 * thin.mean(axis=2) - 0.1 * np.abs(_LEANS)[:, None]
    lean, start = np.unravel_index(int(score.argmax()), score.shape)
    row, is_thin = rows[lean, start], thin[lean, start]
    above, below = _letters_beside(ink, row, columns, most // 2 + 2)
    return Strike(
        covered=float(hit[lean, start].mean()),
        thin=float(is_thin.mean()),
        least_thin=min(float(third.mean()) for third in np.array_split(is_thin, 3)),
        alone=float((is_thin & ~(above & below)).mean()),
        above=float(above.mean()),
        below=float(below.mean()),
        height=float(row.mean()) / high,
        reach=_reach(thick, float(starts[start]), float(_LEANS[lean]), (left, right), most),
    )


def _thickness(ink: Bits) -> Depths:
    """Say of every inked pixel how many above and below it are inked without a gap."""
    down, up = np.zeros(ink.shape, np.int64), np.zeros(ink.shape, np.int64)
    for row in range(ink.shape[0]):
        down[row] = np.where(ink[row], (down[row - 1] if row else 0) + 1, 0)
    for row in reversed(range(ink.shape[0])):
        up[row] = np.where(ink[row], (up[row + 1] if row + 1 < ink.shape[0] else 0) + 1, 0)
    return np.where(ink, up + down - 1, _OUTSIDE)


def _least_near(thick: Depths, rows: Depths, columns: Depths) -> Depths:
    """Give the thinnest ink in these rows, or one row off; `_OUTSIDE` where there is none."""
    above, at, below = (thick[rows + off, columns] for off in (-1, 0, 1))
    return np.minimum(np.minimum(above, at), below)


def _letters_beside(ink: Bits, row: Depths, columns: Depths, off: int) -> tuple[Bits, Bits]:
    """Say in which columns ink stands above a stroke, and in which below it."""
    inked = np.cumsum(ink, axis=0)[:, columns]
    last, at = ink.shape[0] - 1, np.arange(len(columns))
    above = (row - off >= 0) & (inked[np.clip(row - off, 0, last), at] > 0)
    below = inked[last, at] > inked[np.clip(row + off, 0, last), at]
    return above, below


def _reach(
    thick: Depths, start: float, lean: float, ends: tuple[int, int], most: int
) -> tuple[int, int]:
    """Follow a stroke out of both ends of a word, as long as it is a thin line."""
    high, wide = thick.shape
    columns = np.arange(wide)
    rows = np.round(start + lean * (columns - sum(ends) / 2)).astype(np.int64)
    is_thin = _least_near(thick, np.clip(rows, 1, high - 2), columns) <= most
    out = round(_REACH * high)
    before, behind = is_thin[max(0, ends[0] - out) : ends[0]][::-1], is_thin[ends[1] :][:out]
    return _until_gap(before), _until_gap(behind)


def _until_gap(inked: Bits) -> int:
    gaps = np.flatnonzero(~inked)
    return int(gaps[0]) if len(gaps) else len(inked)
