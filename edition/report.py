"""What a run of publishing did, by reference only: fit for a terminal, a log or a mail."""

import datetime
from collections.abc import Sequence

from msgspec import Struct

from edition.audit.leak import Leak
from edition.deciding.docket import Docket
from edition.deciding.outgoing import Failure
from edition.delivery import Delivery
from publication.ruling import Ruling, RulingKind
from register.case import ScanStatus
from register.publications import TakenOut


class Stand(Struct, frozen=True, kw_only=True):
    """How all scans of the register stand: references, and a short hash where there is none."""

    read: int
    cleared: tuple[str, ...]
    until: tuple[str, ...]
    review: tuple[str, ...]
    withdrawn: tuple[str, ...]
    quarantined: tuple[str, ...]
    waiting: tuple[str, ...]


class Departure(Struct, frozen=True, kw_only=True):
    """A decision that was public and isn't any more, and the codes of the grounds."""

    reference: str
    grounds: tuple[str, ...]


class Report(Struct, frozen=True, kw_only=True):
    """One run.

    `edition` is the edition that is live now, None where none is; `is_new` says whether this
    run made it. `not_published` are decisions that are cleared, and whose page must not go out.
    """

    day: datetime.date
    edition: str | None
    is_new: bool
    stand: Stand
    appeared: tuple[str, ...] = ()
    departed: tuple[Departure, ...] = ()
    not_published: tuple[Failure, ...] = ()
    warnings: tuple[str, ...] = ()
    leaks: tuple[Leak, ...] = ()
    delivery: Delivery | None = None
    removals_only: bool = False
    clock_is_behind: bool = False


def stand_of(docket: Docket) -> Stand:
    """Name every scan of the register by how it stands on the day."""
    unread = docket.unread
    return Stand(
        read=len(docket.decided),
        cleared=_named(docket, RulingKind.CLEARED),
        until=_named(docket, RulingKind.UNTIL),
        review=_named(docket, RulingKind.REVIEW),
        withdrawn=_named(docket, RulingKind.WITHDRAWN),
        quarantined=tuple(
            short(case.scan.sha256) for case in unread if case.scan.status is ScanStatus.QUARANTINED
        ),
        waiting=tuple(
            short(case.scan.sha256) for case in unread if case.scan.status is ScanStatus.WAITING
        ),
    )


def departures_of(docket: Docket, taken_out: Sequence[TakenOut]) -> tuple[Departure, ...]:
    """Name what was taken out."""
    named = {
        one.case.scan.sha256: _name(one.ruling, one.case.scan.sha256) for one in docket.decided
    }
    return tuple(Departure(reference=named[one.scan], grounds=one.grounds) for one in taken_out)


def short(scan: str) -> str:
    """Return the part of a scan's hash that people are shown."""
    return scan[:12]


def _named(docket: Docket, kind: RulingKind) -> tuple[str, ...]:
    return tuple(
        _name(one.ruling, one.case.scan.sha256) for one in docket.decided if one.ruling.kind is kind
    )


def _name(ruling: Ruling, scan: str) -> str:
    return ruling.reference or short(scan)
