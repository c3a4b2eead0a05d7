"""PDF pages in, page readings out: upright, level, read by both readers."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from msgspec import Struct

from ingest.page import Box, PageKind, PageReading, Reader, SecondLook, Word
from ingest.scanning.embedded import EmbeddedText, embedded_text
from ingest.scanning.negative import made_positive
from ingest.scanning.pdf import PagePicture, page_count, pages_with_text, pictures_of
from ingest.scanning.picture import (
    INK_DPI,
    READING_DPI,
    Grey,
    evenly_lit,
    ink_of,
    levelled,
    marks_like_letters,
    packed,
    resized,
    ruling_lines,
    skew_degrees,
    turned,
    without_edge_bands,
    without_grain,
    without_specks,
)
from ingest.scanning.readers.loaded import rapid, tesseract
from ingest.scanning.readers.rapid import Rapid
from ingest.scanning.readers.tesseract import Tesseract
from ingest.scanning.second_look import looks_at_dates

_POORLY_READ = 0.7  # mean confidence under which Tesseract may be looking at a page upside down
_FEW_LETTERS = 60  # a page with fewer is nearly empty
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
    readers = tesseract(), rapid()
    own = dict(embedded_text(path, pages_with_text(path, numbers)))
    for number, picture in pictures_of(path, numbers):
        yield _reading_of(number, picture, own.get(number, _NOTHING), *readers)


def _reading_of(
    number: int, picture: PagePicture, own: EmbeddedText, tesseract: Tesseract, rapid: Rapid
) -> PageReading:
    page = upright_page(picture, tesseract)
    by_rapid = rapid.words_on(page.grey) if page.holds_letters else ()
    looks = looks_at_dates(page.grey, page.by_tesseract, by_rapid, rapid)
    return reading_of(number, picture, own, page, by_rapid=by_rapid, looks=looks)


class UprightPage(Struct, frozen=True, kw_only=True):
    """A page made ready, turned upright and read by Tesseract, with its ink and ruling lines."""

    grey: Grey
    degrees: int
    skew_degrees: float
    by_tesseract: tuple[Word, ...]
    ink: Grey
    level_rules: tuple[Box, ...]
    upright_rules: tuple[Box, ...]
    holds_letters: bool


def upright_page(picture: PagePicture, tesseract: Tesseract) -> UprightPage:
    """Have Tesseract read a page; where it reads poorly, see first whether the page lies askew.

    Of an empty page's grain it would make a million specks, and take a minute over them.
    """
    grey, skew = made_ready(picture)
    ink = _ink_at_150_dpi(grey)
    letters = marks_like_letters(ink, dpi=INK_DPI)
    if letters < _FEW_LETTERS:
        grey = without_grain(grey, ink_of(grey))
    by_tesseract = tesseract.words_on(grey, dpi=READING_DPI) if letters else ()
    degrees = 0
    if letters and (is_poorly_read(by_tesseract) or _stands_on_end(by_tesseract)):
        degrees = tesseract.degrees_off_upright(grey, dpi=READING_DPI)
        if degrees:
            grey, more_skew = _levelled_page(turned(grey, degrees))
            skew += more_skew
            by_tesseract = tesseract.words_on(grey, dpi=READING_DPI)
            ink = _ink_at_150_dpi(grey)
    level_rules, upright_rules = ruling_lines(ink, dpi=INK_DPI)
    return UprightPage(
        grey=grey,
        degrees=degrees,
        skew_degrees=skew,
        by_tesseract=by_tesseract,
        ink=ink,
        level_rules=level_rules,
        upright_rules=upright_rules,
        holds_letters=letters > 0,
    )


def reading_of(  # noqa: PLR0913  # a page has that many sides
    number: int,
    picture: PagePicture,
    own: EmbeddedText,
    page: UprightPage,
    *,
    by_rapid: tuple[Word, ...],
    looks: tuple[SecondLook, ...],
    bands: tuple[Box, ...] | None = None,
) -> PageReading:
    """Put together what was read of a page; `bands` are what RapidOCR read of it, None for all."""
    sideways = page.degrees in (90, 270)
    return PageReading(
        page=number,
        kind=_kind_of(picture, own, page.by_tesseract + by_rapid),
        width_points=picture.height_points if sideways else picture.width_points,
        height_points=picture.width_points if sideways else picture.height_points,
        dpi=round(picture.scan_dpi, 1),
        turned_degrees=page.degrees,
        skew_degrees=round(page.skew_degrees, 2),
        words={
            Reader.RAPIDOCR: rounded(by_rapid),
            Reader.TESSERACT: rounded(page.by_tesseract),
            Reader.EMBEDDED: tuple(
                Word(word.text, _turned_box(word.box, page.degrees), word.confidence)
                for word in own.words
            ),
        },
        level_rules=tuple(map(_rounded_box, page.level_rules)),
        upright_rules=tuple(map(_rounded_box, page.upright_rules)),
        ink=packed(page.ink),
        second_looks=looks,
        covered=tuple(_turned_box(box, page.degrees) for box in own.opaque),
        bands=bands,
    )


def made_ready(picture: PagePicture) -> tuple[Grey, float]:
    """Bring a picture to 300 dpi, black on white, level and clean; tell by how much it leaned."""
    grey = made_positive(picture.grey, dpi=picture.dpi)
    return _levelled_page(evenly_lit(resized(grey, dpi=picture.dpi, to_dpi=READING_DPI)))


def _levelled_page(grey: Grey) -> tuple[Grey, float]:
    # The bands run along the scanner's glass, not along the leaning page: they go first.
    grey = without_edge_bands(grey, dpi=READING_DPI)
    skew = skew_degrees(ink_of(grey), dpi=READING_DPI)
    grey = levelled(grey, skew)
    return without_specks(grey, ink_of(grey), dpi=READING_DPI), skew


def is_poorly_read(words: tuple[Word, ...]) -> bool:
    """Say whether Tesseract hardly read a page: it may lie askew, or be no text at all."""
    return _confidence(words) < _POORLY_READ


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
    return PageKind.SCANNED if holds_words(read) else PageKind.BLANK


def holds_words(words: tuple[Word, ...]) -> bool:
    """Say whether anything was read that is more than dust."""
    return any(word.confidence > 0.6 and len(word.text) > 1 for word in words)


def rounded(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Round places and confidences to what is worth keeping."""
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
