"""The form's heading in, its reference out: where both readers give the same number.

The patterns are data: the heading of each series with an example, and what that is called.
"""

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
_LOOK_ALIKE = str.maketrans("OoIl", "0011")
_SAYS_DECISION = re.compile("dec", re.IGNORECASE)
_NUMBER = r"(?P<number>[OoIl]?\d[\dOoIl]{0,3})"
# What a rubber stamp leaves on the heading's row.
_STAMP = re.compile(r"\W+(?:RECEIVED|SCANNED|ENTERED|COPY)\b.*\Z")
_REQUEST = r"\W*(?:(?:greater\s+london\s+authority|GLA)\W+)?(?:re\w{5}\s+\wor\s+)?"


class Series(Struct, frozen=True):
    """A series of decisions: how its forms are headed, an example, and the reference on it.

    A series that counts by the year has the year in its reference.
    """

    name: str
    heading: str
    example: str
    reference: str
    spelt: str = "{number}"

    def reference_on(self, text: str) -> tuple[str, int] | None:
        """Give reference and number where a line is a heading of this series."""
        found = re.fullmatch(self.heading, text.strip(), re.IGNORECASE)
        if found is None:
            return None
        number = int(found["number"].translate(_LOOK_ALIKE))
        year = found.groupdict().get("year")
        reference = self.spelt.format(number=number, year=year)
        return f"{self.name} {reference}", number


# Forms of the Greater London Authority, and older series of the same house, beside PCD.
SERIES = (
    Series(
        "MD",
        rf"{_REQUEST}mayoral\s+decision\W{{0,6}}(?:MD\W{{0,3}})?{_NUMBER}",
        "REQUEST FOR MAYORAL DECISION – MD2345",
        "MD 2345",
    ),
    Series(
        "ADD",
        rf"{_REQUEST}assistant\s+director\s+decision\W{{0,6}}(?:ADD\W{{0,3}})?{_NUMBER}",
        "REQUEST FOR ASSISTANT DIRECTOR DECISION – ADD678",
        "ADD 678",
    ),
    Series(
        "DD",
        rf"{_REQUEST}director\s+decision\W{{0,6}}(?:DD\W{{0,3}})?{_NUMBER}",
        "REQUEST FOR DIRECTOR DECISION – DD2345",
        "DD 2345",
    ),
    Series(
        "DMPCD",
        rf"{_REQUEST}(?:DMPC\s+decision\W{{0,6}}(?:DMPCD\W{{0,3}})?|DMPCD\W{{0,3}})"
        rf"(?P<year>20[0-2]\d)\W{{1,3}}{_NUMBER}",
        "DMPC DECISION – DMPCD 2015 143",
        "DMPCD 2015 143",
        "{year} {number}",
    ),
    Series(
        "CEOD",
        rf"{_REQUEST}(?:chief\s+executive\S*\s+(?:officer\S*\s+)?decision\W{{0,6}})?CEOD\W{{0,3}}"
        rf"{_NUMBER}\W{{1,3}}(?P<year>20[0-2]\d)",
        "CHIEF EXECUTIVE DECISION – CEOD 12-2019",
        "CEOD 12-2019",
        "{number}-{year}",
    ),
)
# A line with no more than the reference heads the first page only: elsewhere it cites.
ALONE = (
    Series("MD", rf"\W*MD\W{{0,3}}{_NUMBER}", "MD2345", "MD 2345"),
    Series("ADD", rf"\W*ADD\W{{0,3}}{_NUMBER}", "ADD678", "ADD 678"),
    Series("DD", rf"\W*DD\W{{0,3}}{_NUMBER}", "DD 2345", "DD 2345"),
)


class ReadHeading(Struct, frozen=True, kw_only=True):
    """A form's heading: reference and number, None where the readers differ, and its evidence."""

    reference: str | None
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
        if line.box.top < _HEADING_LIES_ABOVE
        and (heading := _heading_in(line, is_first=sheet is sheets[0])) is not None
    )


def reference_in_heading(text: str, *, is_first: bool) -> tuple[str, int] | None:
    """Read reference and number out of a line, where it heads a form of any series."""
    text = _STAMP.sub("", text)
    if len(text) >= _LONGEST_HEADING:
        return None
    known: tuple[Series, ...] = (*SERIES, *ALONE) if is_first else SERIES
    for series in known:
        found = series.reference_on(text)
        if found is not None:
            return found
    number = number_in_heading(text)
    if number is None or (not is_first and not _SAYS_DECISION.search(text)):
        return None
    return f"PCD {number}", number


def _heading_in(line: Line, *, is_first: bool) -> ReadHeading | None:
    readings = [line.as_read_by(reader) for reader in OCR_READERS]
    read = [reference_in_heading(text, is_first=is_first) for text in readings]
    found = [each for each in read if each is not None]
    if not found or re.match(r"\W*title\b", line.text, re.IGNORECASE):
        return None
    # One reader may miss the word DECISION; the digits are what both must give.
    reference, number = found[0]
    agreed = len(set(found)) == 1 and all(
        _gives_no_other(text, reference, number) for text in readings
    )
    return ReadHeading(
        reference=reference if agreed else None,
        number=number if agreed else None,
        page=line.page,
        box=line.box,
        evidence=Evidence(
            status=Status.CLEAR if agreed else Status.CONFLICT,
            page=line.page,
            box=line.box,
            read=" / ".join(dict.fromkeys(readings)),
            confidence=min((word.confidence for word in line.words), default=None),
        ),
    )


def _gives_no_other(text: str, reference: str, number: int) -> bool:
    """Say whether a reading gives the numbers of this reference, and none besides."""
    series, *spelt = re.split(r"[ -]", reference)
    apart = re.sub(rf"(?i)\b{series}(?=[OoIl]?\d)", f"{series} ", _STAMP.sub("", text))
    numbers = numbers_in(apart)
    return number in numbers and set(numbers) <= set(map(int, spelt))
