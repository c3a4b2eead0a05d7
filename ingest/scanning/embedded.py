"""The door to pdfplumber: the words a PDF itself holds, seen or not, and its opaque boxes."""

from collections.abc import Iterator
from pathlib import Path

import pdfplumber
from msgspec import Struct
from pdfplumber.page import Page

from ingest.page import Box, Word

_OPAQUE_AT_LEAST_POINTS = 4.0  # thinner filled rectangles are ruling lines


class EmbeddedText(Struct, frozen=True):
    """One page's own words and the filled dark boxes drawn on it, in fractions of the page."""

    words: tuple[Word, ...]
    opaque: tuple[Box, ...]


def embedded_text(path: Path, pages: tuple[int, ...]) -> Iterator[tuple[int, EmbeddedText]]:
    """Give what the PDF itself says on the pages named (counted from 1)."""
    with pdfplumber.open(path, pages=list(pages)) as document:
        for page in document.pages:
            yield page.page_number, EmbeddedText(_words_of(page), _opaque_boxes_of(page))
            page.close()


def _words_of(page: Page) -> tuple[Word, ...]:
    return tuple(
        Word(str(word["text"]), _box_on(page, word), 1.0)
        for word in page.extract_words(x_tolerance_ratio=0.15)
    )


def _opaque_boxes_of(page: Page) -> tuple[Box, ...]:
    filled = (
        thing
        for thing in (*page.rects, *page.curves)
        if thing["fill"]
        and min(thing["width"], thing["height"]) >= _OPAQUE_AT_LEAST_POINTS
        and _is_dark(thing["non_stroking_color"])
    )
    # A box can be drawn in one stroke, as a marker pen would.
    strokes = (
        _widened(thing)
        for thing in page.lines
        if (thing["linewidth"] or 0) >= _OPAQUE_AT_LEAST_POINTS
        and _is_dark(thing["stroking_color"])
    )
    return tuple(_box_on(page, thing) for thing in (*filled, *strokes))


def _widened(line: dict[str, float]) -> dict[str, float]:
    half = line["linewidth"] / 2
    is_level = line["x1"] - line["x0"] >= line["bottom"] - line["top"]
    across, down = (0.0, half) if is_level else (half, 0.0)
    return {
        "x0": line["x0"] - across,
        "x1": line["x1"] + across,
        "top": line["top"] - down,
        "bottom": line["bottom"] + down,
    }


def _is_dark(colour: object) -> bool:
    """Say whether a fill hides black text: unknown colour spaces count as dark."""
    if isinstance(colour, int | float):
        return colour < 0.5
    if isinstance(colour, tuple | list) and all(isinstance(c, int | float) for c in colour):
        match len(colour):
            case 1 | 3:
                return sum(colour) / len(colour) < 0.5
            case 4:
                return float(colour[3]) > 0.5 or sum(colour[:3]) > 1.5
    return True


def _box_on(page: Page, thing: dict[str, float]) -> Box:
    """Place a thing on the page as it shows: within its crop box, wherever the axes begin."""
    left, top, right, bottom = _shown_of(page)
    width, height = right - left, bottom - top
    return Box(
        round((thing["x0"] - left) / width, 4),
        round((thing["top"] - top) / height, 4),
        round((thing["x1"] - left) / width, 4),
        round((thing["bottom"] - top) / height, 4),
    )


def _shown_of(page: Page) -> tuple[float, float, float, float]:
    media, crop = ([float(side) for side in box] for box in (page.mediabox, page.cropbox))
    left, top = max(media[0], crop[0]), max(media[1], crop[1])
    right, bottom = min(media[2], crop[2]), min(media[3], crop[3])
    if right > left and bottom > top:
        return left, top, right, bottom
    return media[0], media[1], media[2], media[3]
