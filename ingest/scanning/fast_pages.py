"""PDF pages in, fast readings out: Tesseract reads them whole, and RapidOCR only bands of them.

For huge backlogs. Both readers read what counts only where two agree; see `bands`. A page that
Tesseract hardly reads is read whole by both, since nothing it gives can be relied on; and so are
the likeliest pages of a file in which a question was not found, so that no answer is lost
because one reader missed the words before it.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct, structs

from ingest.checks.hidden import with_own_text
from ingest.lines.inkmap import InkMap
from ingest.lines.line import rows_of
from ingest.lines.recognising import asks
from ingest.lines.template import Mark
from ingest.page import OCR_READERS, Box, PageKind, PageReading, Reader, Word
from ingest.scanning.bands import (
    Seen,
    bands_on,
    ends_form,
    likeness_to_closing_page,
    merged,
    rows_on,
)
from ingest.scanning.embedded import EmbeddedText, embedded_text
from ingest.scanning.pages import (
    UprightPage,
    holds_words,
    is_poorly_read,
    reading_of,
    rounded,
    upright_page,
)
from ingest.scanning.pdf import page_count, pages_with_text, pictures_of
from ingest.scanning.readers.loaded import rapid, tesseract
from ingest.scanning.second_look import looks_at_dates

_QUESTIONS = frozenset({Mark.DEFERRAL_QUESTION, Mark.PART_2_QUESTION})
_MOST_HELD, _READ_AGAIN = 4, 2  # pages
_NOTHING = EmbeddedText((), ())
_WRITTEN_INCHES = 0.18  # across: a letter, and more than dust
_HIGHER_THAN_TEXT = 0.06  # of the page's height
_WHERE_TEXT_STANDS = Box(0.08, 0.03, 0.92, 0.97)  # beside it are punch holes
_MOSTLY = 0.6  # of a page: bands that cover more are the page


class _Held(Struct, frozen=True):
    """A page that may have to be read again by both: it may hold a question that was not seen."""

    reading: PageReading
    page: UprightPage
    likeness: int


def read_pages_fast(path: Path, known: Mapping[int, PageReading]) -> Iterator[PageReading]:
    """Read every page of a PDF, in no certain order; pages already known are given as they are."""
    count = page_count(path)
    numbers = tuple(number for number in range(1, count + 1) if number not in known)
    yield from (known[number] for number in range(1, count + 1) if number in known)
    own = dict(embedded_text(path, pages_with_text(path, numbers)))
    found = frozenset[Mark]().union(
        *(_questions_on(known[number]) for number in range(1, count + 1) if number in known)
    )
    held: list[_Held] = []
    is_late = False
    for number, picture in pictures_of(path, numbers):
        page = upright_page(picture, tesseract())
        rows = rows_on(page.by_tesseract)
        seen = Seen(
            rows=rows,
            level_rules=page.level_rules,
            upright_rules=page.upright_rules,
            is_first=number == 1,
            is_late=is_late,
        )
        alone = reading_of(
            number, picture, own.get(number, _NOTHING), page, by_rapid=(), looks=(), bands=()
        )
        reading = _fast_reading(alone, page, seen)
        is_late = is_late or ends_form(rows)
        found |= _questions_on(reading)
        held.append(_Held(reading, page, likeness_to_closing_page(rows)))
        while held and (found == _QUESTIONS or len(held) > _MOST_HELD):
            least = min(range(len(held)), key=lambda at: held[at].likeness)
            yield held.pop(least).reading
    likeliest = sorted(range(len(held)), key=lambda at: (held[at].likeness, at))[-_READ_AGAIN:]
    for at, one in enumerate(held):
        yield _read_by_both(one.reading, one.page) if at in likeliest else one.reading


def _fast_reading(alone: PageReading, page: UprightPage, seen: Seen) -> PageReading:
    """Have RapidOCR read what it must of a page that Tesseract has read alone."""
    if not page.holds_letters:
        return alone
    unread = _unread_on(alone)
    if is_poorly_read(page.by_tesseract):
        return _read_by_both(alone, page)
    seen = structs.replace(seen, unread=(*unread, *_unseen_on(alone)))
    bands = merged(bands_on(seen))
    if sum(band.height for band in bands) > _MOSTLY:
        return _read_by_both(alone, page)
    return _with_both(alone, page, rapid().words_in(page.grey, bands), bands)


def _unread_on(reading: PageReading) -> tuple[Box, ...]:
    """Give the places of ink in which Tesseract saw no word."""
    ink = InkMap(reading)
    blots = ink.blots_in(_WHERE_TEXT_STANDS, besides=ink.words)
    return tuple(
        blot.box
        for blot in blots
        if ink.inches_across(blot.box) > _WRITTEN_INCHES and blot.box.height < _HIGHER_THAN_TEXT
    )


def _unseen_on(reading: PageReading) -> tuple[Box, ...]:
    """Give the places of a born-digital page's own words that Tesseract did not see."""
    if reading.kind is not PageKind.BORN_DIGITAL:
        return ()
    return tuple(word.box for word in with_own_text(reading).unseen)


def _read_by_both(reading: PageReading, page: UprightPage) -> PageReading:
    """Have RapidOCR read the whole page too, if it has not yet."""
    if reading.bands is None:
        return reading
    return _with_both(reading, page, rapid().words_on(page.grey), None)


def _with_both(
    reading: PageReading,
    page: UprightPage,
    by_rapid: tuple[Word, ...],
    bands: tuple[Box, ...] | None,
) -> PageReading:
    words = {**reading.words, Reader.RAPIDOCR: rounded(by_rapid)}
    looks = looks_at_dates(page.grey, page.by_tesseract, by_rapid, rapid())
    kind = reading.kind
    if kind is PageKind.BLANK and holds_words(by_rapid):
        kind = PageKind.SCANNED
    return structs.replace(reading, kind=kind, words=words, bands=bands, second_looks=looks)


def _questions_on(reading: PageReading) -> frozenset[Mark]:
    """Say which of the two questions either reader has read on a page."""
    rows = rows_of({reader: reading.words.get(reader, ()) for reader in OCR_READERS})
    texts = [" ".join(word.text for word in row[reader]) for row in rows for reader in OCR_READERS]
    return frozenset(mark for mark in _QUESTIONS if any(asks(text, mark) for text in texts if text))
