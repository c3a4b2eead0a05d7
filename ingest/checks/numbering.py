"""Numbers of sections, paragraphs and items in; gaps, repeats and new starts out."""

import re
from collections.abc import Iterator
from itertools import pairwise

from ingest.finding import Finding, Ground, finding
from ingest.record import DecisionRecord, Evidence, ItemList, Paragraph, Section, Status

_NOWHERE = Evidence(status=Status.ABSENT)
_FIGURES = re.compile(r"\(?(\d{1,2})[).]")
_LETTERS = re.compile(r"\(?([A-Za-z])[).]")


def findings_on_numbering(record: DecisionRecord) -> Iterator[Finding]:
    """Compare each number with the one before it."""
    before: tuple[int, ...] = (0, 0)
    for at, section in enumerate(record.sections):
        if not _has_numbered_paragraphs(section):
            yield from _on_heading(record, at)
        for number, block in enumerate(section.blocks):
            place = record.evidence.get(f"sections.{at}.blocks.{number}", _NOWHERE)
            if isinstance(block, ItemList):
                yield from _on_marks(block, place)
            if not isinstance(block, Paragraph) or block.number is None:
                continue
            here = tuple(map(int, block.number.split(".")))
            ground = _ground_between(before, here)
            if ground is not None:
                yield finding(ground, page=place.page, box=place.box, read=block.number)
            before = here


def _ground_between(before: tuple[int, ...], here: tuple[int, ...]) -> Ground | None:
    """Name what is wrong with a paragraph number behind another, if anything is."""
    if here == before:
        return Ground.NUMBERING_REPEATS
    if here < before:
        starts_again = here[0] < before[0]
        return Ground.NUMBERING_RESTARTS if starts_again else Ground.NUMBERING_GAP
    return None if here in _next_to(before) else Ground.NUMBERING_GAP


def _next_to(before: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Give the numbers that may follow: 2.3 and 3.1, or 2.2.1, behind 2.2."""
    same_or_higher = {(*before[:depth], before[depth] + 1) for depth in range(1, len(before))}
    return {*same_or_higher, (*before, 1), (before[0] + 1, 1)}


def _has_numbered_paragraphs(section: Section) -> bool:
    return any(isinstance(block, Paragraph) and block.number for block in section.blocks)


def _on_heading(record: DecisionRecord, at: int) -> Iterator[Finding]:
    """Compare a section's own number with the last section's, where no paragraph tells."""
    number = record.sections[at].number
    above = next((each.number for each in record.sections[:at][::-1] if each.number), "0")
    if number is not None and int(number) != int(above or 0) + 1:
        place = record.evidence.get(f"sections.{at}.blocks.0", _NOWHERE)
        yield finding(Ground.NUMBERING_GAP, page=place.page, box=place.box, read=number)


def _on_marks(block: ItemList, place: Evidence) -> Iterator[Finding]:
    """Compare the letters or figures of a list that is not nested; numerals are letters too."""
    if block.levels:
        return
    for pattern in (_FIGURES, _LETTERS):
        orders = [_order(found[1]) for mark in block.marks if (found := pattern.fullmatch(mark))]
        if len(orders) != len(block.marks) or not orders or _may_be_numerals(block.marks):
            continue
        for before, here in pairwise(orders):
            if here != before + 1:
                ground = Ground.NUMBERING_REPEATS if here == before else Ground.NUMBERING_GAP
                yield finding(ground, page=place.page, box=place.box, read=" ".join(block.marks))
                return


def _order(value: str) -> int:
    return int(value) if value.isdigit() else ord(value.lower())


def _may_be_numerals(marks: tuple[str, ...]) -> bool:
    return marks[0].strip("().").lower() in {"i", "l"}
