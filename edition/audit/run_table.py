"""Runs of one length in, a table out that finds them in any text and knows whose they are."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from edition.audit.runs import Hashes

_Numbers = NDArray[np.int32]
_Flags = NDArray[np.bool_]

NOWHERE, EVERYWHERE = -1, -2
_MIX = np.uint64(0xBF58476D1CE4E5B9)


class Owned(NamedTuple):
    """Runs that one scan withholds; those of a note are excused by the scan's own page."""

    runs: Hashes
    owner: int
    is_note: bool


class RunTable:
    """Wanted runs of one length, given in the order of their owners, a scan's notes last.

    `_hashes` are all different and in order; the owners of the run at `i` stand at
    `_owners[_firsts[i] : _firsts[i + 1]]`. A table of bits turns nearly all other runs away.
    """

    def __init__(self, owned: Sequence[Owned]) -> None:
        counts = [len(one.runs) for one in owned]
        runs = np.concatenate([one.runs for one in owned])
        owners = np.repeat(np.array([one.owner for one in owned], dtype=np.int32), counts)
        notes = np.repeat(np.array([one.is_note for one in owned], dtype=np.bool_), counts)
        # stable: of the same run, owners stay in order, and a text comes before a note
        order = np.argsort(runs, kind="stable")
        runs, owners, notes = runs[order], owners[order], notes[order]
        is_new = np.ones(len(runs), dtype=np.bool_)
        is_new[1:] = (runs[1:] != runs[:-1]) | (owners[1:] != owners[:-1])
        self._take(runs[is_new], owners[is_new], notes[is_new])
        self._seen = np.full(self.count, NOWHERE, dtype=np.int32)

    @property
    def count(self) -> int:
        """Return how many different runs are looked for."""
        return len(self._hashes)

    def note(self, runs: Hashes, place: int) -> None:
        """Note that a scan, by its number, or the template makes these runs public."""
        _, found = self._located(runs)
        seen = self._seen[found]
        is_only = (seen == NOWHERE) | (seen == place)
        self._seen[found] = np.where(is_only, np.int32(place), np.int32(EVERYWHERE))

    def drop_excused(self) -> None:
        """Look no longer for runs that are public by another scan or by the template."""
        counts = np.diff(self._firsts)
        seen, runs = np.repeat(self._seen, counts), np.repeat(self._hashes, counts)
        is_kept = (seen == NOWHERE) | ((seen == self._owners) & ~self._notes)
        self._take(runs[is_kept], self._owners[is_kept], self._notes[is_kept])

    def matches(self, runs: Hashes) -> Iterator[tuple[int, int]]:
        """Yield where each wanted run stands among these, once for each scan it belongs to."""
        starts, places = self._located(runs)
        for start, place in zip(starts.tolist(), places.tolist(), strict=True):
            for owner in self._owners[self._firsts[place] : self._firsts[place + 1]].tolist():
                yield start, owner

    def _take(self, runs: Hashes, owners: _Numbers, notes: _Flags) -> None:
        is_first = np.ones(len(runs), dtype=np.bool_)
        is_first[1:] = runs[1:] != runs[:-1]
        firsts = np.flatnonzero(is_first)
        self._hashes, self._firsts = runs[firsts], np.append(firsts, len(runs))
        self._owners, self._notes = owners, notes
        size = min(27, max(10, len(self._hashes).bit_length() + 4))
        self._shift = np.uint64(64 - size)
        self._bits = np.zeros(1 << size, dtype=np.bool_)
        self._bits[self._bit_of(self._hashes)] = True

    def _bit_of(self, runs: Hashes) -> Hashes:
        return ((runs ^ (runs >> np.uint64(29))) * _MIX) >> self._shift

    def _located(self, runs: Hashes) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return which of the runs are wanted, and which in the table each of those is."""
        starts = np.flatnonzero(self._bits[self._bit_of(runs)])
        if not len(starts) or not self.count:
            return starts[:0], starts[:0]
        places = np.minimum(np.searchsorted(self._hashes, runs[starts]), self.count - 1)
        is_wanted = self._hashes[places] == runs[starts]
        return starts[is_wanted], places[is_wanted]
