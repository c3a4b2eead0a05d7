"""`pcd doctor`: what this machine and this home have, what they lack, and what to do about it."""

import click

from pcd.checks import Check, checks_of_home, checks_of_log, checks_of_machine
from pcd.exit_code import Exit
from pcd.home import Home
from pcd.output import print_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the checks as JSON.")
@click.pass_obj
def verb(home: Home, as_json: bool) -> Exit:  # noqa: FBT001  # click's flag
    """Say what this machine and this home have and lack, and what to do about it.

    Reads a page with both readers to see that they work, so it takes a few seconds. The exit
    code is 4 where something is lacking, 5 where the register's log was tampered with.

    \b
    Examples:
      pcd doctor
      pcd --home /srv/decisions doctor --json
    """  # \b is click's mark for lines that must not be wrapped
    checks = (*checks_of_machine(), *checks_of_home(home))
    broken = tuple(checks_of_log(home))
    if as_json:
        print_json((*checks, *broken))
    else:
        click.echo("\n".join(map(_line_of, (*checks, *broken))))
    if any(check.remedy for check in broken):
        return Exit.AUDIT_FAILED
    return Exit.NEEDS_A_PERSON if any(check.remedy for check in checks) else Exit.DONE


def _line_of(check: Check) -> str:
    mark = "LACKING" if check.remedy else "ok"
    told = f"{mark:8} {check.what}: {check.found}"
    return f"{told}. {check.remedy}" if check.remedy else told
