"""What a person calls a decision in, the one scan that is meant out."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

import click

from pcd.register_rows import Decision, NotRead, Rows
from publication.reference import likely_reference_in

Row = TypeVar("Row", Decision, NotRead)

_PART_OF_A_HASH = re.compile(r"[0-9a-f]{6,64}")


def decision_called(called: str, rows: Rows) -> Decision:
    """Return the decision by its reference in any spelling, or by the start of its scan's hash.

    Raises ClickException, with the choices, where none or several are meant.
    """
    found = _of_reference(called, rows.decisions) or _of_hash(called, rows.decisions)
    match found:
        case [one]:
            return one
        case []:
            raise click.ClickException(_why_none(called, _of_hash(called, rows.not_read)))
        case several:
            choices = "; ".join(f"{row.scan[:12]} ({row.file})" for row in several)
            raise click.ClickException(
                f"{called} means {len(several)} scans; name one by its hash: {choices}."
            )


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
    if unread:
        return f"{called} was not read, so there is nothing to review: it is {unread[0].status}."
    return f"Nothing in the register is called {called!r}. See what is there with: pcd register"
