"""The register's rows as a table and a few lines for a person at a terminal."""

from collections import Counter
from collections.abc import Iterator

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.printable import printable
from pcd.register_rows import Decision, NotRead, Rows
from pcd.ruling_in_words import ruling_in_words
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
_WIDTH_OF_A_FILE = 160  # where the output is not a terminal, lines are long rather than cut


def print_rows(rows: Rows) -> None:
    """Print the decisions, what could not be read, and a count."""
    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDTH_OF_A_FILE)
    with console.capture() as captured:
        _print_on(console, rows)
    click.echo(captured.get(), nl=False)


def _print_on(console: Console, rows: Rows) -> None:
    if rows.decisions:
        table = Table(box=None, pad_edge=False)
        for heading in ("Reference", "Ruling", "Why", "Title", "Scan"):
            table.add_column(heading, overflow="fold")
        for row in rows.decisions:
            table.add_row(*map(_plain, _cells(row)))
        console.print(table)
    for unread in rows.not_read:
        console.print(_plain(_unread_line(unread)), soft_wrap=True)
    console.print(_plain(_count_line(rows)), soft_wrap=True)


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
    reason = f", {row.reason}: {row.says}" if row.reason else ""
    return f"{row.scan[:_SHOWN_OF_A_HASH]} {row.file} is {row.status}{reason}"


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
    """Show text as it is: a title is data, with no colours or escapes of its own."""
    return Text(printable(text))
