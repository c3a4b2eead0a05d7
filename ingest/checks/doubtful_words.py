"""A form laid out in, the words of its text that the readers are not sure of out, each in place."""

from collections.abc import Iterator

from ingest.lines.confidence import SURE
from ingest.lines.flow import lines_of
from ingest.lines.layout import Layout
from ingest.lines.line import Line
from ingest.lines.stretches import is_bullet
from ingest.lines.template import Mark
from ingest.page import Reader, Word
from ingest.record import DoubtfulWord

# Where text stands that is published; signatures, ticks and answers are told of elsewhere.
_TEXT = (
    Mark.TITLE,
    Mark.SUMMARY,
    Mark.RECOMMENDATION,
    Mark.PART_1,
    Mark.DEFERRAL_REASON,
    Mark.DEFERRAL_UNTIL,
)
_ONE_READER_SURE = 0.9  # what Tesseract alone is as sure of: 2 in 1,000 of its words are wrong


def doubtful_words_in(layout: Layout) -> tuple[DoubtfulWord, ...]:
    """Gather them from the pages that are not withheld, place by place and from the top."""
    appendices = (item for sheet in layout.after_approval for item in sheet.items)
    lines = (line for item in (*layout.items(*_TEXT), *appendices) for line in lines_of(item))
    return tuple(
        DoubtfulWord(text=word.text, page=line.page, box=word.box, confidence=word.confidence)
        for line in lines
        for word in _doubtful_in(line)
    )


def sure_from(line: Line) -> float:
    """Give the confidence from which on a line's words are called sure."""
    return SURE if line.by_reader.get(Reader.RAPIDOCR) else _ONE_READER_SURE


def _doubtful_in(line: Line) -> Iterator[Word]:
    """Give a line's doubtful words; a bullet's glyph and a sign alone say nothing."""
    sure = sure_from(line)
    for at, word in enumerate(line.words):
        is_word = any(map(str.isalnum, word.text)) and not (at == 0 and is_bullet(word.text))
        if is_word and word.confidence < sure:
            yield word
