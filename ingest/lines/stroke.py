"""A word's ink in, the longest stroke through its middle out: straight, slanting or by a hand."""

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.bool_]


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
