"""Text in, every term that Pagefind could index it by out.

Pagefind parts words at spaces, lowers them, takes out their signs and stems them in English;
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


def terms_of(tokens: Iterable[str]) -> set[str]:
    """Return every term that words as they stand between spaces can give, stemmed and not."""
    plain = {form for token in tokens for form in _forms_of(token)}
    stemmer = snowballstemmer.stemmer("english")
    stems: list[str] = stemmer.stemWords(list(plain))
    return plain.union(stems)


def _forms_of(token: str) -> Iterator[str]:
    parts = _RUNS.findall(token)
    for form in ("".join(parts), *parts, *_HUMPS.findall(token)):
        lowered = form.lower()
        yield lowered
        if not lowered.isascii():
            yield _bare(lowered)
    yield from words_of(token)


def _bare(word: str) -> str:
    parted = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in parted if not unicodedata.combining(letter))
