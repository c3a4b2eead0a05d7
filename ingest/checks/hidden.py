"""What the PDF says and nobody sees: a hidden layer that contradicts, text under boxes."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs
from rapidfuzz import fuzz

from ingest.fields.answers import answer_in_text
from ingest.finding import Finding, Ground, finding
from ingest.lines.line import rows_of
from ingest.lines.template import Mark, key
from ingest.page import OCR_READERS, Box, PageKind, PageReading, Reader, Word
from ingest.record import Answer

_SEEN = 55.0  # of 100: a word of which OCR made something like it was seen
_ANSWERS = frozenset(map(key, ("YES", "NO")))  # seen as they are, or not
_LONGEST_SIGN = 2  # a bullet or a dash; more are letters of a font that names none
_A_TRUE_LAYER = 0.6  # of a page's own words, seen by OCR; below it the layer is garbled


def with_own_text(reading: PageReading) -> PageReading:
    """Let a born-digital page's own words correct what OCR read of them.

    Only a word that OCR saw in the same place counts: what can't be seen is never published.
    Under a full-page picture the layer is left out altogether.
    """
    if reading.kind is not PageKind.BORN_DIGITAL:
        return reading
    own = reading.words.get(Reader.EMBEDDED, ())
    by_reader = {reader: reading.words.get(reader, ()) for reader in OCR_READERS}
    seen = [word for word in own if any(_is_seen(word, words) for words in by_reader.values())]
    unseen = tuple(
        word for word in own if word not in seen and not _is_another_sign(word, by_reader.values())
    )
    lettered, seen_lettered = sum(map(_has_letters, own)), sum(map(_has_letters, seen))
    if not lettered or seen_lettered / lettered < _A_TRUE_LAYER:
        return structs.replace(reading, unseen=tuple(_under(reading.covered, unseen)))
    # An answer is clear where both readers read it: neither may speak for the other.
    trusted = [
        word
        for word in seen
        if key(word.text) not in _ANSWERS
        or all(_is_seen(word, words) for words in by_reader.values())
    ]
    both = {
        reader: (*trusted, *(word for word in words if not _stands_on(word, trusted)))
        for reader, words in by_reader.items()
    }
    return structs.replace(reading, words={**reading.words, **both}, unseen=unseen)


def _under(boxes: Sequence[Box], words: Iterable[Word]) -> list[Word]:
    return [word for word in words if any(word.box.meets(box) for box in boxes)]


def _is_seen(word: Word, read: Sequence[Word]) -> bool:
    over = [each for each in read if each.box.meets(word.box)]
    if not over:
        return False
    if not _has_letters(word):
        return len(word.text) <= _LONGEST_SIGN
    wanted, found = key(word.text), key("".join(each.text for each in over))
    if wanted in _ANSWERS:
        return wanted in {found, *(key(each.text) for each in over)}
    # A long word is not seen because a short one under it is.
    alike = fuzz.partial_ratio if len(found) >= len(wanted) else fuzz.ratio
    return alike(wanted, found) >= _SEEN


def _has_letters(word: Word) -> bool:
    return any(map(str.isalnum, word.text))


def _is_another_sign(word: Word, readings: Iterable[Sequence[Word]]) -> bool:
    """Say whether a short word is a sign that its font and the readers call by other names.

    A tick is the letter 3 of a dingbats font; bullets and leaders have names of their own too.
    """
    letters = sum(map(str.isalnum, word.text))
    seen_there = any(each.box.meets(word.box) for words in readings for each in words)
    return letters == 0 or (letters < 3 and seen_there)


def _stands_on(word: Word, others: Sequence[Word]) -> bool:
    return any(
        other.box.left - 0.004 < word.box.centre < other.box.right + 0.004
        and other.box.top - 0.004 < word.box.middle < other.box.bottom + 0.004
        for other in others
    )


def hidden_findings(
    readings: Sequence[PageReading], seen_answers: Mapping[Mark, Answer]
) -> tuple[Finding, ...]:
    """Report what a PDF holds and a person can't see."""
    return (
        *_contradictions(readings, seen_answers),
        *(found for reading in readings for found in _unseen_on(reading)),
    )


def _contradictions(
    readings: Sequence[PageReading], seen_answers: Mapping[Mark, Answer]
) -> list[Finding]:
    """Find a hidden layer that clearly gives the opposite answer; garbled ones say nothing."""
    found = []
    for reading in readings:
        if reading.kind is not PageKind.HIDDEN_LAYER:
            continue
        rows = rows_of({Reader.EMBEDDED: reading.words.get(Reader.EMBEDDED, ())})
        for question, seen in seen_answers.items():
            for row in rows:
                hidden = answer_in_text([word.text for word in row[Reader.EMBEDDED]], question)
                if hidden is not None and hidden is not seen:
                    box = row[Reader.EMBEDDED][0].box
                    found.append(
                        finding(
                            Ground.HIDDEN_TEXT_CONTRADICTS,
                            page=reading.page,
                            box=box,
                            read=f"hidden {hidden.value}, seen {seen.value}",
                        )
                    )
    return found


def _unseen_on(reading: PageReading) -> list[Finding]:
    if not reading.unseen:
        return []
    under_box = _under(reading.covered, reading.unseen)
    ground = Ground.COVERED_TEXT if under_box else Ground.UNSEEN_TEXT
    first = (under_box or list(reading.unseen))[0]
    return [finding(ground, page=reading.page, box=first.box)]
