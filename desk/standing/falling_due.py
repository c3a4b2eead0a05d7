"""The register's rows in, every deferral that is not over out: when it ends and what to do."""

from datetime import date
from enum import StrEnum

from msgspec import Struct

from desk.standing.next_steps import next_steps_of
from desk.standing.rows import Decision, Rows
from publication.ruling import RulingKind


class Falls(StrEnum):
    """When a deferral falls due, what is most pressing first."""

    OVERDUE = "overdue"
    NOT_YET_BUILT = "due and not yet built"
    TODAY = "today"
    IN_1_DAY = "in 1 day"
    IN_7_DAYS = "in 7 days"
    IN_14_DAYS = "in 14 days"
    IN_30_DAYS = "in 30 days"
    LATER = "later"
    UNDATED = "without a date"


_AT_MOST_DAYS = {
    1: Falls.IN_1_DAY,
    7: Falls.IN_7_DAYS,
    14: Falls.IN_14_DAYS,
    30: Falls.IN_30_DAYS,
}
_ORDER = tuple(Falls)


class Due(Struct, frozen=True, kw_only=True):
    """A deferral that is not over.

    `on` is the day that ends it, extensions included. Where there is none, `review_on` is the day
    to look again, None where the form does not say since when it counts, and `look_again` says
    that this day has come. `days` counts to the one or the other from the register's day, and is
    negative once it has passed.
    """

    falls: Falls
    on: date | None
    review_on: date | None
    look_again: bool
    days: int | None
    next_steps: tuple[str, ...]
    decision: Decision


def falling_due(rows: Rows) -> tuple[Due, ...]:
    """Return every deferral once, the most pressing first.

    One whose day has come is overdue as long as anything holds it, and due and not yet built once
    nothing does; what an edition carries already is told of on its day only.
    """
    found = [_due(row, falls, rows.day) for row in rows.decisions if (falls := _falls(row, rows))]
    return tuple(sorted(found, key=_pressing))


def _falls(row: Decision, rows: Rows) -> Falls | None:
    if row.ruling is RulingKind.WITHDRAWN or row.is_replaced:
        return None
    ends = row.deferral.ends
    if ends is None:
        is_held = row.ruling is not RulingKind.CLEARED
        return Falls.UNDATED if row.deferral.asks_for_later and is_held else None
    if row.overdue:
        return Falls.OVERDUE
    if ends > rows.day:
        return _ahead((ends - rows.day).days)
    if not row.published:
        return Falls.NOT_YET_BUILT
    return Falls.TODAY if ends == rows.day else None


def _ahead(days: int) -> Falls:
    within = (falls for most, falls in _AT_MOST_DAYS.items() if days <= most)
    return next(within, Falls.LATER)


def _due(row: Decision, falls: Falls, day: date) -> Due:
    looked_to = row.deferral.ends or row.review_on
    return Due(
        falls=falls,
        on=row.deferral.ends,
        review_on=row.review_on,
        look_again=falls is Falls.UNDATED and (row.review_on is None or row.review_on <= day),
        days=(looked_to - day).days if looked_to else None,
        next_steps=next_steps_of(row),
        decision=row,
    )


def _pressing(due: Due) -> tuple[int, date, int]:
    return _ORDER.index(due.falls), due.on or due.review_on or date.min, due.decision.arrival
