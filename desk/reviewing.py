"""An officer's draft in, a kept entry and the decision's new row out: the one way to enter one."""

import datetime
from collections.abc import Callable, Sequence
from typing import TypedDict

from msgspec import Struct

from desk.errors import NoSuchDecision
from desk.standing.rows import Decision, rows_of
from ingest.record import DecisionRecord
from publication.checking import check
from publication.docket import asked_of, record_of
from publication.reading import reading_of
from publication.settings import Settings
from register.case import Case
from register.cases import cases
from register.opening import Register
from register.review import Entry
from register.reviews import add_review


class OnScan(TypedDict):
    """What an entry on a scan carries, whatever was read of it."""

    scan: str
    by: str
    at: datetime.datetime
    why: str


class OnReading(OnScan):
    """What an entry on what was read carries besides."""

    reading: str


class Signed(Struct, frozen=True, kw_only=True):
    """What makes a draft whole: the scan, the reading of it, the officer, moment and reason."""

    scan: str
    reading: str
    by: str
    at: datetime.datetime
    why: str

    @property
    def on_scan(self) -> OnScan:
        """Return it for an entry on the scan itself."""
        return {"scan": self.scan, "by": self.by, "at": self.at, "why": self.why}

    @property
    def on_reading(self) -> OnReading:
        """Return it for an entry on what was read."""
        return {**self.on_scan, "reading": self.reading}


Draft = Callable[[Signed], Entry]


class Signature(Struct, frozen=True, kw_only=True):
    """Who enters something, when and why, and on which scan.

    `seen_last` is the number of the scan's last review that the officer saw, and `reading` the
    reading of it; None where what is there now counts as seen.
    """

    scan: str
    by: str
    at: datetime.datetime
    why: str
    seen_last: int | None = None
    reading: str | None = None


def enter(
    register: Register,
    draft: Draft,
    signature: Signature,
    *,
    settings: Settings,
    today: datetime.date,
) -> Decision:
    """Check the entry against the case as it stands, keep it, and return the new row.

    Raises BadReview where it could not take effect, and StaleReviewError where another officer
    was there in between: nothing is kept then.
    """
    case = case_read(signature.scan, cases(register))
    entry = entry_from(draft, signature, case)
    seen = case.last_review if signature.seen_last is None else signature.seen_last
    add_review(register, entry, seen_last=seen)
    rows = rows_of(cases(register), settings, today)
    return next(row for row in rows.decisions if row.scan == signature.scan)


def entry_from(draft: Draft, signature: Signature, case: Case) -> Entry:
    """Make the entry of the draft; raises BadReview where it could not take effect on the case."""
    record = record_read(case)
    entry = draft(
        Signed(
            scan=signature.scan,
            reading=signature.reading or reading_of(record),
            by=signature.by,
            at=signature.at,
            why=signature.why,
        )
    )
    check(entry, record, case.reviews)
    return entry


def record_read(case: Case) -> DecisionRecord:
    """Return the record that entries are on; raises NoSuchDecision where nothing was read."""
    if case.record is None:
        raise _not_read(case.scan.sha256)
    return record_of(asked_of(case, case.record))


def case_read(scan: str, found: Sequence[Case]) -> Case:
    """Return the case of this scan among those found; raises NoSuchDecision."""
    for case in found:
        if case.scan.sha256 == scan and case.record is not None:
            return case
    raise _not_read(scan)


def _not_read(scan: str) -> NoSuchDecision:
    return NoSuchDecision(f"Scan {scan[:12]} was not read, so there is nothing to review.")
