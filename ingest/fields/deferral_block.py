"""The closing block in: the two answers, the reason, the date, and any words of its own."""

import datetime
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs
from rapidfuzz import fuzz

from ingest.fields.answer_place import ReadAnswer, lines_of_question
from ingest.fields.answers import answer_to
from ingest.fields.dates import is_meant_for_a_day, sole_date_in
from ingest.fields.joining import text_of
from ingest.fields.prose import pieces_of
from ingest.fields.spelt import spelt_together
from ingest.lines.flow import Item, lines_of, mark_on
from ingest.lines.grid import Grid
from ingest.lines.inkmap import InkMap
from ingest.lines.line import Line, box_around
from ingest.lines.recognising import is_template, key, length_of_label
from ingest.lines.template import GLA_PUBLIC_ACCESS, ON_PART_2, PUBLIC_ACCESS, Mark
from ingest.page import OCR_READERS, Box, Word
from ingest.record import Block, Deferral, Evidence, Status

_LABELS = (Mark.DEFERRAL_REASON, Mark.DEFERRAL_UNTIL)
_A_SENTENCE = 4  # words at the least
_SAME_ROW = 0.006  # of the page's height
_LETTERS_OF_ANSWERS = 3  # as many may stand by themselves and say nothing more
_HINT = "(a date is required if deferring)"
_SAME_WORDS = 86.0  # of 100
_QUESTIONS = (Mark.DEFERRAL_QUESTION, Mark.PART_2_QUESTION)


_RUN_ON = re.compile(r"[A-Za-z]+[?:]+(?P<rest>\w.*)")
_TEMPLATES = (PUBLIC_ACCESS, GLA_PUBLIC_ACCESS, *ON_PART_2)


class Entry(Struct, frozen=True):
    """What is filled in after a label: as agreed, as each reader has it, and where."""

    text: str | None
    by_reader: tuple[str, ...]
    evidence: Evidence


class DeferralBlock(Struct, frozen=True, kw_only=True):
    """The Part 1 Deferral and Part 2 Confidentiality blocks with their evidence."""

    answer: ReadAnswer
    deferral: Deferral
    reason: Evidence
    until: Evidence
    part2: ReadAnswer
    own_words: tuple[Block, ...]


def deferral_block(items: Sequence[Item], ink: Mapping[int, InkMap]) -> DeferralBlock:
    """Read both questions and what goes with them."""
    items = tuple(map(spelt_together, _one_after_another(items)))
    answer = answer_to(Mark.DEFERRAL_QUESTION, items, ink)
    reason = _by_two_readers(_entry(Mark.DEFERRAL_REASON, items), ink)
    until = _by_two_readers(_entry(Mark.DEFERRAL_UNTIL, items), ink)
    agreed = _date_agreed(until.by_reader)
    return DeferralBlock(
        answer=answer,
        deferral=Deferral(
            answer=answer.answer, reason=reason.text, until=agreed, until_text=until.text
        ),
        reason=reason.evidence,
        until=_dated(until, is_date=agreed is not None),
        part2=answer_to(Mark.PART_2_QUESTION, items, ink),
        own_words=_own_words(items),
    )


def _by_two_readers(entry: Entry, ink: Mapping[int, InkMap]) -> Entry:
    """Doubt an entry, or that there is none, where a fast reading had one reader look."""
    page, box = entry.evidence.page, entry.evidence.box
    if page is None or box is None or ink[page].has_two_readers_at(box):
        return entry
    evidence = structs.replace(entry.evidence, status=Status.UNCERTAIN)
    return structs.replace(entry, evidence=evidence)


def _date_agreed(by_reader: Sequence[str]) -> datetime.date | None:
    """Give the date that both readers read; one of them may take the 1 of "1st" for a letter."""
    dates = {sole_date_in(text) for text in by_reader}
    if len({key(text) for text in by_reader}) == 1:
        dates.discard(None)
    return dates.pop() if len(dates) == 1 else None


def _one_after_another(items: Sequence[Item]) -> tuple[Item, ...]:
    """Undo a table that sets the two blocks side by side: column after column."""
    return tuple(
        each
        for item in items
        for each in (
            [line for column in zip(*item.rows, strict=False) for c in column for line in c.lines]
            if isinstance(item, Grid) and _sets_beside(item)
            else (item,)
        )
    )


def _sets_beside(grid: Grid) -> bool:
    return any(
        sum(any(mark_on(line) in _QUESTIONS for line in cell.lines) for cell in row) > 1
        for row in grid.rows
    )


def _dated(until: Entry, *, is_date: bool) -> Evidence:
    """A date that both readers give is clear; other words are clear only if both give them.

    "31 June 2024" is neither: it means a day, and there is none.
    """
    alike = len({key(text) for text in until.by_reader}) == 1
    status = until.evidence.status
    unreal = not is_date and any(map(is_meant_for_a_day, until.by_reader))
    if status is Status.CLEAR and (unreal or not (is_date or alike)):
        status = Status.UNCERTAIN
    kept = until.evidence
    return Evidence(
        status=status, page=kept.page, box=kept.box, read=kept.read, confidence=kept.confidence
    )


def _entry(label: Mark, items: Sequence[Item]) -> Entry:
    """Take what stands after a label: on its line and below, or in the cell to its right."""
    for index, item in enumerate(items):
        if isinstance(item, Grid):
            for row in item.rows:
                if any(mark_on(line) is label for line in row[0].lines):
                    after = [part for line in row[0].lines if (part := _after_label(line, label))]
                    beside = _across([line for cell in row[1:] for line in cell.lines])
                    return _entry_from([*after, *beside], row[1].box, item.page)
        elif mark_on(item) is label:
            lines = [_after_label(item, label), *_until_next_mark(items[index + 1 :])]
            return _entry_from([line for line in lines if line], item.box, item.page)
    return Entry(None, (), Evidence(status=Status.ABSENT))


def _across(lines: Sequence[Line]) -> list[Line]:
    """Put together what a column line of other rows parts: the cell may span it."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: each.middle):
        if rows and line.middle - rows[-1][0].middle < _SAME_ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [row[0] if len(row) == 1 else _joined(row) for row in rows]


def _joined(row: Sequence[Line]) -> Line:
    parts = sorted(row, key=lambda each: each.box.left)
    return Line(
        page=row[0].page,
        box=box_around(part.box for part in parts),
        words=tuple(word for part in parts for word in part.words),
        by_reader={
            reader: tuple(word for part in parts for word in part.by_reader.get(reader, ()))
            for reader in OCR_READERS
        },
    )


def _until_next_mark(items: Sequence[Item]) -> list[Line]:
    taken: list[Line] = []
    asking = _of_questions(items)
    for item in items:
        if isinstance(item, Grid) or mark_on(item) is not None or id(item) in asking:
            break
        taken.append(item)
    return taken


def _after_label(line: Line, label: Mark) -> Line | None:
    """Cut a label off the front of its line; None where nothing follows it."""
    if mark_on(line) is not label:
        return line
    by_reader = {reader: _behind(words, label) for reader, words in line.by_reader.items()}
    words = _behind(line.words, label)
    rest = words or next((of for of in by_reader.values() if of), ())
    if not rest:
        return None
    return Line(
        page=line.page,
        box=box_around(word.box for word in rest),
        words=words,
        by_reader=by_reader,
    )


def _behind(words: tuple[Word, ...], label: Mark) -> tuple[Word, ...]:
    """Give the words behind a label, and what was run together with its sign: "date?6"."""
    length = length_of_label([word.text for word in words], label)
    if length == 0:
        return words
    last = words[length - 1]
    run_on = _RUN_ON.fullmatch(last.text)
    if run_on is None:
        return words[length:]
    share = run_on.start("rest") / len(last.text)
    box = structs.replace(last.box, left=last.box.left + share * last.box.width)
    return (structs.replace(last, text=run_on["rest"], box=box), *words[length:])


def _entry_from(lines: Sequence[Line], box: Box, page: int) -> Entry:
    raw = [" ".join(line.as_read_by(reader) for line in lines) for reader in OCR_READERS]
    by_reader = tuple(map(_cleaned, raw))
    text = _cleaned(text_of([line.words for line in lines]))
    if len(text.split()) >= _A_SENTENCE and all(each.rstrip().endswith(".") for each in raw):
        text += "."  # a speck behind a word or two is no full stop
    sure = min((word.confidence for line in lines for word in line.words), default=None)
    status = Status.CLEAR if text else Status.UNCERTAIN if any(by_reader) else Status.BLANK
    if any(mark_on(line) is not None for line in lines):
        status = Status.UNCERTAIN  # the form's own words: something else was taken along
    where = box_around(line.box for line in lines) if lines else box
    return Entry(
        text or None,
        by_reader,
        Evidence(status=status, page=page, box=where, read=text or None, confidence=sure),
    )


def _cleaned(text: str) -> str:
    return _without_hint(text).strip(" .:;,'‘’`·•|_-–—") if text else ""


def _without_hint(text: str) -> str:
    """Leave out the form's own words to whoever fills it in, by whole words and never a figure."""
    words, hint = text.split(), key(_HINT)
    for many in range(len(_HINT.split()) + 1, 3, -1):
        for at in range(len(words) - many + 1):
            some = " ".join(words[at : at + many])
            if not any(map(str.isdigit, some)) and fuzz.ratio(key(some), hint) >= _SAME_WORDS:
                return " ".join((*words[:at], *words[at + many :]))
    return text


def _own_words(items: Sequence[Item]) -> tuple[Block, ...]:
    """Keep what stands in the closing blocks besides the form's own words and the answers."""
    taken = False
    kept: list[Item] = []
    asking = _of_questions(items)
    for at, item in enumerate(items):
        if id(item) in asking:
            taken = False
            continue
        mark = next((m for line in lines_of(item) if (m := mark_on(line))), None)
        if isinstance(item, Grid):
            taken = False
            kept += [item] if mark is None else _own_lines(item)
            continue
        if mark is not None:
            taken = mark in _LABELS
            continue
        goes_on = bool(kept) and at > 0 and _goes_on_from(kept[-1], items[at - 1])
        if taken or (_is_the_forms(item.text) and not goes_on):
            continue
        if len(key(item.text).replace("yes", "").replace(key("no"), "")) > _LETTERS_OF_ANSWERS:
            kept.append(item)
    return tuple(piece.block for piece in pieces_of(kept))


def _goes_on_from(kept: Item, above: Item) -> bool:
    """Say whether the line above was kept, and its sentence runs on: "the Freedom of"."""
    return kept is above and isinstance(above, Line) and not above.text.endswith((".", ")", ":"))


def _of_questions(items: Sequence[Item]) -> frozenset[int]:
    """Find the lines over which the questions run, by their identity."""
    return frozenset(
        id(line)
        for at in range(len(items))
        for question in _QUESTIONS
        for line in lines_of_question(question, items[at:])
    )


def _own_lines(grid: Grid) -> list[Line]:
    """Keep what a table of questions and answers holds besides them.

    Why there is a Part 2 may be printed below its question, in the same cell.
    """
    lines: list[Line] = []
    for row in grid.rows:
        marks = {mark_on(line) for line in row[0].lines}
        if Mark.PART_2_QUESTION in marks:
            lines += _below_question(Mark.PART_2_QUESTION, row[0].lines)
        elif not marks & {*_LABELS, Mark.DEFERRAL_QUESTION}:
            lines += [line for cell in row for line in cell.lines if mark_on(line) is None]
    kept: list[Line] = []
    for at, line in enumerate(lines):
        goes_on = bool(kept) and _goes_on_from(kept[-1], lines[at - 1])
        if goes_on or (not _is_the_forms(line.text) and len(key(line.text)) > _LETTERS_OF_ANSWERS):
            kept.append(line)
    return kept


def _below_question(question: Mark, lines: Sequence[Line]) -> Sequence[Line]:
    """Give the lines of a cell below those over which the question runs."""
    for at in range(len(lines)):
        if asked := lines_of_question(question, lines[at:]):
            return lines[at + len(asked) :]
    return ()


def _is_the_forms(text: str) -> bool:
    return any(is_template(text, words) for words in _TEMPLATES)
