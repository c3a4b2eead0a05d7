"""The queue: what needs a person, what matters most first."""

from collections.abc import Callable, Iterable

from msgspec import Struct
from starlette.responses import Response

from desk.standing.next_steps import must_be_taken_out
from desk.standing.rows import Decision, Rows
from desk.web.sessions import Visit
from publication.ruling import RulingKind
from register.case import ScanStatus

MOST_SHOWN = 40  # of a group, so that the page stays one that can be looked over


class Group(Struct, frozen=True, kw_only=True):
    """Some decisions of the queue under one heading, and what to do about them."""

    name: str
    heading: str
    says: str
    decisions: tuple[Decision, ...]
    asks: bool


class _Kind(Struct, frozen=True, kw_only=True):
    """Which decisions a group is of, and in which order; each is in the first that fits.

    `asks` says that an officer's entry is wanted.
    """

    name: str
    heading: str
    says: str
    takes: Callable[[Decision], bool]
    order: Callable[[Decision], tuple[str | int, ...]]
    asks: bool = True


def page(visit: Visit) -> Response:
    """Show the queue; `group` asks for all of one, and `after` for the place to go on at."""
    look = visit.desk.office.look()
    rows = look.rows
    asked = visit.request.query_params
    wanted = asked.get("group", "")
    groups = [group for group in groups_of(rows.decisions) if wanted in {"", group.name}]
    return visit.shown(
        "queue.html",
        groups=groups,
        most=len(rows.decisions) if wanted else MOST_SHOWN,
        not_read=[row for row in rows.not_read if row.status is not ScanStatus.PART],
        rows=rows,
        at=asked.get("after") or first_asking(groups),
        counts=_counts(rows),
        entering={one.entry.scan: one.entry.by for one in look.drafts if not one.refused},
    )


def groups_of(decisions: Iterable[Decision]) -> tuple[Group, ...]:
    """Sort the decisions into the groups of the queue; empty ones are left out."""
    sorted_in: dict[str, list[Decision]] = {kind.name: [] for kind in _KINDS}
    for row in decisions:
        for kind in _KINDS:
            if kind.takes(row):
                sorted_in[kind.name].append(row)
                break
    return tuple(
        Group(
            name=kind.name,
            heading=kind.heading,
            says=kind.says,
            decisions=tuple(sorted(sorted_in[kind.name], key=kind.order)),
            asks=kind.asks,
        )
        for kind in _KINDS
        if sorted_in[kind.name]
    )


def following(row: Decision, decisions: Iterable[Decision]) -> Decision | None:
    """Return the decision that the queue asks about after this one."""
    waiting = [one for group in groups_of(decisions) if group.asks for one in group.decisions]
    scans = [one.scan for one in waiting]
    place = scans.index(row.scan) + 1 if row.scan in scans else 0
    return waiting[place] if place < len(waiting) else None


def first_asking(groups: Iterable[Group]) -> str:
    """Return the scan to begin with, or nothing."""
    return next((group.decisions[0].scan for group in groups if group.asks), "")


def _counts(rows: Rows) -> tuple[tuple[str, int], ...]:
    public = sum(row.published for row in rows.decisions)
    return (
        ("in the register", len(rows.decisions)),
        ("public", public),
        ("held", len(rows.decisions) - public),
    )


def _waits_for_a_word(row: Decision) -> bool:
    """Say whether a deferral asks for an officer's word before its day: the second key."""
    is_ahead = row.ruling is RulingKind.UNTIL
    return is_ahead and row.deferral.asks_for_later and not row.deferral.is_confirmed


def _by_day(row: Decision) -> tuple[str, int]:
    return row.until.isoformat() if row.until else "9", row.arrival


def _by_work(row: Decision) -> tuple[int, int]:
    """Put the quickest first."""
    return len(row.grounds), row.arrival


_KINDS = (
    _Kind(
        name="still-public",
        heading="Still public, and held",
        says="Something holds them since they were published: the next edition takes them out.",
        takes=must_be_taken_out,
        order=_by_work,
    ),
    _Kind(
        name="overdue",
        heading="Overdue",
        says="Their day has come, and a person must look before they go out.",
        takes=lambda row: row.overdue and row.needs_a_person,
        order=_by_day,
    ),
    _Kind(
        name="review",
        heading="For review",
        says="Something on the form must be seen by a person; the quickest come first.",
        takes=lambda row: row.needs_a_person,
        order=_by_work,
    ),
    _Kind(
        name="unconfirmed",
        heading="Deferred, to be confirmed",
        says="Confirm the reading in good time, and their day releases them; the next day first.",
        takes=_waits_for_a_word,
        order=_by_day,
    ),
    _Kind(
        name="due",
        heading="Cleared, not yet built",
        says="Nothing holds them: the next edition carries them.",
        takes=lambda row: row.ruling is RulingKind.CLEARED and not row.published,
        order=_by_day,
        asks=False,
    ),
    _Kind(
        name="deferred",
        heading="Deferred, confirmed",
        says="Held until a day that is ahead. Nothing need be done.",
        takes=lambda row: row.ruling is RulingKind.UNTIL,
        order=_by_day,
        asks=False,
    ),
)
