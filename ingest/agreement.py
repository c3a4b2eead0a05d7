"""Two readings of one row in, one row of words out, each as sure as the readers agree.

Words that both readers give alike are as good as read by a person (0.3 % wrong); where they
differ, each side is weighed by what its reader is known to be weak at, and the word stays
doubtful (44 % wrong).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from ingest.page import Reader, Word

AGREED = 0.997
ALIKE = 0.97  # the same but for spaces, quotes, dashes or a full stop
DOUBTFUL = 0.5

_ONE_READER_SURE = 0.8
_TESSERACT_SURE = 0.9
_SPECKS = ".,'‘’`·:;°\""

_SAME_SIGN = str.maketrans(
    {"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "∶": ":", "：": ":", "，": ","}
)
_BULLET = re.compile(r"[•·●▪■◦○*¢«»°›e©®+]|-|–|—")


def is_bullet(text: str) -> bool:
    """Say whether a first word is what the readers make of a bullet."""
    return _BULLET.fullmatch(text) is not None


def agreed_words(
    by_rapid: Sequence[Word], by_tesseract: Sequence[Word], *, trusted: Reader
) -> tuple[Word, ...]:
    """Settle two readings of one row into one, from the left.

    `trusted` is the reader that is the better one on such a page or row: Tesseract on clean
    scans, RapidOCR on poor ones and where a line is ruled through or under the words.
    """
    settled: list[Word] = []
    for mine, theirs in _stretches(by_rapid, by_tesseract):
        settled += _settled(mine, theirs, trusted=trusted)
    return tuple(word for word in settled if not _is_speck(word.text))


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
        else:
            yield from _groups(mine, theirs)


def _groups(
    a: Sequence[Word], b: Sequence[Word]
) -> Iterator[tuple[Sequence[Word], Sequence[Word]]]:
    """Pair off, in a stretch that differs, the words that stand over one another."""
    waiting = [(word, True) for word in a] + [(word, False) for word in b]
    waiting.sort(key=lambda pair: pair[0].box.left)
    group: tuple[list[Word], list[Word]] = ([], [])
    reach = -1.0
    for word, is_mine in waiting:
        if reach - word.box.left < 0.3 * min(word.box.width, 0.02) and (group[0] or group[1]):
            yield group
            group, reach = ([], []), -1.0
        group[0 if is_mine else 1].append(word)
        reach = max(reach, word.box.right)
    if group[0] or group[1]:
        yield group


def plain(text: str) -> str:
    """Write quotes and dashes in one way, so that only real differences count."""
    return text.translate(_SAME_SIGN)


def _settled(a: Sequence[Word], b: Sequence[Word], *, trusted: Reader) -> list[Word]:
    """Settle one stretch: `a` from RapidOCR, `b` from Tesseract."""
    if not a:
        return [_with(word, DOUBTFUL) for word in b if _stands_alone_by_tesseract(word)]
    if not b:
        return [_with(word, DOUBTFUL) for word in a if _stands_alone_by_rapid(word)]
    ours, theirs = _joined(a), _joined(b)
    if ours == theirs:
        sure = AGREED if len(a) == len(b) else ALIKE
        return [Word(_printed(word.text), word.box, sure) for word in _better_spaced(a, b)]
    if ours.strip(_SPECKS) == theirs.strip(_SPECKS):
        # Specks are read as stops and quotes by either: the plainer reading is the likelier.
        return [_with(word, ALIKE) for word in (a if len(ours) <= len(theirs) else b)]
    return [_with(word, DOUBTFUL) for word in _better(a, b, trusted=trusted)]


def _better_spaced(a: Sequence[Word], b: Sequence[Word]) -> Sequence[Word]:
    """Choose between two spacings: both lose spaces more often than they add one."""
    more, fewer = (a, b) if len(a) >= len(b) else (b, a)
    strays = sum(1 for word in more if len(word.text) == 1 and word.text.isalpha())
    wanted = sum(1 for word in more if word.text in {"a", "A", "I"})
    return fewer if strays > wanted else more


def _better(a: Sequence[Word], b: Sequence[Word], *, trusted: Reader) -> Sequence[Word]:
    ours, theirs = _joined(a), _joined(b)
    sure = min(word.confidence for word in b)
    if "|" in theirs or re.search(r"[^\x00-\x7f£€–—‘’“”•½¼¾é§]", theirs):
        return a  # Tesseract's bar is a capital I, and its stranger signs are specks
    if "FOlA" in ours or "€" in ours or re.search(r"[^\x00-\x7f£–—‘’“”•½¼¾é§]", ours):
        return b
    if trusted is Reader.TESSERACT and sure >= _TESSERACT_SURE:
        return b
    return a


def _is_speck(text: str) -> bool:
    return all(char in _SPECKS + "_|~" for char in text)


def _joined(words: Sequence[Word]) -> str:
    return plain("".join(word.text for word in words))


def _printed(text: str) -> str:
    return text.replace("€", "£")  # no form has been seen that counts in euros


def _with(word: Word, confidence: float) -> Word:
    return Word(word.text, word.box, confidence)


def _stands_alone_by_tesseract(word: Word) -> bool:
    letters = sum(map(str.isalnum, word.text))
    return word.confidence >= _ONE_READER_SURE and (letters > 0 or is_bullet(word.text))


def _stands_alone_by_rapid(word: Word) -> bool:
    return word.confidence >= 0.6 and any(map(str.isalnum, word.text))
