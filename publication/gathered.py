"""Everything that bears on one decision in, every ground there is out, the strictest first."""

from datetime import date

from msgspec import Struct

from publication.amended import Amended
from publication.deferral_grounds import grounds_of_deferral
from publication.form_grounds import grounds_of_entries, grounds_of_form
from publication.grounds import RELEASABLE_CODES, Effect, HeldGround, RuleGround, code_of
from publication.key_grounds import grounds_of_keys
from publication.part2_grounds import grounds_of_part2
from publication.scan_grounds import grounds_of_scans
from publication.settings import Settings

_STRICTEST_FIRST = (Effect.REVIEW, Effect.UNTIL, Effect.WARNING)
# Lifted where they arise, in the order of the entries: an officer who withholds after a
# release is not overruled by it.
_LIFTED_IN_ORDER = frozenset(
    {
        code_of(RuleGround.OFFICER_WITHHOLDS),
        code_of(RuleGround.REVIEW_NOT_APPLIED),
        code_of(RuleGround.REVIEW_OF_ANOTHER_READING),
    }
)


class Circumstances(Struct, frozen=True, kw_only=True):
    """What bears on a decision from outside its record and its reviews, but for the day."""

    settings: Settings
    earlier_scan: str | None = None
    replaced_by: str | None = None


def gathered_grounds(
    amended: Amended, circumstances: Circumstances, today: date
) -> tuple[HeldGround, ...]:
    """Gather every ground but those that an officer has released by name, in one fixed order."""
    lifted = (amended.released & RELEASABLE_CODES) - _LIFTED_IN_ORDER
    every = {
        *grounds_of_deferral(amended, circumstances.settings, today),
        *grounds_of_part2(amended),
        *grounds_of_form(amended),
        *grounds_of_keys(amended, circumstances.settings, today),
        *grounds_of_entries(amended),
        *grounds_of_scans(amended, circumstances.earlier_scan, circumstances.replaced_by),
    }
    return tuple(sorted((one for one in every if one.code not in lifted), key=_place_in_list))


def only_warns(ground: HeldGround) -> bool:
    """Say whether a ground goes along without holding anything back."""
    return ground.effect is Effect.WARNING


def _place_in_list(ground: HeldGround) -> tuple[int, int, str, str, str]:
    strictness = _STRICTEST_FIRST.index(ground.effect)
    return strictness, ground.page or 0, ground.code, repr(ground.box), ground.read or ""
