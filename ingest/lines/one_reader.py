"""One reading of a row in, its words out, none of them as sure as two readers would make it.

A fast reading has Tesseract's words alone for the body of a form. What it made of a bullet, a
speck or a rule is told by its own confidence, which is good, and by the place in the row.
"""

from collections.abc import Sequence

from ingest.lines.stretches import is_bullet
from ingest.page import Word

SUREST = 0.95  # below what two readers that differ by a stop are given

_LEAST = 0.3  # Tesseract's own: what it makes of a hand or of dust lies below
_LEAST_FOR_A_SIGN = 0.6
_SPECKS = ".,'‘’`·:;°\"_|~"


def words_of_one(by_tesseract: Sequence[Word]) -> tuple[Word, ...]:
    """Settle a row that Tesseract alone read, from the left."""
    kept = [word for at, word in enumerate(by_tesseract) if _counts(word, is_first=at == 0)]
    return tuple(Word(word.text, word.box, min(SUREST, word.confidence)) for word in kept)


def _counts(word: Word, *, is_first: bool) -> bool:
    if all(char in _SPECKS for char in word.text):
        return False
    if is_first and is_bullet(word.text):
        return True
    is_sign = not any(char.isalnum() or char == "£" for char in word.text)
    return word.confidence >= (_LEAST_FOR_A_SIGN if is_sign else _LEAST)
