"""Text in, the terms that the index knows it by out: the one way for pages and for queries.

A number is one term and so is a word; where letters and digits touch there are two. So
"PCD611" is found as "PCD 611", and "£1.4m" as "1.4m". An amount loses its commas, a word its
capitals, accents, apostrophes and English endings.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from search_index.engine import stem

_NUMBER = r"\d{1,3}(?:,\d{3})+(?!,?\d)(?:\.\d+)*|\d+(?:\.\d+)*"
_LETTERS = r"[^\W\d_]+(?:(?:[\u0300-\u036f]+|['’])[^\W\d_]+)*"
_WORD = re.compile(rf"{_NUMBER}|{_LETTERS}")
_LONGEST = 64  # letters: no word of any language, so whatever it is, its beginning will do


class Word(Struct, frozen=True):
    """A term, and from where to where its word stands in the text."""

    term: str
    start: int
    end: int


def terms_in(text: str) -> tuple[str, ...]:
    """Return the terms of a text in order."""
    return tuple(map(_term, _WORD.findall(text)))


def words_in(text: str) -> Iterator[Word]:
    """Yield the words of a text with their places."""
    for found in _WORD.finditer(text):
        yield Word(_term(found[0]), found.start(), found.end())


def is_telling(term: str) -> bool:
    """Tell a term that says what a text is about from those that stand in any text."""
    return term not in _IN_ANY_TEXT


@lru_cache(maxsize=1 << 16)
def _term(word: str) -> str:
    if word[0].isdecimal():
        return unicodedata.normalize("NFKC", word.replace(",", ""))[:_LONGEST]
    bare = _without_accents(word.replace("’", "'")) or word
    letters = bare.removesuffix("'s").replace("'", "")
    is_english = letters.isascii() and letters.isalpha()
    return (stem(letters) if is_english else letters)[:_LONGEST]


def _without_accents(word: str) -> str:
    parted = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in parted if not unicodedata.combining(letter)).casefold()


_IN_ANY_TEXT = frozenset(
    terms_in(
        "a an and are as at be been but by can did do does for from had has have how i if in into "
        "is it its not of on or our shall should so than that the their them then there these "
        "they this those to was we were what when where which who whom will with would you your"
    )
)
