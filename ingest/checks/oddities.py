"""A record and its layout in, findings out: what a person must look at, and where."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.checks.file_name import other_number_in_name, part_2_in_name
from ingest.checks.hidden import hidden_findings
from ingest.fields.heading import ReadHeading, headings_on
from ingest.finding import Finding, Ground, finding
from ingest.lines.confidential import affirms_part_2, sentences_in
from ingest.lines.flow import lines_of, mark_on
from ingest.lines.layout import Layout
from ingest.lines.line import Line
from ingest.lines.template import Mark
from ingest.page import Box, PageKind
from ingest.record import (
    Answer,
    Approval,
    DecisionRecord,
    ItemList,
    Paragraph,
    Status,
    Table,
)
from ingest.scanning.pdf import Extras

_WRITTEN_INCHES = 0.18  # across: a letter, and more than dust
_LOW_CONFIDENCE = 0.85  # mean over a block's words: about one word in three in doubt
# Without one of these a page is missing, or was read so badly that its text went elsewhere.
_BLOCKS = (
    Mark.TITLE,
    Mark.SUMMARY,
    Mark.RECOMMENDATION,
    Mark.APPROVAL_WORDS,
    Mark.PART_1,
    Mark.DECLARATION,
    Mark.OFFICER_APPROVAL,
)
_APPENDIX = re.compile(r"\W*(?:appendix|annexe?)\b", re.IGNORECASE)


def findings_on(record: DecisionRecord, layout: Layout, extras: Extras) -> tuple[Finding, ...]:
    """Gather every finding on one scan, in the order in which a person would check them."""
    return (
        *_on_identity(record, layout),
        *layout.confidential,
        *_on_part_2(record),
        *_on_pages(layout),
        *_after_approval(layout),
        *_on_file(extras),
        *hidden_findings(layout.pages, _seen_answers(record)),
        *_on_approvals(record),
        *_on_ink(layout),
        *_on_declaration(record, layout),
        *_on_confidence(record),
        *_on_numbering(record),
    )


def _seen_answers(record: DecisionRecord) -> dict[Mark, Answer]:
    answers = {
        Mark.DEFERRAL_QUESTION: record.deferral.answer,
        Mark.PART_2_QUESTION: record.part2.answer,
    }
    return {mark: answer for mark, answer in answers.items() if answer is not Answer.UNCLEAR}


def _on_identity(record: DecisionRecord, layout: Layout) -> Iterator[Finding]:
    if record.reference is None:
        place = record.evidence["reference"]
        yield finding(Ground.NO_REFERENCE, page=place.page, box=place.box, read=place.read)
    if record.title is None:
        yield finding(Ground.NO_TITLE)
    for second in _further_headings(headings_on(layout.sheets))[:1]:
        yield finding(
            Ground.TWO_DECISIONS, page=second.page, box=second.box, read=second.evidence.read
        )
    yield from _asked_twice(layout)
    yield from other_number_in_name(record.source.file, record.number)
    missing = [mark.value for mark in _BLOCKS if mark not in layout.places]
    if missing or not record.sections:
        yield finding(Ground.NOT_THE_FORM, read=", ".join(missing) or None)


def _further_headings(headings: Sequence[ReadHeading]) -> list[ReadHeading]:
    """Give the headings after the first, without running heads: its number and no more."""
    return [
        heading
        for heading in headings[1:]
        if heading.number is None
        or heading.number != headings[0].number
        or "decision" in (heading.evidence.read or "").lower()
    ]


def _asked_twice(layout: Layout) -> Iterator[Finding]:
    """Find a page of the form that is there twice, perhaps with another answer."""
    for question in (Mark.DEFERRAL_QUESTION, Mark.PART_2_QUESTION, Mark.APPROVAL_WORDS):
        lines = [line for sheet in layout.sheets for line in sheet.lines]
        for line in [line for line in lines if mark_on(line) is question][1:2]:
            yield finding(Ground.TWO_DECISIONS, page=line.page, box=line.box, read=line.text)


def _on_part_2(record: DecisionRecord) -> Iterator[Finding]:
    yield from part_2_in_name(record.source.file)
    texts = [record.title or "", *record.executive_summary.splitlines()]
    texts += [*record.recommendation.splitlines(), *(record.interests or "").splitlines()]
    texts += [section.heading for section in record.sections]
    texts += [f"{row.topic}: {row.statement}" for row in record.declaration]
    sentences = [sentence for text in texts for sentence in sentences_in(text)]
    sentences += [sentence for block in record.public_access for sentence in _sentences_of(block)]
    yield from (
        finding(Ground.PART2_INDICATOR, read=sentence)
        for sentence in sentences
        if affirms_part_2(sentence)
    )
    for at, section in enumerate(record.sections):
        for number, block in enumerate(section.blocks):
            evidence = record.evidence[f"sections.{at}.blocks.{number}"]
            yield from (
                finding(Ground.PART2_INDICATOR, page=evidence.page, box=evidence.box, read=sentence)
                for sentence in _sentences_of(block)
                if affirms_part_2(sentence)
            )


def _sentences_of(block: Paragraph | ItemList | Table) -> Iterator[str]:
    match block:
        case Paragraph(text=text):
            yield from sentences_in(text)
        case ItemList(items=items):
            yield from (sentence for item in items for sentence in sentences_in(item))
        case Table(rows=rows):
            yield from (s for row in rows for cell in row for s in sentences_in(cell))


def _on_pages(layout: Layout) -> Iterator[Finding]:
    for reading in layout.pages:
        if reading.turned_degrees:
            yield finding(Ground.PAGE_TURNED, page=reading.page, read=f"{reading.turned_degrees}°")
        if reading.kind is PageKind.BLANK:
            yield finding(Ground.BLANK_PAGE, page=reading.page)
    printed = [(s.page, s.footer.number) for s in layout.sheets if s.footer.number is not None]
    for (_, before), (page, number) in pairwise([(0, 0), *printed]):
        if number > before + 1 and not _between(layout, printed, page):
            yield finding(
                Ground.PAGE_MISSING, page=page, read=f"page {number} follows page {before}"
            )
        if number <= before:
            yield finding(Ground.PAGES_OUT_OF_ORDER, page=page)


def _between(layout: Layout, printed: Sequence[tuple[int, int]], page: int) -> bool:
    """Say whether pages whose number could not be read stand between this page and the last."""
    number = dict(printed)[page]
    earlier = [(p, n) for p, n in printed if p < page]
    last_page, last_number = max(earlier, default=(0, 0))
    unread = [
        sheet.page
        for sheet in layout.sheets
        if last_page < sheet.page < page and sheet.items and sheet.footer.number is None
    ]
    return len(unread) >= number - last_number - 1


def _after_approval(layout: Layout) -> Iterator[Finding]:
    """Find pages of text after the officer's approval that aren't headed Appendix or Annex."""
    for sheet in layout.after_approval:
        lines = [line for line in sheet.lines if len(line.text) > 3]
        if lines and not _APPENDIX.match(lines[0].text):
            yield finding(Ground.TEXT_AFTER_APPROVAL, page=sheet.page, box=lines[0].box)


def _on_file(extras: Extras) -> Iterator[Finding]:
    if extras.attachments:
        yield finding(Ground.ATTACHMENT)
    if extras.scripts:
        yield finding(Ground.SCRIPT)
    for page in extras.redaction_pages:
        yield finding(Ground.UNAPPLIED_REDACTION, page=page)


def _on_approvals(record: DecisionRecord) -> Iterator[Finding]:
    signed = record.evidence["approval.signed"]
    if record.approval.signed is False:
        yield finding(Ground.NOT_SIGNED, page=signed.page, box=signed.box)
    approvals: tuple[tuple[str, Approval], ...] = (
        ("approval", record.approval),
        ("officer_approval", record.officer_approval),
    )
    for name, approval in approvals:
        evidence = record.evidence[f"{name}.date"]
        if evidence.status is Status.CONFLICT:
            yield finding(
                Ground.DATE_OUT_OF_ORDER, page=evidence.page, box=evidence.box, read=evidence.read
            )
        elif approval.date is None and evidence.status is not Status.ABSENT:
            yield finding(
                Ground.DATE_ILLEGIBLE, page=evidence.page, box=evidence.box, read=evidence.read
            )


def _on_ink(layout: Layout) -> Iterator[Finding]:
    """Find ink that nobody could read where every word counts."""
    for mark in (
        Mark.TITLE,
        Mark.RECOMMENDATION,
        Mark.DMPC,
        Mark.DEFERRAL_QUESTION,
        Mark.DEFERRAL_REASON,
        Mark.DEFERRAL_UNTIL,
        Mark.PART_2_QUESTION,
    ):
        by_page: dict[int, list[Box]] = {}
        for item in layout.places.get(mark, ()):
            for line in lines_of(item):
                by_page.setdefault(line.page, []).append(line.box)
        for page, boxes in by_page.items():
            yield from _unread_ink(layout, page, boxes)
    for item in layout.items(Mark.APPROVAL_WORDS):
        for line in lines_of(item):
            if mark_on(line) is Mark.APPROVAL_WORDS:
                yield from _over_approval_words(layout, line)


def _over_approval_words(layout: Layout, line: Line) -> Iterator[Finding]:
    """Find ink over the printed words of approval, or a stroke through one of them."""
    ink = layout.ink[line.page]
    over = any(
        ink.inches_across(blot.box) > _WRITTEN_INCHES
        for blot in ink.blots_in(line.box, besides=ink.words)
    )
    # Over two words and the gap between: in a poor copy a single word's own strokes can join.
    pairs = [one.box.around(other.box) for one, other in pairwise(line.words)]
    if over or any(map(ink.is_struck_through, pairs)):
        yield finding(Ground.UNREAD_INK, page=line.page, box=line.box)


def _unread_ink(layout: Layout, page: int, boxes: Sequence[Box]) -> Iterator[Finding]:
    place = Box(0.08, min(b.top for b in boxes), 0.92, max(b.bottom for b in boxes))
    ink = layout.ink[page]
    unread = [
        blot
        for blot in ink.blots_in(place, besides=ink.words)
        if ink.inches_across(blot.box) > _WRITTEN_INCHES
    ]
    if unread:
        largest = max(unread, key=lambda blot: blot.square_inches)
        yield finding(Ground.UNREAD_INK, page=page, box=largest.box)


def _on_declaration(record: DecisionRecord, layout: Layout) -> Iterator[Finding]:
    if Mark.DECLARATION in layout.places and not record.declaration:
        yield finding(Ground.TICK_DOUBTFUL)  # its table was not made out
    for at, statement in enumerate(record.declaration):
        place = record.evidence[f"declaration.{at}.ticked"]
        if statement.ticked is not True:
            ground = Ground.TICK_DOUBTFUL if statement.ticked is None else Ground.TICK_MISSING
            yield finding(ground, page=place.page, box=place.box, read=statement.topic)


def _on_confidence(record: DecisionRecord) -> Iterator[Finding]:
    for path, evidence in record.evidence.items():
        low = evidence.confidence is not None and evidence.confidence < _LOW_CONFIDENCE
        if low and path.startswith(("sections.", "title")):
            yield finding(Ground.LOW_CONFIDENCE, page=evidence.page, box=evidence.box, read=path)


def _on_numbering(record: DecisionRecord) -> Iterator[Finding]:
    """Compare each paragraph's number with the one before it."""
    before = (0, 0)
    for at, section in enumerate(record.sections):
        for number, block in enumerate(section.blocks):
            if not isinstance(block, Paragraph) or block.number is None:
                continue
            here = _as_pair(block.number)
            if here is None:
                continue
            evidence = record.evidence[f"sections.{at}.blocks.{number}"]
            follows = here in {(before[0], before[1] + 1), (before[0] + 1, 1)}
            if here <= before:
                ground = Ground.NUMBERING_RESTARTS if here[0] < before[0] else Ground.NUMBERING_GAP
                yield finding(ground, page=evidence.page, box=evidence.box, read=block.number)
            elif not follows:
                yield finding(
                    Ground.NUMBERING_GAP, page=evidence.page, box=evidence.box, read=block.number
                )
            before = here


def _as_pair(number: str) -> tuple[int, int] | None:
    parts = number.split(".")
    return (int(parts[0]), int(parts[1])) if len(parts) == 2 else None
