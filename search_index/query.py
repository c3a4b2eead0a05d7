"""What a person typed in, words and phrases out: there is no text that is not a query."""

import re
from collections.abc import Iterator

from msgspec import Struct

from publication.reference import Reference, likely_reference_in
from search_index.terms import is_telling, terms_in

LONGEST_QUERY = 200
"""Letters; a search engine that is given a hundred thousand works for minutes."""

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_PIECE = re.compile(r'"([^"]*)(?:"|$)|([^"\s]+)')
_MOST_DIGITS = 5  # of a number that stands for a reference; an amount has more


class Query(Struct, frozen=True):
    """What is looked for.

    `words` are those outside quotation marks, each the terms that it is made of, one after
    another; `phrases` those inside. `reference` is what the whole query names, if anything.
    """

    words: tuple[tuple[str, ...], ...]
    phrases: tuple[tuple[str, ...], ...]
    reference: Reference | None
    was_too_long: bool

    @property
    def terms(self) -> frozenset[str]:
        """Every term of it."""
        named = terms_in(str(self.reference)) if self.reference else ()
        return frozenset([*named, *(term for part in self.words + self.phrases for term in part)])


def query_in(typed: str) -> Query:
    """Read a query; what is too long is cut, at the last space where there is one.

    Little words ("of the") count only inside quotation marks, or where there are no others.
    """
    text = _cut(typed).translate(_QUOTES)
    pieces = [piece for piece in _pieces(text) if piece[1]]
    words = tuple(terms for is_phrase, terms in pieces if not is_phrase)
    telling = tuple(terms for terms in words if any(map(is_telling, terms)))
    phrases = tuple(terms for is_phrase, terms in pieces if is_phrase)
    return Query(
        words=_once_each(telling if telling or phrases else words),
        phrases=_once_each(phrases),
        reference=_reference(text.replace('"', " ").strip()),
        was_too_long=len(typed) > LONGEST_QUERY,
    )


def _cut(typed: str) -> str:
    if len(typed) <= LONGEST_QUERY:
        return typed
    return typed[: LONGEST_QUERY + 1].rpartition(" ")[0] or typed[:LONGEST_QUERY]


def _pieces(text: str) -> Iterator[tuple[bool, tuple[str, ...]]]:
    """Yield each word and phrase as its terms; a phrase that is not closed ends with the query."""
    for found in _PIECE.finditer(text):
        inside, word = found[1], found[2]
        yield (word is None, terms_in(inside if word is None else word))


def _once_each(parts: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], ...]:
    return tuple(dict.fromkeys(parts))


def _reference(text: str) -> Reference | None:
    """Return the reference that is typed; a bare number is one of the main series, PCD."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS
    return likely_reference_in(f"PCD {text}" if is_number else text)
