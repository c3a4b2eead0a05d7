"""Two readings that differ in spaces or signs only in, the likelier one out."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise

from ingest.lines.grammar import is_figure
from ingest.lines.lexicon import SPECKS
from ingest.lines.stretches import joined
from ingest.lines.surroundings import Place, Row
from ingest.page import Box, Word

_DIRT = SPECKS + "“”*_"
_DISPUTED = frozenset(".'\"·°`")  # signs that dirt is read as, where the other reads another


def better_spaced(a: Sequence[Word], b: Sequence[Word], row: Row) -> Sequence[Word]:
    """Choose between two spacings: both lose spaces more often than they add one.

    A figure is not parted, and where each lost another space, both are there.
    """
    known = all_known(a, row.knows), all_known(b, row.knows)
    more, fewer = (a, b) if len(a) >= len(b) else (b, a)
    if len(fewer) == 1 and is_figure(fewer[0].text) and all(has_digit(w.text) for w in more):
        return fewer
    if known[0] != known[1]:
        return a if known[0] else b
    if not any(known) and (spaced := _spaced_by_both(a, b, row)):
        return spaced
    strays = sum(1 for word in more if len(word.text) == 1 and word.text.isalpha())
    wanted = sum(1 for word in more if word.text in {"a", "A", "I"})
    return fewer if strays > wanted else more


def _spaced_by_both(a: Sequence[Word], b: Sequence[Word], row: Row) -> list[Word]:
    """Part a stretch wherever either reader parts it, if that gives known words only."""
    text = "".join(word.text for word in a)
    ends = sorted({end for side in (a, b) for end in accumulate(len(w.text) for w in side)})
    parts = [text[start:end] for start, end in pairwise([0, *ends])]
    if joined(a) != joined(b) or not all(map(row.knows, parts)):
        return []
    place = a[0].box.around(a[-1].box)
    return cut(Word(text, place, min(word.confidence for word in a)), parts)


def cut(word: Word, parts: Sequence[str]) -> list[Word]:
    """Give each part the share of the word's place that its letters take."""
    letters, begun = sum(map(len, parts)), 0
    pieces = []
    for part in parts:
        left = word.box.left + word.box.width * begun / letters
        begun += len(part)
        right = word.box.left + word.box.width * begun / letters
        box = Box(left, word.box.top, right, word.box.bottom) if len(parts) > 1 else word.box
        pieces.append(Word(part, box, word.confidence))
    return pieces


def plainer(a: Sequence[Word], b: Sequence[Word], place: Place) -> Sequence[Word]:
    """Choose between readings that differ in the signs at their ends only.

    Specks are read as stops and quotes by either, so that the plainer reading is the likelier;
    a stop that one of them read stands where a sentence can end.
    """
    ours, theirs = joined(a), joined(b)
    ends = {ours[-1], theirs[-1]}
    if ends == {";", ":"}:
        is_colon = place.following[:1].isupper() or (not place.following and ours[-1] == ":")
        return a if (ours[-1] == ":") == is_colon else b
    if len(ours) != len(theirs) or len(ends) == 1 or not ends & _DISPUTED:
        return a if len(ours) <= len(theirs) else b
    if not place.ends_sentence or "." not in ends:
        last = a[-1]
        return [*a[:-1], Word(last.text.rstrip(SPECKS), last.box, last.confidence)]
    return a if ours[-1] == "." else b


def without_own_signs(words: Sequence[Word], other: str) -> list[Word]:
    """Leave out the signs about each word that the other reader has not in the same place.

    A figure stays as it was read, but for what stands behind it.
    """
    signs: dict[int, str] = {}
    for before, sign in _signs_in(other):
        signs[before] = signs.get(before, "") + sign
    kept, at = [], 0
    for word in words:
        text = word.text
        core = text.strip(_DIRT)
        front, behind = text[: text.index(core)], text[text.index(core) + len(core) :]
        ends = at + len(letters(core))
        head = front if front in signs.get(at, "") else ""
        tail = behind if behind in signs.get(ends, "") else ""
        if has_digit(core):
            head = front
        text = f"{head}{core}{tail}"
        kept.append(Word(text, word.box, word.confidence))
        at = ends
    return [word for word in kept if word.text]


def _signs_in(text: str) -> Iterator[tuple[int, str]]:
    """Give each sign with the number of letters before it."""
    before = 0
    for char in text:
        if char in _DIRT:
            yield before, char
        else:
            before += 1


def letters(text: str) -> str:
    """Write a text without what dirt is read as."""
    return "".join(char for char in text if char not in _DIRT)


def all_known(words: Sequence[Word], is_word: Callable[[str], bool]) -> bool:
    """Say whether words are known and figures written as figures are; signs alone are nothing."""
    return any(any(map(str.isalnum, word.text)) for word in words) and all(
        is_figure(word.text) or is_word(word.text)
        for word in words
        if any(map(str.isalnum, word.text))
    )


def has_digit(text: str) -> bool:
    """Say whether there is a digit in it."""
    return any(map(str.isdigit, text))
