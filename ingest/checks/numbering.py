"""Paragraph numbers in, gaps and new starts out."""

from collections.abc import Iterator

from ingest.finding import Finding, Ground, finding
from ingest.record import DecisionRecord, Paragraph


def findings_on_numbering(record: DecisionRecord) -> Iterator[Finding]:
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
