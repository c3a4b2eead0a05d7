"""What is wanted in, the documents that have it out, the best first, by BM25F.

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


def ranked(index: OpenIndex, wanted: Wanted) -> list[int]:
    """Return the documents that have what is wanted, the best first, else in their order."""
    scores = _scores(index, wanted)
    found = np.flatnonzero(scores)
    order = np.argsort(-scores[found], kind="stable")
    return [int(document) for document in found[order]]


def _scores(index: OpenIndex, wanted: Wanted) -> _Scores:
    match wanted:
        case Match(field, (term,), weight):
            return weight * _term_scores(index, field, term)
        case Match(field, terms, weight):
            return weight * _phrase_scores(index, field, terms)
        case AllOf(parts):
            return _all_of([_scores(index, part) for part in parts])
        case AnyOf(parts):
            return _sum([_scores(index, part) for part in parts])
        case First(part):
            return np.where(_scores(index, part) > 0, _BEFORE_ALL_OTHERS, 0.0)
        case never:
            assert_never(never)


def _all_of(parts: list[_Scores]) -> _Scores:
    has_all = np.all([part > 0 for part in parts], axis=0)
    return np.where(has_all, _sum(parts), 0.0)


def _sum(parts: list[_Scores]) -> _Scores:
    return sum(parts[1:], start=parts[0])


def _term_scores(index: OpenIndex, field: Field, term: str) -> _Scores:
    scores = np.zeros(index.documents)
    documents, weights = index.postings(field, term)
    if documents:
        rarity = log(1 + (index.documents - len(documents) + 0.5) / (len(documents) + 0.5))
        weighed = np.array(weights)
        scores[documents] = rarity * weighed * (_K1 + 1) / (weighed + _K1)
    return scores


def _phrase_scores(index: OpenIndex, field: Field, terms: tuple[str, ...]) -> _Scores:
    """Score a phrase as its terms, where they stand one after another."""
    of_term = {term: _term_scores(index, field, term) for term in terms}
    scores = _all_of(list(of_term.values()))
    candidates = [int(document) for document in np.flatnonzero(scores)]
    if not candidates:
        return scores
    places = {term: list(index.places(field, term, candidates)) for term in of_term}
    for nth, document in enumerate(candidates):
        at = [places[term][nth] for term in terms]
        if not any(all(start + n in here for n, here in enumerate(at)) for start in at[0]):
            scores[document] = 0.0
    return scores
