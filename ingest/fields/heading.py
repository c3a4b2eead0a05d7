"""The form's heading in, its reference out: where both readers give the same number."""

import re
from collections.abc import Sequence

from msgspec import Struct

from ingest.fields.references import number_in_heading, numbers_in
from ingest.lines.flow import Sheet
from ingest.lines.line import Line
from ingest.page import OCR_READERS, Box
from ingest.record import Evidence, Status

_HEADING_LIES_ABOVE = 0.35  # of the page: a heading stands at its top
_LONGEST_HEADING = 60


class ReadHeading(Struct, frozen=True, kw_only=True):
    """A form's heading: the number, None where the readers differ, and its evidence."""

    number: int | None
    page: int
    box: Box
    evidence: Evidence


def headings_on(sheets: Sequence[Sheet]) -> tuple[ReadHeading, ...]:
    """Find every page that begins a form; more than one heading means more than one decision."""
    return tuple(
        heading
        for sheet in sheets
        for line in sheet.lines
        if line.box.top < _HEADING_LIES_ABOVE and (heading := _heading_in(line)) is not None
    )


def _heading_in(line: Line) -> ReadHeading | None:
    readings = [line.as_read_by(reader) for reader in OCR_READERS]
    numbers = [number_in_heading(text) for text in readings if len(text) < _LONGEST_HEADING]
    found = [number for number in numbers if number is not None]
    if not found or re.match(r"\W*title\b", line.text, re.IGNORECASE):
        return None
    # One reader may miss the word DECISION; the digits are what both must give.
    agreed = len(set(found)) == 1 and all(found[0] in numbers_in(text) for text in readings)
    status = Status.CLEAR if agreed else Status.CONFLICT
    return ReadHeading(
        number=found[0] if agreed else None,
        page=line.page,
        box=line.box,
        evidence=Evidence(
            status=status,
            page=line.page,
            box=line.box,
            read=" / ".join(dict.fromkeys(readings)),
            confidence=min((word.confidence for word in line.words), default=None),
        ),
    )
