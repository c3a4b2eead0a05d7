"""A row of the register in, what a person has to do about it out, in the rule's own sentences.

The sentences quote nothing: beside a reference they are fit to be mailed.
"""

from desk.standing.rows import Decision
from publication.grounds import Effect, RuleGround, code_of
from publication.reference import reference_in
from publication.ruling import RulingKind

PUBLISH = "Build an edition: pcd publish."
TAKE_OUT = "It is still public: take it out with pcd publish."
_ASKED_FOR_IN_TIME = frozenset(
    map(code_of, (RuleGround.DEFERRAL_UNCONFIRMED, RuleGround.RECORD_UNCONFIRMED))
)


def next_steps_of(row: Decision) -> tuple[str, ...]:
    """Return each step once, the strictest ground's first; none where nothing need be done.

    An officer's word that the day will ask for is among them before the day has come.
    """
    if row.ruling is RulingKind.WITHDRAWN or row.is_replaced:
        return (TAKE_OUT,) if must_be_taken_out(row) else ()
    return tuple(dict.fromkeys((*_for_what_holds(row), *_for_what_waits(row))))


def must_be_taken_out(row: Decision) -> bool:
    """Say whether the last edition carries what may not be public today."""
    return row.published and row.ruling is not RulingKind.CLEARED


def clear_reference_of(row: Decision) -> str | None:
    """Return the one clear reference in its one spelling: what a message may name the row by.

    What was read as a reference and is none may be any words of the form.
    """
    reference = reference_in(row.reference)
    return str(reference) if reference else None


def _for_what_holds(row: Decision) -> tuple[str, ...]:
    holding = (one.next_step for one in row.grounds if one.effect is Effect.REVIEW)
    in_time = (one.next_step for one in row.warnings if one.code in _ASKED_FOR_IN_TIME)
    return (*holding, *in_time)


def _for_what_waits(row: Decision) -> tuple[str, ...]:
    if row.page_failure:
        return ("Its page could not be made; report what pcd publish says of it.",)
    if must_be_taken_out(row):
        return (TAKE_OUT,)
    if row.newer_reading_waits:
        return ("Compare the newer reading with what is public; correct what is wrong there.",)
    if row.ruling is RulingKind.CLEARED and not row.published:
        return (PUBLISH,)
    return ()
