"""An officer's entry on one scan: who, when, what and why; appended and never edited."""

import datetime

from msgspec import Struct


class Review(Struct, frozen=True, kw_only=True, tag_field="kind"):
    """What every entry carries: the scan's SHA-256, the officer, the moment and the reason.

    `at` is aware of its time zone.
    """

    scan: str
    by: str
    at: datetime.datetime
    why: str


class OfReading(Review, frozen=True, kw_only=True):
    """What an entry on what was read carries besides: the reading that the officer saw.

    `reading` is `publication.reading.reading_of` the record as read, before any review.
    """

    reading: str


class Correct(OfReading, frozen=True, kw_only=True, tag="correct"):
    """Replace a field's value; `field` is a path ("deferral.until"), None empties it."""

    field: str
    value: str | None


class Confirm(OfReading, frozen=True, kw_only=True, tag="confirm"):
    """Confirm a field as read, or the whole reading where `field` is "record"."""

    field: str


class Split(Review, frozen=True, kw_only=True, tag="split"):
    """Say which pages are Part 1; all others are withheld pages."""

    part1_pages: tuple[int, ...]


class Release(OfReading, frozen=True, kw_only=True, tag="release"):
    """Lift the grounds named; never a withheld page and never a date ahead."""

    grounds: tuple[str, ...]


class Withhold(Review, frozen=True, kw_only=True, tag="withhold"):
    """Add a ground of the officer's own."""


class Extend(OfReading, frozen=True, kw_only=True, tag="extend"):
    """Move the day of publication later; only before release of the reading that was seen."""

    until: datetime.date


class Replace(Review, frozen=True, kw_only=True, tag="replace"):
    """Let this scan take over from the one published under its reference."""

    replaces: str


class Withdraw(Review, frozen=True, kw_only=True, tag="withdraw"):
    """End the publication; `sentence` is what the public is told."""

    sentence: str


Entry = Correct | Confirm | Split | Release | Withhold | Extend | Replace | Withdraw
