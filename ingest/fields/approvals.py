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
_LINES_TO_DATE = 4  # from "Signature" to a "Date" that stands below it or in another cell
_AT_THE_FRONT = 0.03  # of the page's width
_SAME_ROW = 0.01  # of its height
_LONGEST_BETWEEN = datetime.timedelta(days=366)


class ReadApproval(Struct, frozen=True):
    """An approval with the evidence for its ink and for its date."""

    approval: Approval
    signed: Evidence
    date: Evidence


class _ReadDate(Struct, frozen=True, kw_only=True):
    """A date beside its label: sure or not, as read, and what it may be."""

    date: datetime.date | None = None
    text: str | None = None
    candidates: tuple[datetime.date, ...] = ()
    evidence: Evidence


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
    lines = [line for item in items for line in lines_of(item)]
    for at, line in enumerate(lines):
        signature = _label(line, "Signature")
        if signature is None:
            continue
        date = _label(line, "Date")
        signed, signed_evidence = _ink_beside(line, signature, date, ink[line.page])
        dated = line if date is not None else _date_line(line, lines[at + 1 :])
        read = _date_on(_row_of(dated, lines), pages[line.page].second_looks, ink[line.page], years)
        # Below its signature nobody looked at it twice, and one figure may be another.
        read = read if dated is line or _has_month_in_letters(read) else _offered(read)
        approval = Approval(
            signed=signed, date=read.date, date_text=read.text, date_candidates=read.candidates
        )
        return ReadApproval(approval, signed_evidence, read.evidence)
    return NOT_FOUND


def _date_line(signature: Line, below: Sequence[Line]) -> Line:
    """Give the line below a signature that begins with "Date", or the signature's own."""
    for line in below[:_LINES_TO_DATE]:
        label = _label(line, "Date")
        if line.page != signature.page or _label(line, "Signature") is not None:
            break
        if label is not None and label.left < line.box.left + _AT_THE_FRONT:
            return line
    return signature


def _row_of(line: Line, lines: Sequence[Line]) -> list[Line]:
    """Give a line and what stands beside it in other cells of its table, from the left."""
    beside = [
        other
        for other in lines
        if other.page == line.page and abs(other.middle - line.middle) < _SAME_ROW
    ]
    return sorted(beside, key=lambda each: each.box.left)


def _has_month_in_letters(read: _ReadDate) -> bool:
    return re.search("[A-Za-z]{3}", read.text or "") is not None


def _offered(read: _ReadDate) -> _ReadDate:
    """Offer a date to the reviewer that would else be taken."""
    if read.date is None:
        return read
    candidates = tuple(dict.fromkeys((read.date, *read.candidates)))
    evidence = structs.replace(read.evidence, status=Status.UNCERTAIN)
    return structs.replace(read, date=None, candidates=candidates, evidence=evidence)


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


def _date_on(
    row: Sequence[Line], looks: Sequence[SecondLook], ink: InkMap, years: frozenset[int]
) -> _ReadDate:
    found = [(line, label) for line in row if (label := _label(line, "Date")) is not None]
    if not found:
        absent = Evidence(status=Status.ABSENT, page=row[0].page, box=row[0].box)
        return _ReadDate(evidence=absent)
    line, label = found[0]
    printed = {reader: _words_after(row, label, reader) for reader in OCR_READERS}
    near = [look for look in looks if look.box.top <= label.middle <= look.box.bottom]
    box = near[0].box if near else Box(label.right, label.top, 0.95, label.bottom)
    texts = [*printed.values(), *(look.text for look in near)]
    candidates = tuple(
        dict.fromkeys(date for text in texts if (date := handwritten_date_in(text)) is not None)
    )
    sure = _typed_date(printed) or _date_seen_alike(near, years)
    text = next((text for text in texts if text.strip()), None)
    if sure is not None:
        status = Status.CLEAR
    elif text or ink.blots_in(box):
        status = Status.UNCERTAIN
    else:
        status = Status.BLANK
    evidence = Evidence(status=status, page=line.page, box=box, read=text)
    return _ReadDate(date=sure, text=text, candidates=candidates, evidence=evidence)


def _words_after(row: Sequence[Line], label: Box, reader: Reader) -> str:
    """Give a reader's words right of the label, in the table's next cell too."""
    words = (
        word
        for line in row
        for word in line.by_reader.get(reader, ())
        if word.box.right > label.right + 0.01
    )
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
