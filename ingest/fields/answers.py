"""The form's two questions in, their answers out: clear YES, clear NO, or unclear.

Clear is what both readers read alike and exactly, or a clear choice between two printed words.
Anything else is unclear, and nothing fuzzy ever becomes NO.
"""

import re
from collections.abc import Mapping, Sequence

from msgspec import structs

from ingest.fields.answer_place import ANSWERS, AnswerPlace, ReadAnswer, parted, place_of_answer
from ingest.fields.choice import choice_at, is_struck
from ingest.fields.tick_columns import ticked_cell, ticked_column
from ingest.lines.flow import Item
from ingest.lines.inkmap import InkMap
from ingest.lines.line import box_around
from ingest.lines.recognising import key, question_in
from ingest.lines.template import Mark
from ingest.page import OCR_READERS, Box, Word
from ingest.record import Answer, Evidence, Status

_AROUND_ANSWER = ".,:;-–—'‘’`•·_|()[]"
_BEFORE_ANSWER = _AROUND_ANSWER + "?"  # the question's own; after an answer it is a doubt
_PROMPT = re.compile(r"[-–—:]?\(Yes/No\)[-–—:?]?", re.IGNORECASE)
_DUST_READS_AS = 2  # letters at the most: no reader makes "in part" of specks
_DUST_SHARE = 0.5  # of an answer's height: a mark lower than this is no letter
_PEN_ACROSS = 0.92  # of an answer's width: print alone has less
_WRITTEN_INCHES = 0.09  # across: a letter that nobody read
_BESIDE_INCHES = 0.09  # across: unread ink from here on may be a word


ABSENT = ReadAnswer(Answer.UNCLEAR, Evidence(status=Status.ABSENT))


def answer_to(question: Mark, items: Sequence[Item], ink: Mapping[int, InkMap]) -> ReadAnswer:
    """Read the answer to one of the two questions from the items of its block."""
    place = place_of_answer(question, items)
    if place is None:
        return ABSENT
    place = _without_prompt(place)
    if not ink[place.page].has_two_readers_at(place.box):
        return _read_by_one(place)
    ticked = ticked_column(question, items, ink)
    if ticked is not None:
        return ticked
    choice = choice_at(place, ink[place.page])
    if choice is not None and choice.answer is Answer.UNCLEAR:
        return ticked_cell(question, items, ink) or choice
    if choice is not None:
        return choice
    clean = _without_dust(place, ink[place.page])
    return _undisturbed(_agreed(clean), clean, ink[place.page])


def _without_prompt(place: AnswerPlace) -> AnswerPlace:
    """Leave out "(Yes/No)" where an answer follows: it is the question's own."""
    prompts = {
        reader: next(
            (n for n in range(1, len(line)) if _PROMPT.fullmatch("".join(map(_text, line[:n])))), 0
        )
        for reader, lines in place.words.items()
        for line in lines[:1]
    }
    if len(prompts) < len(OCR_READERS) or not all(prompts.values()):
        return place
    words = {
        reader: (lines[0][prompts[reader] :], *lines[1:]) for reader, lines in place.words.items()
    }
    box = box_around(word.box for lines in words.values() for line in lines for word in line)
    return structs.replace(place, words=words, box=box)


def _text(word: Word) -> str:
    return word.text


def _read_by_one(place: AnswerPlace) -> ReadAnswer:
    """Doubt whatever stands, or seems not to stand, where only one reader looked."""
    read = " ".join(word.text for word in place.every_word) or None
    evidence = Evidence(status=Status.UNCERTAIN, page=place.page, box=place.box, read=read)
    return ReadAnswer(Answer.UNCLEAR, evidence)


def _agreed(place: AnswerPlace) -> ReadAnswer:
    """Take what both readers read alike and exactly; all else is unclear, and says how."""
    ours, theirs = (_worded(place.words[reader]) for reader in OCR_READERS)
    read = " / ".join(dict.fromkeys(text for text in (ours, theirs) if text))
    if ours in ANSWERS and (ours == theirs or _is_yes_to(ours, theirs)):
        answer, status = ANSWERS[ours], Status.CLEAR
    elif ours in ANSWERS and theirs in ANSWERS:
        answer, status = Answer.UNCLEAR, Status.CONFLICT
    else:
        answer, status = Answer.UNCLEAR, Status.UNCERTAIN if ours or theirs else Status.BLANK
    sure = [word.confidence for of in place.words.values() for line in of for word in line]
    return ReadAnswer(
        answer,
        Evidence(
            status=status,
            page=place.page,
            box=place.box,
            read=read or None,
            confidence=min(sure) if answer is not Answer.UNCLEAR else None,
        ),
    )


def _is_yes_to(ours: str, theirs: str) -> bool:
    """Take "Yes" and "YES" for one answer: it keeps back, and nothing like it is NO."""
    return ANSWERS.get(ours) is ANSWERS.get(theirs) is Answer.YES


def _without_dust(place: AnswerPlace, ink: InkMap) -> AnswerPlace:
    """Leave out what a reader made of dust: unsure words under which no mark is letter-high."""
    answers = [w for of in place.words.values() for line in of for w in line if _is_answer(w)]
    if not answers:
        return place
    height = min(word.box.height for word in answers)

    def is_dust(word: Word) -> bool:
        blots = ink.blots_in(word.box)
        return (
            len(key(word.text)) <= _DUST_READS_AS
            and not _is_answer(word)
            and all(blot.box.height < _DUST_SHARE * height for blot in blots)
        )

    words = {
        reader: tuple(tuple(w for w in line if not is_dust(w)) for line in lines)
        for reader, lines in place.words.items()
    }
    box = box_around(word.box for word in answers)
    return structs.replace(place, box=box, words=words)


def _is_answer(word: Word) -> bool:
    return _bare(word.text) in ANSWERS


def _bare(text: str) -> str:
    """Take off the signs that stand around an answer."""
    return text.lstrip(_BEFORE_ANSWER).rstrip(_AROUND_ANSWER)


def _undisturbed(read: ReadAnswer, place: AnswerPlace, ink: InkMap) -> ReadAnswer:
    """Doubt a clear answer that is struck through, or beside which stands ink nobody read."""
    if read.answer is Answer.UNCLEAR:
        return _ink_where_blank(read, place, ink)
    beside = Box(place.box.right, place.box.top, 0.95, place.box.bottom)
    unread = ink.blots_in(beside, besides=ink.words)
    if (
        is_struck(place.box, ink)
        or ink.pen_across(place.box).share > _PEN_ACROSS
        or any(ink.inches_across(blot.box) > _BESIDE_INCHES for blot in unread)
        or any(_is_written_in(space, place.box, ink) for space in place.space)
    ):
        evidence = structs.replace(read.evidence, status=Status.UNCERTAIN, confidence=None)
        return ReadAnswer(Answer.UNCLEAR, evidence)
    return read


def _is_written_in(space: Box, answer: Box, ink: InkMap) -> bool:
    """Say whether something as high as an answer stands elsewhere in its space, and nobody read it.

    It need not be beside the answer: a hand that answered first may have been typed over below.
    """
    high = answer.height
    beside = space.top < answer.middle < space.bottom
    row = Box(space.left, answer.top, space.right, answer.bottom) if beside else space
    return any(
        blot.box.height > _DUST_SHARE * high and ink.inches_across(blot.box) > _WRITTEN_INCHES
        for blot in ink.blots_in(row, besides=ink.words)
    )


def _ink_where_blank(read: ReadAnswer, place: AnswerPlace, ink: InkMap) -> ReadAnswer:
    """Tell a place left blank from one where something is written that nobody could read."""
    written = any(
        ink.inches_across(blot.box) > _BESIDE_INCHES
        for blot in ink.blots_in(place.box, besides=ink.words)
    )
    if read.evidence.status is Status.BLANK and written:
        return ReadAnswer(Answer.UNCLEAR, structs.replace(read.evidence, status=Status.UNCERTAIN))
    return read


def _worded(lines: Sequence[Sequence[Word]]) -> str:
    """Give what one reader read, without the signs that stand around an answer."""
    words = (_bare(word.text) for line in lines for word in line)
    return " ".join(word for word in words if word)


def answer_in_text(words: Sequence[str], question: Mark) -> Answer | None:
    """Read question and answer from one row of plain words, as a hidden layer holds them."""
    row = [piece for word in words for piece in parted(word)]
    asked = question_in(row, question)
    if asked is None:
        return None
    answers = [ANSWERS[word] for text in row[asked.end :] if (word := _bare(text)) in ANSWERS]
    return answers[0] if len(answers) == 1 else None
