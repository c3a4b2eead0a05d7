"""A form laid out in, its decision record out: every field with its evidence."""

from collections.abc import Sequence

from ingest.fields.approvals import ReadApproval, approval_in, doubted_together, is_signature_line
from ingest.fields.dates import years_in
from ingest.fields.declaration import TickRow, declaration_rows
from ingest.fields.deferral_block import DeferralBlock, deferral_block
from ingest.fields.field_evidence import (
    evidence_of,
    evidence_of_approvals,
    evidence_of_closing,
    evidence_of_declaration,
    evidence_of_sections,
)
from ingest.fields.front_page import (
    body_of,
    interests_in,
    recommendation_in,
    summary_in,
    title_in,
)
from ingest.fields.heading import headings_on
from ingest.fields.prose import pieces_of
from ingest.fields.sections import SectionPieces, sections_of
from ingest.lines.confidential import standing_sentence_in
from ingest.lines.flow import Item
from ingest.lines.furniture import form_version
from ingest.lines.layout import Layout
from ingest.lines.line import Line
from ingest.lines.template import DECISION_REQUIRED, Mark, says
from ingest.record import (
    DecisionRecord,
    Evidence,
    Paragraph,
    Part2,
    Section,
    Source,
    Status,
)
from ingest.version import READER_VERSION

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
    title = title_in(layout)
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
        executive_summary=summary_in(layout),
        recommendation=recommendation_in(layout),
        interests=interests_in(layout),
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
            "title": evidence_of(title) if title else _ABSENT,
            **evidence_of_closing(closing),
            **evidence_of_approvals(dmpc, officer),
            **evidence_of_sections((*sections, *appendices)),
            **evidence_of_declaration(rows),
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


def _report(layout: Layout) -> tuple[Item, ...]:
    """Give the supporting report without the form's own two lines above it."""
    return tuple(
        item
        for item in body_of(layout, Mark.PART_1)
        if not (isinstance(item, Line) and says(item.text, DECISION_REQUIRED))
    )


def _section(section: SectionPieces) -> Section:
    return Section(
        number=section.number,
        heading=section.heading,
        blocks=tuple(piece.block for piece in section.pieces),
    )
