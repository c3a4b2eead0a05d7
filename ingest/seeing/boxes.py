"""A record and its layout in, the boxes to draw on each page out, from the back to the front.

A label tells what a place was taken for; of the decision's own text it gives paragraph numbers
and dates alone.
"""

from collections.abc import Iterator
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from ingest.finding import Finding
from ingest.lines.flow import Item, lines_of
from ingest.lines.grid import Grid
from ingest.lines.layout import Layout
from ingest.lines.line import box_around
from ingest.lines.template import Mark
from ingest.page import Box
from ingest.record import (
    Answer,
    Approval,
    DecisionRecord,
    Evidence,
    ItemList,
    Paragraph,
    Status,
    Table,
)
from ingest.record import Block as TextBlock

_ABSENT = Evidence(status=Status.ABSENT)
_FRONT_PLACES = (Mark.SUMMARY, Mark.RECOMMENDATION, Mark.DMPC)
_FILE_FINDINGS_ON = 1  # the page that shows what is meant of the whole file


class Hue(StrEnum):
    """What a colour stands for, as the legend says it."""

    LINE = "line"
    TABLE = "table"
    BLOCK = "block"
    HAND = "date, signature"
    CLEAR = "clear answer, tick"
    DOUBTFUL = "not clear"
    FINDING = "finding, no tick"


class Seen(Struct, frozen=True, kw_only=True):
    """One box on a page; without a place, its label stands at the page's top."""

    page: int
    hue: Hue
    box: Box | None
    label: str = ""


def seen_in(record: DecisionRecord, layout: Layout) -> tuple[Seen, ...]:
    """Gather every box, those that matter most last; withheld pages have findings alone."""
    found = (
        *_lines_in(layout),
        *_tables_in(layout),
        *_front_in(layout),
        *_blocks_in(record),
        *_doubtful_in(record),
        *_hands_in(record),
        *_ticks_in(record),
        *_answers_in(record),
    )
    public = [seen for seen in found if seen.page not in record.withheld_pages]
    return (*public, *(_finding(each, record) for each in record.findings))


def _lines_in(layout: Layout) -> Iterator[Seen]:
    for sheet in layout.sheets:
        for line in sheet.lines:
            yield Seen(page=sheet.page, hue=Hue.LINE, box=line.box)


def _tables_in(layout: Layout) -> Iterator[Seen]:
    grids = (item for sheet in layout.sheets for item in sheet.items if isinstance(item, Grid))
    for grid in grids:
        for row in grid.rows:
            for cell in row:
                yield Seen(page=grid.page, hue=Hue.TABLE, box=cell.box)


def _front_in(layout: Layout) -> Iterator[Seen]:
    """Show the places of the first page, which keep no evidence of their own."""
    for mark in _FRONT_PLACES:
        for page, items in groupby(layout.items(mark), key=lambda item: item.page):
            yield Seen(page=page, hue=Hue.BLOCK, box=_around(list(items)), label=mark.value)


def _around(items: list[Item]) -> Box:
    boxes = [line.box for item in items for line in lines_of(item)]
    return box_around(boxes or [item.box for item in items])


def _blocks_in(record: DecisionRecord) -> Iterator[Seen]:
    for path, label in (
        ("reference", "reference"),
        ("title", "title"),
        ("deferral.reason", "reason"),
    ):
        yield from _at(record, path, Hue.BLOCK, label)
    for at, section in enumerate(record.sections):
        for number, block in enumerate(section.blocks):
            hue = Hue.TABLE if isinstance(block, Table) else Hue.BLOCK
            yield from _at(record, f"sections.{at}.blocks.{number}", hue, _name_of(block))


def _doubtful_in(record: DecisionRecord) -> Iterator[Seen]:
    for word in record.doubtful:
        yield Seen(page=word.page, hue=Hue.DOUBTFUL, box=word.box)


def _name_of(block: TextBlock) -> str:
    match block:
        case Paragraph(number=number):
            return number or "paragraph"
        case ItemList():
            return "list"
        case Table():
            return "table"


def _hands_in(record: DecisionRecord) -> Iterator[Seen]:
    until = record.deferral.until
    yield from _at(record, "deferral.until", Hue.HAND, f"until {until or ''}".strip())
    for name, approval in (
        ("approval", record.approval),
        ("officer_approval", record.officer_approval),
    ):
        yield from _at(record, f"{name}.signed", Hue.HAND, _signed(approval))
        yield from _at(record, f"{name}.date", Hue.HAND, _dated(approval))


def _signed(approval: Approval) -> str:
    return {True: "signed", False: "not signed", None: "signed?"}[approval.signed]


def _dated(approval: Approval) -> str:
    return approval.date.isoformat() if approval.date else "date?"


def _ticks_in(record: DecisionRecord) -> Iterator[Seen]:
    shown = {
        True: (Hue.CLEAR, "ticked"),
        False: (Hue.FINDING, "no tick"),
        None: (Hue.DOUBTFUL, "tick?"),
    }
    for at, row in enumerate(record.declaration):
        yield from _at(record, f"declaration.{at}.ticked", *shown[row.ticked])


def _answers_in(record: DecisionRecord) -> Iterator[Seen]:
    for name, answer in (("deferral", record.deferral.answer), ("part2", record.part2.answer)):
        hue = Hue.DOUBTFUL if answer is Answer.UNCLEAR else Hue.CLEAR
        yield from _at(record, f"{name}.answer", hue, f"{name}: {answer.value}")


def _at(record: DecisionRecord, path: str, hue: Hue, label: str) -> Iterator[Seen]:
    """Yield the box of a field's evidence, where it has one."""
    evidence = record.evidence.get(path, _ABSENT)
    if evidence.page is not None and evidence.box is not None:
        yield Seen(page=evidence.page, hue=hue, box=evidence.box, label=label)


def _finding(found: Finding, record: DecisionRecord) -> Seen:
    """Show a finding under its code; on a withheld page its place alone."""
    page = found.page or _FILE_FINDINGS_ON
    code = found.ground.name.lower().replace("_", "-")
    label = "" if page in record.withheld_pages else code
    return Seen(page=page, hue=Hue.FINDING, box=found.box, label=label)
