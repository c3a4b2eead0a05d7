"""`pcd review`: an officer's entry from the command line, checked before it is kept."""

import datetime
import getpass
from collections.abc import Callable, Sequence
from functools import partial
from typing import Concatenate, ParamSpec, Protocol, TypedDict, Unpack

import click
from msgspec import Struct

from ingest.record import DecisionRecord
from pcd.clock import now, today
from pcd.exit_code import Exit
from pcd.finding_case import decision_called
from pcd.home import Home
from pcd.output import print_json
from pcd.register_rows import rows_of
from pcd.ruling_in_words import grounds_in_words, ruling_in_words
from publication.checking import check
from publication.docket import asked_of, record_of
from publication.reading import reading_of
from publication.settings import Settings, settings_from
from register.case import Case
from register.cases import cases
from register.opening import open_register
from register.review import Confirm, Correct, Entry, Release, Withhold
from register.reviews import add_review

P = ParamSpec("P")


class Reviewed(Struct, frozen=True):
    """Which decision of which home a review is of."""

    home: Home
    called: str


class Signed(TypedDict):
    """Who enters a review, why, and how the answer is wanted: what every entry is asked for."""

    by: str | None
    why: str
    as_json: bool


class EntryOf(Protocol):
    """An entry that lacks only its scan, the reading, its officer, its moment and its reason."""

    def __call__(
        self, *, scan: str, reading: str, by: str, at: datetime.datetime, why: str
    ) -> Entry:
        """Make the entry whole."""


@click.group(subcommand_metavar="ENTRY …")
@click.argument("ref")
@click.pass_context
def verb(ctx: click.Context, ref: str) -> None:
    """Enter an officer's review of the decision REF, and print its new ruling.

    REF is a reference in any spelling (PCD 611, pcd-611, 611) or the start of a scan's hash.
    An entry is never edited or deleted: a later one stands against an earlier one.

    \b
    Examples:
      pcd review "PCD 611" confirm record --why "Read against the paper."
      pcd review 611 correct deferral.until 2026-03-31 --why "The stamp hid the year."
      pcd review 3fa5c2 release --ground not-signed --why "The signed copy is on file."
      pcd review 611 withhold --why "Waiting for legal advice."
    """  # \b is click's mark for lines that must not be wrapped
    ctx.obj = Reviewed(ctx.obj, ref)


def _signed(entry: Callable[Concatenate[Reviewed, P], Exit]) -> Callable[P, Exit]:
    """Give an entry the options that each has, and the decision it is of."""
    command: Callable[P, Exit] = click.pass_obj(entry)
    for option in (
        click.option("--json", "as_json", is_flag=True, help="Print the new ruling as JSON."),
        click.option("--by", callback=_text, help="Who enters it; your login name by default."),
        click.option("--why", required=True, callback=_text, help="The reason, in a sentence."),
    ):
        command = option(command)
    return command


def _text(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Refuse what can't be kept as text: bytes from another encoding."""
    try:
        (value or "").encode()
    except UnicodeEncodeError as error:
        raise click.BadParameter("this is no UTF-8 text.", ctx, parameter) from error
    return value


@verb.command()
@click.argument("field")
@click.argument("value", required=False, callback=_text)
@click.option("--empty", is_flag=True, help="Say that the field is empty, instead of a value.")
@_signed
def correct(
    reviewed: Reviewed, field: str, value: str | None, *, empty: bool, **signed: Unpack[Signed]
) -> Exit:
    """Replace a field's value.

    \b
    Examples:
      pcd review 611 correct deferral.answer no --why "A speck hid the N."
      pcd review 611 correct deferral.until --empty --why "It is N/A."
    """  # \b is click's mark for lines that must not be wrapped
    if (value is None) != empty:
        raise click.UsageError("Give the new value, or --empty, and not both.")
    return _enter(reviewed, partial(Correct, field=field, value=value), signed)


@verb.command()
@click.argument("field")
@_signed
def confirm(reviewed: Reviewed, field: str, **signed: Unpack[Signed]) -> Exit:
    """Confirm a field as it was read.

    The FIELD record stands for the whole reading.

    \b
    Examples:
      pcd review 611 confirm record --why "Read against the paper."
      pcd review 611 confirm deferral.until --why "The day is plain on the paper."
    """  # \b is click's mark for lines that must not be wrapped
    return _enter(reviewed, partial(Confirm, field=field), signed)


@verb.command()
@click.option(
    "--ground",
    "grounds",
    multiple=True,
    required=True,
    help="The code of a ground as pcd register shows it; may be given again for each.",
)
@_signed
def release(reviewed: Reviewed, grounds: tuple[str, ...], **signed: Unpack[Signed]) -> Exit:
    """Lift grounds by name.

    No release lifts a withheld page, or a date ahead.

    \b
    Examples:
      pcd review 611 release --ground not-signed --why "The signed copy is on file."
    """  # \b is click's mark for lines that must not be wrapped
    return _enter(reviewed, partial(Release, grounds=grounds), signed)


@verb.command()
@_signed
def withhold(reviewed: Reviewed, **signed: Unpack[Signed]) -> Exit:
    """Hold the decision back.

    \b
    Examples:
      pcd review 611 withhold --why "Waiting for legal advice."
    """  # \b is click's mark for lines that must not be wrapped
    return _enter(reviewed, _withhold, signed)


def _withhold(
    *,
    scan: str,
    reading: str,  # noqa: ARG001  # whatever was read: the officer holds the scan itself back
    by: str,
    at: datetime.datetime,
    why: str,
) -> Entry:
    return Withhold(scan=scan, by=by, at=at, why=why)


def _enter(reviewed: Reviewed, entry_of: EntryOf, signed: Signed) -> Exit:
    """Check the entry against the case as it stands, keep it, and print the new ruling."""
    home = reviewed.home
    settings = settings_from(home.settings("publication"))
    with open_register(home.register, scans_folder=home.scans) as register:
        case, record = _case_called(reviewed.called, cases(register), settings)
        by = signed["by"] or _login_name()
        entry = entry_of(
            scan=case.scan.sha256,
            reading=reading_of(record),
            by=by,
            at=now(),
            why=signed["why"],
        )
        check(entry, record, case.reviews)
        add_review(register, entry, seen_last=case.last_review)
        rows = rows_of(cases(register), settings, today())
    (row,) = (row for row in rows.decisions if row.scan == case.scan.sha256)
    if signed["as_json"]:
        print_json(row)
    else:
        lines = (
            f"{row.reference or row.scan[:12]}: {ruling_in_words(row)}",
            *grounds_in_words(row),
        )
        click.echo("\n  ".join(lines))
    return Exit.DONE


def _case_called(
    called: str, found: Sequence[Case], settings: Settings
) -> tuple[Case, DecisionRecord]:
    """Return the case that is meant, and its record as the rule is asked about it."""
    row = decision_called(called, rows_of(found, settings, today()))
    ((case, record),) = (
        (case, record_of(asked_of(case, case.record)))
        for case in found
        if case.record is not None and case.scan.sha256 == row.scan
    )
    return case, record


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise click.UsageError("Say who you are with --by NAME.") from error
