"""A page's picture made ready: upright, level, evenly lit; and what can be measured in its ink."""

from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from ingest.page import Box, Ink

Grey: TypeAlias = NDArray[np.uint8]

READING_DPI = 300
INK_DPI = 150
_SMALLEST_LETTER_INCHES = 0.045
_MOST_EDGES = 500_000  # a page of small print at 300 dpi has 350,000
_PARENT = 3  # where OpenCV says in which other outline one lies
_SMALLEST_SKEW_DEGREES = 0.12  # less than this costs more in blur than it gives
_WIDEST_SKEW_DEGREES = 3.5


def turned(grey: Grey, degrees: int) -> Grey:
    """Turn a page clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(grey, k=-(degrees // 90) % 4))


def resized(grey: Grey, *, dpi: float, to_dpi: float) -> Grey:
    """Bring a page from one resolution to another."""
    if abs(dpi - to_dpi) / to_dpi < 0.03:
        return grey
    scale = to_dpi / dpi
    how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    return _grey(cv2.resize(grey, None, fx=scale, fy=scale, interpolation=how))


def evenly_lit(grey: Grey) -> Grey:
    """Divide a page by its own background, so that paper is white wherever light was poor."""
    small = cv2.resize(grey, None, fx=0.125, fy=0.125, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 21)
    background = cv2.resize(paper, (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR)
    return _grey(cv2.divide(grey, np.maximum(background, 1), scale=255))


def ink_of(even: Grey) -> Grey:
    """Say where ink is: 255 for ink, 0 for paper, on an evenly lit page."""
    threshold, _ = cv2.threshold(even, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    # Faint pencil and biro lie above Otsu's threshold, and paper grain below 215.
    return _grey(cv2.threshold(even, min(max(threshold, 150), 215), 255, cv2.THRESH_BINARY_INV)[1])


def skew_degrees(ink: Grey, *, dpi: float) -> float:
    """Find by how much a page leans: the angle at which its rows of ink are sharpest.

    Searches 3.5 degrees each way, coarse and then fine, on a picture of 75 dpi.
    """
    small = (resized(ink, dpi=dpi, to_dpi=75) > 64).astype(np.uint8)
    coarse = _sharpest(small, np.arange(-_WIDEST_SKEW_DEGREES, _WIDEST_SKEW_DEGREES + 0.01, 0.5))
    fine = _sharpest(small, np.arange(coarse - 0.45, coarse + 0.46, 0.05))
    return 0.0 if abs(fine) < _SMALLEST_SKEW_DEGREES else round(fine, 2)


def _sharpest(small: Grey, angles: NDArray[np.float64]) -> float:
    """Give the angle (degrees) whose shear makes the row sums differ most from row to row."""
    height, width = small.shape
    rows, columns = np.nonzero(small)
    if len(rows) < 50:
        return 0.0
    best, best_sharpness = 0.0, -1.0
    for angle in angles:
        sheared = rows - (columns - width / 2) * np.tan(np.radians(angle))
        bins = np.bincount(np.clip(sheared + 64, 0, height + 128).astype(np.intp))
        sharpness = float(np.sum(np.diff(bins.astype(np.float64)) ** 2))
        if sharpness > best_sharpness:
            best, best_sharpness = float(angle), sharpness
    return best


def levelled(grey: Grey, degrees: float) -> Grey:
    """Turn a page back by its skew; what comes in at the corners is white."""
    if not degrees:
        return grey
    height, width = grey.shape
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return _grey(
        cv2.warpAffine(
            grey,
            turn,
            (width, height),
            flags=cv2.INTER_CUBIC,
            borderMode=cv2.BORDER_CONSTANT,
            borderValue=255,
        )
    )


def without_specks(grey: Grey, ink: Grey, *, dpi: float) -> Grey:
    """Paint out specks too small to be a full stop."""
    smallest = max(3.0, (dpi / 300 * 3.2) ** 2)
    # To number every pixel of a page takes three times as long as to follow the outlines of
    # its letters; but those of a page of grain, a million and one within another, take minutes.
    find = _specks_by_patch if _edges_in(ink) > _MOST_EDGES else _specks_by_outline
    cleaned = grey.copy()
    find(ink, cleaned, smallest)
    return cleaned


def _edges_in(ink: Grey) -> int:
    """Count how often ink begins or ends along the rows of a page."""
    return cv2.countNonZero(cv2.bitwise_xor(ink[:, 1:], ink[:, :-1]))


def _specks_by_patch(ink: Grey, cleaned: Grey, smallest: float) -> None:
    labels, stats = _patches(ink)
    is_speck = stats[:, cv2.CC_STAT_AREA] < smallest
    is_speck[0] = False  # the paper
    cleaned[is_speck[labels]] = 255


def _specks_by_outline(ink: Grey, cleaned: Grey, smallest: float) -> None:
    outlines, nested = cv2.findContours(ink, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    for at, outline in enumerate(outlines):
        is_hole = nested[0, at, _PARENT] >= 0
        if is_hole or len(outline) > 2 * smallest:
            continue
        x, y, w, h = cv2.boundingRect(outline)
        patch = slice(y, y + h), slice(x, x + w)
        within = np.zeros((h, w), np.uint8)
        cv2.drawContours(within, [outline], -1, 255, cv2.FILLED, offset=(-x, -y))
        speck = (within & ink[patch]) > 0
        if np.count_nonzero(speck) < smallest:
            cleaned[patch][speck] = 255


def _patches(ink: NDArray[np.generic]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Number the patches of ink, and measure them; by the method that is quickest on a page."""
    _, labels, stats, _ = cv2.connectedComponentsWithStatsWithAlgorithm(
        _grey(ink), 8, cv2.CV_32S, cv2.CCL_GRANA
    )
    return labels.astype(np.int32, copy=False), stats.astype(np.int32, copy=False)


def marks_like_letters(ink: Grey, *, dpi: float) -> int:
    """Count the patches of ink as large as a letter; dust and grain are smaller."""
    _, stats = _patches(ink)
    wide, high = stats[1:, cv2.CC_STAT_WIDTH], stats[1:, cv2.CC_STAT_HEIGHT]
    return int(np.count_nonzero(np.maximum(wide, high) >= _SMALLEST_LETTER_INCHES * dpi))


def without_grain(grey: Grey, ink: Grey) -> Grey:
    """Make paper white wherever no ink is near: its grain is ink to whoever looks for some."""
    near = cv2.dilate(ink, np.ones((25, 25), np.uint8))
    return np.where(near > 0, grey, np.uint8(255))


def without_edge_bands(grey: Grey, *, dpi: float) -> Grey:
    """Paint out the dark or dithered bands that a scanner's lid and glass leave at the edges.

    A band runs along most of an edge; print never does. Specks may, over the whole page: they
    alone are taken out then, for a footer stands among them.
    """
    ink = ink_of(grey)
    cleaned = grey.copy()
    deep = round(dpi * 0.45)
    for turns in range(4):
        edge, edge_ink = (np.rot90(each, k=turns)[:, :deep] for each in (cleaned, ink))
        if _depth_of_band(edge_ink > 0, dpi=dpi):
            edge[:] = without_specks(edge, np.ascontiguousarray(edge_ink), dpi=dpi)
            edge[:, : _depth_of_band((edge_ink > 0) & (edge < 255), dpi=dpi)] = 255
    return cleaned


def _depth_of_band(edge: NDArray[np.bool_], *, dpi: float) -> int:
    """Say how deep (pixels) a band reaches into a page from its left edge; 0 where none is."""
    # How much of the edge's length holds any ink in stretches of a fifth of an inch.
    stretch = round(dpi * 0.2)
    rows = edge[: edge.shape[0] // stretch * stretch]
    reach = rows.reshape(-1, stretch, edge.shape[1]).any(axis=1).mean(axis=0)
    banded = np.nonzero((reach > 0.6) | (edge.mean(axis=0) > 0.25))[0]
    return min(edge.shape[1], int(banded[-1]) + 4) if len(banded) else 0


def ruling_lines(ink: Grey, *, dpi: float) -> tuple[tuple[Box, ...], tuple[Box, ...]]:
    """Find the level and the upright ruling lines of boxes and tables."""
    reach = round(dpi * 0.2)  # longer than any stroke of a letter
    level = _lines_through(ink, (reach, 1), dpi=dpi)
    upright = _lines_through(np.ascontiguousarray(ink.T), (reach, 1), dpi=dpi)
    height, width = ink.shape
    return (
        tuple(Box(x / width, y / height, r / width, b / height) for x, y, r, b in level),
        tuple(Box(y / width, x / height, b / width, r / height) for x, y, r, b in upright),
    )


def _lines_through(
    ink: Grey, kernel: tuple[int, int], *, dpi: float
) -> list[tuple[int, int, int, int]]:
    """Find long, thin, level runs of ink, and mend those that a poor copy broke."""
    opened = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((kernel[1], kernel[0]), np.uint8))
    _, stats = _patches(opened)
    thin = [
        (x, y, x + w, y + h)
        for x, y, w, h, _area in stats[1:].tolist()
        if h <= max(3, dpi * 0.04) and w > 5 * h
    ]
    mended: list[tuple[int, int, int, int]] = []
    for line in sorted(thin):
        for at, (x, y, r, b) in enumerate(mended):
            # A run that goes on at the same height, give or take a thickness, is the same line.
            if abs((y + b) - (line[1] + line[3])) <= 6 and line[0] - r <= dpi * 0.12:
                mended[at] = (x, min(y, line[1]), max(r, line[2]), max(b, line[3]))
                break
        else:
            mended.append(line)
    return [line for line in mended if line[2] - line[0] >= dpi * 0.3]


def packed(ink: Grey) -> Ink:
    """Keep a page's ink as a small black and white PNG."""
    height, width = ink.shape
    how = [cv2.IMWRITE_PNG_BILEVEL, 1, cv2.IMWRITE_PNG_COMPRESSION, 6]
    done, png = cv2.imencode(".png", ink, how)
    if not done:
        raise ValueError("the ink of a page could not be written as PNG")
    return Ink(width, height, png.tobytes())


def unpacked(ink: Ink) -> Grey:
    """Give the ink of a page back as pixels: 255 for ink, 0 for paper."""
    picture = cv2.imdecode(np.frombuffer(ink.png, np.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        raise ValueError("the kept ink of a page is not a PNG")
    return _grey(picture)


def _grey(picture: NDArray[np.generic]) -> Grey:
    return picture.astype(np.uint8, copy=False)
