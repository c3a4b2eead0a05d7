"""Two readings of one row in, the stretches in which they are alike or differ out, side by side."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from ingest.lines.lexicon import plain
from ingest.page import Word

_BULLET = re.compile(r"[•·●▪■◦○*¢«»°›e©®+]|-|–|—")


def is_bullet(text: str) -> bool:
    """Say whether a first word is what the readers make of a bullet."""
    return _BULLET.fullmatch(text) is not None


def stretches(
    a: Sequence[Word], b: Sequence[Word]
) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Cut two readings of a row where they are alike, word by word, and where they differ."""
    codes = Levenshtein.opcodes([plain(w.text) for w in a], [plain(w.text) for w in b])
    for alike, run in groupby(codes, key=lambda code: code.tag == "equal"):
        stretch = list(run)
        mine = a[stretch[0].src_start : stretch[-1].src_end]
        theirs = b[stretch[0].dest_start : stretch[-1].dest_end]
        if alike:
            yield from (([x], [y]) for x, y in zip(mine, theirs, strict=True))
            continue
        if mine and theirs and is_bullet(mine[0].text) and is_bullet(theirs[0].text):
            yield mine[:1], theirs[:1]
            mine, theirs = mine[1:], theirs[1:]
        if joined(mine) == joined(theirs):
            yield mine, theirs
        else:
            yield from _groups(mine, theirs)


def _groups(
    a: Sequence[Word], b: Sequence[Word]
) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Pair off, in a stretch that differs, the words that stand over one another."""
    waiting = [(word, True) for word in a] + [(word, False) for word in b]
    waiting.sort(key=lambda pair: pair[0].box.left)
    group: tuple[list[Word], list[Word]] = ([], [])
    reach, narrowest = -1.0, 1.0
    for word, is_mine in waiting:
        shared = 0.3 * min(word.box.width, narrowest)
        if reach - word.box.left < shared and (group[0] or group[1]):
            yield group
            group, reach, narrowest = ([], []), -1.0, 1.0
        group[0 if is_mine else 1].append(word)
        if word.box.right > reach:
            reach, narrowest = word.box.right, word.box.width
    if group[0] or group[1]:
        yield group


def joined(words: Sequence[Word]) -> str:
    """Write the words as one, their quotes and dashes in one way."""
    return plain("".join(word.text for word in words))
