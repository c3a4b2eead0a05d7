"""The images on a page in; out, whether they make it a scan, and how finely it was scanned.

One scan can be one image, or dozens of strips and tiles, or a coarse image of the paper under a
fine mask of its print.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from ingest.page import Box

_FULL_PAGE = 0.7  # of the page's area; below it images are illustrations or stamps
_HALF_THE_PAGE = 0.5
_MESH = 64  # parts to a side: enough to tell strips from gaps
_SMALLEST_INCHES, _A4_INCHES, _LARGEST_INCHES = 7.5, 11.69, 17.1  # longer sides; A5 has 8.3
_COARSE_DPI = 110


class PlacedImage(Struct, frozen=True):
    """An image's size in pixels and in points, and the box that it fills, in page fractions."""

    pixels: tuple[int, int]
    points: tuple[float, float]
    box: Box

    @property
    def dpi(self) -> float:
        """The resolution across or down, whichever is coarser."""
        sides = zip(self.pixels, self.points, strict=True)
        return min(pixels / max(points, 1.0) * 72 for pixels, points in sides)


def make_a_scan(images: Sequence[PlacedImage]) -> bool:
    """Say whether images cover so much of a page that it is a scan."""
    return _share_covered(images) > _FULL_PAGE


def dpi_of_scan(images: Sequence[PlacedImage]) -> float:
    """Give the finest resolution at which at least half the page was scanned."""
    finest_first = sorted({image.dpi for image in images}, reverse=True)
    half = (
        dpi
        for dpi in finest_first
        if _share_covered([image for image in images if image.dpi >= dpi]) >= _HALF_THE_PAGE
    )
    return next(half, finest_first[-1])


def _share_covered(images: Sequence[PlacedImage]) -> float:
    covered = np.zeros((_MESH, _MESH), np.bool_)
    for image in images:
        box = image.box
        left, right, top, bottom = (
            round(min(max(side, 0.0), 1.0) * _MESH)
            for side in (box.left, box.right, box.top, box.bottom)
        )
        covered[top:bottom, left:right] = True
    return float(covered.mean())


def points_a_unit(width: float, height: float, *, images: Sequence[PlacedImage]) -> float:
    """Say how many points a page's own unit is: 1, where that makes a sheet of paper.

    A scanner may count a pixel as a point, and PDFium heeds no /UserUnit: a page smaller than
    any paper, or a coarse scan larger than any scanner's glass, is taken for A4.
    """
    longer = max(width, height) / 72
    coarse = make_a_scan(images) and dpi_of_scan(images) < _COARSE_DPI
    if longer < _SMALLEST_INCHES or (coarse and longer > _LARGEST_INCHES):
        return _A4_INCHES / longer
    return 1.0
