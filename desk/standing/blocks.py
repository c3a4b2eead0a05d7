"""A record as amended and its ruling in, its two blocks as the register keeps them out."""

from datetime import date

from msgspec import Struct

from ingest.record import Answer
from publication.amended import Amended
from publication.deferral_grounds import is_deferred
from publication.part2_grounds import part2_exists
from publication.ruling import Cleared, Ruling


class DeferralBlock(Struct, frozen=True, kw_only=True):
    """The Part 1 Deferral block, as read or as an officer has corrected it.

    `asks_for_later` says that the form or an officer asks for a later day in any way. `until` is
    the day on the form and `until_text` what is printed there; `extended_to` are the later days,
    in the order in which officers set them, and `ends` is the day that counts. `is_confirmed`
    says that an officer has confirmed or corrected that day.
    """

    answer: Answer
    asks_for_later: bool
    reason: str | None
    until: date | None
    until_text: str | None
    extended_to: tuple[date, ...]
    ends: date | None
    is_confirmed: bool


class Part2Block(Struct, frozen=True, kw_only=True):
    """The Part 2 Confidentiality block, and the pages that are withheld.

    `exists` is None where the form gives no clear answer; `legal_basis` is as printed.
    """

    answer: Answer
    exists: bool | None
    legal_basis: str | None
    withheld_pages: tuple[int, ...]


def deferral_block_of(amended: Amended, ruling: Ruling) -> DeferralBlock:
    """Return what the register keeps of the deferral."""
    deferral = amended.record.deferral
    ends = ruling.due_since if isinstance(ruling, Cleared) else ruling.until
    return DeferralBlock(
        answer=deferral.answer,
        asks_for_later=_asks_for_later(amended, ruling),
        reason=deferral.reason,
        until=deferral.until,
        until_text=deferral.until_text,
        extended_to=tuple(day for day in amended.extensions if ends is not None and day <= ends),
        ends=ends,
        is_confirmed=amended.is_confirmed("deferral.until"),
    )


def _asks_for_later(amended: Amended, ruling: Ruling) -> bool:
    """Ask the rule where it has cleared the decision: an extension that came too late is none."""
    if isinstance(ruling, Cleared):
        return ruling.contents.is_deferred is True
    return is_deferred(amended)


def part2_block_of(amended: Amended) -> Part2Block:
    """Return what the register keeps of the Part 2."""
    record = amended.record
    return Part2Block(
        answer=record.part2.answer,
        exists=part2_exists(record),
        legal_basis=record.part2.legal_basis,
        withheld_pages=tuple(sorted({*record.withheld_pages, *record.part2.pages})),
    )
