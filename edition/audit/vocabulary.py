"""The terms of a search index in, those that only withheld text can have put there out.

A term that a public text can give is public, also where withheld words share its stem.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from html import unescape

from edition.audit import pagefind_words
from edition.audit.cleared_words import cleared_texts
from edition.audit.leak import ClearedText, WithheldText
from search_index import words as whoosh_words

_TAG = re.compile(r"<[^<>]*>")
_LONGEST_ENDING = 5  # letters that a stemmer takes off, the one it may put on included

TermsOf = Callable[[Collection[str]], Collection[str]]


class Vocabulary:
    """What may stand in an index, and what may not, for one way of making terms of words."""

    def __init__(
        self,
        withheld: Sequence[WithheldText],
        public_words: Collection[str],
        terms_of: TermsOf,
    ) -> None:
        self._withheld = withheld
        self._terms_of = terms_of
        self._public = frozenset(terms_of(public_words))
        every = {word for one in withheld for word in _words_of_withheld(one)}
        self._private = frozenset(terms_of(every)) - self._public
        self._beginnings = {
            word[: len(word) - cut] for word in self._private for cut in range(_LONGEST_ENDING)
        }

    def owners_of(self, terms: Iterable[str]) -> set[int]:
        """Return whose words the terms tell, as places in the sequence of the withheld."""
        leaked = {term for term in terms if self._is_private(term)}
        if not leaked:
            return set()
        return {place for place, one in enumerate(self._withheld) if self._tells(one, leaked)}

    def _is_private(self, term: str) -> bool:
        """Say whether a term may come of a withheld word; yes, when in doubt."""
        if term in self._public:
            return False
        return term in self._private or (len(term) > 3 and term[:-1] in self._beginnings)

    def _tells(self, withheld: WithheldText, leaked: Collection[str]) -> bool:
        terms = self._terms_of(set(_words_of_withheld(withheld)))
        begun = {term[: len(term) - cut] for term in terms for cut in range(_LONGEST_ENDING)}
        return any(term in terms or term[:-1] in begun for term in leaked)


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


def _words_of_withheld(withheld: WithheldText) -> Iterator[str]:
    for text in (*withheld.texts, *withheld.notes):
        yield from text.split()
