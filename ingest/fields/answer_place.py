"""The items of the closing block in, the place of an answer out: where, and who read what there."""

import re
from collections.abc import Sequence
from itertools import product, takewhile

from msgspec import Struct

from ingest.lines.flow import Item, mark_on
from ingest.lines.grid import Cell, Grid
from ingest.lines.line import Line, box_around
from ingest.lines.recognising import asks, is_template, question_in
from ingest.lines.template import ON_PART_2, Mark
from ingest.page import OCR_READERS, Box, Reader, Word
from ingest.record import Answer, Evidence

# The only spellings that are ever a clear answer.
# Readers mix up large and small letters ("YEs"); a NO, which releases, must still be exact.
ANSWERS = dict.fromkeys(map("".join, product("Yy", "Ee", "Ss")), Answer.YES)
ANSWERS |= dict.fromkeys(("NO", "No", "no"), Answer.NO)

_LONGEST_ANSWER_WORDS = 4
_LINES_OF_A_QUESTION = 4
_RUN_TOGETHER = re.compile(r".+?[?:\-–—]+(?=\w)|.+")
_PAST_THE_SIGN = 0.015  # of the width: a question mark that nobody read is no answer
_RIGHT_MARGIN = 0.95
_SHORTEST_TEMPLATE = 24  # letters: shorter words of the form may be somebody's answer
_QUESTIONS = (Mark.DEFERRAL_QUESTION, Mark.PART_2_QUESTION)
_OFF_THE_RULE = 0.004

ByReader = dict[Reader, tuple[tuple[Word, ...], ...]]


class AnswerPlace(Struct, frozen=True):
    """Where an answer stands, and every reader's words there, line after line.

    `space` is where an answer could stand besides: ink that nobody read there is a doubt.
    `asked` is where the question ends if that is on the answer's page: its ink is no answer's.
    """

    page: int
    box: Box
    words: ByReader
    space: tuple[Box, ...] = ()
    asked: Box | None = None

    @property
    def every_word(self) -> tuple[Word, ...]:
        """All readers' words there."""
        return tuple(word for lines in self.words.values() for line in lines for word in line)


class ReadAnswer(Struct, frozen=True):
    """An answer with its evidence."""

    answer: Answer
    evidence: Evidence


class _QuestionEnd(Struct, frozen=True):
    """Where a question ends: on which of its lines, how far right, and what follows there."""

    line: int
    right: float
    after: dict[Reader, tuple[Word, ...]]


def place_of_answer(question: Mark, items: Sequence[Item]) -> AnswerPlace | None:
    """Find the question, and the place of its answer; None where it is not asked."""
    for index, item in enumerate(items):
        if isinstance(item, Grid):
            for row in item.rows:
                if any(_asks(row[0].lines[at:], question) for at in range(len(row[0].lines))):
                    return _in_cells(question, row[0], row[1:], item.page)
            continue
        following = _on_the_page(items[index:])
        if _asks(following, question):
            return _after_question(question, following)
    return None


def lines_of_question(question: Mark, items: Sequence[Item]) -> tuple[Line, ...]:
    """Give the lines over which a question runs that begins on the first of the items, if any."""
    lines = _on_the_page(items)
    if not lines or not _asks(lines, question):
        return ()
    return tuple(lines[: _end_of_question(question, lines).line + 1])


def _on_the_page(items: Sequence[Item]) -> list[Line]:
    """Give the lines of the first item's page, from it on."""
    return [item for item in items if isinstance(item, Line) and item.page == items[0].page]


def _asks(lines: Sequence[Line], question: Mark) -> bool:
    """Say whether a line asks the question, alone or with those on which it goes on."""
    first = lines[0]
    texts = (first.text, *(first.as_read_by(reader) for reader in OCR_READERS))
    if any(asks(text, question) for text in texts):
        return True
    goes_on = lines[:_LINES_OF_A_QUESTION]
    rows = [[line.by_reader.get(reader, ()) for line in goes_on] for reader in OCR_READERS]
    return any(
        question_in(
            [word.text for words in row for word in _parted(words)],
            question,
            begins_before=len(_parted(row[0])),
        )
        for row in rows
        if row[0]
    )


def _in_cells(question: Mark, asked: Cell, cells: Sequence[Cell], page: int) -> AnswerPlace:
    """Take the cells to the right; words after the question in the left-hand one count too."""
    first = next(at for at in range(len(asked.lines)) if _asks(asked.lines[at:], question))
    end = _end_of_question(question, asked.lines[first:])
    last, *below = asked.lines[first + end.line :]
    beneath = takewhile(lambda line: _is_answer_line(line, question), below)
    beside = [line for cell in cells for line in cell.lines]
    words = _gathered(end.after, (*beneath, *beside))
    rest = Box(end.right + _PAST_THE_SIGN, last.box.top, asked.box.right, last.box.bottom)
    return AnswerPlace(
        page,
        box_around(cell.box for cell in cells),
        words,
        (_within(rest), *(_within(cell.box) for cell in cells)),
        _ended(last, end),
    )


def _within(cell: Box) -> Box:
    return Box(cell.left + _OFF_THE_RULE, cell.top, cell.right - _OFF_THE_RULE, cell.bottom)


def _after_question(question: Mark, lines: Sequence[Line]) -> AnswerPlace:
    """Take what stands after the question on its line, or else on the line below.

    The lines between a question and the form's next words may be its answer.
    """
    asked = lines[0]
    end = _end_of_question(question, lines)
    last, *under = lines[end.line :]
    own = takewhile(lambda at: not _is_the_forms(under[at:]), range(len(under)))
    below = list(takewhile(lambda line: _is_answer_line(line, question), (under[at] for at in own)))
    rest = Box(end.right + _PAST_THE_SIGN, last.box.top, _RIGHT_MARGIN, last.box.bottom)
    space, after, answer_box = [rest], end.after, rest
    if below and not any(after.values()):
        answer_line, *below = below
        after = {reader: answer_line.by_reader.get(reader, ()) for reader in OCR_READERS}
        left = min(asked.box.left, answer_line.box.left)
        answer_box = Box(left, answer_line.box.top, _RIGHT_MARGIN, answer_line.box.bottom)
        space.append(answer_box)
    boxes = [word.box for of in after.values() for word in of]
    box = box_around(boxes) if boxes else answer_box
    return AnswerPlace(last.page, box, _gathered(after, below), tuple(space), _ended(last, end))


def _ended(last: Line, end: _QuestionEnd) -> Box:
    return Box(last.box.left, last.box.top, end.right, last.box.bottom)


def _is_the_forms(lines: Sequence[Line]) -> bool:
    """Say whether the form's own next words stand here, so that the answer has ended."""
    text = lines[0].text
    return (
        mark_on(lines[0]) is not None
        or any(_asks(lines, question) for question in _QUESTIONS)
        or (len(text) > _SHORTEST_TEMPLATE and any(is_template(text, each) for each in ON_PART_2))
    )


def _is_answer_line(line: Line, question: Mark) -> bool:
    """Under the Part 2 question sentences may follow; only a few words are an answer."""
    return question is Mark.DEFERRAL_QUESTION or len(line.words) <= _LONGEST_ANSWER_WORDS


def _gathered(after: dict[Reader, tuple[Word, ...]], lines: Sequence[Line]) -> ByReader:
    return {
        reader: tuple(filter(None, [words, *(line.by_reader.get(reader, ()) for line in lines)]))
        for reader, words in after.items()
    }


def _end_of_question(question: Mark, lines: Sequence[Line]) -> _QuestionEnd:
    """Find where the question ends: on its own line, or on one below where it was wrapped.

    Where neither reader shows its end, every word of its line may be the answer's.
    """
    rows = {
        reader: [
            (at, word)
            for at, line in enumerate(lines[:_LINES_OF_A_QUESTION])
            for word in _parted(line.by_reader.get(reader, ()))
        ]
        for reader in OCR_READERS
    }
    spans = {
        reader: span
        for reader, row in rows.items()
        if (span := question_in([word.text for _, word in row], question)) is not None
    }
    ends = [(rows[reader][span.end - 1]) for reader, span in spans.items()]
    if not ends:
        asked = lines[0]
        words = {reader: asked.by_reader.get(reader, ()) for reader in OCR_READERS}
        return _QuestionEnd(0, asked.box.right, words)
    at, last = min(ends, key=lambda end: (end[0], end[1].box.right))
    after = {
        reader: tuple(
            word
            for index, (line, word) in enumerate(row)
            if line == at
            and (
                index >= spans[reader].end
                if reader in spans
                else word.box.right > last.box.right + _PAST_THE_SIGN
            )
        )
        for reader, row in rows.items()
    }
    return _QuestionEnd(at, last.box.right, after)


def parted(text: str) -> tuple[str, ...]:
    """Part what was run together at a sign: "deferred?NO" is two words."""
    return tuple(_RUN_TOGETHER.findall(text))


def _parted(words: Sequence[Word]) -> list[Word]:
    pieces: list[Word] = []
    for word in words:
        letter, left = word.box.width / max(1, len(word.text)), word.box.left
        for piece in parted(word.text):
            right = left + letter * len(piece)
            box = Box(left, word.box.top, right, word.box.bottom)
            pieces.append(Word(piece, box, word.confidence))
            left = right
    return pieces
