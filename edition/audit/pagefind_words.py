"""Text in, every term that Pagefind could index it by out.

Pagefind parts words at spaces, lowers them, takes out ASCII's signs and stems them in English;
of a compound it indexes the parts too. What is made here is rather more than less, so that
its terms of public text account for all of an index of public pages.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

import snowballstemmer

from edition.audit.words import words_of

_RUNS = re.compile(r"[^\W_]+")
_HUMPS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[^\W\d_]+")
_SIGNS = re.compile(r"[!-/:-@\[-^`{-~]")  # all of ASCII's but the low line
_SIGNS_AND_LINES = re.compile(r"[!-/:-@\[-`{-~]")


def terms_of(words: Iterable[str]) -> set[str]:
    """Return every term that words as they stand between spaces can give, stemmed and not."""
    forms = {form for word in words for form in _forms_of(word)}
    stems: list[str] = snowballstemmer.stemmer("english").stemWords(list(forms))
    return forms.union(stems)


def _forms_of(word: str) -> Iterator[str]:
    if word.isascii() and word.isalpha() and (word.islower() or word.istitle()):
        yield word.lower()
        return
    parts = _RUNS.findall(word)
    yield from words_of(word)
    for form in (
        *("".join(parts), *parts, *_HUMPS.findall(word)),
        *(_SIGNS.sub("", word), *_SIGNS.split(word)),
        *(_SIGNS_AND_LINES.sub("", word), *_SIGNS_AND_LINES.split(word)),
    ):
        lowered = form.lower()
        yield lowered
        if not lowered.isascii():
            yield _bare(lowered)


def _bare(word: str) -> str:
    parted = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))
