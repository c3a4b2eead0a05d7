"""An officer's entry in, kept for a while so that it can be taken back; then a review, or nothing.

A draft is no review: the rule never hears of it, and the log tells of it only once it is final.
One scan has one draft at most, so that the next officer is shown it before entering anything.
"""

import datetime

from msgspec import Struct
from sqlalchemy import Connection, delete, insert, select, update

from register.errors import StaleReviewError
from register.opening import Register
from register.review import Entry
from register.reviews import append_review, refuse_stale
from register.rows import entry_from, entry_in_row, sha256_of
from register.tables import drafts


class KeptDraft(Struct, frozen=True, kw_only=True):
    """An entry that can be taken back until `final_at`.

    `seen_last` is the last review that the officer saw. `refused` says why it could not be made
    final; then it waits for its officer to see that.
    """

    entry: Entry
    seen_last: int
    final_at: datetime.datetime
    refused: str | None = None

    @property
    def sha256(self) -> str:
        """Return the hash that its review will have."""
        return sha256_of(entry_in_row(self.entry))


def all_drafts(register: Register) -> tuple[KeptDraft, ...]:
    """Return every draft, the oldest first."""
    with register.look() as connection:
        rows = connection.execute(select(drafts).order_by(drafts.c.final_at)).mappings().all()
    return tuple(
        KeptDraft(
            entry=entry_from(row["entry"]),
            seen_last=row["seen_last"],
            final_at=row["final_at"],
            refused=row["refused"],
        )
        for row in rows
    )


def keep_draft(register: Register, draft: KeptDraft) -> None:
    """Keep an entry that is not final yet.

    Raises StaleReviewError where a review came, or another draft waits, since its officer looked.
    """
    scan = draft.entry.scan
    with register.step() as connection:
        refuse_stale(connection, scan, seen_last=draft.seen_last)
        other = connection.execute(select(drafts.c.refused).filter_by(scan=scan)).first()
        if other is not None and other[0] is None:
            raise StaleReviewError(
                f"Somebody has just entered something on scan {scan[:12]}; "
                "look at it, then enter your review."
            )
        _delete(connection, scan)
        row = {"scan": scan, "entry": entry_in_row(draft.entry), "seen_last": draft.seen_last}
        connection.execute(insert(drafts).values(final_at=draft.final_at, **row))


def make_final(register: Register, draft: KeptDraft) -> int | None:
    """Turn the draft into a review in one step and return its number.

    None where the draft is not there any longer: it was taken back, or made final elsewhere.
    Raises StaleReviewError where a review came after what its officer saw.
    """
    with register.step() as connection:
        if not _is_there(connection, draft):
            return None
        number = append_review(connection, draft.entry, seen_last=draft.seen_last)
        _delete(connection, draft.entry.scan)
    return number


def take_back(register: Register, draft: KeptDraft) -> bool:
    """Forget the draft; say whether it was still there to be taken back."""
    with register.step() as connection:
        was_there = _is_there(connection, draft)
        if was_there:
            _delete(connection, draft.entry.scan)
    return was_there


def refuse(register: Register, draft: KeptDraft, *, says: str) -> None:
    """Keep the draft with the reason why it can't be made final, for its officer to see."""
    with register.step() as connection:
        if _is_there(connection, draft):
            mine = update(drafts).filter_by(scan=draft.entry.scan)
            connection.execute(mine.values(refused=says))


def _is_there(connection: Connection, draft: KeptDraft) -> bool:
    kept = connection.execute(select(drafts.c.entry).filter_by(scan=draft.entry.scan)).scalar()
    return kept == entry_in_row(draft.entry)


def _delete(connection: Connection, scan: str) -> None:
    connection.execute(delete(drafts).filter_by(scan=scan))
