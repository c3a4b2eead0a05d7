"""A decision that is clear in every way, and officers' entries on it, for tests to vary."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from msgspec.structs import replace

from ingest.record import (
    Answer,
    Approval,
    DecisionRecord,
    Deferral,
    Evidence,
    ItemList,
    Paragraph,
    Part2,
    Section,
    Source,
    Statement,
    Status,
)
from publication.reading import reading_of
from publication.rule import rule_on
from publication.ruling import Ruling
from publication.settings import Settings
from register.review import (
    Confirm,
    Correct,
    Entry,
    Extend,
    OfReading,
    Release,
    Replace,
    Split,
    Withdraw,
    Withhold,
)

SCAN = "5a" * 32
OTHER_SCAN = "0b" * 32
TODAY = date(2026, 3, 1)
YESTERDAY = date(2026, 2, 28)
LAST_YEAR = datetime(2025, 6, 2, 9, 30, tzinfo=UTC)
DEFAULT = Settings()
THE_ONE_AT_HAND = ""  # until `seen` binds the entry to the reading of the record it is used on

_EVIDENCE = {
    path: Evidence(status=Status.CLEAR, page=page, read=read)
    for path, page, read in (
        ("reference", 1, "PCD 611"),
        ("title", 1, "New boots"),
        ("approval.signed", 1, None),
        ("approval.date", 1, "19 July 2024"),
        ("deferral.answer", 3, "NO"),
        ("deferral.reason", 3, None),
        ("deferral.until", 3, None),
        ("part2.answer", 3, "NO"),
    )
}


def a_record(
    *,
    deferral: Deferral | None = None,
    part2: Part2 | None = None,
    statuses: dict[str, Status] | None = None,
    **fields: object,
) -> DecisionRecord:
    """Make the record of a clear decision, with the fields given in place of its own."""
    record = DecisionRecord(
        reference="PCD 611",
        number=611,
        title="New boots",
        form_version="PCD October 2018",
        executive_summary="Officers need boots.",
        recommendation="That the DMPC approves:\n\n- boots; and\n- laces.",
        approval=Approval(signed=True, date=date(2024, 7, 19)),
        sections=(
            Section(
                number="1",
                heading="Introduction and background",
                blocks=(
                    Paragraph(number="1.1", text="Boots wear out."),
                    ItemList(items=("in rain;", "in snow.")),
                ),
            ),
        ),
        deferral=deferral or Deferral(answer=Answer.NO),
        part2=part2 or Part2(answer=Answer.NO),
        declaration=(Statement(topic="Legal Advice", statement="Sought.", ticked=True),),
        officer_approval=Approval(signed=True, date=date(2024, 7, 18)),
        source=Source(sha256=SCAN, pages=4, file="boots.pdf"),
        evidence={**_EVIDENCE, **_with_statuses(statuses or {})},
    )
    return replace(record, **fields)


def deferred_until(
    until: date | None,
    *,
    text: str | None = None,
    reason: str | None = "Tenders are being weighed.",
    **fields: object,
) -> DecisionRecord:
    """Make the record of a decision that is deferred: YES, a date or another text, a reason."""
    printed = text if text is not None else (until.isoformat() if until else None)
    deferral = Deferral(answer=Answer.YES, until=until, until_text=printed, reason=reason)
    return a_record(deferral=deferral, **fields)  # type: ignore[arg-type]  # fields of a_record


def _with_statuses(statuses: dict[str, Status]) -> dict[str, Evidence]:
    known = {path: _EVIDENCE.get(path, Evidence(status=Status.CLEAR)) for path in statuses}
    return {path: replace(known[path], status=status) for path, status in statuses.items()}


def seen(record: DecisionRecord, reviews: Sequence[Entry]) -> tuple[Entry, ...]:
    """Let the officers have seen this very reading, where the entries are on no other."""
    reading = reading_of(record)
    return tuple(
        replace(entry, reading=reading)
        if isinstance(entry, OfReading) and entry.reading == THE_ONE_AT_HAND
        else entry
        for entry in reviews
    )


def ruling_on(  # noqa: PLR0913 - what the rule is given
    record: DecisionRecord,
    reviews: Sequence[Entry],
    settings: Settings,
    today: date,
    *,
    earlier_scan: str | None = None,
    replaced_by: str | None = None,
    was_public: bool = False,
) -> Ruling:
    """Ask the rule, with entries of officers who saw this very reading."""
    return rule_on(
        record,
        seen(record, reviews),
        settings,
        today,
        earlier_scan=earlier_scan,
        replaced_by=replaced_by,
        was_public=was_public,
    )


def confirm(field: str = "deferral", *, at: datetime = LAST_YEAR, scan: str = SCAN) -> Entry:
    """Confirm a field as read."""
    return Confirm(
        scan=scan,
        reading=THE_ONE_AT_HAND,
        by="F. Officer",
        at=at,
        why="Seen on paper.",
        field=field,
    )


def correct(field: str, value: str | None, *, at: datetime = LAST_YEAR) -> Entry:
    """Replace a field's value."""
    return Correct(
        scan=SCAN,
        reading=THE_ONE_AT_HAND,
        by="F. Officer",
        at=at,
        why="Misread.",
        field=field,
        value=value,
    )


def split(*part1_pages: int) -> Entry:
    """Say which pages are Part 1."""
    return Split(scan=SCAN, by="F. Officer", at=LAST_YEAR, why="Seen.", part1_pages=part1_pages)


def release(*grounds: str, at: datetime = LAST_YEAR) -> Entry:
    """Lift grounds by name."""
    return Release(
        scan=SCAN,
        reading=THE_ONE_AT_HAND,
        by="F. Officer",
        at=at,
        why="Settled.",
        grounds=grounds,
    )


def withhold(why: str = "Ask counsel first.", *, at: datetime = LAST_YEAR) -> Entry:
    """Add a ground of the officer's own."""
    return Withhold(scan=SCAN, by="F. Officer", at=at, why=why)


def extend(until: date, *, at: datetime = LAST_YEAR) -> Entry:
    """Move the day of publication later."""
    return Extend(
        scan=SCAN,
        reading=THE_ONE_AT_HAND,
        by="F. Officer",
        at=at,
        why="Still open.",
        until=until,
    )


def replace_scan(replaces: str = OTHER_SCAN, *, scan: str = SCAN) -> Entry:
    """Let a scan take over from another."""
    return Replace(scan=scan, by="F. Officer", at=LAST_YEAR, why="Better.", replaces=replaces)


def withdraw(sentence: str = "Withdrawn on legal advice.", *, at: datetime = LAST_YEAR) -> Entry:
    """End the publication."""
    return Withdraw(scan=SCAN, by="F. Officer", at=at, why="Advice.", sentence=sentence)
