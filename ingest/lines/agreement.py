"""Two readings of one row in, one row of words out, each as sure as the readers agree.

Words that both readers give alike are as good as read by a person; where they differ, each side
is weighed by what its reader is known to be weak at, by the words of the field and by how
figures are written. A word's confidence says how often such words are right.
"""

import re
from collections.abc import Iterable, Sequence

from ingest.lines.confidence import (
    AGREED,
    AGREED_STRANGE,
    ALIKE,
    ALONE,
    CERTAIN,
    DISPUTED,
    DISPUTED_SIGNS,
    KNOWN,
    SURE,
)
from ingest.lines.grammar import apart, is_figure, names_law, run_together, without_false_accent
from ingest.lines.lexicon import SPECKS, bare, in_lexicon, plain
from ingest.lines.spaces_and_signs import (
    all_known,
    better_spaced,
    cut,
    letters,
    plainer,
    without_own_signs,
)
from ingest.lines.stretches import is_bullet, joined, stretches
from ingest.lines.surroundings import Place, Row
from ingest.page import Reader, Word

_TESSERACT_ALONE = 0.8
_RAPID_ALONE = 0.6
_TESSERACT_SURE = 0.9
_TESSERACT_CERTAIN = 0.95
_AT_A_LOSS = 0.3

_STRANGE = re.compile(r"[^\x00-\x7f£–—‘’“”•·½¼¾é§°]")
_PARAGRAPH_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}\.?")
_STRAYS = frozenset("bcdefghijklmnopqrstuvwxyz")  # no words, where one reader alone has them
_PRINTED_BULLETS = frozenset("•●▪■◦○")
_FIGURES = re.compile(r"\d+(?:[^\w\s]\d+)*")
_NOTED = re.compile(r"[A-Za-z]+\d{1,2}")  # Tesseract parts a footnote's mark from its word
_UPRIGHTS = str.maketrans("lI|!", "iiii")
_SMALL_L = re.compile(r"[A-Z]{2}l(?![a-z])")  # RapidOCR's FOlA


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
    `vocabulary` holds the words that both readers agree on elsewhere in the same file. It and
    the lexicon decide between two readings, and make a third only of spaces and specks.
    """
    row = Row(trusted, vocabulary)
    settled: list[Word] = []
    pairs = list(stretches(by_rapid, by_tesseract))
    for at, (mine, theirs) in enumerate(pairs):
        if mine and theirs:
            place = Place(settled[-1].text if settled else "", _text_after(pairs, at))
            settled += _settled(mine, theirs, row, place)
        else:
            settled += _alone(mine, theirs, by_rapid)
    kept = [word for word in settled if not _is_speck(word.text)]
    return tuple(word for word in kept if word is kept[0] or _means_something(word))


def _text_after(pairs: Sequence[tuple[Sequence[Word], Sequence[Word]]], at: int) -> str:
    """Give the word that stands next in the row, by RapidOCR where it has one."""
    return next((one[0].text for pair in pairs[at + 1 :] for one in pair if one), "")


def _alone(mine: Sequence[Word], theirs: Sequence[Word], by_rapid: Sequence[Word]) -> list[Word]:
    """Keep words that one reader alone saw; Tesseract's only where RapidOCR saw nothing."""
    kept = [word for word in mine if word.confidence >= _RAPID_ALONE]
    kept += [
        word
        for word in theirs
        if (word.confidence >= _TESSERACT_ALONE or _PARAGRAPH_NUMBER.fullmatch(word.text))
        and not any(_cover(word, other) for other in by_rapid)
    ]
    return [_with(word, ALONE) for word in kept]


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


def _settled(a: Sequence[Word], b: Sequence[Word], row: Row, place: Place) -> list[Word]:
    """Settle one stretch: `a` from RapidOCR, `b` from Tesseract."""
    if _texts(a) == _texts(b):
        return _agreed(a, b, row)
    if len(a) == len(b) == 1 and is_bullet(a[0].text) and is_bullet(b[0].text):
        return [_with(_bullet(a[0], b[0], row.trusted), ALIKE)]
    a, b = _mended(a, row), _mended(_without_false_bars(b, beside=a), row)
    if (alike := _alike(a, b, row, place)) is not None:
        return [_with(word, ALIKE) for word in alike]
    ours, theirs = joined(a), joined(b)
    if letters(ours) == letters(theirs) and _figures(ours) == _figures(theirs):
        spaced = a if _NOTED.fullmatch(ours) else better_spaced(a, b, row)
        other = theirs if spaced is a else ours
        return [_with(word, DISPUTED_SIGNS) for word in without_own_signs(spaced, other)]
    if (known := _known_side(a, b, row)) is not None:
        return [_with(word, KNOWN) for word in known]
    return [_with(word, DISPUTED) for word in _better(a, b, row, place)]


def _alike(a: Sequence[Word], b: Sequence[Word], row: Row, place: Place) -> Sequence[Word] | None:
    """Choose between readings that differ in spaces, in a sign at an end or in capitals only."""
    ours, theirs = joined(a), joined(b)
    if ours == theirs:
        return better_spaced(a, b, row)
    if len(a) == len(b) and ours.strip(SPECKS) == theirs.strip(SPECKS):
        return plainer(a, b, place)
    if ours.lower() != theirs.lower():
        return None
    # Tesseract takes a large I for a small i, but one that stands alone is the writer, and
    # RapidOCR takes the first of a sentence for a small one.
    is_capital = theirs == "I" and not place.opens_row
    is_capital |= place.opens_sentence and theirs[:1].isupper()
    return b if is_capital else a


def _agreed(a: Sequence[Word], b: Sequence[Word], row: Row) -> list[Word]:
    """Give what both read alike; only what dirt did to it is mended, and never in a name.

    Where Tesseract is at a loss over a word that RapidOCR has too, a space was lost.
    """
    mended = _mended(a, row)
    if len(a) == 1 and b[0].confidence < _AT_A_LOSS:
        mended = cut(a[0], run_together(a[0].text, in_lexicon))
    may_be = len(mended) > len(a) or all(word.text.islower() for word in a)
    if may_be and [word.text for word in mended] != [word.text for word in a]:
        return [_with(word, ALIKE) for word in mended]
    return [_with(x, _sure_of(x, y)) for x, y in zip(a, b, strict=True)]


def _sure_of(word: Word, other: Word) -> float:
    """Say how sure a word is that both gave alike: `other` is Tesseract's, who knows best."""
    if other.confidence >= _TESSERACT_CERTAIN:
        return CERTAIN
    is_usual = is_figure(word.text) or in_lexicon(word.text)
    return AGREED if is_usual else AGREED_STRANGE


def _bullet(a: Word, b: Word, trusted: Reader) -> Word:
    """Take the sign that is a bullet in print, if either reader has one."""
    for word in (a, b):
        if word.text in _PRINTED_BULLETS:
            return word
    return b if trusted is Reader.TESSERACT else a


def _without_false_bars(words: Sequence[Word], *, beside: Sequence[Word]) -> Sequence[Word]:
    """Take Tesseract's bar for a capital I, and its dash for dirt, where RapidOCR has the like."""
    if "·" in joined(beside) and joined(words).replace("-", "·") == joined(beside):
        return beside
    if joined(words).translate(_UPRIGHTS) != joined(beside).translate(_UPRIGHTS):
        return words
    return [Word("I", one.box, one.confidence) if one.text == "|" else one for one in words]


def _mended(words: Sequence[Word], row: Row) -> list[Word]:
    """Part words that dirt joins, and take specks off letters that bear no accent."""
    return [piece for word in words for piece in _pieces(word, row)]


def _pieces(word: Word, row: Row) -> list[Word]:
    text = word.text.rstrip("·") or word.text  # no form prints a middle dot behind a word
    return cut(word, apart(without_false_accent(text, row.knows), row.knows))


def _known_side(a: Sequence[Word], b: Sequence[Word], row: Row) -> Sequence[Word] | None:
    """Choose the reading whose words are all known, where the other's are not.

    A name that stands nowhere else is no slip because it is like a word of the lexicon.
    """
    if _is_pound_lost(joined(a), joined(b)):
        return b
    known = all_known(a, row.knows), all_known(b, row.knows)
    if known[0] == known[1]:
        return None
    chosen, other = (a, b) if known[0] else (b, a)
    if any(_may_be_name(word.text) for word in other) and not all_known(chosen, row.has):
        return None
    return chosen


def _may_be_name(text: str) -> bool:
    word = text.strip(SPECKS + "()")
    return word[:1].isupper() and word.isascii() and word.isalpha() and len(word) > 2


def _texts(words: Sequence[Word]) -> list[str]:
    return [plain(word.text) for word in words]


def _figures(text: str) -> list[str]:
    return _FIGURES.findall(text)


def _better(a: Sequence[Word], b: Sequence[Word], row: Row, place: Place) -> Sequence[Word]:
    ours, theirs = _printed(joined(a)), joined(b)
    if place.opens_row and _PARAGRAPH_NUMBER.fullmatch(ours):
        return a  # of 112 paragraph numbers RapidOCR misread none
    if "|" in theirs or _STRANGE.search(theirs) or ("£" in ours and "£" not in theirs):
        return a  # Tesseract's bar is a capital I, and its stranger signs are specks
    if _SMALL_L.search(ours) or _STRANGE.search(ours):
        return b
    for side in (a, b):
        if names_law(joined(side), place.following):
            return side
    sure = min(word.confidence for word in b)
    return b if row.trusted is Reader.TESSERACT and sure >= _TESSERACT_SURE else a


def _is_pound_lost(ours: str, theirs: str) -> bool:
    """Say whether RapidOCR has a letter for Tesseract's pound sign, and all else alike."""
    return len(ours) == len(theirs) and all(
        x == y or (y == "£" and x in "fFtE") for x, y in zip(ours, theirs, strict=True)
    )


def _means_something(word: Word) -> bool:
    """Say whether a word is more than what one reader alone made of a speck."""
    if word.confidence >= SURE:
        return True
    is_stray = word.confidence == ALONE and word.text in _STRAYS
    return not is_stray and any(char.isalnum() or char == "£" for char in word.text)


def _is_speck(text: str) -> bool:
    return all(char in SPECKS + "_|~" for char in text)


def _printed(text: str) -> str:
    return text.replace("€", "£")  # no form has been seen that counts in euros


def _with(word: Word, confidence: float) -> Word:
    return Word(_printed(word.text), word.box, confidence)
