"""What the PDF says and nobody sees: a hidden layer that contradicts, text under boxes."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs
from rapidfuzz import fuzz

from ingest.fields.answers import answer_in_text
from ingest.finding import Finding, Ground, finding
from ingest.lines.line import rows_of
from ingest.lines.recognising import key
from ingest.lines.template import Mark
from ingest.page import OCR_READERS, Box, PageKind, PageReading, Reader, Word
from ingest.record import Answer
from ingest.scanning.picture import Grey, unpacked

_SEEN = 55.0  # of 100: a word of which OCR made something like it was seen
_ANSWERS = frozenset(map(key, ("YES", "NO")))  # seen as they are, or not
_LONGEST_SIGN = 2  # a bullet or a dash; more are letters of a font that names none
_A_WORD = 3  # letters: what less than that is, a font's map may have made up
_SOLID = 0.9  # of a word's place: letters leave half of it white
_PAGE = Box(0.0, 0.0, 1.0, 1.0)
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
        return structs.replace(reading, unseen=_surely_hidden(reading, unseen))
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


def _surely_hidden(reading: PageReading, unseen: Sequence[Word]) -> tuple[Word, ...]:
    """Keep of a garbled layer's words those under boxes, and those that stand on no ink at all.

    Where a font names its letters wrongly, the letters are to be seen.
    """
    ink = unpacked(reading.ink) if reading.ink is not None else None
    return tuple(
        word
        for word in unseen
        if _under(reading.covered, [word])
        or (ink is not None and _is_readable(word) and not _ink_share(ink, word.box))
    )


def _is_readable(word: Word) -> bool:
    return len(word.text) >= _A_WORD and word.text.isascii() and word.text.isalpha()


def _ink_share(ink: Grey, box: Box) -> float:
    """Say how much of a place is ink; none of what lies off the page."""
    high, wide = ink.shape
    rows = slice(max(0, round(box.top * high)), max(0, round(box.bottom * high)))
    columns = slice(max(0, round(box.left * wide)), max(0, round(box.right * wide)))
    place = ink[rows, columns]
    return float((place > 0).mean()) if place.size else 0.0


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
    """Report words under a box, or else words that can't be seen: one finding a page."""
    under_box = _under(reading.covered, reading.unseen) or _under_drawn_boxes(reading)
    unseen = under_box or [*reading.unseen, *_off_the_page(reading)]
    if not unseen:
        return []
    ground = Ground.COVERED_TEXT if under_box else Ground.UNSEEN_TEXT
    return [finding(ground, page=reading.page, box=_on_the_page(unseen[0].box))]


def _under_drawn_boxes(reading: PageReading) -> list[Word]:
    """Find the hidden words of a scan under a box drawn over its picture, where ink is solid.

    The layer itself is a scanner's, and ignored; the box was drawn by someone with a reason.
    """
    own = _under(reading.covered, reading.words.get(Reader.EMBEDDED, ()))
    if reading.kind is not PageKind.HIDDEN_LAYER or reading.ink is None or not own:
        return []
    ink = unpacked(reading.ink)
    return [word for word in own if _has_letters(word) and _ink_share(ink, word.box) > _SOLID]


def _off_the_page(reading: PageReading) -> list[Word]:
    """Find words beyond the page's edges: no picture has them, and no layer under one.

    But for the end of a row that begins on the page: a scanner's layer is set in another font.
    """
    own = [word for word in reading.words.get(Reader.EMBEDDED, ()) if _has_letters(word)]
    rows = [word.box for word in own if _PAGE.meets(word.box)]
    return [
        word
        for word in own
        if not _PAGE.meets(word.box)
        and not any(box.top < word.box.middle < box.bottom for box in rows)
    ]


def _on_the_page(box: Box) -> Box | None:
    return box if _PAGE.meets(box) else None
