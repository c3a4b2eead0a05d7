"""The closing block in: the two answers, the reason, the date, and any words of its own."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from ingest.fields.answer_place import ReadAnswer, lines_to_end
from ingest.fields.answers import answer_to
from ingest.fields.dates import sole_date_in
from ingest.fields.joining import text_of
from ingest.fields.prose import pieces_of
from ingest.lines.flow import Item, lines_of, mark_on
from ingest.lines.grid import Grid
from ingest.lines.inkmap import InkMap
from ingest.lines.line import Line, box_around
from ingest.lines.recognising import is_template, key, length_of_label
from ingest.lines.template import GLA_PUBLIC_ACCESS, PART_2_CONFIDENTIALITY, PUBLIC_ACCESS, Mark
from ingest.page import OCR_READERS, Box
from ingest.record import Block, Deferral, Evidence, Status

_LABELS = (Mark.DEFERRAL_REASON, Mark.DEFERRAL_UNTIL)
_HINT = "(a date is required if deferring)"
_SAME_WORDS = 86.0  # of 100
_QUESTIONS = (Mark.DEFERRAL_QUESTION, Mark.PART_2_QUESTION)


_TEMPLATES = (PUBLIC_ACCESS, GLA_PUBLIC_ACCESS, PART_2_CONFIDENTIALITY)


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
    answer = answer_to(Mark.DEFERRAL_QUESTION, items, ink)
    reason = _entry(Mark.DEFERRAL_REASON, items)
    until = _entry(Mark.DEFERRAL_UNTIL, items)
    dates = {sole_date_in(text) for text in until.by_reader}
    agreed = dates.pop() if len(dates) == 1 else None
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


def _dated(until: Entry, *, is_date: bool) -> Evidence:
    """A date that both readers give is clear; other words are clear only if both give them."""
    alike = len({key(text) for text in until.by_reader}) == 1
    status = until.evidence.status
    if status is Status.CLEAR and not (is_date or alike):
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
                    return _entry_from([*after, *row[1].lines], row[1].box, item.page)
        elif mark_on(item) is label:
            lines = [_after_label(item, label), *_until_next_mark(items[index + 1 :])]
            return _entry_from([line for line in lines if line], item.box, item.page)
    return Entry(None, (), Evidence(status=Status.ABSENT))


def _until_next_mark(items: Sequence[Item]) -> list[Line]:
    taken: list[Line] = []
    for item in items:
        if isinstance(item, Grid) or mark_on(item) is not None:
            break
        taken.append(item)
    return taken


def _after_label(line: Line, label: Mark) -> Line | None:
    """Cut a label off the front of its line; None where nothing follows it."""
    if mark_on(line) is not label:
        return line
    by_reader = {
        reader: words[length_of_label([w.text for w in words], label) :]
        for reader, words in line.by_reader.items()
    }
    words = line.words[length_of_label([w.text for w in line.words], label) :]
    rest = words or next((of for of in by_reader.values() if of), ())
    if not rest:
        return None
    return Line(
        page=line.page,
        box=box_around(word.box for word in rest),
        words=words,
        by_reader=by_reader,
    )


def _entry_from(lines: Sequence[Line], box: Box, page: int) -> Entry:
    text = _cleaned(text_of([line.words for line in lines]))
    by_reader = tuple(
        _cleaned(" ".join(line.as_read_by(reader) for line in lines)) for reader in OCR_READERS
    )
    sure = min((word.confidence for line in lines for word in line.words), default=None)
    status = Status.CLEAR if text else Status.UNCERTAIN if any(by_reader) else Status.BLANK
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
    wrapped = _ends_of_questions(items)
    for item in items:
        if id(item) in wrapped:
            continue
        mark = next((m for line in lines_of(item) if (m := mark_on(line))), None)
        if isinstance(item, Grid):
            taken = False
            kept += [item] if mark is None else _own_lines(item)
            continue
        if mark is not None:
            taken = mark in _LABELS
            continue
        if taken or _is_the_forms(item.text):
            continue
        if len(key(item.text).replace("yes", "").replace(key("no"), "")) > 3:
            kept.append(item)
    return tuple(piece.block for piece in pieces_of(kept))


def _ends_of_questions(items: Sequence[Item]) -> frozenset[int]:
    """Find the lines on which a question goes on that began above them, by their identity."""
    return frozenset(
        id(line)
        for at, item in enumerate(items)
        for question in _QUESTIONS
        if isinstance(item, Line) and mark_on(item) is question
        for line in lines_to_end(question, [i for i in items[at:] if isinstance(i, Line)])[1:]
    )


def _own_lines(grid: Grid) -> list[Line]:
    """Keep what a table of questions and answers holds besides them."""
    lines: list[Line] = []
    for row in grid.rows:
        marks = {mark_on(line) for line in row[0].lines}
        if not marks & {*_LABELS, Mark.DEFERRAL_QUESTION, Mark.PART_2_QUESTION}:
            lines += [line for cell in row for line in cell.lines if mark_on(line) is None]
    return [line for line in lines if not _is_the_forms(line.text) and len(key(line.text)) > 3]


def _is_the_forms(text: str) -> bool:
    return any(is_template(text, words) for words in _TEMPLATES)
