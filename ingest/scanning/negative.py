"""White print on black in, black on white out: a page scanned as a negative, or a dark band."""

import cv2
import numpy as np

from ingest.scanning.picture import Grey, resized

_DPI = 100
_DARK = 100  # of 255; the paper of a dark photocopy is lighter
_BLACK = 128
_LIGHTER = 60  # of 255, than the ground
_GROUND_INCHES = 0.25  # wider than two strokes of a heading
_LETTER_INCHES = (0.03, 0.5)  # a full stop's worth of a letter, and a line of joined ones
_WORD_INCHES = 2.5
_FEWEST_LETTERS = 3
_LEAST_OF_LIGHT = 0.3  # the share of letters in all that is light; else it is gaps or a photograph
_MOST_LIGHT = 0.45


def made_positive(grey: Grey, *, dpi: float) -> Grey:
    """Turn white print on a black ground, wherever it stands on a page, to black on white.

    A black box without print stays one: somebody may have covered something.
    """
    small = resized(grey, dpi=dpi, to_dpi=_DPI)
    across = round(_GROUND_INCHES * _DPI) | 1
    if not cv2.blur((small < _DARK).astype(np.uint8), (across, across)).any():
        return grey  # hardly any page has so dark a patch, and a median takes its time
    ground = cv2.medianBlur(small, across)
    dark = (ground < _DARK).astype(np.uint8)
    light = ((small.astype(np.int16) - ground > _LIGHTER) & (dark > 0)).astype(np.uint8)
    negative = np.zeros_like(dark)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=4)
    for band in range(1, count):
        x, y, w, h = stats[band, :4].tolist()
        part = labels[y : y + h, x : x + w] == band
        if _is_print(light[y : y + h, x : x + w] * part, int(stats[band, cv2.CC_STAT_AREA])):
            negative[y : y + h, x : x + w] |= part
    if not negative.any():
        return grey
    whole = negative | _bands_around(negative, small)
    where = cv2.resize(whole, grey.shape[::-1], interpolation=cv2.INTER_NEAREST)
    return np.where(where > 0, 255 - grey, grey).astype(np.uint8, copy=False)


def _bands_around(negative: Grey, small: Grey) -> Grey:
    """Give the dark patches, with the print in them, that are negative for the most part.

    A median cuts their corners, and what stands close to their edges.
    """
    black = (small < _BLACK).astype(np.uint8)
    bands = np.zeros_like(negative)
    outlines, tree = cv2.findContours(black, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    for at, outline in enumerate(outlines):
        is_hole = tree[0][at][3] >= 0
        x, y, w, h = cv2.boundingRect(outline)
        place = slice(y, y + h), slice(x, x + w)
        own = black[place]
        if not is_hole and (negative[place] & own).sum() > 0.5 * own.sum() > 0:
            cv2.drawContours(bands, outlines, at, 1, cv2.FILLED)
    for at, outline in enumerate(outlines):
        x, y, w, h = cv2.boundingRect(outline)
        is_white = negative[y : y + h, x : x + w].mean() < _MOST_LIGHT
        if tree[0][at][3] >= 0 and is_white and max(w, h) > _LETTER_INCHES[1] * _DPI:
            cv2.drawContours(bands, outlines, at, 0, cv2.FILLED)  # a white cell in a black frame
    return bands


def _is_print(light: Grey, area: int) -> bool:
    """Say whether what is light on a dark ground is letters, mostly."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(light, connectivity=8)
    widths, heights, areas = (
        stats[1:count, each] for each in (cv2.CC_STAT_WIDTH, cv2.CC_STAT_HEIGHT, cv2.CC_STAT_AREA)
    )
    smallest, largest = (inches * _DPI for inches in _LETTER_INCHES)
    letters = (heights >= smallest) & (heights <= largest) & (widths <= _WORD_INCHES * _DPI)
    lit = float(areas.sum())
    return bool(
        letters.sum() >= _FEWEST_LETTERS
        and areas[letters].sum() >= _LEAST_OF_LIGHT * lit
        and lit <= _MOST_LIGHT * area
    )
