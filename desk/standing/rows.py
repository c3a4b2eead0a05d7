"""The register's cases and a day in, a row for each scan out: what it is and how it stands."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from desk.standing.blocks import DeferralBlock, Part2Block, deferral_block_of, part2_block_of
from desk.standing.london import london_day
from desk.standing.other_parts import OtherPart, other_parts
from edition.deciding.docket import docket_of
from ingest.printable import printable
from ingest.verdict import Reason
from publication import docket
from publication.amended import amended_by
from publication.grounds import HeldGround, RuleGround, code_of
from publication.ruling import Cleared, Ruling, RulingKind, Withheld
from publication.settings import Settings
from register.case import Case, Scan, ScanStatus

_REPLACED = code_of(RuleGround.REPLACED)


class Decision(Struct, frozen=True, kw_only=True):
    """A scan that was read, with its ruling for the day; for the private side.

    `due_since` is the day that released a deferred decision. `last_review` is the number of
    the newest review. `reading_again` says why a later reader failed on the scan, if one did.
    `published` says that the last edition carries it: then title and grounds are of what was
    published, and `newer_reading_waits` where the scan reads otherwise by now. `page_failure`
    says why a cleared decision's page could not go out. `other_parts` are scans that may hold
    what this one lacks of its form.
    `arrival` counts the scans in the order in which they came. `approved` is the day on which the
    DMPC signed and `officer_approved` the officer's, None where it is not legible. `held_since`
    is the day it came in or was taken out, and None while it is public. Days are London's.
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
    arrival: int
    received: date
    approved: date | None
    officer_approved: date | None
    deferral: DeferralBlock
    part2: Part2Block
    first_published: date | None
    held_since: date | None
    other_parts: tuple[OtherPart, ...] = ()

    @property
    def is_replaced(self) -> bool:
        """Say whether another scan has taken over from it: nothing need be done here."""
        return any(ground.code == _REPLACED for ground in self.grounds)

    @property
    def needs_a_person(self) -> bool:
        """Say whether somebody must look at it."""
        is_held = self.ruling is RulingKind.REVIEW and not self.is_replaced
        return is_held or self.newer_reading_waits or self.page_failure is not None


class NotRead(Struct, frozen=True, kw_only=True):
    """A scan that has no record, in quarantine with a reason or still waiting, or a part of one.

    `part_of` is the scan that stands in the register for this file and others.
    """

    scan: str
    file: str
    status: ScanStatus
    reason: Reason | None
    says: str | None
    part_of: str | None = None


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
    ruled = docket_of(cases, settings, day)
    parts = other_parts(cases)
    return Rows(
        day=day,
        decisions=tuple(
            replace(
                decision_row(one.case, one.asked, one.ruling),
                other_parts=parts.get(one.case.scan.sha256, ()),
            )
            for one in ruled.decided
        ),
        not_read=tuple(not_read_row(case.scan) for case in (*ruled.unread, *ruled.parts)),
    )


def decision_row(case: Case, asked: docket.Case, ruling: Ruling) -> Decision:
    """Return the row of one scan that was read; `asked` is what the rule was told of it."""
    amended = amended_by(docket.record_of(asked), asked.reviews)
    record = amended.record
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
        arrival=case.scan.arrival,
        received=london_day(case.scan.received_at),
        approved=record.approval.date,
        officer_approved=record.officer_approval.date,
        deferral=deferral_block_of(amended, ruling),
        part2=part2_block_of(amended),
        first_published=london_day(case.first_public) if case.first_public else None,
        held_since=_held_since(case),
    )


def _held_since(case: Case) -> date | None:
    if case.pin is not None:
        return None
    return london_day(case.taken_out or case.scan.received_at)


def not_read_row(scan: Scan) -> NotRead:
    """Return the row of a scan that there is nothing to rule on."""
    return NotRead(
        scan=scan.sha256,
        file=printable(scan.name),
        status=scan.status,
        reason=scan.reason,
        says=scan.says,
        part_of=scan.part_of,
    )
