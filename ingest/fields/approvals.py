"""A signature box in, an approval out: ink or none, and a date only where it is sure.

What OCR makes of a signature is never kept.
"""

import datetime
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from ingest.fields.dates import date_in, handwritten_date_in
from ingest.lines.flow import Item, lines_of
from ingest.lines.inkmap import InkMap
from ingest.lines.line import Line
from ingest.page import OCR_READERS, Box, PageReading, Reader, SecondLook, Word
from ingest.record import Approval, Evidence, Status
from ingest.scanning.labels import label_in

_SIGNED_AT_LEAST = 0.004  # square inches of ink: a tick has 0.003, initials 0.006
_STRAY_AT_MOST = 0.0015
_LOOKS = 4  # at each date: see ingest.scanning.second_look
_SURE_LOOK = 0.85
_LONGEST_BETWEEN = datetime.timedelta(days=366)


class ReadApproval(Struct, frozen=True):
    """An approval with the evidence for its ink and for its date."""

    approval: Approval
    signed: Evidence
    date: Evidence


_ABSENT = Evidence(status=Status.ABSENT)
NOT_FOUND = ReadApproval(Approval(), _ABSENT, _ABSENT)


def approval_in(
    items: Sequence[Item],
    pages: Mapping[int, PageReading],
    ink: Mapping[int, InkMap],
    years: frozenset[int],
) -> ReadApproval:
    """Read the line that says "Signature … Date …" in one place of the form.

    `years` are those that the form's text speaks of: a hand that names another is more likely
    misread, and left to a person.
    """
    for line in (line for item in items for line in lines_of(item)):
        signature = _label(line, "Signature")
        if signature is None:
            continue
        date = _label(line, "Date")
        signed, signed_evidence = _ink_beside(line, signature, date, ink[line.page])
        value, text, candidates, date_evidence = _date_beside(
            line, date, pages[line.page].second_looks, ink[line.page], years
        )
        approval = Approval(signed=signed, date=value, date_text=text, date_candidates=candidates)
        return ReadApproval(approval, signed_evidence, date_evidence)
    return NOT_FOUND


def doubted_together(
    dmpc: ReadApproval, officer: ReadApproval
) -> tuple[ReadApproval, ReadApproval]:
    """Doubt two dates that can't both be right: hands are misread more often than misdated.

    The officer signs first, and the DMPC within a year.
    """
    first, second = officer.approval.date, dmpc.approval.date
    if first is None or second is None or _in_order(first, second):
        return dmpc, officer
    return _doubted(dmpc), _doubted(officer)


def _in_order(officer: datetime.date, dmpc: datetime.date) -> bool:
    return datetime.timedelta(0) <= dmpc - officer <= _LONGEST_BETWEEN


def _doubted(read: ReadApproval) -> ReadApproval:
    candidates = dict.fromkeys(filter(None, (read.approval.date, *read.approval.date_candidates)))
    return ReadApproval(
        structs.replace(read.approval, date=None, date_candidates=tuple(candidates)),
        read.signed,
        structs.replace(read.date, status=Status.CONFLICT),
    )


def is_signature_line(line: Line) -> bool:
    """Say whether a line is the form's signature line."""
    return _label(line, "Signature") is not None


def _label(line: Line, name: str) -> Box | None:
    """Find a printed label on a line, by either reader."""
    for reader in OCR_READERS:
        for word in line.by_reader.get(reader, ()):
            if (label := label_in(word, name)) is not None:
                return label
    return None


def _ink_beside(
    line: Line, signature: Box, date: Box | None, ink: InkMap
) -> tuple[bool | None, Evidence]:
    height = max(signature.height, 0.01)
    place = Box(
        signature.right + 0.005,
        max(0.0, signature.middle - 2.0 * height),
        (date.left if date is not None else min(0.95, signature.right + 0.4)) - 0.005,
        min(1.0, signature.middle + 1.3 * height),
    )
    area = signature_ink(place, ink)
    signed = True if area >= _SIGNED_AT_LEAST else False if area <= _STRAY_AT_MOST else None
    status = Status.UNCERTAIN if signed is None else Status.CLEAR
    return signed, Evidence(status=status, page=line.page, box=place)


def signature_ink(place: Box, ink: InkMap) -> float:
    """Measure a hand's ink where somebody signs (square inches), without print of the line above.

    The feet of that line stand in the upper half of the place. A scrawl that is read as a word is
    higher than print, or reaches farther down.
    """
    half = 0.5 * place.height
    printed = [word for word in ink.words if word.bottom <= place.top + half and word.height < half]
    return sum(blot.square_inches for blot in ink.blots_in(place, besides=printed))


def _date_beside(
    line: Line,
    label: Box | None,
    looks: Sequence[SecondLook],
    ink: InkMap,
    years: frozenset[int],
) -> tuple[datetime.date | None, str | None, tuple[datetime.date, ...], Evidence]:
    if label is None:
        return None, None, (), Evidence(status=Status.ABSENT, page=line.page, box=line.box)
    printed = {reader: _words_after(line, label, reader) for reader in OCR_READERS}
    near = [look for look in looks if look.box.top <= label.middle <= look.box.bottom]
    box = near[0].box if near else Box(label.right, label.top, 0.95, label.bottom)
    texts = [*printed.values(), *(look.text for look in near)]
    candidates = tuple(
        dict.fromkeys(date for text in texts if (date := handwritten_date_in(text)) is not None)
    )
    sure = _typed_date(printed) or _date_seen_alike(near, years)
    read = next((text for text in texts if text.strip()), None)
    if sure is not None:
        status = Status.CLEAR
    elif read or ink.blots_in(box):
        status = Status.UNCERTAIN
    else:
        status = Status.BLANK
    return sure, read, candidates, Evidence(status=status, page=line.page, box=box, read=read)


def _words_after(line: Line, label: Box, reader: Reader) -> str:
    words = (word for word in line.by_reader.get(reader, ()) if word.box.right > label.right + 0.01)
    return re.sub(r"^\W*date\W*", "", " ".join(map(_text, words)), flags=re.IGNORECASE)


def _text(word: Word) -> str:
    return word.text


def _typed_date(printed: Mapping[Reader, str]) -> datetime.date | None:
    """Take a date that both readers print alike."""
    dates = {date_in(printed[reader]) for reader in OCR_READERS}
    return dates.pop() if len(dates) == 1 else None


def _date_seen_alike(looks: Sequence[SecondLook], years: frozenset[int]) -> datetime.date | None:
    """Take a date that the second looks give alike, in a year that the form speaks of.

    All four, or three that are plain to see where the fourth makes out no date. One that differs
    between the looks is for a person to settle.
    """
    seen = {look: date for look in looks if (date := handwritten_date_in(look.text))}
    dates = set(seen.values())
    if len(dates) != 1 or not {date.year for date in dates} <= years:
        return None
    alike = list(seen)
    if len(alike) >= _LOOKS or (len(alike) == _LOOKS - 1 and all(map(_is_plain_to_see, alike))):
        return dates.pop()
    return None


def _is_plain_to_see(look: SecondLook) -> bool:
    """Say whether a look is sure, and its month in letters, so that no figure hangs on a stroke."""
    return look.confidence >= _SURE_LOOK and sum(map(str.isalpha, look.text)) >= len("May")
