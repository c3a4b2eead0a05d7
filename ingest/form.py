"""Page readings in, the form's fields out, each with its evidence."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from ingest.agreement import DOUBTFUL, vocabulary_of
from ingest.approvals import approval_in, doubted_together, is_signature_line
from ingest.confidential import confidential_pages, standing_sentence_in
from ingest.declaration import declaration_rows
from ingest.deferral_block import deferral_block
from ingest.finding import Finding
from ingest.flow import Item, Sheet, mark_on, places_of, sheet_of
from ingest.furniture import form_version
from ingest.heading import ReadHeading, heading_of
from ingest.inkmap import InkMap
from ingest.line import Line, box_around
from ingest.page import PageReading, Reader
from ingest.prose import Piece, pieces_of, text_of
from ingest.record import (
    Approval,
    Block,
    Deferral,
    Evidence,
    ItemList,
    Paragraph,
    Part2,
    Section,
    Statement,
    Status,
    Table,
)
from ingest.sections import SectionPieces, sections_of
from ingest.template import DECISION_REQUIRED, INTERESTS, Mark, begins, is_template, says

_ABSENT = Evidence(status=Status.ABSENT)
Places = Mapping[Mark | None, tuple[Item, ...]]

_CLOSING_BLOCK = (
    Mark.PUBLIC_ACCESS,
    Mark.DEFERRAL,
    Mark.DEFERRAL_QUESTION,
    Mark.DEFERRAL_REASON,
    Mark.DEFERRAL_UNTIL,
    Mark.PART_2_CONFIDENTIALITY,
    Mark.PART_2_QUESTION,
)


class Form(Struct, frozen=True, kw_only=True):
    """Everything the form says, and what the later checks need of how it was laid out."""

    reference: str | None
    number: int | None
    title: str | None
    form_version: str | None
    executive_summary: str
    recommendation: str
    interests: str | None
    approval: Approval
    sections: tuple[Section, ...]
    public_access: tuple[Block, ...]
    deferral: Deferral
    part2: Part2
    declaration: tuple[Statement, ...]
    officer_approval: Approval
    withheld_pages: tuple[int, ...]
    evidence: dict[str, Evidence]
    headings: tuple[ReadHeading, ...]
    places: Places
    sheets: tuple[Sheet, ...]
    ink: dict[int, InkMap]
    confidential: tuple[Finding, ...]


def form_of(pages: Sequence[PageReading]) -> Form:
    """Read the form; withheld pages are set aside before anything else is looked at."""
    vocabulary = vocabulary_of(
        (page.words.get(Reader.RAPIDOCR, ()), page.words.get(Reader.TESSERACT, ()))
        for page in pages
    )
    laid_out = [sheet_of(page, vocabulary) for page in pages]
    withheld, confidential = confidential_pages(laid_out)
    sheets = tuple(sheet for sheet in laid_out if sheet.page not in withheld)
    readings = {page.page: page for page in pages if page.page not in withheld}
    ink = {number: InkMap(page) for number, page in readings.items()}
    places = places_of(sheets)

    headings = heading_of(sheets)
    title = _title_piece(places)
    block = deferral_block(_items(places, _CLOSING_BLOCK), ink)
    sections = sections_of(_report(places))
    approval = approval_in(_items(places, (Mark.DMPC, Mark.APPROVAL_WORDS)), readings, ink)
    officer = approval_in(_items(places, (Mark.OFFICER_APPROVAL,)), readings, ink)
    version = form_version([sheet.footer for sheet in sheets])
    approval, officer = doubted_together(approval, officer)
    # A table that holds both headings stands under the second; later tables are an appendix's.
    closing = places.get(Mark.OFFICER_APPROVAL, ())[:1]
    rows = declaration_rows((*places.get(Mark.DECLARATION, ()), *closing), ink)
    first = headings[0] if headings else None
    evidence = {
        "reference": first.evidence if first else _ABSENT,
        "title": _evidence_of(title) if title else _ABSENT,
        "deferral.answer": block.answer.evidence,
        "deferral.reason": block.reason,
        "deferral.until": block.until,
        "part2.answer": block.part2.evidence,
        "approval.signed": approval.signed,
        "approval.date": approval.date,
        "officer_approval.signed": officer.signed,
        "officer_approval.date": officer.date,
        **{
            f"sections.{at}.blocks.{number}": _evidence_of(piece)
            for at, section in enumerate(sections)
            for number, piece in enumerate(section.pieces)
        },
        **{
            f"declaration.{at}.ticked": Evidence(
                status=Status.UNCERTAIN if row.statement.ticked is None else Status.CLEAR,
                page=row.page,
                box=row.box,
            )
            for at, row in enumerate(rows)
        },
    }
    return Form(
        reference=f"PCD {first.number}" if first and first.number is not None else None,
        number=first.number if first else None,
        title=title.block.text if title and isinstance(title.block, Paragraph) else None,
        form_version=version,
        executive_summary=_plain_markdown(pieces_of(_body(places, Mark.SUMMARY))),
        recommendation=_plain_markdown(pieces_of(_body(places, Mark.RECOMMENDATION))),
        interests=_interests(places),
        approval=approval.approval,
        sections=tuple(map(_section, sections)),
        public_access=block.own_words,
        deferral=block.deferral,
        part2=Part2(
            answer=block.part2.answer,
            pages=withheld,
            legal_basis=standing_sentence_in(
                [*block.own_words, *(piece.block for each in sections for piece in each.pieces)]
            ),
        ),
        declaration=tuple(row.statement for row in rows),
        officer_approval=officer.approval,
        withheld_pages=withheld,
        evidence=evidence,
        headings=headings,
        places=places,
        sheets=sheets,
        ink=ink,
        confidential=confidential,
    )


def _items(places: Places, marks: Sequence[Mark]) -> tuple[Item, ...]:
    return tuple(item for mark in marks for item in places.get(mark, ()))


def _body(places: Places, mark: Mark) -> tuple[Item, ...]:
    """Give what stands in a place below its heading."""
    return tuple(
        item
        for item in places.get(mark, ())
        if not (isinstance(item, Line) and mark_on(item) is mark)
    )


def _report(places: Places) -> tuple[Item, ...]:
    """Give the supporting report without the form's own two lines above it."""
    return tuple(
        item
        for item in _body(places, Mark.PART_1)
        if not (isinstance(item, Line) and says(item.text, DECISION_REQUIRED))
    )


def _title_piece(places: Places) -> Piece | None:
    """Take what follows "Title:", over as many lines as it runs."""
    lines = [item for item in places.get(Mark.TITLE, ()) if isinstance(item, Line)]
    if not lines:
        return None
    words = [lines[0].words[_label_words(lines[0]) :], *(line.words for line in lines[1:])]
    text = text_of(words)
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


def _interests(places: Places) -> str | None:
    """Give what is written between the interests statement and the words of approval."""
    own = tuple(
        item
        for item in _body(places, Mark.DMPC)
        if isinstance(item, Line)
        and not is_template(item.text, INTERESTS)
        and not is_signature_line(item)
        and mark_on(item) is None
    )
    return _plain_markdown(pieces_of(own)) or None


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
