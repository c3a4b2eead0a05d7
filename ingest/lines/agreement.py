"""Two readings of one row in, one row of words out, each as sure as the readers agree.

Words that both readers give alike are as good as read by a person (0.3 % wrong); where they
differ, each side is weighed by what its reader is known to be weak at, and the word stays
doubtful (44 % wrong).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from ingest.page import Reader, Word

AGREED = 0.997
ALIKE = 0.97  # the same but for spaces, quotes, dashes or a full stop
DOUBTFUL = 0.5

_TESSERACT_ALONE = 0.8
_RAPID_ALONE = 0.6
_TESSERACT_SURE = 0.9
_SPECKS = ".,'‘’`·:;°\""

_SAME_SIGN = str.maketrans(
    {"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "∶": ":", "：": ":", "，": ","}
)
_STRANGE = re.compile(r"[^\x00-\x7f£–—‘’“”•·½¼¾é§°]")
_PARAGRAPH_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}\.?")
_BULLET = re.compile(r"[•·●▪■◦○*¢«»°›e©®+]|-|–|—")


def is_bullet(text: str) -> bool:
    """Say whether a first word is what the readers make of a bullet."""
    return _BULLET.fullmatch(text) is not None


def agreed_words(
    by_rapid: Sequence[Word],
    by_tesseract: Sequence[Word],
    *,
    trusted: Reader,
    vocabulary: frozenset[str],
) -> tuple[Word, ...]:
    """Settle two readings of one row into one, from the left.

    `trusted` is the reader that is the better one on such a page or row: Tesseract on clean
    scans, RapidOCR on poor ones and where a line is ruled through or under the words.
    `vocabulary` holds the words that both readers agree on elsewhere in the same file: it
    decides between two readings, and never makes a third.
    """
    settled: list[Word] = []
    for mine, theirs in _stretches(by_rapid, by_tesseract):
        if mine and theirs:
            settled += _settled(mine, theirs, trusted=trusted, vocabulary=vocabulary)
        else:
            settled += _alone(mine, theirs, by_rapid)
    kept = [word for word in settled if not _is_speck(word.text)]
    return tuple(word for word in kept if word is kept[0] or _means_something(word))


def _alone(mine: Sequence[Word], theirs: Sequence[Word], by_rapid: Sequence[Word]) -> list[Word]:
    """Keep words that one reader alone saw; Tesseract's only where RapidOCR saw nothing."""
    kept = [word for word in mine if word.confidence >= _RAPID_ALONE]
    kept += [
        word
        for word in theirs
        if (word.confidence >= _TESSERACT_ALONE or _PARAGRAPH_NUMBER.fullmatch(word.text))
        and not any(_cover(word, other) for other in by_rapid)
    ]
    return [_with(word, DOUBTFUL) for word in kept]


def _cover(word: Word, other: Word) -> bool:
    """Say whether another word stands over most of this one."""
    shared = min(word.box.right, other.box.right) - max(word.box.left, other.box.left)
    return shared > 0.5 * word.box.width


def vocabulary_of(readings: Iterable[tuple[Sequence[Word], Sequence[Word]]]) -> frozenset[str]:
    """Gather the words that both readers give alike on the same page."""
    return frozenset(
        word
        for mine, theirs in readings
        for word in {bare(w.text) for w in mine} & {bare(w.text) for w in theirs}
        if word.isalpha()
    )


def bare(text: str) -> str:
    """Take the signs off a word, so that it can be looked up."""
    return plain(text).strip("()[]!?;" + _SPECKS).lower()


def _stretches(
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
        if _joined(mine) == _joined(theirs):
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


def plain(text: str) -> str:
    """Write quotes and dashes in one way, so that only real differences count."""
    return text.translate(_SAME_SIGN)


def _settled(
    a: Sequence[Word], b: Sequence[Word], *, trusted: Reader, vocabulary: frozenset[str]
) -> list[Word]:
    """Settle one stretch: `a` from RapidOCR, `b` from Tesseract."""
    ours, theirs = _joined(a), _joined(b)
    known = _known(a, vocabulary), _known(b, vocabulary)
    if ours == theirs and len(a) == len(b):
        return [Word(_printed(word.text), word.box, AGREED) for word in a]
    if known[0] != known[1]:
        sure = ALIKE if ours.strip(_SPECKS) == theirs.strip(_SPECKS) else DOUBTFUL
        return [_with(word, sure) for word in (a if known[0] else b)]
    if ours == theirs:
        return [_with(word, ALIKE) for word in _better_spaced(a, b)]
    if ours.strip(_SPECKS) == theirs.strip(_SPECKS):
        # Specks are read as stops and quotes by either: the plainer reading is the likelier.
        return [_with(word, ALIKE) for word in (a if len(ours) <= len(theirs) else b)]
    if ours.lower() == theirs.lower():
        return [_with(word, ALIKE) for word in a]  # Tesseract takes a large I for a small i
    return [_with(word, DOUBTFUL) for word in _better(a, b, trusted=trusted)]


def _known(words: Sequence[Word], vocabulary: frozenset[str]) -> bool:
    """Say whether every word of letters is one that both readers agree on elsewhere.

    Figures need no such proof; signs alone are nothing known.
    """
    return any(any(map(str.isalnum, word.text)) for word in words) and all(
        bare(word.text) in vocabulary for word in words if any(map(str.isalpha, word.text))
    )


def _better_spaced(a: Sequence[Word], b: Sequence[Word]) -> Sequence[Word]:
    """Choose between two spacings: both lose spaces more often than they add one."""
    more, fewer = (a, b) if len(a) >= len(b) else (b, a)
    strays = sum(1 for word in more if len(word.text) == 1 and word.text.isalpha())
    wanted = sum(1 for word in more if word.text in {"a", "A", "I"})
    return fewer if strays > wanted else more


def _better(a: Sequence[Word], b: Sequence[Word], *, trusted: Reader) -> Sequence[Word]:
    ours, theirs = _printed(_joined(a)), _joined(b)
    sure = min(word.confidence for word in b)
    if "|" in theirs or _STRANGE.search(theirs) or ("£" in ours and "£" not in theirs):
        return a  # Tesseract's bar is a capital I, and its stranger signs are specks
    if "FOlA" in ours or _STRANGE.search(ours):
        return b
    if trusted is Reader.TESSERACT and sure >= _TESSERACT_SURE:
        return b
    return a


def _means_something(word: Word) -> bool:
    """Say whether a word is more than a sign that one reader alone made of a speck."""
    return word.confidence > DOUBTFUL or any(char.isalnum() or char == "£" for char in word.text)


def _is_speck(text: str) -> bool:
    return all(char in _SPECKS + "_|~" for char in text)


def _joined(words: Sequence[Word]) -> str:
    return plain("".join(word.text for word in words))


def _printed(text: str) -> str:
    return text.replace("€", "£")  # no form has been seen that counts in euros


def _with(word: Word, confidence: float) -> Word:
    return Word(_printed(word.text), word.box, confidence)
