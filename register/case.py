"""What the register holds, as values: scans, cases and log entries."""

import datetime
from enum import StrEnum

from msgspec import Struct

from ingest.record import DecisionRecord
from ingest.verdict import Reason
from register.review import Entry, Withdraw


class KeptCompanion(Struct, frozen=True, kw_only=True):
    """A saved web page that came with a scan: its file's hash, and the name it came under."""

    sha256: str
    name: str


class ScanStatus(StrEnum):
    """Whether a scan has been read yet, and whether it could be."""

    WAITING = "waiting"
    READ = "read"
    QUARANTINED = "quarantined"
    PART = "part of another"


class Scan(Struct, frozen=True, kw_only=True):
    """A file as received.

    `name` is the first name it came under and `other_names` are the later ones in their order,
    with any odd bytes as `os.fsdecode` gives them.
    `arrival` counts from 1 in order of arrival. `tried_with` is the reader's version that gave
    the status, and None on a scan that is READ where a companion page has come since. `reason`
    and `says` tell why it could not be read; on a scan that is READ they tell that a later reader
    failed on it, and the record made before still counts.
    `parts` are the scans that this one is made of, where several files are one decision: it has
    no file of its own. `part_of` is the scan that this one is a part of by now.
    """

    sha256: str
    arrival: int
    name: str
    other_names: tuple[str, ...] = ()
    size_bytes: int
    received_at: datetime.datetime
    status: ScanStatus = ScanStatus.WAITING
    reason: Reason | None = None
    says: str | None = None
    pages: int | None = None
    tried_with: str | None = None
    parts: tuple[str, ...] = ()
    part_of: str | None = None

    @property
    def is_undone(self) -> bool:
        """Say whether it was made of several files that make it no longer."""
        return bool(self.parts) and self.status is ScanStatus.PART


class PinnedReading(Struct, frozen=True, kw_only=True):
    """What an edition carried of a scan: the record, and what the rule was told besides.

    `record_number` is the record's row, `names` how many of the scan's names were known, the
    first among them, and `settings` the settings of the rule as JSON.
    """

    record: DecisionRecord
    record_number: int
    names: int
    settings: str


class Case(Struct, frozen=True, kw_only=True):
    """A scan with its newest record (None until it is read) and its reviews in order.

    `record_number` is the record's row. `reviews` are those of its parts too. `last_review` is
    the number of the newest review of the scan itself, 0 where there is none: what an officer
    looked at when writing the next.
    `last_public` is what an edition carried of the scan most lately, and `pin` the same as long
    as no edition has taken it out since. `page_failure` says why its page failed when an edition
    last tried to carry it. `first_public` is the moment of the first edition that carried it, and
    `taken_out` that of the last that took it out.
    """

    scan: Scan
    record: DecisionRecord | None
    record_number: int | None = None
    reviews: tuple[Entry, ...] = ()
    last_review: int = 0
    pin: PinnedReading | None = None
    last_public: PinnedReading | None = None
    page_failure: str | None = None
    first_public: datetime.datetime | None = None
    taken_out: datetime.datetime | None = None

    @property
    def was_public(self) -> bool:
        """Say whether any edition ever carried this scan."""
        return self.last_public is not None

    @property
    def stands(self) -> bool:
        """Say whether it stands for a decision, so that there is something to rule on.

        A part of another scan does as long as it is public itself, or is withdrawn: what the
        public was shown, or told, ends by an officer's word only.
        """
        return self.record is not None and (
            self.scan.status is not ScanStatus.PART or self.pin is not None or self.is_withdrawn
        )

    @property
    def is_withdrawn(self) -> bool:
        """Say whether an officer has withdrawn this very scan."""
        ends = (entry for entry in self.reviews if isinstance(entry, Withdraw))
        return any(entry.scan == self.scan.sha256 for entry in ends)


class Event(StrEnum):
    """What the log tells of."""

    RECEIVED = "received"
    RECEIVED_AGAIN = "received under another name"
    COMPANION_RECEIVED = "companion page received"
    TAKEN_TOGETHER = "taken together"
    BECAME_PART = "became part of another"
    TAKEN_APART = "taken apart"
    STANDS_ALONE = "stands alone again"
    PAGE_READ = "page read"
    RECORD_MADE = "record made"
    QUARANTINED = "quarantined"
    READ_AGAIN_FAILED = "reading again failed"
    REVIEWED = "reviewed"
    EDITION = "edition published"
    PUBLISHED = "published"
    TAKEN_OUT = "taken out"
    PAGE_FAILED = "page failed"
    DELIVERED = "delivered"
    NOT_DELIVERED = "not delivered"
    ACCOUNT_ADDED = "account added"
    ACCOUNT_CHANGED = "account changed"
    SIGNED_IN = "signed in"
    SIGN_IN_REFUSED = "sign-in refused"


Details = dict[str, str | int]


class LogEntry(Struct, frozen=True, kw_only=True):
    """One line of the audit log, bound to the line before by that line's hash.

    Scans are named by hash; an entry on an edition as a whole names none. Details hold counts,
    names and hashes, never a decision's text.
    """

    number: int
    at: datetime.datetime
    event: Event
    scan: str | None
    details: Details
    previous: str
    hash: str
