"""`pcd review`: an officer's entry from the command line, checked before it is kept."""

import datetime
import getpass
import re
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypedDict, Unpack

import click
from msgspec import Struct

from desk.reviewing import Draft, Signature, enter
from desk.standing.called import decision_called
from desk.standing.in_words import grounds_in_words, ruling_in_words
from desk.standing.rows import rows_of
from pcd.clock import now, today
from pcd.exit_code import Exit
from pcd.home import Home
from pcd.output import print_json
from publication.settings import settings_from
from register.cases import cases
from register.opening import open_register
from register.review import Confirm, Correct, Extend, Release, Replace, Split, Withdraw, Withhold

P = ParamSpec("P")


class Reviewed(Struct, frozen=True):
    """Which decision of which home a review is of."""

    home: Home
    called: str


class Options(TypedDict):
    """Who enters a review, why, and how the answer is wanted: what every entry is asked for."""

    by: str | None
    why: str
    as_json: bool


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
      pcd review 611 split 1-6 --why "Part 2 begins on page 7."
      pcd review 611 withhold --why "Waiting for legal advice."
      pcd review 611 withdraw "It was published in error." --why "The DMPC asked for it."
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


_RANGE = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")


def _pages(ctx: click.Context, parameter: click.Parameter, value: str) -> tuple[int, ...]:
    """Read pages as people write them: 1-6, or 1-3,5."""
    found: set[int] = set()
    for part in value.split(","):
        match = _RANGE.fullmatch(part.strip())
        if match is None:
            raise click.BadParameter("give pages as in 1-6 or 1-3,5.", ctx, parameter)
        first, last = int(match[1]), int(match[2] or match[1])
        found.update(range(first, last + 1))
    return tuple(sorted(found))


@verb.command()
@click.argument("field")
@click.argument("value", required=False, callback=_text)
@click.option("--empty", is_flag=True, help="Say that the field is empty, instead of a value.")
@_signed
def correct(
    reviewed: Reviewed, field: str, value: str | None, *, empty: bool, **options: Unpack[Options]
) -> Exit:
    """Replace a field's value.

    \b
    Examples:
      pcd review 611 correct deferral.answer no --why "A speck hid the N."
      pcd review 611 correct deferral.until --empty --why "It is N/A."
    """  # \b is click's mark for lines that must not be wrapped
    if (value is None) != empty:
        raise click.UsageError("Give the new value, or --empty, and not both.")
    return _enter(
        reviewed, lambda signed: Correct(**signed.on_reading, field=field, value=value), options
    )


@verb.command()
@click.argument("field")
@_signed
def confirm(reviewed: Reviewed, field: str, **options: Unpack[Options]) -> Exit:
    """Confirm a field as it was read.

    The FIELD record stands for the whole reading.

    \b
    Examples:
      pcd review 611 confirm record --why "Read against the paper."
      pcd review 611 confirm deferral.until --why "The day is plain on the paper."
    """  # \b is click's mark for lines that must not be wrapped
    return _enter(reviewed, lambda signed: Confirm(**signed.on_reading, field=field), options)


@verb.command()
@click.option(
    "--ground",
    "grounds",
    multiple=True,
    required=True,
    help="The code of a ground as pcd register shows it; may be given again for each.",
)
@_signed
def release(reviewed: Reviewed, grounds: tuple[str, ...], **options: Unpack[Options]) -> Exit:
    """Lift grounds by name.

    No release lifts a withheld page, or a date ahead.

    \b
    Examples:
      pcd review 611 release --ground not-signed --why "The signed copy is on file."
    """  # \b is click's mark for lines that must not be wrapped
    return _enter(reviewed, lambda signed: Release(**signed.on_reading, grounds=grounds), options)


@verb.command()
@_signed
def withhold(reviewed: Reviewed, **options: Unpack[Options]) -> Exit:
    """Hold the decision back.

    \b
    Examples:
      pcd review 611 withhold --why "Waiting for legal advice."
    """  # \b is click's mark for lines that must not be wrapped
    return _enter(reviewed, lambda signed: Withhold(**signed.on_scan), options)


@verb.command()
@click.argument("pages", callback=_pages)
@_signed
def split(reviewed: Reviewed, pages: tuple[int, ...], **options: Unpack[Options]) -> Exit:
    """Say which PAGES are Part 1; all others are withheld pages.

    \b
    Examples:
      pcd review 611 split 1-6 --why "Part 2 begins on page 7."
      pcd review 611 split 1-3,5 --why "Page 4 is the exempt appendix."
    """  # \b is click's mark for lines that must not be wrapped
    return _enter(reviewed, lambda signed: Split(**signed.on_scan, part1_pages=pages), options)


@verb.command()
@click.argument("until", metavar="DAY", type=click.DateTime(["%Y-%m-%d"]))
@_signed
def extend(reviewed: Reviewed, until: datetime.datetime, **options: Unpack[Options]) -> Exit:
    """Move the day of publication to a later DAY, before it has come.

    \b
    Examples:
      pcd review 611 extend 2027-03-31 --why "The contract is signed in March."
    """  # \b is click's mark for lines that must not be wrapped
    return _enter(reviewed, lambda signed: Extend(**signed.on_reading, until=until.date()), options)


@verb.command()
@click.argument("scan", metavar="SCAN")
@_signed
def replace(reviewed: Reviewed, scan: str, **options: Unpack[Options]) -> Exit:
    """Let the scan REF take over from another SCAN of the same reference.

    Name both by the start of their hashes, as pcd register shows them: the new one first.

    \b
    Examples:
      pcd review 3fa5c2 replace 91be07 --why "Scanned again, with the missing page."
    """  # \b is click's mark for lines that must not be wrapped
    other = _scan_called(reviewed.home, scan)
    return _enter(reviewed, lambda signed: Replace(**signed.on_scan, replaces=other), options)


@verb.command()
@click.argument("sentence", callback=_text)
@_signed
def withdraw(reviewed: Reviewed, sentence: str, **options: Unpack[Options]) -> Exit:
    """Take the decision out for good; the public reads SENTENCE in its place.

    The sentence never gives the title. --why is for the register alone.

    \b
    Examples:
      pcd review 611 withdraw "It was published in error." --why "The DMPC asked for it."
    """  # \b is click's mark for lines that must not be wrapped
    return _enter(reviewed, lambda signed: Withdraw(**signed.on_scan, sentence=sentence), options)


def _enter(reviewed: Reviewed, draft: Draft, options: Options) -> Exit:
    """Keep the entry, and print the new ruling."""
    home = reviewed.home
    settings = settings_from(home.settings("publication"))
    by = options["by"] or _login_name()
    with open_register(home.register, scans_folder=home.scans) as register:
        called = decision_called(reviewed.called, rows_of(cases(register), settings, today()))
        signature = Signature(scan=called.scan, by=by, at=now(), why=options["why"])
        row = enter(register, draft, signature, settings=settings, today=today())
    if options["as_json"]:
        print_json(row)
    else:
        lines = (
            f"{row.reference or row.scan[:12]}: {ruling_in_words(row)}",
            *grounds_in_words(row),
        )
        click.echo("\n  ".join(lines))
    return Exit.DONE


def _scan_called(home: Home, called: str) -> str:
    settings = settings_from(home.settings("publication"))
    with open_register(home.register, scans_folder=home.scans) as register:
        return decision_called(called, rows_of(cases(register), settings, today())).scan


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise click.UsageError("Say who you are with --by NAME.") from error
