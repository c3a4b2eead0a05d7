"""The form's two questions in, their answers out: clear YES, clear NO, or unclear.

Clear is what both readers read alike and exactly, or a clear choice between two printed words.
Anything else is unclear, and nothing fuzzy ever becomes NO.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from msgspec import structs
from rapidfuzz import fuzz

from ingest.fields.answer_place import ANSWERS, AnswerPlace, ReadAnswer
from ingest.fields.choice import choice_at
from ingest.lines.flow import Item, mark_on
from ingest.lines.grid import Cell, Grid
from ingest.lines.inkmap import InkMap
from ingest.lines.line import Line, box_around
from ingest.lines.template import Mark, begins, key
from ingest.page import OCR_READERS, Box, Reader, Word
from ingest.record import Answer, Evidence, Status

_LAST_WORD = {Mark.DEFERRAL_QUESTION: "deferred", Mark.PART_2_QUESTION: "form"}
_QUESTION = {
    Mark.DEFERRAL_QUESTION: "Is the publication of Part 1 of this approval to be deferred",
    Mark.PART_2_QUESTION: "Is there a Part 2 form",
}
_AROUND_ANSWER = ".,:;-–—'‘’`•·_|()[]"
_BEFORE_ANSWER = _AROUND_ANSWER + "?"  # the question's own; after an answer it is a doubt
_DUST_READS_AS = 2  # letters at the most: no reader makes "in part" of specks
_DUST_SHARE = 0.5  # of an answer's height: a mark lower than this is no letter
_LONGEST_ANSWER_WORDS = 4
_BESIDE_INCHES = 0.09  # across: unread ink from here on may be a word


ABSENT = ReadAnswer(Answer.UNCLEAR, Evidence(status=Status.ABSENT))


def answer_to(question: Mark, items: Sequence[Item], ink: Mapping[int, InkMap]) -> ReadAnswer:
    """Read the answer to one of the two questions from the items of its block."""
    place = _place_of_answer(question, items)
    if place is None:
        return ABSENT
    choice = choice_at(place, ink[place.page])
    if choice is not None:
        return choice
    clean = _without_dust(place, ink[place.page])
    return _undisturbed(_agreed(clean), clean, ink[place.page])


def _agreed(place: AnswerPlace) -> ReadAnswer:
    """Take what both readers read alike and exactly; all else is unclear, and says how."""
    ours, theirs = (_worded(place.words[reader]) for reader in OCR_READERS)
    read = " / ".join(dict.fromkeys(text for text in (ours, theirs) if text))
    if ours in ANSWERS and ours == theirs:
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
    return AnswerPlace(place.page, box_around(word.box for word in answers), words)


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
    if ink.is_struck_through(place.box) or any(
        ink.inches_across(blot.box) > _BESIDE_INCHES for blot in unread
    ):
        evidence = structs.replace(read.evidence, status=Status.UNCERTAIN, confidence=None)
        return ReadAnswer(Answer.UNCLEAR, evidence)
    return read


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


def _place_of_answer(question: Mark, items: Sequence[Item]) -> AnswerPlace | None:
    for index, item in enumerate(items):
        if isinstance(item, Grid):
            for row in item.rows:
                if any(_asks(line, question) for line in row[0].lines):
                    return _answer_cell(question, row[0].lines, row[1:], item.page)
        elif _asks(item, question):
            following = [line for line in items[index + 1 :] if isinstance(line, Line)]
            return _answer_after(question, item, following)
    return None


def _asks(line: Line, question: Mark) -> bool:
    return begins(line.text, _QUESTION[question]) or any(
        begins(line.as_read_by(reader), _QUESTION[question]) for reader in OCR_READERS
    )


def _answer_cell(
    question: Mark, asked: Sequence[Line], cells: Sequence[Cell], page: int
) -> AnswerPlace:
    """Take the cells to the right; words after the question in the left-hand one count too."""
    first = next(index for index, line in enumerate(asked) if _asks(line, question))
    beside = [_after_question(line, question) for line in asked[first:]]
    words = {
        reader: tuple(
            words
            for words in [
                *(each[reader] for each in beside),
                *(line.by_reader.get(reader, ()) for cell in cells for line in cell.lines),
            ]
            if words
        )
        for reader in OCR_READERS
    }
    return AnswerPlace(page, box_around(cell.box for cell in cells), words)


def _answer_after(question: Mark, asked: Line, following: Sequence[Line]) -> AnswerPlace:
    """Take what stands after the question on its line, or else on the line below."""
    lines, last = _to_last_word(question, asked, following)
    after = _after_question(last, question)
    answer_line = last
    below = _lines_below(question, last, following[lines:])
    if below and not any(after.values()):
        answer_line, *below = below
        after = {reader: answer_line.by_reader.get(reader, ()) for reader in OCR_READERS}
    words = {
        reader: tuple(filter(None, [words, *(line.by_reader.get(reader, ()) for line in below)]))
        for reader, words in after.items()
    }
    boxes = [word.box for of in after.values() for word in of]
    box = box_around(boxes) if boxes else _rest_of(answer_line)
    return AnswerPlace(last.page, box, words)


def _lines_below(question: Mark, last: Line, following: Sequence[Line]) -> list[Line]:
    """Take the lines between a question and the form's next words: they are its answer too.

    Under the Part 2 question sentences may follow; only a few words are an answer.
    """
    own = takewhile(lambda line: line.page == last.page and mark_on(line) is None, following)
    return [
        line
        for line in own
        if question is Mark.DEFERRAL_QUESTION or len(line.words) <= _LONGEST_ANSWER_WORDS
    ]


def _to_last_word(question: Mark, asked: Line, following: Sequence[Line]) -> tuple[int, Line]:
    """Find the line on which the question ends: its own, or the next where it was wrapped."""
    if _ends_question(asked, question) or not following:
        return 0, asked
    wraps = _ends_question(following[0], question) and mark_on(following[0]) is None
    return (1, following[0]) if wraps else (0, asked)


def _ends_question(line: Line, question: Mark) -> bool:
    return any(
        _index_of_last_word(line.by_reader.get(reader, ()), question) is not None
        for reader in OCR_READERS
    )


def _rest_of(line: Line) -> Box:
    return Box(min(line.box.right, 0.93), line.box.top, 0.95, line.box.bottom)


def _after_question(line: Line, question: Mark) -> dict[Reader, tuple[Word, ...]]:
    """Give each reader's words that stand right of the question's last word."""
    ends = [
        words[index].box.right
        for reader in OCR_READERS
        for words in [line.by_reader.get(reader, ())]
        if (index := _index_of_last_word(words, question)) is not None
    ]
    end = min(ends) if ends else line.box.right
    return {
        reader: tuple(
            word
            for index, word in enumerate(line.by_reader.get(reader, ()))
            if word.box.centre > end
            and index != _index_of_last_word(line.by_reader.get(reader, ()), question)
        )
        for reader in OCR_READERS
    }


def _index_of_last_word(words: Sequence[Word], question: Mark) -> int | None:
    wanted = key(_LAST_WORD[question])
    found = [index for index, word in enumerate(words) if fuzz.ratio(key(word.text), wanted) >= 75]
    # The first: what follows may say "form" or "deferred" again, and belongs to the answer.
    return found[0] if found else None


def answer_in_text(words: Sequence[str], question: Mark) -> Answer | None:
    """Read question and answer from one row of plain words, as a hidden layer holds them."""
    text = " ".join(words)
    if not begins(text, _QUESTION[question]):
        return None
    wanted = key(_LAST_WORD[question])
    ends = [index for index, word in enumerate(words) if key(word) == wanted]
    after = [_bare(word) for word in words[ends[0] + 1 :]] if ends else []
    answers = [ANSWERS[word] for word in after if word in ANSWERS]
    return answers[0] if len(answers) == 1 else None
