"""A record and its layout in, why each field that matters was read as it was out."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.fields.approvals import signature_ink
from ingest.fields.dates import handwritten_date_in
from ingest.finding import Ground
from ingest.lines.layout import Layout
from ingest.lines.template import Mark
from ingest.page import Box, PageKind, PageReading, SecondLook
from ingest.record import Approval, DecisionRecord, Evidence, Status
from ingest.seeing.explanation import Explanation
from ingest.seeing.saying import PublicPages, in_full, quoted, status_in_words
from ingest.seeing.why_answered import why_answered

_ABSENT = Evidence(status=Status.ABSENT)
_BEGINS_WITHHELD = {
    Ground.PART2_PAGES: "a line reads as the heading of a Part 2",
    Ground.PART2_MARKING: "a line marks the page as confidential",
}
_TICK_AT_LEAST_INCHES = 0.07  # as `ingest.fields.declaration` has it
_LEANS_DEGREES = 0.5  # less is no news
_PAGE_KINDS = {
    PageKind.SCANNED: "a scanned picture",
    PageKind.HIDDEN_LAYER: "a scanned picture over a hidden text, which is not believed",
    PageKind.BORN_DIGITAL: "made by a computer (its own words count where the readers saw them)",
    PageKind.BLANK: "blank",
}


def explanations_of(record: DecisionRecord, layout: Layout) -> tuple[Explanation, ...]:
    """Explain each field in the order in which a person would check them."""
    pages = PublicPages(layout)
    evidence = record.evidence
    return (
        _pages(layout),
        _field(pages, "reference", record.reference, evidence),
        _field(pages, "title", record.title, evidence),
        why_answered(
            "deferral.answer",
            Mark.DEFERRAL_QUESTION,
            record.deferral.answer,
            evidence.get("deferral.answer", _ABSENT),
            layout,
        ),
        _field(pages, "deferral.reason", record.deferral.reason, evidence),
        _until(pages, record),
        why_answered(
            "part2.answer",
            Mark.PART_2_QUESTION,
            record.part2.answer,
            evidence.get("part2.answer", _ABSENT),
            layout,
        ),
        _withheld_pages(record, layout),
        _approval(pages, "approval", record.approval, record),
        _approval(pages, "officer_approval", record.officer_approval, record),
        _declaration(pages, record),
        *_doubtful(record),
    )


def _doubtful(record: DecisionRecord) -> Iterator[Explanation]:
    """Name the words of the text that the readers are not sure of, page by page."""
    if record.doubtful:
        by_page = groupby(record.doubtful, key=lambda word: word.page)
        yield Explanation(
            about="doubtful",
            value=str(len(record.doubtful)),
            because=tuple(
                in_full(f"on page {page} {', '.join(quoted(word.text) for word in words)}")
                for page, words in by_page
            ),
        )


def _pages(layout: Layout) -> Explanation:
    return Explanation(
        about="source.pages",
        value=str(len(layout.pages)),
        because=tuple(
            in_full(", ".join((*_page_in_words(page), *_why_left_out(page.page, layout))))
            for page in layout.pages
        ),
    )


def _why_left_out(page: int, layout: Layout) -> Iterator[str]:
    """Say of a page that was read and is in no field why that is so."""
    if page in layout.withheld_pages:
        yield "withheld"
    if any(page == sheet.page for sheet in layout.others):
        yield "left out, for it belongs to another decision"
    for copy in layout.copies:
        if page == copy.sheet.page:
            yield f"left out, for it shows what page {copy.of_page} shows"


def _page_in_words(page: PageReading) -> tuple[str, ...]:
    said = [f"page {page.page} is {_PAGE_KINDS[page.kind]}, at {page.dpi:.0f} dpi"]
    if page.turned_degrees:
        said.append(f"turned by {page.turned_degrees}° to stand upright")
    if abs(page.skew_degrees) >= _LEANS_DEGREES:
        said.append(f"made level by {abs(page.skew_degrees):.1f}°")
    return tuple(said)


def _field(
    pages: PublicPages, path: str, value: str | None, evidence: dict[str, Evidence]
) -> Explanation:
    read = evidence.get(path, _ABSENT)
    return Explanation(
        about=path,
        value=value or f"none, {read.status.value}",
        because=(*_where_and_who(pages, read), status_in_words(read)),
    )


def _where_and_who(pages: PublicPages, read: Evidence) -> tuple[str, ...]:
    if read.page is None:
        return ()
    return (in_full(pages.place_of(read)), *pages.reading_of(read))


def _until(pages: PublicPages, record: DecisionRecord) -> Explanation:
    read = record.evidence.get("deferral.until", _ABSENT)
    until, text = record.deferral.until, record.deferral.until_text
    match read.status:
        case _ if until is not None:
            follows = "Both readers give this one date, whole and day first."
        case Status.CLEAR:
            follows = "Those words hold no single date, so they are kept as they stand."
        case Status.UNCERTAIN:
            follows = "The readers give no whole date alike, so none is taken."
        case _:
            follows = status_in_words(read)
    return Explanation(
        about="deferral.until",
        value=str(until or text or f"none, {read.status.value}"),
        because=(*_where_and_who(pages, read), follows),
    )


def _withheld_pages(record: DecisionRecord, layout: Layout) -> Explanation:
    if not record.withheld_pages:
        none = "No page is headed as a Part 2 or marked as confidential."
        return Explanation(about="withheld_pages", value="none", because=(none,))
    begun = tuple(
        f"Page {found.page}: {_BEGINS_WITHHELD[found.ground]}."
        for found in layout.confidential
        if found.ground in _BEGINS_WITHHELD
    )
    return Explanation(
        about="withheld_pages",
        value=", ".join(map(str, record.withheld_pages)),
        because=(
            *begun,
            "Such a page is withheld with all after it, up to a new Part I heading.",
            "Nothing of their text is in the record, and nothing of it is quoted here.",
        ),
    )


def _approval(
    pages: PublicPages, path: str, approval: Approval, record: DecisionRecord
) -> Explanation:
    signed = {True: "signed", False: "not signed", None: "signature not known"}[approval.signed]
    return Explanation(
        about=path,
        value=f"{signed}, {approval.date or 'no sure date'}",
        because=(
            *_signature(pages, record.evidence.get(f"{path}.signed", _ABSENT)),
            *_date(pages, approval, record.evidence.get(f"{path}.date", _ABSENT)),
        ),
    )


def _signature(pages: PublicPages, signed: Evidence) -> Iterator[str]:
    ink = pages.ink_of(signed)
    if ink is None or signed.box is None:
        yield "The word Signature was not found."
        return
    area = signature_ink(signed.box, ink)
    yield in_full(
        f"{pages.place_of(signed)}: beside the word Signature stand {area:.3f} square inches of a "
        "hand's ink; a tick leaves 0.003 and initials 0.006"
    )


def _date(pages: PublicPages, approval: Approval, date: Evidence) -> Iterator[str]:
    page = pages.page_of(date)
    if page is None or date.box is None or date.status is Status.ABSENT:
        yield "The word Date was not found beside it."
        return
    yield from pages.reading_of(date)
    looks = [look for look in page.second_looks if look.box == date.box]
    if looks:
        yield f"Looked at again in {len(looks)} ways: {_looks_in_words(looks)}."
    yield _what_of_the_date(approval, date)


def _looks_in_words(looks: Sequence[SecondLook]) -> str:
    """Count what the looks gave, each reading with the date that it names."""
    times = Counter(look.text for look in looks)
    return ", ".join(
        f"{quoted(text) if text else 'nothing'} ({named}{count} of {len(looks)})"
        for text, count in times.items()
        for date in [handwritten_date_in(text)]
        for named in [f"{date}, " if date else ""]
    )


def _what_of_the_date(approval: Approval, date: Evidence) -> str:
    if approval.date is not None:
        return f"The readings agree, so {approval.date} is taken."
    why = {
        Status.BLANK: "No ink was found after the word Date",
        Status.CONFLICT: "The officer's date and the DMPC's can't both be right",
    }.get(date.status, "The readings give no one date that is sure")
    candidates = ", ".join(map(str, approval.date_candidates))
    return f"{why}, so none is taken.{f' It may be: {candidates}.' if candidates else ''}"


def _declaration(pages: PublicPages, record: DecisionRecord) -> Explanation:
    rows = record.declaration
    ticked = sum(1 for row in rows if row.ticked)
    because = []
    for at, row in enumerate(rows):
        place = record.evidence.get(f"declaration.{at}.ticked", _ABSENT)
        state = {True: "ticked", False: "not ticked", None: "doubtful"}[row.ticked]
        mark = _mark_in_cell(pages, place, ticked=row.ticked)
        because.append(f"{quoted(row.topic)}: {state}; {mark}.")
    return Explanation(
        about="declaration",
        value=f"{ticked} of {len(rows)} ticked",
        because=tuple(because) or ("No table with a column for ticks was made out.",),
    )


def _mark_in_cell(pages: PublicPages, place: Evidence, *, ticked: bool | None) -> str:
    ink = pages.ink_of(place)
    if ink is None or place.box is None:
        return "its cell was not found"
    cell = place.box
    inner = Box(cell.left + 0.006, cell.top + 0.003, cell.right - 0.006, cell.bottom - 0.003)
    largest = max((ink.inches_across(blot.box) for blot in ink.blots_in(inner)), default=0.0)
    if ticked and largest < _TICK_AT_LEAST_INCHES:
        return f"the row ends on {pages.place_of(place)}, and its mark is on the page before"
    mark = f"its largest mark is {largest:.2f} inches long" if largest else "it is empty"
    return f"the cell on {pages.place_of(place)}: {mark}"
