"""The register's rows in, the days from the DMPC's signature to the first edition out."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from statistics import median

from msgspec import Struct

from desk.standing.next_steps import clear_reference_of
from desk.standing.rows import Decision, Rows


class Published(Struct, frozen=True, kw_only=True):
    """A decision that was ever published, by its reference.

    `days` is None where the date of signing is not legible, or is after the first edition: then
    one of the two is wrong. `was_deferred` says that a later day was asked for.
    """

    reference: str
    signed: date | None
    first_published: date
    days: int | None
    was_deferred: bool


class Span(Struct, frozen=True, kw_only=True):
    """How long it took: of how many decisions, the median of their days, and the longest."""

    decisions: int
    median_days: float | None
    longest: Published | None


class Timeliness(Struct, frozen=True, kw_only=True):
    """How long decisions took to be published: all, those never deferred, and each, longest first.

    Those whose days are not known come last, and count in no median.
    """

    of_all: Span
    of_undeferred: Span
    decisions: tuple[Published, ...]


def timeliness_of(rows: Rows) -> Timeliness:
    """Return the days from signing to publishing, a reference's scans counting as one."""
    scans: dict[str, list[Decision]] = defaultdict(list)
    for row in rows.decisions:
        if reference := clear_reference_of(row):
            scans[reference].append(row)
    published = [one for name, some in scans.items() if (one := _published(name, some))]
    return Timeliness(
        of_all=_span(published),
        of_undeferred=_span([one for one in published if not one.was_deferred]),
        decisions=tuple(sorted(published, key=_longest_first)),
    )


def _published(reference: str, scans: Sequence[Decision]) -> Published | None:
    """Date by the first edition that carried any of the scans, and by what is public now."""
    first = min((row.first_published for row in scans if row.first_published), default=None)
    if first is None:
        return None
    ever_public = [row for row in scans if row.first_published]
    row = next((row for row in ever_public if row.published), ever_public[-1])
    is_known = row.approved is not None and row.approved <= first
    return Published(
        reference=reference,
        signed=row.approved,
        first_published=first,
        days=(first - row.approved).days if is_known and row.approved else None,
        was_deferred=any(row.deferral.asks_for_later for row in ever_public),
    )


def _span(published: Sequence[Published]) -> Span:
    known = sorted((one for one in published if one.days is not None), key=_longest_first)
    days = [one.days for one in known if one.days is not None]
    return Span(
        decisions=len(known),
        median_days=float(median(days)) if days else None,
        longest=known[0] if known else None,
    )


def _longest_first(one: Published) -> tuple[bool, int, date]:
    return one.days is None, -(one.days or 0), one.first_published
