"""Drawing by lot: the same seed draws the same."""

from collections.abc import Sequence
from typing import TypeVar

from numpy.random import Generator

One = TypeVar("One")


def one_of(rng: Generator, options: Sequence[One]) -> One:
    """Draw one of the options."""
    return options[int(rng.integers(len(options)))]


def some_of(rng: Generator, options: Sequence[One], count: int) -> list[One]:
    """Draw so many different ones, in the order in which they stand."""
    drawn = rng.choice(len(options), size=min(count, len(options)), replace=False)
    return [options[int(index)] for index in sorted(drawn)]


def between(rng: Generator, least: int, most: int) -> int:
    """Draw a whole number, both ends included."""
    return int(rng.integers(least, most + 1))


def by_chance(rng: Generator, share: float) -> bool:
    """Say yes in this share of cases."""
    return bool(rng.random() < share)
