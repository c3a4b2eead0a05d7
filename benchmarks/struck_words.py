"""How safely a stroke through a printed YES or NO is seen: `python -m benchmarks.struck_words`.

Forges the two words as ink, in every font that `fc-list` knows, and lets them go through printer,
pen, copier and scanner, without any OCR: the words' places are given as both readers give them,
with their inaccuracy. Prints how often an unstruck word was taken for struck, which must never
be, how often a stroke was not seen, which is only timid, and how often the answer was wrong.
Takes the number of cells of either kind, and the seed.
"""

import math
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice

import cv2
import numpy as np
from msgspec import Struct
from PIL import Image, ImageDraw, ImageFont

from ingest.fields.answer_place import AnswerPlace, ByReader
from ingest.fields.choice import choice_at
from ingest.lines.inkmap import InkMap
from ingest.lines.line import box_around
from ingest.page import Box, PageKind, PageReading, Reader, Word
from ingest.record import Answer
from ingest.scanning.pages import made_ready
from ingest.scanning.pdf import PagePicture
from ingest.scanning.picture import (
    INK_DPI,
    READING_DPI,
    Grey,
    ink_of,
    packed,
    resized,
    ruling_lines,
)

PRINTED = ("YES / NO", "Yes / No", "YES/NO", "Yes/No", "YES NO", "Yes   No", "yes/no", "NO / YES")
_WIDE, _HIGH = 8.27, 4.0  # inches of the sheet that is forged
_COLUMNS, _ROW = 3, 0.25  # how many side by side; inches from one line to the next
_BLACK = 20
_SIZES = (9, 10, 10.5, 11, 12, 12, 14)  # points

Spot = tuple[float, float, float, float]  # left, top, right and bottom in the scan's pixels
Font = ImageFont.FreeTypeFont


class Sheet(Struct):
    """A sheet while it is drawn: its picture, its resolution, and who draws."""

    draw: ImageDraw.ImageDraw
    dpi: int
    dice: random.Random

    def line(self, points: Sequence[tuple[float, float]], inches: float) -> None:
        """Draw a pen's stroke."""
        thick = max(1, round(inches * self.dpi))
        self.draw.line(list(points), fill=self.dice.choice((10, 30, 60)), width=thick)


class Cell(Struct):
    """Two words printed behind a question: where each stands, and which of them was struck."""

    text: str
    words: dict[str, Spot]
    line: Spot
    pitch: float
    marked: str
    struck: frozenset[Answer]


class Outcome(Struct, frozen=True):
    """What was done to one pair of words, and what was read of it."""

    marked: str
    struck: frozenset[Answer]
    seen: frozenset[Answer]
    answer: Answer


Mark = Callable[[Sheet, Mapping[Answer, Spot]], frozenset[Answer]]


def fonts() -> tuple[str, ...]:
    """Name the files of the fonts at hand that have our letters."""
    listed = subprocess.run(
        ["/usr/bin/env", "fc-list", ":lang=en", "file"], capture_output=True, text=True, check=True
    )
    return tuple(sorted(line.split(":")[0] for line in listed.stdout.splitlines()))


def outcomes(seed: int, marks: Mapping[str, Mark], files: Sequence[str]) -> Iterator[Outcome]:
    """Forge sheet after sheet, and read every pair of words on them."""
    dice = random.Random(seed)  # noqa: S311  # no secret hangs on it
    while True:
        dpi = dice.choice((150, 200, 200, 300, 300, 600))
        picture, cells = _printed(dpi, marks, files, dice)
        page, moved = _scanned(picture, dpi, dice)
        ink = InkMap(page)
        yield from (_read(cell, moved, ink, dice) for cell in cells)


def _printed(
    dpi: int, marks: Mapping[str, Mark], files: Sequence[str], dice: random.Random
) -> tuple[Grey, list[Cell]]:
    image = Image.new("L", (round(_WIDE * dpi), round(_HIGH * dpi)), 255)
    sheet = Sheet(ImageDraw.Draw(image), dpi, dice)
    cells = []
    names = sorted(marks)
    for row in range(int((_HIGH - 1.2) / _ROW)):
        for column in range(_COLUMNS):
            x = (0.4 + 2.6 * column + dice.uniform(0, 0.1)) * dpi
            y = (0.75 + _ROW * row) * dpi
            size = dice.choice(_SIZES) * dpi / 72
            font = ImageFont.truetype(dice.choice(files), size) if files else _plain(size)
            marked = dice.choice(names)
            cells.append(_set(sheet, (x, y), font, (marked, marks[marked])))
    return np.asarray(image, np.uint8).copy(), cells


def _plain(size: float) -> Font:
    font = ImageFont.load_default(size)
    assert isinstance(font, Font), "Pillow has FreeType"  # noqa: S101  # for the type alone
    return font


def _set(sheet: Sheet, at: tuple[float, float], font: Font, marked: tuple[str, Mark]) -> Cell:
    """Print a question's last word and the two answers, and lay a mark on them."""
    dice = sheet.dice
    text = dice.choice(PRINTED)
    leader = dice.choice(("", "", "", " -", " ....."))
    x, y = at
    whole = f"ferred?{leader} {text}"
    bold = dice.choice((0, 0, 0, 0.006)) * sheet.dpi
    placed: list[tuple[str, float]] = []
    for token in whole.split(" "):
        placed.append((token, x))
        x += font.getlength(token + " ")
    words: dict[str, Spot] = {}
    answers: dict[Answer, Spot] = {}
    for token, left in placed:
        spot = _spot(font, token, left, y, bold)
        words[token] = spot
        for answer in (Answer.YES, Answer.NO):
            start = token.lower().find(answer.value)
            if start >= 0 and token.lower() != "ferred?":
                begin = left + font.getlength(token[:start])
                part = token[start : start + len(answer.value)]
                answers[answer] = _spot(font, part, begin, y, bold)
    name, mark = marked
    if name == "highlighted":
        struck = mark(sheet, answers)
    for token, left in placed:
        if token:
            sheet.draw.text(
                (left, y), token, fill=_BLACK, font=font, anchor="ls", stroke_width=round(bold)
            )
    if name != "highlighted":
        struck = mark(sheet, answers)
    del words[placed[0][0]]
    first, last = placed[0], placed[-1]
    line = (*_spot(font, *first, y, bold)[:2], *_spot(font, *last, y, bold)[2:])
    line = (line[0], min(s[1] for s in answers.values()), line[2], y)
    kept = {token: spot for token, spot in words.items() if any(map(str.isalpha, token))}
    return Cell(whole, kept, line, font.getlength("n"), name, struck)


def _spot(font: Font, text: str, left: float, y: float, bold: float) -> Spot:
    a, b, c, d = font.getbbox(text, anchor="ls")
    return left + a - bold, y + b - bold, left + c + bold, y + d + bold


# What may be done to the words ------------------------------------------------------------


def _nothing(_sheet: Sheet, _at: Mapping[Answer, Spot]) -> frozenset[Answer]:
    return frozenset()


def _any(at: Mapping[Answer, Spot], sheet: Sheet) -> tuple[Answer, Spot]:
    answer = sheet.dice.choice(sorted(at))
    return answer, at[answer]


def _underlined(sheet: Sheet, at: Mapping[Answer, Spot]) -> frozenset[Answer]:
    _, (left, top, right, bottom) = _any(at, sheet)
    low = bottom + sheet.dice.uniform(0.06, 0.25) * (bottom - top)
    out = sheet.dice.uniform(0, 0.04) * sheet.dpi
    sheet.line([(left - out, low), (right + out, low)], sheet.dice.uniform(0.005, 0.014))
    return frozenset()


def _ringed(sheet: Sheet, at: Mapping[Answer, Spot]) -> frozenset[Answer]:
    _, (left, top, right, bottom) = _any(at, sheet)
    wide = (right - left) * sheet.dice.uniform(0.6, 0.95)
    high = (bottom - top) * sheet.dice.uniform(0.75, 1.2)
    x, y = (left + right) / 2, (top + bottom) / 2
    turn = [2 * math.pi * step / 40 for step in range(43)]
    ring = [(x + wide * math.cos(a), y + high * math.sin(a)) for a in turn]
    sheet.line(ring, sheet.dice.uniform(0.007, 0.02))
    return frozenset()


def _ticked(sheet: Sheet, at: Mapping[Answer, Spot]) -> frozenset[Answer]:
    """A tick on the word, or above it, or behind."""
    _, (left, top, right, bottom) = _any(at, sheet)
    high, wide = bottom - top, right - left
    foot = left + sheet.dice.uniform(0.1, 1.2) * wide, bottom + sheet.dice.uniform(-0.4, 0.3) * high
    long = sheet.dice.uniform(1.2, 2.2) * high
    lean = sheet.dice.uniform(0.6, 1.3)
    tick = [
        (foot[0] - 0.35 * long * lean, foot[1] - 0.45 * long),
        foot,
        (foot[0] + 0.9 * long * lean, foot[1] - 1.1 * long),
    ]
    sheet.line(tick, sheet.dice.uniform(0.007, 0.02))
    return frozenset()


def _ruled(sheet: Sheet, at: Mapping[Answer, Spot]) -> frozenset[Answer]:
    """A table's line that touches the words from below or above."""
    spots = list(at.values())
    top, bottom = min(s[1] for s in spots), max(s[3] for s in spots)
    share = sheet.dice.uniform(0.0, 0.2) * (bottom - top)
    y = sheet.dice.choice((top - share, bottom + share))
    left, right = min(s[0] for s in spots), max(s[2] for s in spots)
    far = 0.6 * sheet.dpi
    sheet.line([(left - far, y), (right + 0.3 * sheet.dpi, y)], 0.008)
    return frozenset()


def _highlighted(sheet: Sheet, at: Mapping[Answer, Spot]) -> frozenset[Answer]:
    _, (left, top, right, bottom) = _any(at, sheet)
    out = 0.03 * sheet.dpi
    shade = sheet.dice.randint(190, 235)
    sheet.draw.rectangle((left - out, top - out, right + out, bottom + out), fill=shade)
    return frozenset()


def _specked(sheet: Sheet, at: Mapping[Answer, Spot]) -> frozenset[Answer]:
    """Short scratches on and around the words, none as long as a word."""
    spots = list(at.values())
    left, right = min(s[0] for s in spots), max(s[2] for s in spots)
    top, bottom = spots[0][1], spots[0][3]
    for _ in range(sheet.dice.randint(1, 4)):
        x, y = sheet.dice.uniform(left - 5, right), sheet.dice.uniform(top - 3, bottom + 3)
        long = sheet.dice.uniform(0.1, 0.45) * (spots[0][2] - spots[0][0])
        lean = sheet.dice.uniform(-0.3, 0.3)
        sheet.line([(x, y), (x + long, y + lean * long)], sheet.dice.uniform(0.003, 0.01))
    return frozenset()


def _line_through(sheet: Sheet, spot: Spot) -> None:
    """Strike a word by word processor or by hand: level, leaning, waving, or twice."""
    dice, (left, top, right, bottom) = sheet.dice, spot
    high, wide = bottom - top, right - left
    out = dice.uniform(0.0, 0.09) * sheet.dpi
    heights = [dice.uniform(0.4, 0.62)] if dice.random() < 0.7 else [0.38, 0.62]
    lean = dice.choice((0.0, 0.0, dice.uniform(-0.25, 0.25)))
    wave = dice.choice((0.0, 0.0, dice.uniform(0, 0.1)))
    thick = dice.uniform(0.006, 0.02)
    for height in heights:
        steps = [step / 12 for step in range(13)]
        points = [
            (
                left - out + s * (wide + 2 * out),
                top + high * (height + lean * (s - 0.5) + wave * math.sin(8 * s)),
            )
            for s in steps
        ]
        sheet.line(points, thick)


def _struck(*answers: Answer) -> Mark:
    def mark(sheet: Sheet, at: Mapping[Answer, Spot]) -> frozenset[Answer]:
        for answer in answers:
            _line_through(sheet, at[answer])
        return frozenset(answers)

    return mark


UNSTRUCK: dict[str, Mark] = {
    "plain": _nothing,
    "underlined": _underlined,
    "ringed": _ringed,
    "ticked": _ticked,
    "ruled": _ruled,
    "highlighted": _highlighted,
    "specked": _specked,
}
STRUCK: dict[str, Mark] = {
    "yes struck": _struck(Answer.YES),
    "no struck": _struck(Answer.NO),
    "both struck": _struck(Answer.YES, Answer.NO),
}


# Copier, scanner and readers --------------------------------------------------------------


def _scanned(picture: Grey, dpi: int, dice: random.Random) -> tuple[PageReading, Grey]:
    """Copy and scan a sheet; give it as it is kept, and how its points were moved."""
    height, width = picture.shape
    lean = dice.choice((0.0, dice.uniform(-1, 1)))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), lean, 1.0)
    grey = cv2.warpAffine(picture, turn, (width, height), borderValue=255)
    if dice.random() < 0.3:
        side = 3 if dpi >= 300 else 2
        grey = cv2.erode(grey, np.ones((side, side), np.uint8))  # a copier thickens
    blur = dice.choice((0.0, 0.5, 0.8, 1.2)) * dpi / 200
    grey = cv2.GaussianBlur(grey, (0, 0), blur) if blur else grey
    noise = dice.choice((0.0, 6.0, 14.0))
    rng = np.random.default_rng(dice.randrange(2**31))
    grey = np.clip(grey + rng.normal(0, noise, grey.shape), 0, 255).astype(np.uint8)
    if dice.random() < 0.3:
        grey = np.where(grey > dice.choice((110, 150, 190)), 255, 0).astype(np.uint8)
    elif dice.random() < 0.5:
        jpeg = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, dice.choice((30, 60, 85))])[1]
        grey = _grey(cv2.imdecode(jpeg, cv2.IMREAD_GRAYSCALE))
    ready, skew = made_ready(
        PagePicture(
            grey=_grey(grey),
            dpi=dpi,
            scan_dpi=dpi,
            width_points=_WIDE * 72,
            height_points=_HIGH * 72,
            scanned=True,
        )
    )
    small = resized(ink_of(ready), dpi=READING_DPI, to_dpi=INK_DPI)
    ink = np.where(small > 90, np.uint8(255), np.uint8(0))
    back = cv2.getRotationMatrix2D((ready.shape[1] / 2, ready.shape[0] / 2), skew, 1.0)
    scale = np.diag([ready.shape[1] / width, ready.shape[0] / height, 1.0])
    to_page = np.diag([1 / ready.shape[1], 1 / ready.shape[0], 1.0])
    moved = to_page @ np.vstack([back, [0, 0, 1]]) @ scale @ np.vstack([turn, [0, 0, 1]])
    level, upright = ruling_lines(ink, dpi=INK_DPI)
    page = PageReading(
        page=1,
        kind=PageKind.SCANNED,
        width_points=_WIDE * 72,
        height_points=_HIGH * 72,
        dpi=dpi,
        words={},
        level_rules=level,
        upright_rules=upright,
        ink=packed(ink),
    )
    return page, moved


def _grey(picture: object) -> Grey:
    return np.asarray(picture, np.uint8)


def _on_page(spot: Spot, moved: np.ndarray) -> Box:
    """Say where a place on the sheet lies on the page as kept."""
    left, top, right, bottom = spot
    x, y, _ = moved @ np.array([(left + right) / 2, (top + bottom) / 2, 1.0])
    wide, high = (right - left) * moved[0, 0] / 2, (bottom - top) * moved[1, 1] / 2
    return Box(x - wide, y - high, x + wide, y + high)


def _read(cell: Cell, moved: np.ndarray, ink: InkMap, dice: random.Random) -> Outcome:
    words: ByReader = {
        Reader.TESSERACT: (_by_tesseract(cell, moved, dice),),
        Reader.RAPIDOCR: (_by_rapid(cell, moved, dice),),
    }
    every = [word.box for lines in words.values() for line in lines for word in line]
    place = AnswerPlace(1, box_around(every), words)
    read = choice_at(place, ink)
    if read is None:
        return Outcome(cell.marked, cell.struck, frozenset(), Answer.UNCLEAR)
    said = read.evidence.read or ""
    seen = frozenset(a for a in (Answer.YES, Answer.NO) if f"{a.value} struck" in said)
    return Outcome(cell.marked, cell.struck, seen, read.answer)


def _by_tesseract(cell: Cell, moved: np.ndarray, dice: random.Random) -> tuple[Word, ...]:
    """Box each word by its ink, give or take a pixel or three."""
    slip = dice.choice((1, 1, 2, 3)) / READING_DPI
    x, y = slip / _WIDE, slip / _HIGH
    boxes = {token: _on_page(spot, moved) for token, spot in cell.words.items()}
    return tuple(
        Word(
            token,
            Box(
                box.left + dice.uniform(-x, x),
                box.top + dice.uniform(-y, y),
                box.right + dice.uniform(-x, x),
                box.bottom + dice.uniform(-y, y),
            ),
            0.9,
        )
        for token, box in boxes.items()
    )


def _by_rapid(cell: Cell, moved: np.ndarray, dice: random.Random) -> tuple[Word, ...]:
    """Part a line, boxed loosely, by the number of its letters."""
    line = _on_page(cell.line, moved)
    high = line.height
    top, bottom = (
        line.top - dice.uniform(0.05, 0.35) * high,
        line.bottom + dice.uniform(0, 0.4) * high,
    )
    said = " ".join(cell.text.split())
    letter = line.width / len(said)
    shift = dice.uniform(-0.5, 0.5) * letter
    words, at = [], 0
    for token in said.split(" "):
        left = line.left + shift + at * letter
        if token in cell.words:
            words.append(Word(token, Box(left, top, left + len(token) * letter, bottom), 0.9))
        at += len(token) + 1
    return tuple(words)


def table(found: Sequence[Outcome]) -> Iterator[str]:
    """Give the table by what was done to the words."""
    heads = ("", "cells", "taken as struck", "not seen", "answered", "wrong")
    yield "{:12} {:>7} {:>16} {:>9} {:>9} {:>6}".format(*heads)
    for marked in sorted({each.marked for each in found}):
        some = [each for each in found if each.marked == marked]
        count = Counter[str]()
        for each in some:
            count["false"] += bool(each.seen - each.struck)
            count["missed"] += bool(each.struck - each.seen)
            count["answered"] += each.answer is not Answer.UNCLEAR
            count["wrong"] += is_wrong(each)
        yield (
            f"{marked:12} {len(some):7} {count['false']:16} {count['missed']:9}"
            f" {count['answered']:9} {count['wrong']:6}"
        )


def is_wrong(outcome: Outcome) -> bool:
    """Say whether an answer was given that is not the one left standing."""
    left = {Answer.YES, Answer.NO} - outcome.struck
    return outcome.answer is not Answer.UNCLEAR and {outcome.answer} != left


def main() -> int:
    """Print the tables; 1 where anything was wrong."""
    many, seed = (*map(int, sys.argv[1:]), *(10_000, 1)[len(sys.argv) - 1 :])
    files = fonts()
    found = [
        *islice(outcomes(seed, UNSTRUCK, files), many),
        *islice(outcomes(seed + 1, STRUCK, files), many),
    ]
    print("\n".join(table(found)))
    return 1 if any(map(is_wrong, found)) else 0


if __name__ == "__main__":
    sys.exit(main())
