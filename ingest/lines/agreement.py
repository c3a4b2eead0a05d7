"""Two readings of one row in, one row of words out, each as sure as the readers agree.

Words that both readers give alike are as good as read by a person; where they differ, each side
is weighed by what its reader is known to be weak at, by the words of the field and by how
figures are written. A word's confidence says how often such words are right.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby, pairwise

from msgspec import Struct
from rapidfuzz.distance import Levenshtein

from ingest.lines.grammar import (
    apart,
    is_figure,
    names_law,
    run_together,
    without_false_accent,
)
from ingest.lines.lexicon import SPECKS, bare, in_lexicon, is_known, plain
from ingest.page import Box, Reader, Word

# How often a word that was settled so is the word that is printed there. Measured over 30 files
# that the project's generator forged (seed 77, 32,000 words: benchmarks/word_confidence.py); what
# was made of a tick or a signature counts as wrong below `SURE`.
CERTAIN = 0.9995  # both alike, and Tesseract sure of it: none wrong of 26,761
AGREED = 0.998  # both alike, and of the field or a figure: 5 wrong of 2,945
AGREED_STRANGE = 0.995  # both alike, and no word of the field: 3 of 954
ALIKE = 0.993  # the same but for spaces, capitals, bullets or a sign at the end: 2 of 846
DISPUTED_SIGNS = 0.95  # the same letters with other signs among them: 0 of 21, which is few
KNOWN = 0.76  # of two readings the one that is made of known words: 6 and 49 of 217
ALONE = 0.77  # by one reader only: 3 and 27 of 133
DISPUTED = 0.4  # read in two ways, and both known or neither: 40 and 103 of 225
SURE = 0.99  # words from here on are called sure, all others doubtful

_TESSERACT_ALONE = 0.8
_RAPID_ALONE = 0.6
_TESSERACT_SURE = 0.9
_TESSERACT_CERTAIN = 0.95
_AT_A_LOSS = 0.3

_STRANGE = re.compile(r"[^\x00-\x7f£–—‘’“”•·½¼¾é§°]")
_PARAGRAPH_NUMBER = re.compile(r"\d{1,2}\.\d{1,2}\.?")
_STRAYS = frozenset("bcdefghijklmnopqrstuvwxyz")  # no words, where one reader alone has them
_BULLET = re.compile(r"[•·●▪■◦○*¢«»°›e©®+]|-|–|—")
_PRINTED_BULLETS = frozenset("•●▪■◦○")
_DIRT = SPECKS + "“”*_"
_FIGURES = re.compile(r"\d+(?:[^\w\s]\d+)*")
_DISPUTED = frozenset(".'\"·°`")  # signs that dirt is read as, where the other reads another
_NOTED = re.compile(r"[A-Za-z]+\d{1,2}")  # Tesseract parts a footnote's mark from its word
_UPRIGHTS = str.maketrans("lI|!", "iiii")
_SMALL_L = re.compile(r"[A-Z]{2}l(?![a-z])")  # RapidOCR's FOlA


class _Place(Struct, frozen=True):
    """What stands beside a stretch in its row: the word before it, and the one that follows."""

    before: str
    following: str

    @property
    def opens_row(self) -> bool:
        """Say whether nothing stands before it."""
        return not self.before

    @property
    def opens_sentence(self) -> bool:
        """Say whether a sentence ended before it."""
        return self.before.endswith(".")

    @property
    def ends_sentence(self) -> bool:
        """Say whether a sentence may end with it."""
        return not self.following[:1].islower()


class _Row(Struct, frozen=True):
    """Whom to believe in a row, and which words are known."""

    trusted: Reader
    vocabulary: frozenset[str]

    def has(self, text: str) -> bool:
        """Say whether both readers agree on the word elsewhere in the file."""
        return bare(text) in self.vocabulary

    def knows(self, text: str) -> bool:
        """Say whether a word is one of the file's own or of the lexicon."""
        return is_known(text, self.vocabulary)


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
    `vocabulary` holds the words that both readers agree on elsewhere in the same file. It and
    the lexicon decide between two readings, and make a third only of spaces and specks.
    """
    row = _Row(trusted, vocabulary)
    settled: list[Word] = []
    stretches = list(_stretches(by_rapid, by_tesseract))
    for at, (mine, theirs) in enumerate(stretches):
        if mine and theirs:
            place = _Place(settled[-1].text if settled else "", _text_after(stretches, at))
            settled += _settled(mine, theirs, row, place)
        else:
            settled += _alone(mine, theirs, by_rapid)
    kept = [word for word in settled if not _is_speck(word.text)]
    return tuple(word for word in kept if word is kept[0] or _means_something(word))


def _text_after(stretches: Sequence[tuple[Sequence[Word], Sequence[Word]]], at: int) -> str:
    """Give the word that stands next in the row, by RapidOCR where it has one."""
    return next((one[0].text for pair in stretches[at + 1 :] for one in pair if one), "")


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


def _settled(a: Sequence[Word], b: Sequence[Word], row: _Row, place: _Place) -> list[Word]:
    """Settle one stretch: `a` from RapidOCR, `b` from Tesseract."""
    if _texts(a) == _texts(b):
        return _agreed(a, b, row)
    if len(a) == len(b) == 1 and is_bullet(a[0].text) and is_bullet(b[0].text):
        return [_with(_bullet(a[0], b[0], row.trusted), ALIKE)]
    a, b = _mended(a, row), _mended(_without_false_bars(b, beside=a), row)
    if (alike := _alike(a, b, row, place)) is not None:
        return [_with(word, ALIKE) for word in alike]
    ours, theirs = _joined(a), _joined(b)
    if _letters(ours) == _letters(theirs) and _figures(ours) == _figures(theirs):
        spaced = a if _NOTED.fullmatch(ours) else _better_spaced(a, b, row)
        other = theirs if spaced is a else ours
        return [_with(word, DISPUTED_SIGNS) for word in _without_own_signs(spaced, other)]
    if (known := _known_side(a, b, row)) is not None:
        return [_with(word, KNOWN) for word in known]
    return [_with(word, DISPUTED) for word in _better(a, b, row, place)]


def _alike(a: Sequence[Word], b: Sequence[Word], row: _Row, place: _Place) -> Sequence[Word] | None:
    """Choose between readings that differ in spaces, in a sign at an end or in capitals only."""
    ours, theirs = _joined(a), _joined(b)
    if ours == theirs:
        return _better_spaced(a, b, row)
    if len(a) == len(b) and ours.strip(SPECKS) == theirs.strip(SPECKS):
        return _plainer(a, b, place)
    if ours.lower() != theirs.lower():
        return None
    # Tesseract takes a large I for a small i, but one that stands alone is the writer, and
    # RapidOCR takes the first of a sentence for a small one.
    is_capital = theirs == "I" and not place.opens_row
    is_capital |= place.opens_sentence and theirs[:1].isupper()
    return b if is_capital else a


def _agreed(a: Sequence[Word], b: Sequence[Word], row: _Row) -> list[Word]:
    """Give what both read alike; only what dirt did to it is mended, and never in a name.

    Where Tesseract is at a loss over a word that RapidOCR has too, a space was lost.
    """
    mended = _mended(a, row)
    if len(a) == 1 and b[0].confidence < _AT_A_LOSS:
        mended = _cut(a[0], run_together(a[0].text, in_lexicon))
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
    if "·" in _joined(beside) and _joined(words).replace("-", "·") == _joined(beside):
        return beside
    if _joined(words).translate(_UPRIGHTS) != _joined(beside).translate(_UPRIGHTS):
        return words
    return [Word("I", one.box, one.confidence) if one.text == "|" else one for one in words]


def _mended(words: Sequence[Word], row: _Row) -> list[Word]:
    """Part words that dirt joins, and take specks off letters that bear no accent."""
    return [piece for word in words for piece in _pieces(word, row)]


def _pieces(word: Word, row: _Row) -> list[Word]:
    text = word.text.rstrip("·") or word.text  # no form prints a middle dot behind a word
    return _cut(word, apart(without_false_accent(text, row.knows), row.knows))


def _cut(word: Word, parts: Sequence[str]) -> list[Word]:
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


def _known_side(a: Sequence[Word], b: Sequence[Word], row: _Row) -> Sequence[Word] | None:
    """Choose the reading whose words are all known, where the other's are not.

    A name that stands nowhere else is no slip because it is like a word of the lexicon.
    """
    if _is_pound_lost(_joined(a), _joined(b)):
        return b
    known = _all_known(a, row.knows), _all_known(b, row.knows)
    if known[0] == known[1]:
        return None
    chosen, other = (a, b) if known[0] else (b, a)
    if any(_may_be_name(word.text) for word in other) and not _all_known(chosen, row.has):
        return None
    return chosen


def _all_known(words: Sequence[Word], is_word: Callable[[str], bool]) -> bool:
    """Say whether words are known and figures written as figures are; signs alone are nothing."""
    return any(any(map(str.isalnum, word.text)) for word in words) and all(
        is_figure(word.text) or is_word(word.text)
        for word in words
        if any(map(str.isalnum, word.text))
    )


def _may_be_name(text: str) -> bool:
    word = text.strip(SPECKS + "()")
    return word[:1].isupper() and word.isascii() and word.isalpha() and len(word) > 2


def _better_spaced(a: Sequence[Word], b: Sequence[Word], row: _Row) -> Sequence[Word]:
    """Choose between two spacings: both lose spaces more often than they add one.

    A figure is not parted, and where each lost another space, both are there.
    """
    known = _all_known(a, row.knows), _all_known(b, row.knows)
    more, fewer = (a, b) if len(a) >= len(b) else (b, a)
    if len(fewer) == 1 and is_figure(fewer[0].text) and all(_has_digit(w.text) for w in more):
        return fewer
    if known[0] != known[1]:
        return a if known[0] else b
    if not any(known) and (spaced := _spaced_by_both(a, b, row)):
        return spaced
    strays = sum(1 for word in more if len(word.text) == 1 and word.text.isalpha())
    wanted = sum(1 for word in more if word.text in {"a", "A", "I"})
    return fewer if strays > wanted else more


def _spaced_by_both(a: Sequence[Word], b: Sequence[Word], row: _Row) -> list[Word]:
    """Part a stretch wherever either reader parts it, if that gives known words only."""
    text = "".join(word.text for word in a)
    ends = sorted({end for side in (a, b) for end in accumulate(len(w.text) for w in side)})
    parts = [text[start:end] for start, end in pairwise([0, *ends])]
    if _joined(a) != _joined(b) or not all(map(row.knows, parts)):
        return []
    place = a[0].box.around(a[-1].box)
    return _cut(Word(text, place, min(word.confidence for word in a)), parts)


def _plainer(a: Sequence[Word], b: Sequence[Word], place: _Place) -> Sequence[Word]:
    """Choose between readings that differ in the signs at their ends only.

    Specks are read as stops and quotes by either, so that the plainer reading is the likelier;
    a stop that one of them read stands where a sentence can end.
    """
    ours, theirs = _joined(a), _joined(b)
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


def _without_own_signs(words: Sequence[Word], other: str) -> list[Word]:
    """Leave out the signs about each word that the other reader has not in the same place.

    A figure stays as it was read, but for what stands behind it.
    """
    signs: dict[int, str] = {}
    for letters, sign in _signs_in(other):
        signs[letters] = signs.get(letters, "") + sign
    kept, at = [], 0
    for word in words:
        text = word.text
        core = text.strip(_DIRT)
        before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
        ends = at + len(_letters(core))
        head = before if before in signs.get(at, "") else ""
        tail = after if after in signs.get(ends, "") else ""
        if _has_digit(core):
            head = before
        text = f"{head}{core}{tail}"
        kept.append(Word(text, word.box, word.confidence))
        at = ends
    return [word for word in kept if word.text]


def _signs_in(text: str) -> Iterator[tuple[int, str]]:
    """Give each sign with the number of letters before it."""
    letters = 0
    for char in text:
        if char in _DIRT:
            yield letters, char
        else:
            letters += 1


def _texts(words: Sequence[Word]) -> list[str]:
    return [plain(word.text) for word in words]


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _figures(text: str) -> list[str]:
    return _FIGURES.findall(text)


def _letters(text: str) -> str:
    return "".join(char for char in text if char not in _DIRT)


def _better(a: Sequence[Word], b: Sequence[Word], row: _Row, place: _Place) -> Sequence[Word]:
    ours, theirs = _printed(_joined(a)), _joined(b)
    if place.opens_row and _PARAGRAPH_NUMBER.fullmatch(ours):
        return a  # of 112 paragraph numbers RapidOCR misread none
    if "|" in theirs or _STRANGE.search(theirs) or ("£" in ours and "£" not in theirs):
        return a  # Tesseract's bar is a capital I, and its stranger signs are specks
    if _SMALL_L.search(ours) or _STRANGE.search(ours):
        return b
    for side in (a, b):
        if names_law(_joined(side), place.following):
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


def _joined(words: Sequence[Word]) -> str:
    return plain("".join(word.text for word in words))


def _printed(text: str) -> str:
    return text.replace("€", "£")  # no form has been seen that counts in euros


def _with(word: Word, confidence: float) -> Word:
    return Word(_printed(word.text), word.box, confidence)
