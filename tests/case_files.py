"""Text cases: a file of `tests/cases` in, its cases as pytest's parameters out.

A case is its fact in words, then between lines of a single stop what goes in and what must
come out.
"""

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

_FOLDER = Path(__file__).parent / "cases"


def cases_in(name: str) -> list[ParameterSet]:
    """Give every case of a file as (given, expected), named by its fact."""
    pieces = (_FOLDER / name).read_text("utf-8").split("\n.\n")
    facts = [piece.strip().rsplit("\n", 1)[-1] for piece in pieces[:-1:3]]
    return [
        pytest.param(given, expected, id=fact)
        for fact, given, expected in zip(facts, pieces[1::3], pieces[2::3], strict=True)
    ]
