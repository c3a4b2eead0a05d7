"""A record and its layout in, the record out as all versions of its sheets bear it out.

A sheet of the form may have been scanned in twice: once more of the same paper, which is only a
note; or as another version of it, with another answer, date, tick or figure. Then neither the
first nor the last is right: what they differ in is not known. So the form is read with each
version in turn, and whatever comes out otherwise is doubted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, structs
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from ingest.checks.oddities import findings_on
from ingest.fields.form import record_of
from ingest.fields.heading import headings_on
from ingest.finding import Finding, Ground, Severity, finding
from ingest.lines.flow import Sheet
from ingest.lines.layout import Layout, layout_of
from ingest.lines.template import Mark
from ingest.page import PageReading
from ingest.record import (
    Answer,
    Approval,
    Block,
    DecisionRecord,
    ItemList,
    Paragraph,
    Statement,
    Status,
    Table,
)
from ingest.scanning.pdf import Extras
from ingest.sorting.another_decision import differ, marks_on

_QUESTIONS = frozenset({Mark.DEFERRAL_QUESTION, Mark.PART_2_QUESTION})
_TURN_A_SENTENCE = frozenset({"no", "not", "nor", "never", "yes", "without", "cannot"})
_A_SLIP = 60.0  # of 100: "tne" for "the"; two readings of one word
_TAKEN_ONE_BY_ONE = 12  # each costs a reading of the form: a tenth of a second
_ILLEGIBLE = (Status.UNCERTAIN, Status.ABSENT)


class Found(Struct, frozen=True):
    """A record, and every finding on its scan."""

    record: DecisionRecord
    findings: tuple[Finding, ...]


def found_in_all_versions(record: DecisionRecord, layout: Layout, extras: Extras) -> Found:
    """Gather the findings; doubt whatever comes out otherwise with another version of a sheet."""
    turns = _in_turns({**_asked_again(layout), **_copies(layout)})
    told = {found.ground for found in findings_on(record, layout, extras)} if turns else set()
    doubted = record
    differ_in: dict[int, list[str]] = {}
    for turn in turns:
        read = layout_of(_pages_with(turn, layout))
        other = record_of(read, record.source)
        new = {found.ground for found in findings_on(other, read, extras) if _holds(found)} - told
        differ_in[min(turn)] = [
            *_answers_that_differ(record, other),
            *_other_facts_that_differ(record, other),
            *(() if _reads_alike(record, other) else ("the text",)),
            *sorted(ground.value for ground in new),
        ]
        doubted = _with_answers_open(_with_approvals_open(doubted, other), other)
    if _is_followed_by_itself(layout):
        others = {sheet.page for sheet in layout.others}
        read = layout_of([page for page in layout.pages if page.page in others])
        other = record_of(read, record.source)
        differ_in[min(others)] = [*_answers_that_differ(record, _with_answers_open(record, other))]
        doubted = _with_answers_open(doubted, other)
    findings = (
        *_besides_copies(findings_on(doubted, layout, extras), differ_in),
        *(
            finding(Ground.VERSIONS_DIFFER, page=page, read=", ".join(what))
            for page, what in differ_in.items()
            if what
        ),
    )
    return Found(doubted, findings)


def _holds(found: Finding) -> bool:
    return found.severity is Severity.REVIEW


def _besides_copies(
    findings: Iterable[Finding], differ_in: Mapping[int, Sequence[str]]
) -> Iterator[Finding]:
    """Give the findings but for a copy's that is none."""
    for found in findings:
        if found.ground is not Ground.PAGE_TWICE or not differ_in.get(found.page or 0):
            yield found


def _in_turns(versions: Mapping[int, int]) -> list[dict[int, int]]:
    """Take the versions of pages one by one; where they are many, all second ones at once."""
    if len(versions) <= _TAKEN_ONE_BY_ONE:
        return [{page: of_page} for page, of_page in sorted(versions.items())]
    turns: list[dict[int, int]] = []
    for page, of_page in sorted(versions.items()):
        turn = next((turn for turn in turns if of_page not in turn.values()), None)
        if turn is None:
            turns.append(turn := {})
        turn[page] = of_page
    return turns


def _copies(layout: Layout) -> dict[int, int]:
    return {copy.sheet.page: copy.of_page for copy in layout.copies}


def _asked_again(layout: Layout) -> dict[int, int]:
    """Find sheets that ask one of the questions a second time, with the sheet that was first.

    A page of another decision is none; one that is withheld may be the form's own all the same.
    """
    several_others = layout.others if len(layout.others) > 1 else ()
    apart = {sheet.page for sheet in several_others} | {copy.sheet.page for copy in layout.copies}
    public = {sheet.page for sheet in layout.sheets}
    asking = [sheet for sheet in layout.every if sheet.page not in apart and _asks(sheet)]
    first = next((sheet for sheet in asking if sheet.page in public), None)
    return {
        sheet.page: first.page
        for sheet in asking
        if first is not None
        and sheet is not first
        and marks_on(sheet) & marks_on(first) & _QUESTIONS
        and (sheet.page in public or _are_of_one_number(sheet, first))
    }


def _are_of_one_number(sheet: Sheet, other: Sheet) -> bool:
    return sheet.footer.number is not None and sheet.footer.number == other.footer.number


def _asks(sheet: Sheet) -> bool:
    return bool(marks_on(sheet) & _QUESTIONS)


def _is_followed_by_itself(layout: Layout) -> bool:
    """Say whether the other decision in the file has this one's heading once more."""
    own, others = headings_on(layout.sheets), headings_on(layout.others)
    return bool(own and others) and not differ(own[0], others[0])


def _pages_with(versions: Mapping[int, int], layout: Layout) -> list[PageReading]:
    """Give the pages, each version in the place of the page that it is one of."""
    by_number = {reading.page: reading for reading in layout.pages}
    instead = {of_page: by_number[page] for page, of_page in versions.items()}
    return [
        instead.get(number, reading)
        for number, reading in by_number.items()
        if number not in versions
    ]


def _answers_that_differ(one: DecisionRecord, other: DecisionRecord) -> Iterator[str]:
    """Name the answers that differ; one that could not be read differs too."""
    for path, mine, theirs in (
        ("deferral.answer", one.deferral.answer, other.deferral.answer),
        ("part2.answer", one.part2.answer, other.part2.answer),
    ):
        if mine is not theirs:
            yield path
    if one.deferral.until != other.deferral.until:
        yield "deferral.until"


def _other_facts_that_differ(one: DecisionRecord, other: DecisionRecord) -> Iterator[str]:
    if one.reference != other.reference:
        yield "reference"
    if _ticks(one) != _ticks(other):
        yield "declaration"
    for path, mine, theirs in (
        ("approval", one.approval, other.approval),
        ("officer_approval", one.officer_approval, other.officer_approval),
    ):
        if mine.signed is not theirs.signed:
            yield f"{path}.signed"
        if _days_differ(mine, theirs):
            yield f"{path}.date"


def _ticks(record: DecisionRecord) -> list[bool | None]:
    return [row.ticked for row in record.declaration]


def _days_differ(one: Approval, other: Approval) -> bool:
    """Say whether two days are read; a hand that is legible only once says nothing else."""
    return one.date is not None and other.date is not None and one.date != other.date


def _reads_alike(one: DecisionRecord, other: DecisionRecord) -> bool:
    """Say whether two texts are the same but for slips of the readers in single words."""
    mine, theirs = list(_words(one)), list(_words(other))
    return all(
        change.tag == "equal"
        or _is_slip(
            mine[change.src_start : change.src_end], theirs[change.dest_start : change.dest_end]
        )
        for change in Levenshtein.opcodes(mine, theirs)
    )


def _is_slip(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Say whether two runs of words may be one as two readings have it; a figure never is."""
    one, other = "".join(mine), "".join(theirs)
    if any(map(str.isdigit, one + other)) or {*mine, *theirs} & _TURN_A_SENTENCE:
        return False
    return fuzz.ratio(one, other) >= _A_SLIP


def _words(record: DecisionRecord) -> Iterator[str]:
    texts = (
        record.title or "",
        record.executive_summary,
        record.recommendation,
        record.interests or "",
        *(text for section in record.sections for text in _texts(section.blocks)),
        *_texts(record.public_access),
        record.deferral.reason or "",
    )
    for text in texts:
        for word in text.lower().split():
            bare = "".join(filter(str.isalnum, word))
            if bare:
                yield bare


def _texts(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph():
                yield f"{block.number or ''} {block.text}"
            case ItemList():
                yield from block.items
            case Table():
                yield from (cell for row in block.rows for cell in row)


def _with_answers_open(record: DecisionRecord, other: DecisionRecord) -> DecisionRecord:
    """Leave the answers open that the two give differently, and say so in the evidence."""
    deferral, part2 = record.deferral, record.part2
    disputed: list[str] = []
    if _contradict("deferral.answer", deferral.answer, other.deferral.answer, other):
        deferral = structs.replace(deferral, answer=Answer.UNCLEAR)
        disputed.append("deferral.answer")
    if deferral.until is not None and deferral.until != other.deferral.until:
        deferral = structs.replace(deferral, until=None)
        disputed.append("deferral.until")
    if _contradict("part2.answer", part2.answer, other.part2.answer, other):
        part2 = structs.replace(part2, answer=Answer.UNCLEAR)
        disputed.append("part2.answer")
    doubts = {
        path: structs.replace(record.evidence[path], status=Status.CONFLICT) for path in disputed
    }
    return structs.replace(
        record, deferral=deferral, part2=part2, evidence={**record.evidence, **doubts}
    )


def _with_approvals_open(record: DecisionRecord, other: DecisionRecord) -> DecisionRecord:
    """Leave open what is signed, on which day, and what is ticked, where that differs."""
    return structs.replace(
        record,
        approval=_open(record.approval, other.approval),
        officer_approval=_open(record.officer_approval, other.officer_approval),
        declaration=_ticks_in_both(record, other),
    )


def _contradict(path: str, mine: Answer, theirs: Answer, other: DecisionRecord) -> bool:
    """Say whether the other version gives another answer, or none where this one has one.

    A copy on which nobody can read the answer says nothing against the one on which it is clear.
    """
    seen = other.evidence.get(path)
    is_illegible = theirs is Answer.UNCLEAR and (seen is None or seen.status in _ILLEGIBLE)
    return mine is not Answer.UNCLEAR and mine is not theirs and not is_illegible


def _open(one: Approval, other: Approval) -> Approval:
    """Leave open whether it is signed, and on which day, where that differs."""
    signed = one.signed if one.signed is other.signed else None
    if not _days_differ(one, other):
        return structs.replace(one, signed=signed)
    days = {*one.date_candidates, *other.date_candidates, one.date, other.date} - {None}
    candidates = tuple(sorted(day for day in days if day is not None))
    return structs.replace(one, signed=signed, date=None, date_candidates=candidates)


def _ticks_in_both(record: DecisionRecord, other: DecisionRecord) -> tuple[Statement, ...]:
    """Doubt the ticks that the other version has not, or has at other statements."""
    theirs = _ticks(other)
    alike = len(theirs) == len(record.declaration)
    return tuple(
        row if alike and row.ticked is theirs[at] else structs.replace(row, ticked=None)
        for at, row in enumerate(record.declaration)
    )
