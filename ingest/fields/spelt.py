"""Lines in which RapidOCR gave every letter for itself in, lines with its words whole out.

It does so to a whole line where it takes one sign for Chinese: a struck Y for "￥".
"""

from collections.abc import Sequence

from msgspec import structs

from ingest.lines.flow import Item
from ingest.lines.line import Line, box_around
from ingest.page import Reader, Word

_LETTERS_APART = 4  # in a row: initials are fewer


def spelt_together(item: Item) -> Item:
    """Put single letters together where the other reader sees one word."""
    if isinstance(item, Line):
        return _whole(item)
    rows = tuple(
        tuple(structs.replace(cell, lines=tuple(map(_whole, cell.lines))) for cell in row)
        for row in item.rows
    )
    return structs.replace(item, rows=rows) if rows != item.rows else item


def _whole(line: Line) -> Line:
    ours = line.by_reader.get(Reader.RAPIDOCR, ())
    if sum(len(word.text) == 1 for word in ours) < max(_LETTERS_APART, len(ours) - 1):
        return line
    theirs = line.by_reader.get(Reader.TESSERACT, ())
    by_word: list[tuple[Word | None, list[Word]]] = []
    for letter in ours:
        over = next((w for w in theirs if w.box.left < letter.box.centre < w.box.right), None)
        if by_word and over is not None and by_word[-1][0] is over:
            by_word[-1][1].append(letter)
        else:
            by_word.append((over, [letter]))
    words = tuple(_joined(letters) for _, letters in by_word)
    return structs.replace(line, by_reader={**line.by_reader, Reader.RAPIDOCR: words})


def _joined(letters: Sequence[Word]) -> Word:
    return Word(
        "".join(letter.text for letter in letters),
        box_around(letter.box for letter in letters),
        min(letter.confidence for letter in letters),
    )
