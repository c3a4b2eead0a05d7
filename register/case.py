"""What the register holds, as values: scans, cases and log entries."""

import datetime
from enum import StrEnum

from msgspec import Struct

from ingest.record import DecisionRecord
from ingest.verdict import Reason
from register.review import Entry


class KeptCompanion(Struct, frozen=True, kw_only=True):
    """A saved web page that came with a scan: its file's hash, and the name it came under."""

    sha256: str
    name: str


class ScanStatus(StrEnum):
    """Whether a scan has been read yet, and whether it could be."""

    WAITING = "waiting"
    READ = "read"
    QUARANTINED = "quarantined"


class Scan(Struct, frozen=True, kw_only=True):
    """A file as received.

    `name` is the first name it came under and `other_names` are the later ones in their order,
    with any odd bytes as `os.fsdecode` gives them.
    `arrival` counts from 1 in order of arrival. `tried_with` is the reader's version that gave
    the status, and None on a scan that is READ where a companion page has come since. `reason`
    and `says` tell why it could not be read; on a scan that is READ they tell that a later reader
    failed on it, and the record made before still counts.
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

    `record_number` is the record's row. `last_review` is the number of the newest review, 0
    where there is none: what an officer looked at when writing the next.
    `last_public` is what an edition carried of the scan most lately, and `pin` the same as long
    as no edition has taken it out since. `page_failure` says why its page failed when an edition
    last tried to carry it.
    """

    scan: Scan
    record: DecisionRecord | None
    record_number: int | None = None
    reviews: tuple[Entry, ...] = ()
    last_review: int = 0
    pin: PinnedReading | None = None
    last_public: PinnedReading | None = None
    page_failure: str | None = None

    @property
    def was_public(self) -> bool:
        """Say whether any edition ever carried this scan."""
        return self.last_public is not None


class Event(StrEnum):
    """What the log tells of."""

    RECEIVED = "received"
    RECEIVED_AGAIN = "received under another name"
    COMPANION_RECEIVED = "companion page received"
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
