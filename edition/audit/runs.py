"""Words in, hashes of their runs out: millions in seconds, by numpy.

A word's hash is Python's own (SipHash, 64 bits, good within this process alone), a run's a
polynomial of its words' over 2**64. Equal words have equal hashes, so nothing withheld is ever
missed in a file by a collision; a false match, 1 in 10**5 editions, is told by its words.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

RUN = 8
SHORTEST = 3  # a text of fewer words says too little to be looked for

_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, so that multiplying by it loses nothing


def hashes_of(words: Sequence[str]) -> Hashes:
    """Return a hash for every word."""
    return np.fromiter(map(hash, words), dtype=np.int64, count=len(words)).view(np.uint64)


def runs_of(words: Hashes) -> Iterator[tuple[int, Hashes]]:
    """Yield the hashes of all runs of three words, of four, and so on to eight, in order."""
    runs = words
    for length in range(2, RUN + 1):
        runs = runs[:-1] * _FACTOR + words[length - 1 :]
        if length >= SHORTEST:
            yield length, runs
