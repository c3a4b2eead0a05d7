"""Why a decision is held: the ground, where it stands, and what a person does about it."""

from enum import StrEnum

from msgspec import Struct

from ingest.finding import Finding, Ground, Severity, finding
from ingest.page import Box
from ingest.record import Evidence


class Effect(StrEnum):
    """What a ground does to a decision: hold it for a person, hold it until a day, or warn."""

    REVIEW = "review"
    UNTIL = "until"
    WARNING = "warning"


class RuleGround(StrEnum):
    """The rule's own grounds, beside those that a reading finds; the value is the code."""

    SCAN_UNKNOWN = "scan-unknown"
    SIGNATURE_UNKNOWN = "signature-unknown"
    NUMBER_CONFLICT = "number-conflict"
    APPROVAL_DATE_UNKNOWN = "approval-date-unknown"

    DEFERRAL_BLANK = "deferral-blank"
    DEFERRAL_ABSENT = "deferral-absent"
    DEFERRAL_CONFLICT = "deferral-conflict"
    DEFERRAL_UNREADABLE = "deferral-unreadable"
    DEFERRAL_IN_PART = "deferral-in-part"
    DEFERRAL_CONTRADICTION = "deferral-contradiction"
    DEFERRAL_REASON_WITHOUT_YES = "deferral-reason-without-yes"
    DEFERRAL_REASON_MISSING = "deferral-reason-missing"
    DEFERRAL_UNCONFIRMED = "deferral-unconfirmed"
    UNTIL_AHEAD = "until-ahead"
    UNTIL_BLANK = "until-blank"
    UNTIL_EVENT = "until-event"
    UNTIL_UNREADABLE = "until-unreadable"
    UNTIL_BEFORE_APPROVAL = "until-before-approval"
    UNTIL_FAR = "until-far"
    UNTIL_UNCHECKED = "until-unchecked"

    PART2_BLANK = "part2-blank"
    PART2_ABSENT = "part2-absent"
    PART2_CONFLICT = "part2-conflict"
    PART2_UNREADABLE = "part2-unreadable"
    WITHHELD_PAGES = "withheld-pages"
    SPLIT_NOT_READ = "split-not-read"
    TEXT_FROM_WITHHELD_PAGE = "text-from-withheld-page"

    RECORD_UNCONFIRMED = "record-unconfirmed"
    OFFICER_WITHHOLDS = "officer-withholds"
    REVIEW_NOT_APPLIED = "review-not-applied"
    REVIEW_OF_ANOTHER_READING = "review-of-another-reading"
    EXTENSION_EARLIER = "extension-earlier"
    EXTENSION_LATE = "extension-late"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"


AnyGround = Ground | RuleGround

# What only something stronger than a release settles: a split, a date that comes, a confirmed
# reading, a corrected field, a replacement. What cannot be read may be a date ahead.
_NEVER_RELEASED: frozenset[AnyGround] = frozenset(
    {
        Ground.NO_REFERENCE,
        Ground.NO_TITLE,
        Ground.PART2_MARKING,
        Ground.PART2_PAGES,
        Ground.SECOND_SCAN,
        RuleGround.SCAN_UNKNOWN,
        RuleGround.DEFERRAL_UNCONFIRMED,
        RuleGround.UNTIL_AHEAD,
        RuleGround.UNTIL_UNREADABLE,
        RuleGround.WITHHELD_PAGES,
        RuleGround.SPLIT_NOT_READ,
        RuleGround.TEXT_FROM_WITHHELD_PAGE,
        RuleGround.RECORD_UNCONFIRMED,
        RuleGround.REPLACED,
        RuleGround.WITHDRAWN,
    }
)


class HeldGround(Struct, frozen=True, kw_only=True):
    """One ground, as the desk and the register show it.

    `code` is what a release names. `says` and `next_step` are fixed sentences that quote
    nothing. `page` counts from 1, `box` is in fractions of the page, and `read` is what stood
    there or what an officer wrote: for the private side only.
    """

    code: str
    effect: Effect
    says: str
    next_step: str
    page: int | None = None
    box: Box | None = None
    read: str | None = None

    def __repr__(self) -> str:
        return f"<{self.effect} {self.code}, page {self.page}>"


class Place(Struct, frozen=True, kw_only=True):
    """Where a ground stands, and what was read there."""

    page: int | None = None
    box: Box | None = None
    read: str | None = None


NOWHERE = Place()


def place_of(seen: Evidence | Finding | None) -> Place:
    """Return the place that a field's evidence, or a finding, points to."""
    return Place(page=seen.page, box=seen.box, read=seen.read) if seen else NOWHERE


def code_of(ground: AnyGround) -> str:
    """Return the ground's code, as `pcd review REF release --ground CODE` takes it."""
    return ground.name.lower().replace("_", "-")


def effect_of(found: Finding) -> Effect:
    """Hold unless both the finding and FORM.md say that it only warns."""
    severities = {found.severity, finding(found.ground).severity}
    return Effect.WARNING if severities == {Severity.WARNING} else Effect.REVIEW


_ALL_GROUNDS: tuple[AnyGround, ...] = (*Ground, *RuleGround)
KNOWN_CODES = frozenset(code_of(ground) for ground in _ALL_GROUNDS)
RELEASABLE_CODES = KNOWN_CODES - frozenset(code_of(ground) for ground in _NEVER_RELEASED)
