"""Words as read in, whether they are the form's own out: misread letters allowed, and named."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct
from rapidfuzz import fuzz

from ingest.lines.template import (
    LANDMARKS,
    ON_PART_2,
    PUBLIC_ACCESS,
    QUESTIONS,
    Landmark,
    Mark,
)

_ALIKE = 86.0  # of 100: three letters misread in twenty
_LAST_WORD_ALIKE = 60.0  # "f0nn" is "form"; "NOT" is not "deferred"
_MOST_TOO_LONG = 2  # letters that a reader adds to a question: "see" is a word of its own
_SHORTEST_BEGINNING = 12  # letters: "Is there a part"
_LONGEST_ANSWER = 4  # words
_SIGNS = ":-–—?"


class Span(Struct, frozen=True):
    """Where in a row of words a question stands: the first of its words, and the first after."""

    start: int
    end: int


_LOOK_ALIKE = str.maketrans("oil|!", "01111")


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """Reduce text to letters and digits that scans keep apart: O is 0; I, l and 1 are one."""
    # Decomposed, an accent that a speck put on a letter is a sign of its own and falls away.
    letters = unicodedata.normalize("NFKD", text.lower()).translate(_LOOK_ALIKE)
    return "".join(char for char in letters if char.isalnum())


_ANSWERS = (key("YES"), key("NO"))
_LETTERS_FOR_ANSWERS = frozenset("yn")


def says(text: str, phrase: str) -> bool:
    """Say whether a whole line is the phrase, OCR slips allowed."""
    return fuzz.ratio(key(text), key(phrase)) >= _ALIKE


def begins(text: str, phrase: str) -> bool:
    """Say whether a line begins with the phrase, OCR slips allowed."""
    wanted = key(phrase)
    return fuzz.ratio(key(text)[: len(wanted)], wanted) >= _ALIKE


def is_template(text: str, template: str) -> bool:
    """Say whether a line is part of a template text, OCR slips allowed."""
    line = key(text)
    return len(line) > 2 and fuzz.partial_ratio(line, key(template)) >= _ALIKE


@lru_cache(maxsize=4096)
def mark_of(text: str) -> Mark | None:
    """Name the place of the form that a line begins, if it begins one."""
    for question in (Mark.DEFERRAL_QUESTION, Mark.PART_2_QUESTION):
        if asks(text, question):
            return question
    for landmark in LANDMARKS:
        if landmark not in QUESTIONS and _recognises(landmark, text):
            return landmark.mark
    return None


def _recognises(landmark: Landmark, text: str) -> bool:
    if landmark.cased and (text.isupper() or text.endswith(".")):
        return False
    return (says if landmark.alone else begins)(text, landmark.phrase)


@lru_cache(maxsize=4096)
def asks(text: str, question: Mark) -> bool:
    """Say whether a line asks the question, or begins to and breaks off at its end."""
    words = text.split()
    if question_in(words, question) is not None:
        return True
    wordings = [each for each in QUESTIONS if each.mark is question and not each.signed]
    if any(begins(text, wording.phrase) for wording in wordings):
        return True
    return any(
        _breaks_off(key(" ".join(words[start:])), key(wording.phrase))
        for start in _possible_starts(words)
        for wording in wordings
    )


def question_in(
    words: Sequence[str], question: Mark, *, begins_before: int | None = None
) -> Span | None:
    """Find the question in a row of words: in front, or behind the form's own words.

    No word that could be an answer is ever taken for a word of the question. `begins_before` is
    the word before which it must begin, where the row is of several lines.
    """
    wordings = [each for each in QUESTIONS if each.mark is question]
    for start in _possible_starts(words[:begins_before]):
        spans = [
            span for wording in wordings if (span := _wording_in(words, start, wording)) is not None
        ]
        if spans:
            return max(spans, key=lambda span: span.end)
    return None


def length_of_label(words: Sequence[str], label: Mark) -> int:
    """Count the words of a label in front of a row: "reason: N/A" may be read as one or as two."""
    phrases = [key(each.phrase) for each in LANDMARKS if each.mark is label]
    joined = key("".join(words))
    phrase = max(phrases, key=lambda each: fuzz.ratio(joined[: len(each)], each), default="")
    length = 0
    for count, word in enumerate(words):
        if length >= len(phrase) - 1:
            return count
        length += len(key(word))
    return len(words)


def _possible_starts(words: Sequence[str]) -> list[int]:
    """Give where a question may begin: in front, or where words of the form's own end."""
    ends = [
        at
        for at in range(1, len(words))
        if words[at - 1][-1] in ".:;," and _is_before_a_question(" ".join(words[:at]))
    ]
    return [0, *ends]


def _is_before_a_question(text: str) -> bool:
    return any(says(text, label) for label in ("Part 1 Deferral", "Part 2 Confidentiality")) or (
        any(is_template(text, template) for template in (*ON_PART_2, PUBLIC_ACCESS))
    )


def _wording_in(words: Sequence[str], start: int, wording: Landmark) -> Span | None:
    """Find where a wording ends that begins at this word: after the words most like it."""
    wanted = key(wording.phrase)
    last = key(wording.phrase.split()[-1])
    best, end, said = _ALIKE, None, ""
    for at in range(start, len(words)):
        said += key(words[at])
        if _could_answer(key(words[at])) or len(said) > len(wanted) + _MOST_TOO_LONG:
            break
        like = fuzz.ratio(said, wanted)
        if like >= best and _is_last_word(key(words[at]), last):
            best, end = like + 0.1, at + 1
    if end is None or (wording.signed and not _is_signed(words[start:], end - start)):
        return None
    return Span(start, end)


def _could_answer(word: str) -> bool:
    """Say whether a word may be an answer, or have one run on to it: "formNO"."""
    return word in _LETTERS_FOR_ANSWERS or word.endswith(_ANSWERS)


def _is_last_word(word: str, last: str) -> bool:
    return word.endswith(last) or fuzz.ratio(word, last) >= _LAST_WORD_ALIKE


def _is_signed(words: Sequence[str], end: int) -> bool:
    after = words[end - 1][-1] in _SIGNS or (len(words) > end and words[end][0] in _SIGNS)
    return after and len(words) - end <= _LONGEST_ANSWER


def _breaks_off(said: str, wanted: str) -> bool:
    """Say whether a line is the first part of a question that goes on below it."""
    shorter = _SHORTEST_BEGINNING <= len(said) < len(wanted)
    return shorter and fuzz.ratio(said, wanted[: len(said)]) >= _ALIKE
