"""Words in, lines out: rows of words as they stand on the page, as both readers give them."""

from collections.abc import Callable, Iterable, Mapping
from statistics import median

from msgspec import Struct

from ingest.lines.agreement import agreed_words
from ingest.lines.one_reader import words_of_one
from ingest.page import OCR_READERS, Box, PageReading, Reader, Word

_CLEAN_DPI = 190  # from here on Tesseract is the better reader, below it RapidOCR
WordTest = Callable[[Word], bool]


class Line(Struct, frozen=True, kw_only=True):
    """One row of words: as agreed between the readers, and as each reader gave it."""

    page: int
    box: Box
    words: tuple[Word, ...]
    by_reader: dict[Reader, tuple[Word, ...]]

    @property
    def text(self) -> str:
        """The agreed words, apart by single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def middle(self) -> float:
        """The height of the line's middle: of its usual word, whatever strays above or below."""
        return median(word.box.middle for word in self.words) if self.words else self.box.middle

    def as_read_by(self, reader: Reader) -> str:
        """One reader's own words, apart by single spaces."""
        return " ".join(word.text for word in self.by_reader.get(reader, ()))


def lines_in(reading: PageReading, place: Box, vocabulary: frozenset[str]) -> tuple[Line, ...]:
    """Give the lines of the words whose centres lie in a place on the page, from the top."""
    return _lines_of(reading, vocabulary, lambda word: _holds(place, word))


def lines_outside(
    reading: PageReading, places: Iterable[Box], vocabulary: frozenset[str]
) -> tuple[Line, ...]:
    """Give the lines of the words that lie in none of the places, from the top."""
    kept_out = tuple(places)
    return _lines_of(
        reading, vocabulary, lambda word: not any(_holds(place, word) for place in kept_out)
    )


def _holds(place: Box, word: Word) -> bool:
    box = word.box
    return place.left <= box.centre <= place.right and place.top <= box.middle <= place.bottom


def _lines_of(
    reading: PageReading, vocabulary: frozenset[str], belongs: WordTest
) -> tuple[Line, ...]:
    chosen = {
        reader: tuple(filter(belongs, reading.words.get(reader, ()))) for reader in OCR_READERS
    }
    rows = rows_of(chosen)
    return tuple(_line_of(reading, row, vocabulary) for row in rows)


def rows_of(words: Mapping[Reader, tuple[Word, ...]]) -> list[dict[Reader, tuple[Word, ...]]]:
    """Gather both readers' words into rows, from the top, each row from the left.

    Full words found the rows; specks, dashes and bullets, whose boxes are small and whose
    middles stray, join the row they touch.
    """
    every = [(reader, word) for reader, of_reader in words.items() for word in of_reader]
    if not every:
        return []
    usual = (
        median(word.box.height for _, word in every if len(word.text) > 1)
        if any(len(word.text) > 1 for _, word in every)
        else every[0][1].box.height
    )
    every.sort(key=lambda pair: (_is_small(pair[1], usual), pair[1].box.middle))
    rows: list[_Row] = []
    for reader, word in every:
        # Full words come from the top: for them no row is nearer than the last.
        near = rows if _is_small(word, usual) else rows[-1:]
        nearest = min(near, key=lambda row: abs(row.middle - word.box.middle), default=None)
        if nearest is None or abs(nearest.middle - word.box.middle) > 0.55 * usual:
            nearest = _Row()
            rows.append(nearest)
        nearest.take(reader, word, founding=not _is_small(word, usual))
    rows.sort(key=lambda row: row.middle)
    return [row.sorted_words() for row in rows]


def _is_small(word: Word, usual: float) -> bool:
    return word.box.height < 0.6 * usual or not any(map(str.isalnum, word.text))


class _Row:
    """A row in the making; its middle follows the words that found it."""

    def __init__(self) -> None:
        self.words: list[tuple[Reader, Word]] = []
        self.middles: list[float] = []
        self.middle = 0.0

    def take(self, reader: Reader, word: Word, *, founding: bool) -> None:
        self.words.append((reader, word))
        if founding or not self.middles:
            self.middles.append(word.box.middle)
            self.middle = sum(self.middles) / len(self.middles)

    def sorted_words(self) -> dict[Reader, tuple[Word, ...]]:
        return {
            reader: tuple(
                sorted(
                    (word for by, word in self.words if by == reader),
                    key=lambda word: word.box.left,
                )
            )
            for reader in Reader
        }


def _line_of(
    reading: PageReading, row: dict[Reader, tuple[Word, ...]], vocabulary: frozenset[str]
) -> Line:
    box = box_around(word.box for words in row.values() for word in words)
    if row[Reader.RAPIDOCR] or reading.has_two_readers_at(box):
        words = _agreed(reading, row, box, vocabulary)
    else:
        words = words_of_one(row[Reader.TESSERACT])
    if words:
        box = box_around(word.box for word in words)
    return Line(page=reading.page, box=box, words=words, by_reader=row)


def _agreed(
    reading: PageReading,
    row: Mapping[Reader, tuple[Word, ...]],
    box: Box,
    vocabulary: frozenset[str],
) -> tuple[Word, ...]:
    poor = reading.dpi < _CLEAN_DPI or _is_ruled(box, reading.level_rules)
    return agreed_words(
        row[Reader.RAPIDOCR],
        row[Reader.TESSERACT],
        trusted=Reader.RAPIDOCR if poor else Reader.TESSERACT,
        vocabulary=vocabulary,
    )


def _is_ruled(box: Box, level_rules: tuple[Box, ...]) -> bool:
    """Say whether a ruling line underlines the row or strikes it through."""
    return any(
        rule.meets(box) and box.middle < rule.middle + 0.2 * box.height for rule in level_rules
    )


def part_of(line: Line, left: float, right: float) -> Line:
    """Give the part of a line between two places across the page."""

    def within(words: Iterable[Word]) -> tuple[Word, ...]:
        return tuple(word for word in words if left <= word.box.centre < right)

    words = within(line.words)
    return Line(
        page=line.page,
        box=box_around(word.box for word in words) if words else line.box,
        words=words,
        by_reader={reader: within(read) for reader, read in line.by_reader.items()},
    )


def box_around(boxes: Iterable[Box]) -> Box:
    """Give the smallest box that holds all the boxes; there must be one."""
    first, *others = boxes
    for other in others:
        first = first.around(other)
    return first
