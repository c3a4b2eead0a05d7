"""The register's cases and a day in, a row for each scan out: what it is and how it stands."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from ingest.printable import printable
from ingest.verdict import Reason
from publication import docket
from publication.amended import amended_by
from publication.grounds import HeldGround
from publication.ruling import Cleared, Ruling, RulingKind, Withheld
from publication.settings import Settings
from register.case import Case, Scan, ScanStatus


class Decision(Struct, frozen=True, kw_only=True):
    """A scan that was read, with its ruling for the day; for the private side.

    `due_since` is the day that released a deferred decision. `last_review` is the number of
    the newest review. `reading_again` says why a later reader failed on the scan, if one did.
    `published` says that the last edition carries it: then title and grounds are of what was
    published, and `newer_reading_waits` where the scan reads otherwise by now. `page_failure`
    says why a cleared decision's page could not go out.
    """

    reference: str | None
    title: str | None
    ruling: RulingKind
    until: date | None
    overdue: bool
    review_on: date | None
    due_since: date | None
    grounds: tuple[HeldGround, ...]
    warnings: tuple[HeldGround, ...]
    reviews: int
    last_review: int
    scan: str
    file: str
    pages: int
    reading_again: str | None
    published: bool
    newer_reading_waits: bool
    page_failure: str | None

    @property
    def needs_a_person(self) -> bool:
        """Say whether somebody must look at it."""
        is_held = self.ruling is RulingKind.REVIEW
        return is_held or self.newer_reading_waits or self.page_failure is not None


class NotRead(Struct, frozen=True, kw_only=True):
    """A scan that has no record: in quarantine with a reason, or still waiting."""

    scan: str
    file: str
    status: ScanStatus
    reason: Reason | None
    says: str | None


class Rows(Struct, frozen=True, kw_only=True):
    """The register on one day, in order of arrival."""

    day: date
    decisions: tuple[Decision, ...]
    not_read: tuple[NotRead, ...]

    @property
    def needs_a_person(self) -> bool:
        """Say whether somebody must look at something."""
        return any(row.needs_a_person for row in self.decisions) or any(
            row.status is ScanStatus.QUARANTINED for row in self.not_read
        )


def rows_of(cases: Sequence[Case], settings: Settings, day: date) -> Rows:
    """Rule on every scan for the day."""
    read = [(case, case.record) for case in cases if case.record is not None]
    asked = [docket.asked_of(case, record) for case, record in read]
    rulings = docket.rulings_on(asked, settings, day)
    return Rows(
        day=day,
        decisions=tuple(
            _decision(case, one, ruling)
            for (case, _), one, ruling in zip(read, asked, rulings, strict=True)
        ),
        not_read=tuple(_not_read(case.scan) for case in cases if case.record is None),
    )


def _decision(case: Case, asked: docket.Case, ruling: Ruling) -> Decision:
    record = amended_by(docket.record_of(asked), asked.reviews).record
    held = ruling if isinstance(ruling, Withheld) else None
    cleared = ruling if isinstance(ruling, Cleared) else None
    return Decision(
        reference=ruling.reference or record.reference,
        title=record.title,
        ruling=ruling.kind,
        until=held.until if held else None,
        overdue=held.overdue if held else False,
        review_on=held.review_on if held else None,
        due_since=cleared.due_since if cleared else None,
        grounds=held.grounds if held else (),
        warnings=held.warnings if held else cleared.contents.warnings if cleared else (),
        reviews=len(case.reviews),
        last_review=case.last_review,
        scan=case.scan.sha256,
        file=printable(case.scan.name),
        pages=record.source.pages,
        reading_again=case.scan.says,
        published=case.pin is not None,
        newer_reading_waits=docket.newer_reading_waits(asked),
        page_failure=case.page_failure if cleared else None,
    )


def _not_read(scan: Scan) -> NotRead:
    return NotRead(
        scan=scan.sha256,
        file=printable(scan.name),
        status=scan.status,
        reason=scan.reason,
        says=scan.says,
    )
