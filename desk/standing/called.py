"""What a person calls a decision in, the one scan that is meant out."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from desk.errors import NoSuchDecision, SeveralMeant
from desk.standing.rows import Decision, NotRead, Rows
from publication.reference import likely_reference_in

Row = TypeVar("Row", Decision, NotRead)

_PART_OF_A_HASH = re.compile(r"[0-9a-f]{6,64}")


def decision_called(called: str, rows: Rows) -> Decision:
    """Return the decision by its reference in any spelling, or by the start of its scan's hash.

    Raises NoSuchDecision, or SeveralMeant with the choices.
    """
    several = decisions_called(called, rows)
    if len(several) == 1:
        return several[0]
    choices = "; ".join(f"{row.scan[:12]} ({row.file})" for row in several)
    raise SeveralMeant(f"{called} means {len(several)} scans; name one by its hash: {choices}.")


def decisions_called(called: str, rows: Rows) -> tuple[Decision, ...]:
    """Return every scan of the decision that is meant, at least one, in order of arrival.

    Raises NoSuchDecision.
    """
    found = _of_reference(called, rows.decisions) or _of_hash(called, rows.decisions)
    if not found:
        raise NoSuchDecision(_why_none(called, _of_hash(called, rows.not_read)))
    return tuple(found)


def _of_reference(called: str, decisions: Iterable[Decision]) -> list[Decision]:
    spelt = f"PCD {called}" if called.isdecimal() else called
    wanted = likely_reference_in(spelt)
    if wanted is None:
        return []
    return [row for row in decisions if likely_reference_in(row.reference) == wanted]


def _of_hash(called: str, rows: Iterable[Row]) -> list[Row]:
    if not _PART_OF_A_HASH.fullmatch(called.lower()):
        return []
    return [row for row in rows if row.scan.startswith(called.lower())]


def _why_none(called: str, unread: Sequence[NotRead]) -> str:
    if unread and unread[0].part_of:
        return f"{called} is part of another scan; review that: {unread[0].part_of[:12]}."
    if unread:
        return f"{called} was not read, so there is nothing to review: it is {unread[0].status}."
    return f"Nothing in the register is called {called!r}. See what is there with: pcd register"
