"""What is wanted in, the documents that have it out, the best first: BM25, summed over fields.

A score for each document of the index, nothing where it lacks what is wanted: at hundreds of
thousands of documents that is a few megabytes, and each step a fraction of a millisecond.
"""

from math import log
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from search_index.engine import OpenIndex
from search_index.wanted import AllOf, AnyOf, Field, First, Match, Wanted

_Scores = NDArray[np.float64]

_K1 = 1.2  # how soon a term that is repeated counts no more (Robertson and Zaragoza, 2009)
_BEFORE_ALL_OTHERS = 1_000_000.0  # no sum of scores comes near it


class Ranking:
    """The ranking of one index's documents; what was asked once is remembered."""

    def __init__(self, index: OpenIndex) -> None:
        self._index = index
        self._known: dict[Match, _Scores] = {}

    def ranked(self, wanted: Wanted) -> list[int]:
        """Return the documents that have what is wanted, the best first, else in their order."""
        scores = self._scores(wanted)
        found = np.flatnonzero(scores)
        order = np.argsort(-scores[found], kind="stable")
        return [int(document) for document in found[order]]

    def _scores(self, wanted: Wanted) -> _Scores:
        match wanted:
            case Match():
                if wanted not in self._known:
                    self._known[wanted] = _match_scores(self._index, wanted)
                return self._known[wanted]
            case AllOf(parts):
                return _all_of([self._scores(part) for part in parts])
            case AnyOf(parts):
                return _sum([self._scores(part) for part in parts])
            case First(part):
                return np.where(self._scores(part) > 0, _BEFORE_ALL_OTHERS, 0.0)
            case never:
                assert_never(never)


def _all_of(parts: list[_Scores]) -> _Scores:
    has_all = np.all([part > 0 for part in parts], axis=0)
    return np.where(has_all, _sum(parts), 0.0)


def _sum(parts: list[_Scores]) -> _Scores:
    return sum(parts[1:], start=parts[0])


def _match_scores(index: OpenIndex, match: Match) -> _Scores:
    if len(match.terms) == 1:
        return match.weight * _term_scores(index, match.field, match.terms[0])
    return match.weight * _phrase_scores(index, match.field, match.terms)


def _term_scores(index: OpenIndex, field: Field, term: str) -> _Scores:
    scores = np.zeros(index.documents)
    documents, weights = index.postings(field, term)
    if documents:
        scores[documents] = _saturated(np.array(weights)) * _rarity(index, field, term)
    return scores


def _phrase_scores(index: OpenIndex, field: Field, terms: tuple[str, ...]) -> _Scores:
    """Score a phrase as its terms, where they stand one after another.

    The rarest term is asked first, and each of the others only of what is left.
    """
    scores = np.zeros(index.documents)
    rarest_first = sorted(set(terms), key=lambda term: index.frequency(field, term))
    if not index.frequency(field, rarest_first[0]):
        return scores
    documents, _ = index.postings(field, rarest_first[0])
    weights: dict[str, dict[int, float]] = {}
    places: dict[str, dict[int, frozenset[int]]] = {}
    for term in rarest_first:
        there = list(index.places(field, term, documents))
        weights[term] = {document: weight for document, weight, _ in there}
        places[term] = {document: here for document, _, here in there}
        documents = [document for document, _, _ in there]
    standing = [doc for doc in documents if _is_in_row([places[term][doc] for term in terms])]
    for term in rarest_first:
        weighed = np.array([weights[term][document] for document in standing])
        scores[standing] += _saturated(weighed) * _rarity(index, field, term)
    return scores


def _is_in_row(places: list[frozenset[int]]) -> bool:
    return any(all(start + n in at for n, at in enumerate(places)) for start in places[0])


def _saturated(weights: _Scores) -> _Scores:
    return weights * (_K1 + 1) / (weights + _K1)


def _rarity(index: OpenIndex, field: Field, term: str) -> float:
    frequency = index.frequency(field, term)
    return log(1 + (index.documents - frequency + 0.5) / (frequency + 0.5))
