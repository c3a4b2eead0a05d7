"""A form laid out in, its decision record out: every field with its evidence."""

import re
from collections.abc import Sequence

from msgspec import structs

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
from ingest.fields.heading import ReadHeading, headings_on
from ingest.fields.prose import pieces_of
from ingest.fields.sections import SectionPieces, sections_of
from ingest.fields.unread_numbers import with_unread_numbers
from ingest.fields.unread_signs import Margins, with_unread_signs
from ingest.lines.appendix import begins_appendix, first_line_of
from ingest.lines.confidential import standing_sentence_in
from ingest.lines.flow import Item, Sheet
from ingest.lines.furniture import form_version
from ingest.lines.layout import Layout
from ingest.lines.line import Line
from ingest.lines.recognising import says
from ingest.lines.template import DECISION_REQUIRED, Mark
from ingest.page import PageReading
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
_RECIPIENT = re.compile(
    r"(?:(?:ADVICE )?TO )?(?:THE )?"
    r"(?:DMPC|(?:EXECUTIVE |ASSISTANT )?DIRECTOR|(?:DEPUTY )?MAYOR|CHIEF EXECUTIVE(?: OFFICER)?"
    r"|(?:DEPUTY )?(?:MAYOR )?(?:FOR )?(?:POLICING )?(?:AND )?CRIME)"
)
_STANDING = re.compile(r"\bPart\s*\w{1,2}\s+of\s+this\b", re.IGNORECASE)
_PROSE = frozenset({Mark.SUMMARY, Mark.RECOMMENDATION, Mark.PART_1})
_FRONT = frozenset({Mark.TITLE, Mark.SUMMARY})
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
    heading = _heading_in(layout)
    layout = _with_unread_signs(layout)
    title = title_in(layout)
    sections = sections_of(_report(layout))
    appendices = _appendices(layout)
    closing = deferral_block(layout.items(*_CLOSING_BLOCK), layout.ink)
    dmpc, officer = _approvals(layout)
    rows = _declaration(layout)
    return DecisionRecord(
        reference=heading.reference if heading else None,
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
        read_with=f"pcd reader {READER_VERSION}; {_readers_of(layout.pages)}",
    )


def _readers_of(pages: Sequence[PageReading]) -> str:
    """Say which readers read what: both all of it, or Tesseract alone but for bands of pages."""
    fast = [str(page.page) for page in pages if page.bands is not None]
    if not fast:
        return "rapidocr and tesseract"
    return (
        "rapidocr and tesseract; fast: on pages "
        f"{', '.join(fast)} rapidocr read only the answers, the reference and what was unread"
    )


def _heading_in(layout: Layout) -> ReadHeading | None:
    """Give the form's heading, its reference left out where the form does not begin in this scan.

    On the later half of a decision, a line such as "PCD 568" goes on with a sentence that began
    on a page which is elsewhere. A running head is in capitals.
    """
    heading = next(iter(headings_on(layout.sheets)), None)
    if heading is None or not _FRONT.isdisjoint(layout.places):
        return heading
    if "DECISION" in (heading.evidence.read or ""):
        return heading
    evidence = structs.replace(heading.evidence, status=Status.UNCERTAIN)
    return structs.replace(heading, reference=None, number=None, evidence=evidence)


def _with_unread_signs(layout: Layout) -> Layout:
    """Put back the signs before lists and paragraphs that the readers dropped."""
    margins = Margins.of([item for sheet in layout.sheets for item in sheet.items])
    places = dict(layout.places)
    if Mark.PART_1 in places:
        places[Mark.PART_1] = with_unread_numbers(places[Mark.PART_1], layout.ink)
    for mark in _PROSE & places.keys():
        places[mark] = with_unread_signs(places[mark], layout.ink, margins)
    return structs.replace(layout, places=places)


def _approvals(layout: Layout) -> tuple[ReadApproval, ReadApproval]:
    """Read the DMPC's approval and the officer's."""
    pages = {page.page: page for page in layout.pages}
    years = _years_in(layout)
    dmpc_box = layout.items(Mark.DMPC, Mark.APPROVAL_WORDS)
    dmpc = approval_in(dmpc_box, pages, layout.ink, years)
    # An officer's statement may be worded like the chief of staff's.
    officer_box = layout.items(Mark.OFFICER_APPROVAL, Mark.CHIEF_OF_STAFF)
    officer = approval_in(officer_box, pages, layout.ink, years)
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
    basis = standing_sentence_in(blocks)
    begins = _STANDING.search(basis) if basis is not None else None
    return Part2(
        answer=closing.part2.answer,
        pages=layout.withheld_pages,
        # Form's words without a full stop may run on into it.
        legal_basis=basis[begins.start() :] if basis is not None and begins else basis,
    )


def _appendices(layout: Layout) -> tuple[SectionPieces, ...]:
    """Keep the text after the officer's approval: each appendix under its heading, with its pages.

    Pages that no heading precedes are a section without one.
    """
    runs: list[list[Sheet]] = []
    for sheet in (sheet for sheet in layout.after_approval if sheet.lines):
        if not runs or _begins_another_appendix(sheet, runs[-1][0]):
            runs.append([])
        runs[-1].append(sheet)
    return tuple(map(_appendix, runs))


def _begins_another_appendix(sheet: Sheet, first: Sheet) -> bool:
    """Say whether a page has a heading of its own, and not the one it goes on under."""
    here, before = _heading_of(sheet), _heading_of(first)
    return here is not None and (before is None or not says(here.text, before.text))


def _appendix(run: Sequence[Sheet]) -> SectionPieces:
    heading = _heading_of(run[0])
    return SectionPieces(
        number=None,
        heading=heading.text if heading is not None else "",
        page=run[0].page,
        box=heading.box if heading is not None else run[0].lines[0].box,
        pieces=pieces_of([item for sheet in run for item in _below_heading(sheet)]),
    )


def _heading_of(sheet: Sheet) -> Line | None:
    """Give the line that heads an appendix, where it stands in no table."""
    first = first_line_of(sheet.lines) if begins_appendix(sheet.lines) else None
    return next((item for item in sheet.items if item is first and isinstance(item, Line)), None)


def _below_heading(sheet: Sheet) -> tuple[Item, ...]:
    heading = _heading_of(sheet)
    return tuple(item for item in sheet.items if item is not heading)


def _report(layout: Layout) -> tuple[Item, ...]:
    """Give the supporting report without the form's own lines above it."""
    body = body_of(layout, Mark.PART_1)
    if body and isinstance(body[0], Line) and _RECIPIENT.fullmatch(body[0].text):
        body = body[1:]  # the form's heading ran over two lines
    return tuple(
        item for item in body if not (isinstance(item, Line) and says(item.text, DECISION_REQUIRED))
    )


def _section(section: SectionPieces) -> Section:
    return Section(
        number=section.number,
        heading=section.heading,
        blocks=tuple(piece.block for piece in section.pieces),
    )
