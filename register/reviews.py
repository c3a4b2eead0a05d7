"""An officer's entry in, appended; nothing here edits one."""

from sqlalchemy import Connection, func, insert, select

from register.case import Details, Event
from register.errors import StaleReviewError, UnknownScanError
from register.log import next_number, note
from register.opening import Register
from register.review import Entry
from register.rows import entry_in_row, sha256_of
from register.tables import reviews, scans


def add_review(register: Register, entry: Entry, *, seen_last: int | None = None) -> int:
    """Append the review and return its number.

    `seen_last` is the number of the scan's last review that the officer saw (`Case.last_review`);
    raises StaleReviewError where another came in between, UnknownScanError without the scan.
    """
    with register.step() as connection:
        return append_review(connection, entry, seen_last=seen_last)


def append_review(connection: Connection, entry: Entry, *, seen_last: int | None) -> int:
    """Append the review in a step that does more besides; see `add_review`."""
    text = entry_in_row(entry)
    kind = type(entry).__struct_config__.tag
    if connection.execute(select(scans.c.sha256).filter_by(sha256=entry.scan)).first() is None:
        raise UnknownScanError(f"No scan {entry.scan[:12]} is in the register.")
    if seen_last is not None:
        refuse_stale(connection, entry.scan, seen_last=seen_last)
    number = next_number(connection, reviews)
    connection.execute(
        insert(reviews).values(
            number=number,
            scan=entry.scan,
            kind=kind,
            by=entry.by,
            at=entry.at,
            why=entry.why,
            entry=text,
        )
    )
    details: Details = {
        "review": number,
        "kind": str(kind),
        "by": entry.by,
        "sha256": sha256_of(text),
    }
    note(connection, Event.REVIEWED, scan=entry.scan, at=entry.at, details=details)
    return number


def refuse_stale(connection: Connection, scan: str, *, seen_last: int) -> None:
    """Raise StaleReviewError where the scan has a review that the officer has not seen."""
    last = connection.execute(select(func.max(reviews.c.number)).filter_by(scan=scan))
    if (last.scalar() or 0) != seen_last:
        raise StaleReviewError(
            f"Somebody else reviewed scan {scan[:12]} in the meantime; "
            "look at it again, then enter your review."
        )


def reviews_after(register: Register, scan: str, *, number: int) -> tuple[tuple[int, str], ...]:
    """Return the scan's reviews that came after one of this number, each with its hash."""
    wanted = select(reviews.c.number, reviews.c.entry).filter_by(scan=scan)
    since = wanted.where(reviews.c.number > number).order_by(reviews.c.number)
    with register.look() as connection:
        return tuple((found, sha256_of(text)) for found, text in connection.execute(since))
