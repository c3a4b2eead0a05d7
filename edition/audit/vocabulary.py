"""The terms of a search index in, those that only withheld text can have put there out.

A term that a public text can give is public, also where withheld words share its stem.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from html import unescape

from edition.audit import pagefind_words
from edition.audit.cleared_words import cleared_texts
from edition.audit.leak import ClearedText, WithheldText
from edition.audit.words import words_of
from search_index import words as whoosh_words

_TAG = re.compile(r"<[^<>]*>")
_LONGEST_ENDING = 5  # letters that a stemmer takes off, the one it may put on included

TermsOf = Callable[[Collection[str]], Collection[str]]


class Vocabulary:
    """What an index of public words may hold, for one way of making terms of words."""

    def __init__(
        self, withheld: Sequence[WithheldText], public_words: Collection[str], terms_of: TermsOf
    ) -> None:
        self._withheld = withheld
        self._terms_of = terms_of
        self._public = frozenset(terms_of(public_words))

    def owners_of(self, terms: Iterable[str]) -> set[int]:
        """Return whose words the terms tell, as places in the sequence of the withheld."""
        unknown = {term for term in terms if term not in self._public}
        if not unknown:
            return set()
        every = {word for one in self._withheld for word in _words_of_withheld(one)}
        told = {word for word in _suspects(every, unknown) if self._is_told(word, unknown)}
        return {
            place
            for place, one in enumerate(self._withheld)
            if not told.isdisjoint(_words_of_withheld(one))
        }

    def _is_told(self, word: str, unknown: Collection[str]) -> bool:
        """Say whether a withheld word gives one of the terms, or seems to, that nothing else does.

        Of a term that was made in a way unknown to us, its beginning decides.
        """
        private = {term for term in self._terms_of({word}) if term not in self._public}
        begun = {term[: len(term) - cut] for term in private for cut in range(_LONGEST_ENDING)}
        return any(term in private or (len(term) > 3 and term[:-1] in begun) for term in unknown)


def for_pagefind(withheld: Sequence[WithheldText], public_words: Collection[str]) -> Vocabulary:
    """Return the vocabulary of the site's own search."""
    return Vocabulary(withheld, public_words, pagefind_words.terms_of)


def for_whoosh(withheld: Sequence[WithheldText], public_words: Collection[str]) -> Vocabulary:
    """Return the vocabulary of the full-text index."""
    return Vocabulary(withheld, public_words, lambda words: whoosh_words.terms_of("\n".join(words)))


def public_words_of(cleared: Iterable[ClearedText], public_texts: Iterable[str]) -> set[str]:
    """Return all that stands between spaces in what the public may read."""
    words: set[str] = set()
    for one in cleared:
        for text in cleared_texts(one):
            words.update(text.split())
    for text in public_texts:
        words.update(unescape(text).split())
        words.update(unescape(_TAG.sub(" ", text)).split())
    return words


def _suspects(words: Iterable[str], terms: Collection[str]) -> Iterator[str]:
    """Yield the words that could give one of the terms at all: few, and stemming is slow."""
    beginnings = {term[: max(1, min(3, len(term) - 1))] for term in terms}
    for word in words:
        spelt = f"{word.lower()} {''.join(words_of(word))}"
        if any(beginning in spelt for beginning in beginnings):
            yield word


def _words_of_withheld(withheld: WithheldText) -> Iterator[str]:
    for text in (*withheld.texts, *withheld.notes):
        yield from text.split()
