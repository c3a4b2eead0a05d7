"""A record and its layout in, findings out: what a person must look at, and where."""

from collections.abc import Iterator, Sequence

from ingest.checks.doubtful_words import doubtful_words_in
from ingest.checks.file_name import part_2_in_name
from ingest.checks.hidden import hidden_findings
from ingest.checks.identity import findings_on_identity
from ingest.checks.indicators import indicators_in
from ingest.checks.lost_text import text_in_no_field
from ingest.checks.numbering import findings_on_numbering
from ingest.checks.page_order import findings_on_pages, pages_after_approval
from ingest.checks.unread_ink import unread_ink_on
from ingest.finding import Finding, Ground, finding
from ingest.lines.layout import Layout
from ingest.lines.template import Mark
from ingest.page import PageKind
from ingest.record import Answer, Approval, DecisionRecord, DoubtfulWord, Evidence, Status
from ingest.scanning.pdf import Extras

_LOW_CONFIDENCE = 0.85  # mean over a block's words: about one word in three in doubt


def findings_on(record: DecisionRecord, layout: Layout, extras: Extras) -> tuple[Finding, ...]:
    """Gather every finding on one scan, in the order in which a person would check them."""
    return (
        *findings_on_identity(record, layout),
        *layout.confidential,
        *part_2_in_name(record.source.file),
        *indicators_in(record),
        *findings_on_pages(layout),
        *pages_after_approval(layout),
        *_on_file(extras),
        *hidden_findings(layout.pages, _seen_answers(record)),
        *_on_approvals(record),
        *unread_ink_on(layout),
        *text_in_no_field(record, layout),
        *_on_declaration(record, layout),
        *_on_readers(layout),
        *_on_confidence(record, doubtful_words_in(layout)),
        *findings_on_numbering(record),
    )


def _seen_answers(record: DecisionRecord) -> dict[Mark, Answer]:
    answers = {
        Mark.DEFERRAL_QUESTION: record.deferral.answer,
        Mark.PART_2_QUESTION: record.part2.answer,
    }
    return {mark: answer for mark, answer in answers.items() if answer is not Answer.UNCLEAR}


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


def _on_declaration(record: DecisionRecord, layout: Layout) -> Iterator[Finding]:
    if Mark.DECLARATION in layout.places and not record.declaration:
        yield finding(Ground.TICK_DOUBTFUL)  # its table was not made out
    for at, statement in enumerate(record.declaration):
        place = record.evidence[f"declaration.{at}.ticked"]
        if statement.ticked is not True:
            ground = Ground.TICK_DOUBTFUL if statement.ticked is None else Ground.TICK_MISSING
            yield finding(ground, page=place.page, box=place.box, read=statement.topic)


def _on_readers(layout: Layout) -> Iterator[Finding]:
    """Say once which pages were read fast: their bodies by one reader alone."""
    fast = [
        str(page.page)
        for page in layout.pages
        if page.bands is not None and page.kind is not PageKind.BLANK
    ]
    if fast:
        yield finding(Ground.READ_FAST, read=f"pages {', '.join(fast)}")


def _on_confidence(record: DecisionRecord, doubtful: Sequence[DoubtfulWord]) -> Iterator[Finding]:
    """Warn of each passage that is doubtful on the whole, and say which of its words are."""
    for path, evidence in record.evidence.items():
        low = evidence.confidence is not None and evidence.confidence < _LOW_CONFIDENCE
        if low and path.startswith(("sections.", "title")):
            words = ", ".join(word.text for word in doubtful if _holds(evidence, word))
            yield finding(
                Ground.LOW_CONFIDENCE,
                page=evidence.page,
                box=evidence.box,
                read=f"{path}: {words}" if words else path,
            )


def _holds(evidence: Evidence, word: DoubtfulWord) -> bool:
    """Say whether a word stands in the place of a field."""
    box = evidence.box
    return word.page == evidence.page and box is not None and box.meets(word.box)
