"""`pcd register`: every decision with its ruling for a day, what falls due, and what to do."""

import datetime
from pathlib import Path
from typing import TypedDict, Unpack

import click

from desk.exports.digest import digest_of
from desk.exports.spreadsheet import csv_of
from desk.exports.views import View, sheet_of, value_of
from desk.standing.rows import Rows, rows_of
from pcd.clock import today
from pcd.exit_code import Exit
from pcd.handing_out import STANDARD_OUTPUT, hand_out
from pcd.home import Home
from pcd.output import print_json
from pcd.register_evidence import evidence
from publication.settings import settings_from
from register.cases import cases
from register.opening import open_register

_DAY = click.DateTime(["%Y-%m-%d"])
_FILE = click.Path(dir_okay=False, allow_dash=True, path_type=Path)


class Options(TypedDict):
    """What of the register is wanted, and in which form."""

    view: View
    digest: bool
    as_json: bool
    csv: Path | None
    ics: Path | None


@click.group(invoke_without_command=True, subcommand_metavar="[evidence REF]")
@click.option(
    "--as-of",
    "day",
    metavar="DAY",
    type=_DAY,
    help="Rule for this day (2026-03-31) rather than today.",
)
@click.option(
    "--view",
    type=click.Choice(View, case_sensitive=False),
    default=View.DECISIONS,
    help="What falls due, Part 2s, doubtful references, missing numbers, or days to publishing.",
)
@click.option("--digest", is_flag=True, help="Print the morning's summary: no titles, for a mail.")
@click.option("--json", "as_json", is_flag=True, help="Print every ground as JSON.")
@click.option(
    "--csv",
    "csv",
    type=_FILE,
    is_flag=False,
    flag_value=STANDARD_OUTPUT,
    metavar="[FILE]",
    help="Write a spreadsheet, or print it.",
)
@click.option(
    "--ics",
    "ics",
    type=_FILE,
    is_flag=False,
    flag_value=STANDARD_OUTPUT,
    metavar="[FILE]",
    help="Write a calendar of what falls due, or print it: references only.",
)
@click.option("--check", is_flag=True, help="Exit with 4 where something needs a person.")
@click.pass_context
def verb(
    ctx: click.Context,
    day: datetime.datetime | None,
    check: bool,  # noqa: FBT001  # click's flag
    **wanted: Unpack[Options],
) -> Exit:
    """List every decision in order of arrival, with its ruling for a day.

    For officers: it shows titles, and what was read. Nothing is published by looking ahead.

    \b
    Examples:
      pcd register
      pcd register --as-of 2026-03-31
      pcd register --view due
      pcd register --view part2 --csv part2.csv
      pcd register --json > rulings.json
      pcd register --ics deferrals.ics
      pcd register --digest --check | mail -s "Decisions" foi@example.org
      pcd register evidence 611
    """  # \b is click's mark for lines that must not be wrapped
    if ctx.invoked_subcommand is not None:
        _refuse_options_before_it(ctx)
        return Exit.DONE
    _refuse_several_forms(wanted)
    home = ctx.ensure_object(Home)
    rows = rows_on(home, day.date() if day else today())
    _show(rows, wanted, home)
    return Exit.NEEDS_A_PERSON if check and rows.needs_a_person else Exit.DONE


verb.add_command(evidence)


def _refuse_options_before_it(ctx: click.Context) -> None:
    """Refuse what the command behind would not heed."""
    for parameter in ctx.command.params:
        source = ctx.get_parameter_source(parameter.name or "")
        if source is click.core.ParameterSource.COMMANDLINE:
            option = parameter.opts[-1]
            raise click.UsageError(f"{ctx.invoked_subcommand} takes no {option} before it.", ctx)


def _refuse_several_forms(wanted: Options) -> None:
    files = (wanted["csv"], wanted["ics"])
    forms = (wanted["digest"], wanted["as_json"], *(file is not None for file in files))
    if sum(forms) > 1:
        raise click.UsageError("Give one of --json, --csv, --ics and --digest, not several.")
    if wanted["view"] is not View.DECISIONS and (wanted["digest"] or wanted["ics"] is not None):
        raise click.UsageError("--digest and --ics tell of everything; leave --view out.")


def _show(rows: Rows, wanted: Options, home: Home) -> None:
    if wanted["as_json"]:
        print_json(value_of(wanted["view"], rows))
    elif wanted["digest"]:
        click.echo(digest_of(rows), nl=False)
    elif wanted["csv"] is not None:
        hand_out(csv_of(sheet_of(wanted["view"], rows)), wanted["csv"], kind=".csv", home=home)
    elif wanted["ics"] is not None:
        from desk.exports.diary import diary_of  # noqa: PLC0415  # slow to import, seldom wanted

        hand_out(diary_of(rows), wanted["ics"], kind=".ics", home=home)
    else:
        _print_table(rows, wanted["view"])


def _print_table(rows: Rows, view: View) -> None:
    from pcd.register_table import print_rows, print_sheet  # noqa: PLC0415  # rich is slow to import

    if view is View.DECISIONS:
        print_rows(rows)
    else:
        print_sheet(sheet_of(view, rows))


def rows_on(home: Home, day: datetime.date) -> Rows:
    """Return the home's register as it stands on a day."""
    settings = settings_from(home.settings("publication"))
    with open_register(home.register, scans_folder=home.scans) as register:
        return rows_of(cases(register), settings, day)
