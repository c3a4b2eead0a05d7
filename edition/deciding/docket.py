"""The register on one day in, every ruling out with the case it is of."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from publication import docket
from publication.ruling import Cleared, Ruling, Tombstone, Withheld
from publication.settings import Settings
from register.case import Case, ScanStatus


class Decided(Struct, frozen=True):
    """A scan that was read, what the rule was told of it, and how it stands on the day."""

    case: Case
    asked: docket.Case
    ruling: Ruling


class Docket(Struct, frozen=True, kw_only=True):
    """Every scan of the register on one day; `unread` have no record to rule on.

    `parts` are files that are read as a part of another scan, which has each of their words.
    """

    day: date
    settings: Settings
    decided: tuple[Decided, ...]
    unread: tuple[Case, ...]
    parts: tuple[Case, ...] = ()

    @property
    def cases(self) -> tuple[Case, ...]:
        """Return every scan but the parts of others, those that were read first."""
        return (*(one.case for one in self.decided), *self.unread)

    @property
    def cleared(self) -> Iterator[tuple[Case, Cleared]]:
        """Yield what may be published on the day."""
        for one in self.decided:
            if isinstance(one.ruling, Cleared):
                yield one.case, one.ruling

    @property
    def withheld(self) -> Iterator[tuple[Case, Withheld]]:
        """Yield what may not."""
        for one in self.decided:
            if isinstance(one.ruling, Withheld):
                yield one.case, one.ruling

    @property
    def tombstones(self) -> tuple[Tombstone, ...]:
        """Return what the public is told of withdrawn decisions that no other scan stands for."""
        stand = {ruling.reference for _, ruling in self.cleared}
        told = (ruling.tombstone for _, ruling in self.withheld)
        return tuple(one for one in told if one is not None and one.reference not in stand)


def docket_of(cases: Sequence[Case], settings: Settings, day: date) -> Docket:
    """Rule on every scan for the day."""
    read = [(case, case.record) for case in cases if case.stands and case.record is not None]
    asked = [docket.asked_of(case, record) for case, record in read]
    rulings = docket.rulings_on(asked, settings, day)
    unread, parts = not_ruled_on(cases)
    return Docket(
        day=day,
        settings=settings,
        decided=tuple(
            Decided(case, told, ruling)
            for (case, _), told, ruling in zip(read, asked, rulings, strict=True)
        ),
        unread=unread,
        parts=parts,
    )


def not_ruled_on(cases: Iterable[Case]) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """Return the cases that have no record to rule on, and those that are part of another."""
    aside = [case for case in cases if not case.stands]
    return (
        tuple(case for case in aside if case.scan.status is not ScanStatus.PART),
        tuple(case for case in aside if case.scan.part_of and not case.scan.is_undone),
    )
