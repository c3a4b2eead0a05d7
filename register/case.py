"""What the register holds, as values: scans, cases and log entries."""

import datetime
from enum import StrEnum

from msgspec import Struct

from ingest.record import DecisionRecord
from ingest.verdict import Reason
from register.review import Entry


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
    the status. `reason` and `says` tell why it could not be read; on a scan that is READ they
    tell that a later reader failed on it, and the record made before still counts.
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


class Case(Struct, frozen=True, kw_only=True):
    """A scan with its newest record (None until it is read) and its reviews in order.

    `last_review` is the number of the newest review, 0 where there is none: what an officer
    looked at when writing the next.
    """

    scan: Scan
    record: DecisionRecord | None
    reviews: tuple[Entry, ...] = ()
    last_review: int = 0


class Event(StrEnum):
    """What the log tells of."""

    RECEIVED = "received"
    RECEIVED_AGAIN = "received under another name"
    PAGE_READ = "page read"
    RECORD_MADE = "record made"
    QUARANTINED = "quarantined"
    READ_AGAIN_FAILED = "reading again failed"
    REVIEWED = "reviewed"


Details = dict[str, str | int]


class LogEntry(Struct, frozen=True, kw_only=True):
    """One line of the audit log, bound to the line before by that line's hash.

    Scans are named by hash. Details hold counts, names and hashes, never a decision's text.
    """

    number: int
    at: datetime.datetime
    event: Event
    scan: str
    details: Details
    previous: str
    hash: str
