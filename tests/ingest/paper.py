"""Pages for tests: plain text in, what both readers and the ink of such a page would be out.

A line of text is a row on the page, an empty one a gap. A tab goes on at the text column,
`{a|b}` is what RapidOCR and Tesseract each make of one place, and rows that begin with a bar
are a ruled table.
"""

import re
from collections.abc import Callable, Sequence

import cv2
import numpy as np
from msgspec import Struct

from ingest.page import Box, PageKind, PageReading, Reader, Word
from ingest.scanning.picture import Grey, packed

Pen = Callable[[Grey], None]

LEFT, COLUMN = 0.12, 0.18  # of the page's width: where numbers stand, and the text
HIGH, STEP, GAP = 0.012, 0.018, 0.014  # of its height: a letter, a line, an empty line
LETTER = 0.008  # of its width
_ROW = 0.024
_CELLS = (0.1, 0.72, 0.9, 0.97)  # where the upright rules of a table of two or three columns are
_WIDE, _LONG = 1240, 1754  # A4 at 150 dpi
_READERS = (Reader.RAPIDOCR, Reader.TESSERACT)


def words(text: str, *, top: float, left: float = LEFT, confidence: float = 0.96) -> list[Word]:
    """Set a row of words as a typewriter does; a tab goes on at the text column."""
    at, row = left, []
    for part in re.findall(r"\t|[^\S\t]+|\S+", text):
        if part == "\t":
            at = max(at, COLUMN)
            continue
        right = at + LETTER * len(part)
        if not part.isspace():
            row.append(Word(part, Box(at, top, right, top + HIGH), confidence))
        at = right
    return row


def as_read_by(reader: Reader, text: str) -> str:
    """Take one reader's side of every `{a|b}`, padded so that what follows stands alike."""

    def side(found: re.Match[str]) -> str:
        wide = max(len(found[1]), len(found[2]))
        return found[1 if reader is Reader.RAPIDOCR else 2].ljust(wide)

    return re.sub(r"\{([^{}|]*)\|([^{}]*)\}", side, text)


class _Sheet(Struct):
    """A page in the making."""

    words: dict[Reader, list[Word]]
    level: list[Box]
    upright: list[Box]
    pens: list[Pen]

    def set_row(self, text: str, *, top: float, left: float = LEFT) -> None:
        for reader in _READERS:
            self.words[reader] += words(as_read_by(reader, text), top=top, left=left)

    def set_table_row(self, row: str, *, top: float) -> None:
        cells = [cell.strip() for cell in re.split(r"\|(?![^{]*\})", row)[1:-1]]
        edges = _CELLS[: len(cells) + 1]
        for left, cell in zip(edges, cells, strict=False):
            if cell == "✓":
                self.pens.append(tick(Box(left + 0.05, top + 0.004, left + 0.08, top + 0.02)))
            else:
                self.set_row(cell, top=top + 0.006, left=left + 0.01)
        self.upright += [Box(x, top, x + 0.001, top + _ROW) for x in edges]
        self.level += [Box(edges[0], y, edges[-1] + 0.001, y + 0.001) for y in (top, top + _ROW)]


def a_page(  # noqa: PLR0913  # a page has that many sides
    text: str,
    *,
    page: int = 1,
    top: float = 0.1,
    foot: str = "",
    pens: Sequence[Pen] = (),
    rules: Sequence[Box] = (),
    without_ink: Sequence[str] = (),
    kind: PageKind = PageKind.SCANNED,
    embedded: Sequence[Word] = (),
    covered: Sequence[Box] = (),
    turned: int = 0,
) -> PageReading:
    """Print a page as it would have been read; its letters leave ink, and pens add more."""
    sheet = _Sheet({reader: [] for reader in _READERS}, [], [], list(pens))
    at = top
    for line in text.splitlines():
        if line.startswith("|"):
            sheet.set_table_row(line, top=at)
            at += _ROW
        elif line.strip():
            sheet.set_row(line, top=at)
            at += STEP
        else:
            at += GAP
    if foot:
        sheet.set_row(foot, top=0.94)
    return PageReading(
        page=page,
        kind=kind,
        width_points=595,
        height_points=842,
        dpi=300,
        turned_degrees=turned,
        words={
            **{reader: tuple(read) for reader, read in sheet.words.items()},
            Reader.EMBEDDED: tuple(embedded),
        },
        level_rules=(*_run_together(sheet.level), *rules),
        upright_rules=tuple(_run_together(sheet.upright)),
        ink=packed(_inked(sheet, rules, without_ink)),
        covered=tuple(covered),
    )


def _run_together(rules: Sequence[Box]) -> list[Box]:
    """Make one rule of the pieces that touch, as the picture shows them."""
    whole: list[Box] = []
    for rule in sorted(rules, key=lambda box: (box.left, box.top)):
        if whole and rule.left == whole[-1].left and rule.top <= whole[-1].bottom + 0.001:
            whole[-1] = whole[-1].around(rule)
        else:
            whole.append(rule)
    return whole


def _inked(sheet: _Sheet, rules: Sequence[Box], without_ink: Sequence[str]) -> Grey:
    ink: Grey = np.zeros((_LONG, _WIDE), np.uint8)
    for read in sheet.words.values():
        for word in read:
            if word.text not in without_ink:
                _print_letters(ink, word)
    for rule in (*sheet.level, *sheet.upright, *rules):
        filled(rule)(ink)
    for pen in sheet.pens:
        pen(ink)
    return ink


def _print_letters(ink: Grey, word: Word) -> None:
    """Leave a stem for every letter; signs leave a dot."""
    for index, char in enumerate(word.text):
        left = round((word.box.left + LETTER * index) * _WIDE) + 2
        top, bottom = round(word.box.top * _LONG), round(word.box.bottom * _LONG)
        ink[top if char.isalnum() else bottom - 3 : bottom, left : left + 4] = 255


def _pixels(box: Box) -> tuple[int, int, int, int]:
    return (
        round(box.left * _WIDE),
        round(box.top * _LONG),
        round(box.right * _WIDE),
        round(box.bottom * _LONG),
    )


def filled(box: Box) -> Pen:
    """Fill a box with ink."""

    def draw(ink: Grey) -> None:
        left, top, right, bottom = _pixels(box)
        ink[top : max(bottom, top + 1), left : max(right, left + 1)] = 255

    return draw


def tick(box: Box) -> Pen:
    """Draw a tick from corner to corner."""

    def draw(ink: Grey) -> None:
        left, top, right, bottom = _pixels(box)
        foot = (left + (right - left) // 3, bottom)
        cv2.line(ink, (left, (top + bottom) // 2), foot, 255, 3)
        cv2.line(ink, foot, (right, top), 255, 3)

    return draw


def scrawl(box: Box) -> Pen:
    """Write up and down across a box, as a signature goes."""

    def draw(ink: Grey) -> None:
        left, top, right, bottom = _pixels(box)
        across = range(left, right, 9)
        points = [(x, top if at % 2 else bottom) for at, x in enumerate(across)]
        cv2.polylines(ink, [np.array(points, np.int32)], isClosed=False, color=255, thickness=3)

    return draw


def tick_box(left: float, top: float, *, crossed: bool) -> Pen:
    """Draw a tick box as high as a letter, crossed or empty."""

    def draw(ink: Grey) -> None:
        x, y = round(left * _WIDE), round(top * _LONG)
        side = round(HIGH * _LONG) - 1
        cv2.rectangle(ink, (x, y), (x + side, y + side), 255, 1)
        if crossed:
            cv2.line(ink, (x, y), (x + side, y + side), 255, 4)
            cv2.line(ink, (x + side, y), (x, y + side), 255, 4)

    return draw


def place_of(page: PageReading, text: str, *, reader: Reader = Reader.RAPIDOCR) -> Box:
    """Find a word on a page, so that a pen can be laid on it."""
    return next(word.box for word in page.words[reader] if word.text == text)
