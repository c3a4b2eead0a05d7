"""The register's rows as a table and a few lines for a person at a terminal."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from desk.exports.sheet import Sheet
from desk.standing.falling_due import Falls, falling_due
from desk.standing.in_words import ruling_in_words
from desk.standing.next_steps import must_be_taken_out
from desk.standing.rows import Decision, NotRead, Rows
from ingest.printable import printable
from publication.day import day_in_words
from publication.ruling import RulingKind
from register.case import ScanStatus

_IN_WORDS = {
    RulingKind.CLEARED: "cleared",
    RulingKind.REVIEW: "for review",
    RulingKind.UNTIL: "until a day",
    RulingKind.WITHDRAWN: "withdrawn",
}
_SHOWN_OF_A_HASH = 12
_SHORT = 28
_WIDTH_OF_A_FILE = 160  # where the output is not a terminal, lines are long rather than cut


def print_rows(rows: Rows) -> None:
    """Print what is pressing, the decisions, what could not be read, and a count."""
    _print(partial(_print_on, rows=rows))


def print_sheet(sheet: Sheet) -> None:
    """Print a view of the register as a table, with its notes."""
    _print(partial(_print_sheet_on, sheet=sheet))


def _print(show_on: Callable[[Console], None]) -> None:
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH_OF_A_FILE)
    with console.capture() as captured:
        show_on(console)
    click.echo(captured.get(), nl=False)


def _print_sheet_on(console: Console, sheet: Sheet) -> None:
    if sheet.rows:
        headings, *rows = sheet.on_screen
        console.print(_table(headings, rows))
    else:
        console.print(_plain(sheet.empty), soft_wrap=True)
    for note in sheet.notes:
        console.print(_plain(note), soft_wrap=True)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Make a table in which what is short stays on a line."""
    table = Table(box=None, pad_edge=False)
    for place, heading in enumerate(headings):
        is_short = all(len(cells[place]) <= _SHORT for cells in rows)
        table.add_column(heading, overflow="fold", no_wrap=is_short)
    for cells in rows:
        table.add_row(*map(_plain, cells))
    return table


def _print_on(console: Console, rows: Rows) -> None:
    for line in _pressing_lines(rows):
        console.print(_plain(line), soft_wrap=True)
    if rows.decisions:
        headings = ("Reference", "Ruling", "Why", "Title", "Scan")
        console.print(_table(headings, tuple(map(_cells, rows.decisions))))
    for row in rows.decisions:
        for part in row.other_parts:
            line = f"{row.scan[:_SHOWN_OF_A_HASH]}: {part.says} {part.command}"
            console.print(_plain(line), soft_wrap=True)
    for unread in rows.not_read:
        console.print(_plain(_unread_line(unread)), soft_wrap=True)
    console.print(_plain(_count_line(rows)), soft_wrap=True)


def _pressing_lines(rows: Rows) -> Iterator[str]:
    """Yield what needs a person and what falls due, and where to see more of it."""
    public = sum(map(must_be_taken_out, rows.decisions))
    if public:
        held = "1 decision is" if public == 1 else f"{public} decisions are"
        yield f"{held} still public and may not be. Take out what is held with: pcd publish"
    waiting = sum(row.needs_a_person for row in rows.decisions)
    if waiting:
        needs = "1 decision needs" if waiting == 1 else f"{waiting} decisions need"
        yield f"{needs} a person. What to do: pcd register --digest"
    counted = Counter(one.falls for one in falling_due(rows))
    told = [f"{counted[falls]} {falls}" for falls in Falls if counted[falls]]
    if told:
        yield f"Deferrals: {', '.join(told)}. See: pcd register --view due"


def _cells(row: Decision) -> tuple[str, ...]:
    return (
        row.reference or "no reference",
        ruling_in_words(row),
        ", ".join(_why(row)),
        row.title or "no title",
        row.scan[:_SHOWN_OF_A_HASH],
    )


def _why(row: Decision) -> Iterator[str]:
    yield from dict.fromkeys(ground.code for ground in row.grounds)
    if row.due_since and not row.published:
        yield f"due since {row.due_since}"
    if row.page_failure:
        yield row.page_failure


def _unread_line(row: NotRead) -> str:
    shown = f"{row.scan[:_SHOWN_OF_A_HASH]} {row.file} is {row.status}"
    if row.part_of:
        return f"{shown}, {row.part_of[:_SHOWN_OF_A_HASH]}"
    return f"{shown}, {row.reason}: {row.says}" if row.reason else shown


def _count_line(rows: Rows) -> str:
    rulings = Counter(row.ruling for row in rows.decisions)
    unread = Counter(row.status for row in rows.not_read)
    counted = (
        *(f"{rulings[kind]} {_IN_WORDS[kind]}" for kind in RulingKind if rulings[kind]),
        *(f"{_scans(unread[status])} {status}" for status in ScanStatus if unread[status]),
    )
    decisions = "1 decision" if len(rows.decisions) == 1 else f"{len(rows.decisions)} decisions"
    return f"{decisions} on {day_in_words(rows.day)}: {', '.join(counted) or 'nothing yet'}."


def _scans(number: int) -> str:
    return "1 scan" if number == 1 else f"{number} scans"


def _plain(text: str) -> Text:
    """Show text as it is, on a line: a title is data, with no colours or escapes of its own."""
    return Text(printable(" ".join(text.split())))
