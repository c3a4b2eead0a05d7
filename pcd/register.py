"""`pcd register`: every decision with its ruling for today, or for another day."""

import datetime

import click

from pcd.clock import today
from pcd.exit_code import Exit
from pcd.home import Home
from pcd.output import print_json
from pcd.register_rows import Rows, rows_of
from publication.settings import settings_from
from register.cases import cases
from register.opening import open_register


@click.command()
@click.option(
    "--as-of",
    "day",
    metavar="DAY",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Rule for this day (2026-03-31) rather than today.",
)
@click.option("--check", is_flag=True, help="Exit with 4 where something needs a person.")
@click.option("--json", "as_json", is_flag=True, help="Print every ground as JSON.")
@click.pass_obj
def verb(home: Home, day: datetime.datetime | None, check: bool, as_json: bool) -> Exit:  # noqa: FBT001  # click's flags
    """List every decision in order of arrival, with its ruling for a day.

    For officers: it shows titles, and what was read. Nothing is published by looking ahead.

    \b
    Examples:
      pcd register
      pcd register --as-of 2026-03-31
      pcd register --json > rulings.json
      pcd register --check || echo "somebody must look"
    """  # \b is click's mark for lines that must not be wrapped
    rows = rows_on(home, day.date() if day else today())
    if as_json:
        print_json(rows)
    else:
        from pcd.register_table import print_rows  # noqa: PLC0415  # rich is slow to import

        print_rows(rows)
    return Exit.NEEDS_A_PERSON if check and rows.needs_a_person else Exit.DONE


def rows_on(home: Home, day: datetime.date) -> Rows:
    """Return the home's register as it stands on a day."""
    settings = settings_from(home.settings("publication"))
    with open_register(home.register, scans_folder=home.scans) as register:
        return rows_of(cases(register), settings, day)
