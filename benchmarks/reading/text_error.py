"""How many letters of a passage a reader got wrong, wherever in its text the passage stands.

One measure for all readers: each passage of the truth is looked for in the whole text, and what
it costs to turn the best place into the passage is the error. So nobody is blamed for heads and
feet between passages, and everybody for what stands within one or in no order.
"""

from collections.abc import Iterable

import numpy as np

_SAME = str.maketrans({"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"'})


def plain(text: str) -> str:
    """Return text with one kind of space, dash and quotation mark."""
    return " ".join(text.translate(_SAME).split())


def errors_and_letters(passages: Iterable[str], text: str) -> tuple[int, int]:
    """Count the wrong letters of all passages, and their letters."""
    whole = plain(text)
    wanted = [plain(passage) for passage in passages]
    return sum(fewest_errors(one, whole) for one in wanted), sum(map(len, wanted))


def fewest_errors(passage: str, text: str) -> int:
    """Return the edit distance of the passage to the nearest place in the text.

    A passage that stands nowhere costs all its letters. (Sellers, 1980: the distance's table, in
    which a match may begin anywhere.)
    """
    letters = np.array([ord(letter) for letter in text], dtype=np.int32)
    along = np.arange(len(letters) + 1, dtype=np.int32)
    costs = np.zeros(len(letters) + 1, dtype=np.int32)
    for place, letter in enumerate(passage, start=1):
        below = np.empty_like(costs)
        below[0] = place
        below[1:] = np.minimum(costs[:-1] + (letters != ord(letter)), costs[1:] + 1)
        costs = np.minimum.accumulate(below - along) + along
    return min(int(costs.min()), len(passage))
