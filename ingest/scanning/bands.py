"""Tesseract's words on a page in, the bands of it that RapidOCR must read as well out.

A fast reading leaves the body to Tesseract. What counts only where two readers agree (the two
answers with the reason and the date, the reference) is looked for here by what Tesseract made
of the form's own words, generously: a band too many costs a tenth of a second, and one too few
an answer.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from msgspec import Struct
from rapidfuzz import fuzz

from ingest.lines.line import rows_of
from ingest.lines.recognising import is_template, key, mark_of
from ingest.lines.template import (
    GLA_PUBLIC_ACCESS,
    LANDMARKS,
    PART_2_CONFIDENTIALITY,
    PUBLIC_ACCESS,
    Mark,
)
from ingest.page import Box, Reader, Word


class Sought(StrEnum):
    """What both readers must read."""

    DEFERRAL = "the deferral question"
    PART_2 = "the Part 2 question"
    HEADING = "the heading"
    UNREAD = "what Tesseract left unread, or doubts from end to end"


class Band(Struct, frozen=True):
    """A part of the page from edge to edge, and what is expected in it."""

    sought: Sought
    box: Box


class Row(Struct, frozen=True):
    """A row of Tesseract's words: what it says, from where to where, and how sure its surest is."""

    text: str
    key: str
    top: float
    bottom: float
    right: float
    sure: float


_BEGINS, _HOLDS = 72.0, 82.0  # of 100: a row that begins so, and one that has it in the middle
_ROWS_BELOW = {Sought.DEFERRAL: 3, Sought.PART_2: 2}  # where Tesseract may have missed a label
_TOP = 0.4  # of the page: heading and title stand above
_FARTHEST_TITLE = 4  # rows
_EDGE = 0.012  # of the height, beyond the outermost row
_FIRST_COLUMN, _LAST_COLUMN = 0.2, 0.87  # of the width: a rule between is no edge of a box
_HIGHEST_CELL = 0.13  # of the height, from a question: what is larger is a box around many
_FIRST_ROWS = 6  # a page is headed in one of these
_HEADING = re.compile(r"decision|\b(?:PCD|DMPCD|CEOD|A?DD|MD)\b.*\d", re.I)
_FOOT = 0.925
_DOUBTFUL, _A_WORD = 0.6, 3
_CLOSING_WORDS = re.compile(
    r"public access|deferr|confidential|originating|part [12il|]|for what reason|what date", re.I
)

_MARKS = {
    Sought.DEFERRAL: frozenset(
        {Mark.DEFERRAL, Mark.DEFERRAL_QUESTION, Mark.DEFERRAL_REASON, Mark.DEFERRAL_UNTIL}
    ),
    Sought.PART_2: frozenset({Mark.PART_2_QUESTION}),
}
_PHRASES = {
    sought: tuple(key(each.phrase) for each in LANDMARKS if each.mark in marks and not each.signed)
    for sought, marks in _MARKS.items()
}
_STANDING = (PUBLIC_ACCESS, GLA_PUBLIC_ACCESS, PART_2_CONFIDENTIALITY)
_END = frozenset({Mark.PART_2_CONFIDENTIALITY, Mark.DECLARATION, Mark.OFFICER_APPROVAL})


class Seen(Struct, frozen=True, kw_only=True):
    """What is known of a page once Tesseract has read it; `unread` is ink under none of its words.

    `is_first` is the file's first page, `is_late` one behind the officer's approval.
    """

    rows: Sequence[Row]
    level_rules: tuple[Box, ...] = ()
    upright_rules: tuple[Box, ...] = ()
    unread: tuple[Box, ...] = ()
    is_first: bool = False
    is_late: bool = False


def bands_on(seen: Seen) -> tuple[Band, ...]:
    """Find the bands of a page that both readers must read."""
    return (
        *_heading_band(seen.rows, is_first=seen.is_first),
        *_question_bands(Sought.DEFERRAL, seen),
        *_question_bands(Sought.PART_2, seen),
        *_unread_bands(seen),
    )


def ends_form(rows: Sequence[Row]) -> bool:
    """Say whether a page holds the officer's approval: what follows it may be Part 2."""
    return any(mark_of(row.text) is Mark.OFFICER_APPROVAL for row in rows)


def merged(bands: Sequence[Band]) -> tuple[Box, ...]:
    """Give the places of the bands from the top, those that touch as one."""
    places: list[Box] = []
    for box in sorted((band.box for band in bands), key=lambda box: box.top):
        if places and box.top <= places[-1].bottom:
            places[-1] = places[-1].around(box)
        else:
            places.append(box)
    return tuple(places)


def likeness_to_closing_page(rows: Sequence[Row]) -> int:
    """Count the rows that speak as the form's closing blocks do."""
    return sum(1 for row in rows if _CLOSING_WORDS.search(row.text))


def rows_on(words: tuple[Word, ...]) -> list[Row]:
    """Gather the words that Tesseract read on a page into rows, from the top."""
    rows = []
    for by_reader in rows_of({Reader.TESSERACT: words}):
        row = by_reader[Reader.TESSERACT]
        text = " ".join(word.text for word in row)
        tops = sorted(word.box.top for word in row)
        bottoms = sorted(word.box.bottom for word in row)
        # A hand or a rule can make one word's box as high as three rows.
        middle = len(row) // 2
        right = max(word.box.right for word in row)
        sure = max((word.confidence for word in row if len(key(word.text)) >= _A_WORD), default=1.0)
        rows.append(Row(text, key(text), tops[middle], bottoms[middle], right, sure))
    return rows


def _heading_band(rows: Sequence[Row], *, is_first: bool) -> Iterator[Band]:
    """Take the heading and the title below it, down to the summary; else the first page's top."""
    titles = [
        at for at, row in enumerate(rows) if row.top < _TOP and mark_of(row.text) is Mark.TITLE
    ]
    if not titles:
        if is_first:
            yield Band(Sought.HEADING, Box(0.0, 0.0, 1.0, _TOP))
        return
    title = titles[0]
    headed = [at for at, row in enumerate(rows[:title]) if _HEADING.search(row.text)]
    first = headed[0] if headed else 0
    last = title
    while last + 1 < len(rows) and last - title < _FARTHEST_TITLE:
        if mark_of(rows[last + 1].text) is not None:
            break
        last += 1
    yield Band(Sought.HEADING, _between(rows, first, last))


def _question_bands(sought: Sought, seen: Seen) -> Iterator[Band]:
    rows = seen.rows
    below = _ROWS_BELOW[sought]
    for at, row in enumerate(rows):
        if _is_about(row, sought):
            last = at
            while last + 1 < len(rows) and last - at < below:
                if mark_of(rows[last + 1].text) in _END or rows[last + 1].top > _FOOT:
                    break
                last += 1
            band = _between(rows, at, last)
            yield Band(sought, _with_its_cells(band, row, seen))


def _with_its_cells(band: Box, row: Row, seen: Seen) -> Box:
    """Reach as far as the table row that a question stands in: its answer may be at either end."""
    middle = (row.top + row.bottom) / 2
    columns = any(
        _FIRST_COLUMN < rule.centre < _LAST_COLUMN and rule.top < middle < rule.bottom
        for rule in seen.upright_rules
    )
    if not columns:
        return band
    across = [rule.middle for rule in seen.level_rules if rule.width > _FIRST_COLUMN]
    top = max((level for level in across if level < middle), default=band.top)
    bottom = min((level for level in across if level > middle), default=band.bottom)
    top = band.top if top < row.top - _HIGHEST_CELL else min(top, band.top)
    bottom = band.bottom if bottom > row.bottom + _HIGHEST_CELL else max(bottom, band.bottom)
    return Box(0.0, round(top, 4), 1.0, round(bottom, 4))


def _unread_bands(seen: Seen) -> Iterator[Band]:
    """Take what Tesseract overlooked, rows of which it doubts every word, and late pages' heads.

    A heading or a stamp may be among them that withholds the page.
    """
    rows = seen.rows
    for ink in seen.unread:
        top, bottom = max(0.0, ink.top - _EDGE), min(1.0, ink.bottom + _EDGE)
        yield Band(Sought.UNREAD, Box(0.0, round(top, 4), 1.0, round(bottom, 4)))
    if seen.is_late and rows:
        head = [row for row in rows[:_FIRST_ROWS] if row.top < _TOP]
        top, bottom = max(0.0, rows[0].top - _EDGE), max(row.bottom for row in head or rows[:1])
        yield Band(Sought.UNREAD, Box(0.0, round(top, 4), 1.0, round(bottom + _EDGE, 4)))
        return
    for at, row in enumerate(rows):
        if row.sure < _DOUBTFUL:
            yield Band(Sought.UNREAD, _between(rows, at, at))


def _is_about(row: Row, sought: Sought) -> bool:
    """Say whether a row may be what is sought, with one letter in four misread."""
    if mark_of(row.text) in _MARKS[sought]:
        return True
    if any(is_template(row.text, text) for text in _STANDING):
        return False
    return any(
        fuzz.ratio(row.key[: len(phrase)], phrase) >= _BEGINS
        or (2 * len(row.key) >= len(phrase) and fuzz.partial_ratio(phrase, row.key) >= _HOLDS)
        for phrase in _PHRASES[sought]
    )


def _between(rows: Sequence[Row], first: int, last: int) -> Box:
    """Give the band from the row above to the row below: what stands between, nobody has read."""
    above = rows[first - 1].bottom if first else rows[first].top - _EDGE
    below = rows[last + 1].top if last + 1 < len(rows) else rows[last].bottom + _EDGE
    top = max(0.0, min(above, rows[first].top))
    bottom = min(1.0, max(below, rows[last].bottom))
    return Box(0.0, round(top, 4), 1.0, round(bottom, 4))
