"""PDF pages in, page readings out: upright, level, read by both readers."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from ingest.page import Box, PageKind, PageReading, Reader, Word
from ingest.scanning.embedded import EmbeddedText, embedded_text
from ingest.scanning.pdf import PagePicture, page_count, pages_with_text, pictures_of
from ingest.scanning.picture import (
    INK_DPI,
    READING_DPI,
    Grey,
    evenly_lit,
    ink_of,
    levelled,
    packed,
    resized,
    ruling_lines,
    skew_degrees,
    turned,
    without_edge_bands,
    without_specks,
)
from ingest.scanning.readers.rapid import Rapid
from ingest.scanning.readers.tesseract import Tesseract
from ingest.scanning.second_look import looks_at_dates

_POORLY_READ = 0.7  # mean confidence under which Tesseract may be looking at a page upside down
_LONG_WORD = 5  # letters: wider than high on any page, portrait or landscape
_NOTHING = EmbeddedText((), ())


def read_pages(path: Path, known: Mapping[int, PageReading]) -> Iterator[PageReading]:
    """Read every page of a PDF in order; pages already known are given as they are."""
    count = page_count(path)
    unknown = tuple(number for number in range(1, count + 1) if number not in known)
    fresh = _fresh_readings(path, unknown)
    for number in range(1, count + 1):
        yield known[number] if number in known else next(fresh)


def _fresh_readings(path: Path, numbers: tuple[int, ...]) -> Iterator[PageReading]:
    if not numbers:
        return
    readers = Tesseract(), Rapid()
    own = dict(embedded_text(path, pages_with_text(path, numbers)))
    for number, picture in pictures_of(path, numbers):
        yield _reading_of(number, picture, own.get(number, _NOTHING), *readers)


def _reading_of(
    number: int, picture: PagePicture, own: EmbeddedText, tesseract: Tesseract, rapid: Rapid
) -> PageReading:
    grey, skew = made_ready(picture)
    by_tesseract = tesseract.words_on(grey, dpi=READING_DPI)
    degrees = 0
    if _confidence(by_tesseract) < _POORLY_READ or _stands_on_end(by_tesseract):
        degrees = tesseract.degrees_off_upright(grey, dpi=READING_DPI)
        if degrees:
            grey, more_skew = _levelled_page(turned(grey, degrees))
            skew += more_skew
            by_tesseract = tesseract.words_on(grey, dpi=READING_DPI)
    by_rapid = rapid.words_on(grey)
    ink = _ink_at_150_dpi(grey)
    level_rules, upright_rules = ruling_lines(ink, dpi=INK_DPI)
    sideways = degrees in (90, 270)
    return PageReading(
        page=number,
        kind=_kind_of(picture, own, by_tesseract + by_rapid),
        width_points=picture.height_points if sideways else picture.width_points,
        height_points=picture.width_points if sideways else picture.height_points,
        dpi=round(picture.dpi, 1),
        turned_degrees=degrees,
        skew_degrees=round(skew, 2),
        words={
            Reader.RAPIDOCR: _rounded(by_rapid),
            Reader.TESSERACT: _rounded(by_tesseract),
            Reader.EMBEDDED: tuple(
                Word(word.text, _turned_box(word.box, degrees), word.confidence)
                for word in own.words
            ),
        },
        level_rules=tuple(map(_rounded_box, level_rules)),
        upright_rules=tuple(map(_rounded_box, upright_rules)),
        ink=packed(ink),
        second_looks=looks_at_dates(grey, by_tesseract, by_rapid, rapid),
        covered=tuple(_turned_box(box, degrees) for box in own.opaque),
    )


def made_ready(picture: PagePicture) -> tuple[Grey, float]:
    """Bring a picture to 300 dpi, evenly lit, level and clean; tell by how much it leaned."""
    return _levelled_page(evenly_lit(resized(picture.grey, dpi=picture.dpi, to_dpi=READING_DPI)))


def _levelled_page(grey: Grey) -> tuple[Grey, float]:
    # The bands run along the scanner's glass, not along the leaning page: they go first.
    grey = without_edge_bands(grey, dpi=READING_DPI)
    skew = skew_degrees(ink_of(grey), dpi=READING_DPI)
    grey = levelled(grey, skew)
    return without_specks(grey, ink_of(grey), dpi=READING_DPI), skew


def _ink_at_150_dpi(grey: Grey) -> Grey:
    small = resized(ink_of(grey), dpi=READING_DPI, to_dpi=INK_DPI)
    return np.where(small > 90, np.uint8(255), np.uint8(0))


def _confidence(words: tuple[Word, ...]) -> float:
    """Mean confidence by letters, so that a page of specks doesn't pass for text."""
    letters = sum(len(word.text) for word in words)
    return sum(word.confidence * len(word.text) for word in words) / letters if letters else 0.0


def _stands_on_end(words: tuple[Word, ...]) -> bool:
    """Say whether most long words are higher than wide: Tesseract reads sideways text as well."""
    long = [word.box for word in words if len(word.text) >= _LONG_WORD]
    return sum(1 for box in long if box.height > box.width) > len(long) / 2


def _kind_of(picture: PagePicture, own: EmbeddedText, read: tuple[Word, ...]) -> PageKind:
    if own.words:
        return PageKind.HIDDEN_LAYER if picture.scanned else PageKind.BORN_DIGITAL
    sure = sum(1 for word in read if word.confidence > 0.6 and len(word.text) > 1)
    return PageKind.SCANNED if sure else PageKind.BLANK


def _rounded(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return tuple(
        Word(word.text, _rounded_box(word.box), round(word.confidence, 3)) for word in words
    )


def _rounded_box(box: Box) -> Box:
    return Box(round(box.left, 4), round(box.top, 4), round(box.right, 4), round(box.bottom, 4))


def _turned_box(box: Box, degrees: int) -> Box:
    """Turn a box clockwise with its page."""
    match degrees:
        case 90:
            return Box(1 - box.bottom, box.left, 1 - box.top, box.right)
        case 180:
            return Box(1 - box.right, 1 - box.bottom, 1 - box.left, 1 - box.top)
        case 270:
            return Box(box.top, 1 - box.right, box.bottom, 1 - box.left)
        case _:
            return box
