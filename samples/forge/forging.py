"""One invented decision into the bytes of its sample."""

from collections.abc import Iterator

import msgspec
import numpy as np
from numpy.random import Generator

from samples.forge.binding import bound, broken, with_hidden_layer
from samples.forge.decision import ComesAs, Decision, Deferral
from samples.forge.form import print_form
from samples.forge.scanner import Grey, back_of, machine_of, pages_of, scanned

_TURNED_PAGE = 3


def forged(decision: Decision) -> bytes:
    """Print the decision and let it arrive as its file says."""
    match decision.comes_as:
        case ComesAs.BORN_DIGITAL:
            return print_form(decision)
        case ComesAs.BROKEN:
            return broken(_scan(decision))
        case ComesAs.HIDDEN_LAYER:
            return with_hidden_layer(_scan(decision), print_form(_undeferred(decision)))
        case ComesAs.SCAN | ComesAs.BOTH_SIDES:
            return _scan(decision)


def _scan(decision: Decision) -> bytes:
    machine = machine_of(decision.scanner)
    rng = np.random.default_rng([decision.number, 1])
    return bound([scanned(page, machine, rng) for page in _sheets(decision, rng)])


def _sheets(decision: Decision, rng: Generator) -> Iterator[Grey]:
    """Yield what lies on the glass: the pages, and where both sides are scanned the backs."""
    both_sides = decision.comes_as is ComesAs.BOTH_SIDES
    fronts = pages_of(print_form(decision), machine_of(decision.scanner))
    for number, front in enumerate(fronts, start=1):
        turned = both_sides and number == _TURNED_PAGE
        yield np.ascontiguousarray(front[::-1, ::-1]) if turned else front
        if both_sides:
            yield back_of(front, rng)


def _undeferred(decision: Decision) -> Decision:
    answers = Deferral(answer="NO", reason="N/A", until_words="N/A")
    return msgspec.structs.replace(decision, deferral=answers)
