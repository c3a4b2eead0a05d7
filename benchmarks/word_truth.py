"""The lines of a page and the words that were printed on it in, each settled word judged out.

A word is right where it stands letter by letter as printed, one kind of dash and quotation mark
counted as the other; a lost space makes one wrong word. A bullet counts as read where the reader
knows it for one. What was not printed as text has no truth and is counted apart, never as right:
signatures and dates on the line for them, and rows of which nothing was printed (ticks, a smudge).
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from msgspec import Struct
from rapidfuzz import fuzz

from benchmarks.reading.text_error import plain
from ingest.checks.hidden import with_own_text
from ingest.fields.approvals import is_signature_line
from ingest.lines.agreement import vocabulary_of
from ingest.lines.flow import sheet_of
from ingest.lines.line import Line
from ingest.lines.stretches import is_bullet
from ingest.page import PageReading, Reader

_BULLET = "•"
_LIKE = 50.0  # of 100


class Judged(StrEnum):
    """What a settled word is when it is held against what was printed."""

    RIGHT = "right"
    WRONG = "wrong"
    NOT_PRINTED = "not printed"


class JudgedWord(Struct, frozen=True):
    """A settled word with its confidence, and what it is."""

    text: str
    confidence: float
    judged: Judged


def words_of(readings: Sequence[PageReading], printed: Sequence[str]) -> Iterator[JudgedWord]:
    """Settle the words of a file's pages as `pcd` does, and judge all but running heads and feet.

    `printed` is the text of each printed page, in any order: pages may lie in another.
    """
    pages = [with_own_text(page) for page in readings]
    vocabulary = vocabulary_of(
        (page.words.get(Reader.RAPIDOCR, ()), page.words.get(Reader.TESSERACT, ()))
        for page in pages
    )
    for page in pages:
        yield from judged_words(sheet_of(page, vocabulary).lines, printed)


def judged_words(lines: Sequence[Line], printed: Sequence[str]) -> Iterator[JudgedWord]:
    """Hold a page's lines against the printed page that has most of its words."""
    said = [word for line in lines for word in _as_said([word.text for word in line.words])]
    there = _nearest(said, printed)
    right, left = _right(said, there)
    at = 0
    for line in lines:
        here = right[at : at + len(line.words)]
        at += len(line.words)
        signed = is_signature_line(line)
        for word, is_right in zip(line.words, here, strict=True):
            judged = Judged.RIGHT if is_right else Judged.WRONG
            unlike = not any(here) and not _is_like_any(word.text, left)
            if not is_right and (signed or unlike):
                judged = Judged.NOT_PRINTED
            yield JudgedWord(word.text, word.confidence, judged)


def _as_said(row: Sequence[str]) -> list[str]:
    """Give a row's words in one spelling, and a bullet before it as the one sign it is."""
    return [_BULLET if not at and is_bullet(word) else plain(word) for at, word in enumerate(row)]


def _nearest(said: Sequence[str], printed: Sequence[str]) -> list[str]:
    words = Counter(said)

    def shared(page: Sequence[str]) -> int:
        return (Counter(page) & words).total()

    rows = ([row.split() for row in page.splitlines()] for page in printed)
    pages = [[word for row in page for word in _as_said(row)] for page in rows]
    return max(pages, key=shared, default=[])


def _right(said: Sequence[str], there: Sequence[str]) -> tuple[list[bool], Counter[str]]:
    """Say of each word whether it stands there, in order or elsewhere; and which words are left.

    A table is printed cell by cell, and may be read row by row.
    """
    right = [False] * len(said)
    left = Counter(there)
    for block in SequenceMatcher(None, said, there, autojunk=False).get_matching_blocks():
        right[block.a : block.a + block.size] = [True] * block.size
        left -= Counter(there[block.b : block.b + block.size])
    for at, word in enumerate(said):
        if not right[at] and left[word] > 0:
            right[at] = True
            left[word] -= 1
    return right, left


def _is_like_any(word: str, left: Counter[str]) -> bool:
    """Say whether a word may be what became of one that was printed, and not read elsewhere."""
    return any(fuzz.ratio(plain(word), other) >= _LIKE for other in +left)
