"""The register's rows in, the morning's summary out: plain text, fit to be mailed.

A mail leaves the private side. So it gives references, counts, days and next steps, and never a
title, a reason, a file's name, a hash or anything that was read.
"""

import textwrap
from collections.abc import Iterator, Sequence

from desk.standing.falling_due import Due, Falls, falling_due
from desk.standing.next_steps import (
    PUBLISH,
    TAKE_OUT,
    clear_reference_of,
    must_be_taken_out,
    next_steps_of,
)
from desk.standing.rows import Decision, Rows
from publication.day import day_in_words
from publication.ruling import RulingKind
from register.case import ScanStatus

_WIDTH = 76
_MOST_IN_A_LIST = 40
_AHEAD = (
    (Falls.TODAY, "Published today at the end of a deferral"),
    (Falls.IN_1_DAY, "Falls due tomorrow"),
    (Falls.IN_7_DAYS, "Falls due within 7 days"),
    (Falls.IN_14_DAYS, "Falls due within 14 days"),
    (Falls.IN_30_DAYS, "Falls due within 30 days"),
)


def digest_of(rows: Rows) -> str:
    """Return the summary of the day, what is most pressing first; never empty."""
    due = falling_due(rows)
    paragraphs = (
        f"Decisions on {day_in_words(rows.day)}\n{_in_short(rows, due)}",
        *_still_public(rows),
        *_overdue(due),
        *_not_yet_built(due),
        *_ahead(due),
        *_undated(due),
        *_others_for_a_person(rows, due),
        *_not_read(rows),
        *_to_publish(rows),
    )
    return "\n\n".join(paragraphs) + "\n"


def _in_short(rows: Rows, due: Sequence[Due]) -> str:
    waiting = sum(row.needs_a_person for row in rows.decisions)
    overdue = sum(one.falls is Falls.OVERDUE for one in due)
    built = sum(one.falls is Falls.NOT_YET_BUILT for one in due)
    return (
        f"{_decisions(len(rows.decisions))}: {waiting or 'none'} for a person, "
        f"{overdue or 'none'} overdue, {built or 'none'} due and not yet built."
    )


def _still_public(rows: Rows) -> Iterator[str]:
    """List what an edition carries against the ruling of the day, before all else."""
    some = [row for row in rows.decisions if must_be_taken_out(row)]
    if some:
        yield _list("Still public, and may not be", (_line(row, (TAKE_OUT,)) for row in some))


def _overdue(due: Sequence[Due]) -> Iterator[str]:
    some = [one for one in due if one.falls is Falls.OVERDUE]
    if some:
        yield _list(
            "Overdue: the day has come, and something holds them back", map(_with_day, some)
        )


def _not_yet_built(due: Sequence[Due]) -> Iterator[str]:
    some = [one for one in due if one.falls is Falls.NOT_YET_BUILT]
    if some:
        yield _list("Due and not yet built", map(_with_day, some))


def _ahead(due: Sequence[Due]) -> Iterator[str]:
    for falls, heading in _AHEAD:
        some = [one for one in due if one.falls is falls]
        if some:
            yield _list(heading, map(_with_day, some))


def _undated(due: Sequence[Due]) -> Iterator[str]:
    some = [one for one in due if one.falls is Falls.UNDATED]
    if some:
        yield _list("Deferred without a date", map(_with_day, some))


def _others_for_a_person(rows: Rows, due: Sequence[Due]) -> Iterator[str]:
    """List what needs a person besides what stands in the lists above already."""
    told = {one.decision.scan for one in due if one.falls is not Falls.LATER}
    some = [row for row in rows.decisions if row.needs_a_person and row.scan not in told]
    if some:
        yield _list("Needs a person", (_line(row, next_steps_of(row)) for row in some))


def _not_read(rows: Rows) -> Iterator[str]:
    unread = sum(row.status is ScanStatus.QUARANTINED for row in rows.not_read)
    if unread:
        scans = "1 scan" if unread == 1 else f"{unread} scans"
        yield f"{scans} could not be read. See why with: pcd register"


def _to_publish(rows: Rows) -> Iterator[str]:
    cleared = [row for row in rows.decisions if row.ruling is RulingKind.CLEARED]
    waiting = sum(not row.published and row.page_failure is None for row in cleared)
    if waiting:
        yield f"{_decisions(waiting)} cleared and not yet published. {PUBLISH}"


def _with_day(due: Due) -> str:
    return _line(due.decision, (_day_in_words(due), *due.next_steps))


def _day_in_words(due: Due) -> str:
    if due.on:
        return f"{day_in_words(due.on)}."
    if due.review_on is None:
        return "Look at it again now."
    return f"Look at it again{' since' if due.look_again else ' on'} {day_in_words(due.review_on)}."


def _line(row: Decision, says: Sequence[str]) -> str:
    name = clear_reference_of(row) or "No clear reference"
    return f"{name}: {' '.join(says)}"


def _list(heading: str, lines: Iterator[str]) -> str:
    told = list(lines)
    shown = [
        textwrap.fill(line, _WIDTH, initial_indent="  ", subsequent_indent="    ")
        for line in told[:_MOST_IN_A_LIST]
    ]
    if len(told) > _MOST_IN_A_LIST:
        shown.append(f"  and {len(told) - _MOST_IN_A_LIST} more. See them with: pcd register")
    return "\n".join((f"{heading} ({len(told)})", *shown))


def _decisions(number: int) -> str:
    return "1 decision" if number == 1 else f"{number} decisions"
