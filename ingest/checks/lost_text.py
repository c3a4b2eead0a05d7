"""A record and its layout in, the passages out that were read and that stand in no field.

Each stage takes from the pages what it knows; what none of them takes would be gone without a
word. So the pages are compared with the record once more, by nothing but their words.
"""

import re
from collections.abc import Iterator, Sequence

from ingest.checks.doubtful_words import sure_from
from ingest.finding import Finding, Ground, finding
from ingest.lines.appendix import is_signed
from ingest.lines.flow import Sheet, mark_on
from ingest.lines.furniture import besides_footer
from ingest.lines.grid import Grid
from ingest.lines.layout import Layout
from ingest.lines.line import Line, box_around, lines_outside
from ingest.lines.recognising import is_template, key, length_of_label
from ingest.lines.template import (
    DECISION_REQUIRED,
    GLA_APPROVAL,
    GLA_INTERESTS,
    GLA_PUBLIC_ACCESS,
    INTERESTS,
    LETTERHEAD,
    OFFICER_STATEMENT,
    ON_PART_2,
    PUBLIC_ACCESS,
    QUESTIONS,
    TICK_HEADINGS,
    Mark,
)
from ingest.page import Box, PageReading, Reader, Word
from ingest.record import Block, DecisionRecord, ItemList, Paragraph, Table

_A_PASSAGE = 6  # sure words in a row: fewer may be a stamp, a label or what is left of a tick
_TOGETHER = 3  # words that stand so in the record are there, and are not there by chance
_HINT = "(a date is required if deferring)"  # behind "Until what date", before a date or without
_DATE = key("Date")
_ANSWER = re.compile(r"\W*(?:yes|no)\W*", re.IGNORECASE)
_LABELS = frozenset({Mark.TITLE, Mark.DEFERRAL_REASON, Mark.DEFERRAL_UNTIL})
_TEMPLATES = (
    DECISION_REQUIRED,
    GLA_APPROVAL,
    GLA_INTERESTS,
    GLA_PUBLIC_ACCESS,
    INTERESTS,
    LETTERHEAD,
    OFFICER_STATEMENT,
    *ON_PART_2,
    PUBLIC_ACCESS,
    *TICK_HEADINGS,
    *(question.phrase for question in QUESTIONS),
)


def text_in_no_field(record: DecisionRecord, layout: Layout) -> Iterator[Finding]:
    """Find every passage of the public pages that the record does not hold."""
    if not layout.is_form:
        return
    kept = _Kept("".join(map(key, _texts_of(record))))
    readings = {reading.page: reading for reading in layout.pages}
    for sheet in layout.sheets:
        for run in _runs_lost(_lines_of(sheet, readings[sheet.page]), kept):
            yield finding(
                Ground.TEXT_IN_NO_FIELD,
                page=sheet.page,
                box=box_around(word.box for word in run),
                read=" ".join(word.text for word in run),
            )


class _Kept:
    """The record's letters in a row, each taken but once: what is printed twice stands there twice.

    Asked for words in their order, it finds them where it found the last ones, or behind.
    """

    def __init__(self, letters: str) -> None:
        self._letters = letters
        self._at = 0

    def take(self, words: Sequence[Word]) -> int:
        """Take the longest beginning of some words that stands there, and count its words.

        Fewer words than stand together by no chance are taken only where there are no more.
        """
        keys = [key(word.text) for word in words]
        count = len(keys)
        if self._find("".join(keys)) < 0:
            count = min(_TOGETHER, count) - 1
            while self._find("".join(keys[: count + 1])) >= 0:
                count += 1
            if count < _TOGETHER:
                return 0
        wanted = "".join(keys[:count])
        self._use(self._find(wanted), len(wanted))
        return count

    def _find(self, wanted: str) -> int:
        at = self._letters.find(wanted, self._at)
        return at if at >= 0 else self._letters.find(wanted)

    def _use(self, at: int, length: int) -> None:
        self._at = at + length
        self._letters = self._letters[:at] + " " * length + self._letters[self._at :]


def _lines_of(sheet: Sheet, reading: PageReading) -> Iterator[Line]:
    """Give a page's lines: those laid out, those between a table's cells, and those left out."""
    yield from sheet.lines
    for grid in (item for item in sheet.items if isinstance(item, Grid)):
        cells = [cell.box for row in grid.rows for cell in row]
        if any(_is_within(grid.box, word) and not _in_any(cells, word) for word in _read(reading)):
            around = lines_outside(reading, cells, frozenset())
            yield from (line for line in around if _is_within(grid.box, line))
    yield from (
        line for line in sheet.left_out if len(besides_footer(line.text).split()) >= _A_PASSAGE
    )


def _read(reading: PageReading) -> tuple[Word, ...]:
    return reading.words.get(Reader.TESSERACT, ())


def _is_within(place: Box, what: Word | Line) -> bool:
    box = what.box
    return place.left <= box.centre <= place.right and place.top <= box.middle <= place.bottom


def _in_any(places: Sequence[Box], word: Word) -> bool:
    return any(_is_within(place, word) for place in places)


def _runs_lost(lines: Iterator[Line], kept: _Kept) -> Iterator[list[Word]]:
    """Yield the runs of sure words that are not kept, over as many lines as they go.

    A word or two that are kept, a table cell's, may stand there by chance and end no run.
    """
    run: list[Word] = []
    for line in lines:
        words = _own_words(line)
        if mark_on(line) is not None:
            yield from _if_passage(run)
            run = []
        for word, is_kept in _each_word(words, kept):
            if is_kept and len(words) >= _TOGETHER:
                yield from _if_passage(run)
                run = []
            elif not is_kept and word.confidence >= sure_from(line):
                run.append(word)
    yield from _if_passage(run)


def _own_words(line: Line) -> list[Word]:
    """Give a line's words but for those that are the form's own and for an answer."""
    mark = mark_on(line)
    if (mark is not None and mark not in _LABELS) or _is_the_forms(line):
        return []
    length = length_of_label([word.text for word in line.words], mark) if mark else 0
    return [w for w in line.words[length:] if key(w.text) and not _ANSWER.fullmatch(w.text)]


def _if_passage(run: list[Word]) -> Iterator[list[Word]]:
    if len(run) >= _A_PASSAGE:
        yield run


def _each_word(words: Sequence[Word], kept: _Kept) -> Iterator[tuple[Word, bool]]:
    """Give each of a line's words, and whether it stands in the record beside its neighbours."""
    at = 0
    while at < len(words):
        taken = kept.take(words[at:])
        yield from ((word, taken > 0) for word in words[at : at + max(1, taken)])
        at += max(1, taken)


def _is_the_forms(line: Line) -> bool:
    """Say whether a line is of a template text, or where somebody signs."""
    said = " ".join(word.text for word in line.words if not _ANSWER.fullmatch(word.text))
    return _is_where_one_signs(line) or any(is_template(said, text) for text in _TEMPLATES)


def _is_where_one_signs(line: Line) -> bool:
    """Say whether a line is a signature box's, and no sentence that begins with that word."""
    return is_signed((line,)) and (
        len(line.words) < _A_PASSAGE or any(key(word.text) == _DATE for word in line.words)
    )


def _texts_of(record: DecisionRecord) -> Iterator[str]:
    """Give every text of the record, in about the order in which it stands on the form."""
    yield from (record.evidence["reference"].read or "", record.title or "")
    yield from (record.executive_summary, record.recommendation, record.interests or "")
    for section in record.sections:
        yield f"{section.number or ''} {section.heading}"
        yield from _texts_in(section.blocks)
    yield from _texts_in(record.public_access)
    deferral = record.deferral
    yield from (deferral.reason or "", _HINT, deferral.until_text or "")
    yield record.part2.legal_basis or ""
    yield from (f"{row.topic} {row.statement}" for row in record.declaration)


def _texts_in(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph(number=number, text=text):
                yield f"{number or ''} {text}"
            case ItemList(items=items, marks=marks):
                for mark, item in zip(marks or ("",) * len(items), items, strict=True):
                    yield f"{mark} {item}"
            case Table(rows=rows):
                yield from (cell for row in rows for cell in row)
