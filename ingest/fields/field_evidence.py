"""What was read of each field in, its evidence by field path out."""

from collections.abc import Sequence

from ingest.fields.approvals import ReadApproval
from ingest.fields.declaration import TickRow
from ingest.fields.deferral_block import DeferralBlock
from ingest.fields.prose import Piece
from ingest.fields.sections import SectionPieces
from ingest.lines.confidence import SURE
from ingest.record import Evidence, Status


def evidence_of(piece: Piece) -> Evidence:
    """Give the evidence of one block, as sure as its words are on the whole."""
    sure = [word.confidence for word in piece.words]
    return Evidence(
        status=Status.CLEAR if sure and min(sure) >= SURE else Status.UNCERTAIN,
        page=piece.page,
        box=piece.box,
        confidence=round(sum(sure) / len(sure), 3) if sure else None,
    )


def evidence_of_closing(closing: DeferralBlock) -> dict[str, Evidence]:
    """Give the evidence of the closing fields."""
    return {
        "deferral.answer": closing.answer.evidence,
        "deferral.reason": closing.reason,
        "deferral.until": closing.until,
        "part2.answer": closing.part2.evidence,
    }


def evidence_of_approvals(dmpc: ReadApproval, officer: ReadApproval) -> dict[str, Evidence]:
    """Give the evidence of the approvals fields."""
    return {
        "approval.signed": dmpc.signed,
        "approval.date": dmpc.date,
        "officer_approval.signed": officer.signed,
        "officer_approval.date": officer.date,
    }


def evidence_of_sections(sections: Sequence[SectionPieces]) -> dict[str, Evidence]:
    """Give the evidence of the sections fields."""
    return {
        f"sections.{at}.blocks.{number}": evidence_of(piece)
        for at, section in enumerate(sections)
        for number, piece in enumerate(section.pieces)
    }


def evidence_of_declaration(rows: Sequence[TickRow]) -> dict[str, Evidence]:
    """Give the evidence of the declaration fields."""
    return {
        f"declaration.{at}.ticked": Evidence(
            status=Status.UNCERTAIN if row.statement.ticked is None else Status.CLEAR,
            page=row.page,
            box=row.box,
        )
        for at, row in enumerate(rows)
    }
