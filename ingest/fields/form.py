"""A form laid out in, its decision record out: every field with its evidence."""

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from ingest.fields.approvals import ReadApproval, approval_in, doubted_together, is_signature_line
from ingest.fields.dates import years_in
from ingest.fields.declaration import TickRow, declaration_rows
from ingest.fields.deferral_block import DeferralBlock, deferral_block
from ingest.fields.heading import headings_on
from ingest.fields.prose import Piece, pieces_of, text_of
from ingest.fields.sections import SectionPieces, sections_of
from ingest.lines.agreement import DOUBTFUL
from ingest.lines.confidential import standing_sentence_in
from ingest.lines.flow import Item, mark_on
from ingest.lines.furniture import form_version
from ingest.lines.layout import Layout
from ingest.lines.line import Line, box_around
from ingest.lines.template import DECISION_REQUIRED, INTERESTS, Mark, begins, is_template, key, says
from ingest.record import (
    DecisionRecord,
    Evidence,
    ItemList,
    Paragraph,
    Part2,
    Section,
    Source,
    Status,
    Table,
)
from ingest.version import READER_VERSION

# Where label and title are read as one word, or the label and its colon as two.
_TITLE_LABEL = re.compile(r"\A(?:title\s*)?:\s*", re.IGNORECASE)
_SAME_WORDS = 86.0  # of 100
_FULL_LINE = 20  # letters: the shortest line of the interests statement as printed has 25
_SENTENCE, _SURE_SENTENCE = 4, 0.9  # words, and their mean confidence
_ABSENT = Evidence(status=Status.ABSENT)
_CLOSING_BLOCK = (
    Mark.PUBLIC_ACCESS,
    Mark.DEFERRAL,
    Mark.DEFERRAL_QUESTION,
    Mark.DEFERRAL_REASON,
    Mark.DEFERRAL_UNTIL,
    Mark.PART_2_CONFIDENTIALITY,
    Mark.PART_2_QUESTION,
)


def record_of(layout: Layout, source: Source) -> DecisionRecord:
    """Read the form's fields, place by place; findings come afterwards."""
    heading = next(iter(headings_on(layout.sheets)), None)
    title = _title_piece(layout)
    sections = sections_of(_report(layout))
    appendices = _appendices(layout)
    closing = deferral_block(layout.items(*_CLOSING_BLOCK), layout.ink)
    dmpc, officer = _approvals(layout)
    rows = _declaration(layout)
    return DecisionRecord(
        reference=f"PCD {heading.number}" if heading and heading.number is not None else None,
        number=heading.number if heading else None,
        title=title.block.text if title and isinstance(title.block, Paragraph) else None,
        form_version=form_version([sheet.footer for sheet in layout.sheets]),
        executive_summary=_plain_markdown(pieces_of(_body(layout, Mark.SUMMARY))),
        recommendation=_plain_markdown(pieces_of(_body(layout, Mark.RECOMMENDATION))),
        interests=_interests(layout),
        approval=dmpc.approval,
        sections=tuple(map(_section, (*sections, *appendices))),
        public_access=closing.own_words,
        deferral=closing.deferral,
        part2=_part2(layout, closing, sections),
        declaration=tuple(row.statement for row in rows),
        officer_approval=officer.approval,
        source=source,
        withheld_pages=layout.withheld_pages,
        evidence={
            "reference": heading.evidence if heading else _ABSENT,
            "title": _evidence_of(title) if title else _ABSENT,
            **_evidence_of_closing(closing),
            **_evidence_of_approvals(dmpc, officer),
            **_evidence_of_sections((*sections, *appendices)),
            **_evidence_of_declaration(rows),
        },
        read_with=f"pcd reader {READER_VERSION}; rapidocr and tesseract",
    )


def _approvals(layout: Layout) -> tuple[ReadApproval, ReadApproval]:
    """Read the DMPC's approval and the officer's."""
    pages = {page.page: page for page in layout.pages}
    years = _years_in(layout)
    dmpc_box = layout.items(Mark.DMPC, Mark.APPROVAL_WORDS)
    dmpc = approval_in(dmpc_box, pages, layout.ink, years)
    officer = approval_in(layout.items(Mark.OFFICER_APPROVAL), pages, layout.ink, years)
    return doubted_together(dmpc, officer)


def _years_in(layout: Layout) -> frozenset[int]:
    """Give the years that the form speaks of, the signature lines' own left out."""
    lines = [line for sheet in layout.sheets for line in sheet.lines]
    return years_in(" ".join(line.text for line in lines if not is_signature_line(line)))


def _declaration(layout: Layout) -> tuple[TickRow, ...]:
    # A table that holds both headings stands under the second; later tables are an appendix's.
    closing = layout.items(Mark.OFFICER_APPROVAL)[:1]
    return declaration_rows((*layout.items(Mark.DECLARATION), *closing), layout.ink)


def _part2(layout: Layout, closing: DeferralBlock, sections: Sequence[SectionPieces]) -> Part2:
    blocks = [*closing.own_words, *(piece.block for each in sections for piece in each.pieces)]
    return Part2(
        answer=closing.part2.answer,
        pages=layout.withheld_pages,
        legal_basis=standing_sentence_in(blocks),
    )


def _appendices(layout: Layout) -> tuple[SectionPieces, ...]:
    """Keep each page of text after the officer's approval as a section under its first line."""
    after = [sheet for sheet in layout.after_approval if sheet.lines]
    return tuple(
        SectionPieces(
            number=None,
            heading=sheet.lines[0].text,
            page=sheet.page,
            box=sheet.lines[0].box,
            pieces=pieces_of(sheet.items[1:] if isinstance(sheet.items[0], Line) else sheet.items),
        )
        for sheet in after
    )


def _body(layout: Layout, mark: Mark) -> tuple[Item, ...]:
    """Give what stands in a place below its heading."""
    return tuple(
        item
        for item in layout.items(mark)
        if not (isinstance(item, Line) and mark_on(item) is mark)
    )


def _report(layout: Layout) -> tuple[Item, ...]:
    """Give the supporting report without the form's own two lines above it."""
    return tuple(
        item
        for item in _body(layout, Mark.PART_1)
        if not (isinstance(item, Line) and says(item.text, DECISION_REQUIRED))
    )


def _title_piece(layout: Layout) -> Piece | None:
    """Take what follows "Title:", over as many lines as it runs."""
    lines = [item for item in layout.items(Mark.TITLE) if isinstance(item, Line)]
    if not lines:
        return None
    words = [lines[0].words[_label_words(lines[0]) :], *(line.words for line in lines[1:])]
    text = _TITLE_LABEL.sub("", text_of(words))
    if not text:
        return None
    return Piece(
        block=Paragraph(text=text),
        words=tuple(word for line in words for word in line),
        page=lines[0].page,
        box=box_around(line.box for line in lines),
    )


def _label_words(line: Line) -> int:
    first = line.words[0].text
    return 1 if begins(first, "Title") and len(first) <= len("Title:") + 1 else 0


def _interests(layout: Layout) -> str | None:
    """Give what is written in the DMPC's box besides the form's own words and the signature."""
    lines = [
        item
        for item in _body(layout, Mark.DMPC)
        if isinstance(item, Line) and not is_signature_line(item) and mark_on(item) is None
    ]
    printed = [is_template(line.text, INTERESTS) for line in lines]
    # A few words of the statement may also be an interest: below its last line they are.
    ends = [at for at, line in enumerate(lines) if printed[at] and _ends_statement(line)]
    last = max(ends, default=-1)
    own = [line for at, line in enumerate(lines) if at > last or not printed[at]]
    own += [
        item
        for item in _body(layout, Mark.APPROVAL_WORDS)
        if isinstance(item, Line) and _is_plainly_written(item)
    ]
    return _plain_markdown(pieces_of(own)) or None


def _is_plainly_written(line: Line) -> bool:
    """Tell a sentence below the approval from what readers make of a signature."""
    sure = [word.confidence for word in line.words]
    enough = len(sure) >= _SENTENCE and sum(sure) / len(sure) > _SURE_SENTENCE
    return enough and not is_signature_line(line)


def _ends_statement(line: Line) -> bool:
    """Say whether a line is a full one of the interests statement, or its last, however short."""
    words = key(line.text)
    is_last = fuzz.ratio(key(INTERESTS)[-len(words) :], words) >= _SAME_WORDS
    return is_last or len(words) >= _FULL_LINE


def _plain_markdown(pieces: Sequence[Piece]) -> str:
    """Write blocks as paragraphs and "- " items, the two kinds that these fields hold."""
    parts = []
    for piece in pieces:
        match piece.block:
            case Paragraph(text=text):
                parts.append(text)
            case ItemList(items=items):
                parts.append("\n".join(f"- {item}" for item in items))
            case Table(rows=rows):
                parts.append("\n".join("- " + " | ".join(row) for row in rows))
    return "\n\n".join(parts)


def _section(section: SectionPieces) -> Section:
    return Section(
        number=section.number,
        heading=section.heading,
        blocks=tuple(piece.block for piece in section.pieces),
    )


def _evidence_of(piece: Piece) -> Evidence:
    sure = [word.confidence for word in piece.words]
    return Evidence(
        status=Status.CLEAR if sure and min(sure) > DOUBTFUL else Status.UNCERTAIN,
        page=piece.page,
        box=piece.box,
        confidence=round(sum(sure) / len(sure), 3) if sure else None,
    )


def _evidence_of_closing(closing: DeferralBlock) -> dict[str, Evidence]:
    return {
        "deferral.answer": closing.answer.evidence,
        "deferral.reason": closing.reason,
        "deferral.until": closing.until,
        "part2.answer": closing.part2.evidence,
    }


def _evidence_of_approvals(dmpc: ReadApproval, officer: ReadApproval) -> dict[str, Evidence]:
    return {
        "approval.signed": dmpc.signed,
        "approval.date": dmpc.date,
        "officer_approval.signed": officer.signed,
        "officer_approval.date": officer.date,
    }


def _evidence_of_sections(sections: Sequence[SectionPieces]) -> dict[str, Evidence]:
    return {
        f"sections.{at}.blocks.{number}": _evidence_of(piece)
        for at, section in enumerate(sections)
        for number, piece in enumerate(section.pieces)
    }


def _evidence_of_declaration(rows: Sequence[TickRow]) -> dict[str, Evidence]:
    return {
        f"declaration.{at}.ticked": Evidence(
            status=Status.UNCERTAIN if row.statement.ticked is None else Status.CLEAR,
            page=row.page,
            box=row.box,
        )
        for at, row in enumerate(rows)
    }
