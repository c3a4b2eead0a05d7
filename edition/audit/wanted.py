"""Withheld texts in, all that must be found nowhere out: hashed runs, less what is excused.

Runs of eight words are looked for, and shorter texts whole. What everybody prints excuses a
run, and so do the cleared words of any scan but the one that withholds it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from edition.audit.cleared_words import cleared_texts
from edition.audit.leak import ClearedText, WithheldText
from edition.audit.run_table import EVERYWHERE, Owned, RunTable
from edition.audit.runs import RUN, SHORTEST, Hashes, hashes_of, runs_of
from edition.audit.template import template_texts
from edition.audit.words import BREAK, words_of

_BATCH = 50_000  # words
_BREAK = words_of(BREAK)


class Wanted:
    """The runs of words to be found nowhere in an edition; each scan may be named once."""

    def __init__(
        self, withheld: Sequence[WithheldText], cleared: Iterable[ClearedText] = ()
    ) -> None:
        self._withheld = tuple(withheld)
        places = {text.scan: place for place, text in enumerate(self._withheld)}
        if len(places) < len(self._withheld):
            raise ValueError("A scan is named twice among the withheld: gather its texts in one.")
        self._tables = {length: RunTable(owned) for length, owned in self._gathered().items()}
        self._excuse(template_texts(), EVERYWHERE)
        for number, one in enumerate(cleared, start=len(places)):
            self._excuse(cleared_texts(one), places.get(one.scan, number))
        for table in self._tables.values():
            table.drop_excused()
        self._says = lru_cache(maxsize=64)(self._all_words_of)

    def owners_in(self, texts: Iterable[str]) -> set[int]:
        """Return whose words the texts hold, as places in the sequence of the withheld."""
        owners: set[int] = set()
        for words in _batches(texts):
            for length, runs in runs_of(hashes_of(words)):
                table = self._tables.get(length)
                for start, owner in table.matches(runs) if table else ():
                    if owner not in owners and self._is_said(owner, words[start : start + length]):
                        owners.add(owner)
        return owners

    def _is_said(self, owner: int, run: list[str]) -> bool:
        """Tell a match from two runs that share a hash."""
        return f" {' '.join(run)} " in self._says(owner)

    def _all_words_of(self, owner: int) -> str:
        withheld = self._withheld[owner]
        texts = (*withheld.texts, *withheld.notes)
        return "\n".join(f" {' '.join(words_of(text))} " for text in texts)

    def _excuse(self, texts: Iterable[str], place: int) -> None:
        for words in _batches(texts):
            for length, runs in runs_of(hashes_of(words)):
                if table := self._tables.get(length):
                    table.note(runs, place)

    def _gathered(self) -> dict[int, list[Owned]]:
        gathered: dict[int, list[Owned]] = defaultdict(list)
        for owner, one in enumerate(self._withheld):
            for texts, is_note in ((one.texts, False), (one.notes, True)):
                for length, runs in _wanted_runs(texts):
                    gathered[length].append(Owned(runs, owner, is_note))
        return gathered


def _batches(texts: Iterable[str]) -> Iterator[list[str]]:
    """Gather the words of many texts, so that numpy is called seldom; no run joins two texts."""
    words: list[str] = []
    for text in texts:
        words += words_of(text)
        words += _BREAK
        if len(words) > _BATCH:
            yield words
            words = []
    yield words


def _wanted_runs(texts: Iterable[str]) -> Iterator[tuple[int, Hashes]]:
    """Yield all runs of eight words of long texts, and short ones whole."""
    for text in texts:
        words = words_of(text)
        for length, runs in runs_of(hashes_of(words)) if len(words) >= SHORTEST else ():
            if length == min(len(words), RUN):
                yield length, runs
