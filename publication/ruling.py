"""The three answers to *may this be published today?*: for review, until a day, cleared.

`Withheld` is an ordinary value and holds no text of the decision. `Cleared` is a sealed
envelope: only `publication.rule` seals one, and whoever opens it checks the seal.
"""

import hashlib
import secrets
from datetime import date
from enum import StrEnum
from typing import NoReturn, final

import msgspec
from msgspec import Struct

from ingest.record import DecisionRecord
from publication.errors import SealBroken
from publication.grounds import HeldGround

_KEY = secrets.token_bytes(32)


class RulingKind(StrEnum):
    """How a decision stands today."""

    CLEARED = "cleared"
    REVIEW = "review"
    UNTIL = "until"
    WITHDRAWN = "withdrawn"


class Tombstone(Struct, frozen=True, kw_only=True):
    """What the public is told of a decision that was public and is withdrawn."""

    reference: str
    day: date
    sentence: str


class Withheld(Struct, frozen=True, kw_only=True):
    """Not today: every ground, the strictest first, and what the register shows of it.

    `warnings` go along and hold nothing back. `until` is the day a deferral ends, extensions
    included, None where no clear date stands; `overdue` says that this day has come and a
    person must still look. `review_on` is the day to look again at a deferral to an event.
    """

    kind: RulingKind
    reference: str | None
    grounds: tuple[HeldGround, ...]
    warnings: tuple[HeldGround, ...] = ()
    until: date | None = None
    overdue: bool = False
    review_on: date | None = None
    tombstone: Tombstone | None = None

    def __repr__(self) -> str:
        return f"<Withheld {self.reference}: {self.kind}>"


class DeferralHistory(Struct, frozen=True, kw_only=True):
    """What may be told of a deferral once it has ended.

    `until` is the date on the form, and `until_text` what is printed there (an event has no
    date); `extended_to` are the later days, in the order in which officers set them; `ended` is
    the day that released the decision, None where an officer released an undated one.
    """

    reason: str | None
    until: date | None
    until_text: str | None
    extended_to: tuple[date, ...]
    ended: date | None


class Clearance(Struct, frozen=True, kw_only=True):
    """What a cleared decision says: the record as corrected, without its private parts.

    `day` is the day of the ruling; `warnings` are without what was read. `deferral` tells of
    a deferral that has ended. `is_deferred` and `part2_exists` are None where the form gives no
    clear answer and an officer released it all the same.
    """

    record: DecisionRecord
    day: date
    warnings: tuple[HeldGround, ...]
    is_deferred: bool | None
    deferral: DeferralHistory | None
    part2_exists: bool | None


@final
class Cleared:
    """A decision that may be published on the day of its ruling.

    Made by `publication.rule.rule_on` alone. The seal is a keyed hash over the contents: one
    built by hand, copied or altered fails as soon as it is opened.
    """

    __slots__ = ("_contents", "_seal")
    _contents: Clearance
    _seal: bytes

    def __init__(self) -> None:
        raise SealBroken("Only publication.rule.rule_on clears a decision.")

    def __init_subclass__(cls) -> NoReturn:
        raise SealBroken("Nothing stands in for a clearance made by the rule.")

    @property
    def contents(self) -> Clearance:
        """Open the envelope; raise `SealBroken` where it is not as the rule sealed it."""
        contents = getattr(self, "_contents", None)
        seal = getattr(self, "_seal", b"")
        if not isinstance(contents, Clearance) or seal != _seal_of(contents):
            raise SealBroken("This clearance is not as the rule made it: ask the rule again.")
        return contents

    @property
    def kind(self) -> RulingKind:
        """Name the ruling as `Withheld.kind` does."""
        return RulingKind.CLEARED

    @property
    def reference(self) -> str:
        """Return the reference, in its one spelling."""
        return str(self.contents.record.reference)

    @property
    def due_since(self) -> date | None:
        """Return the day a deferral ended: due, until an edition carries the decision."""
        deferral = self.contents.deferral
        return deferral.ended if deferral else None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Cleared) and self.contents == other.contents

    def __hash__(self) -> int:
        return hash(_seal_of(self.contents))

    def __repr__(self) -> str:
        return f"<Cleared {self.reference}>"

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise SealBroken("A clearance cannot be altered: ask the rule again.")

    def __delattr__(self, name: str) -> NoReturn:
        raise SealBroken("A clearance cannot be altered: ask the rule again.")

    def __copy__(self) -> NoReturn:
        raise SealBroken("A clearance cannot be copied: ask the rule again.")

    def __deepcopy__(self, memo: object) -> NoReturn:
        raise SealBroken("A clearance cannot be copied: ask the rule again.")

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise SealBroken("A clearance does not outlive its process: ask the rule again.")


Ruling = Cleared | Withheld


def _seal_of(contents: Clearance) -> bytes:
    return hashlib.blake2b(msgspec.msgpack.encode(contents), key=_KEY).digest()


def _sealed(contents: Clearance) -> Cleared:
    """Seal a clearance: for publication.rule, and a test sees to it that nobody else asks."""
    cleared = object.__new__(Cleared)
    object.__setattr__(cleared, "_contents", contents)
    object.__setattr__(cleared, "_seal", _seal_of(contents))
    return cleared
