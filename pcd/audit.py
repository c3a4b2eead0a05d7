"""`pcd audit`: is everything as it was made, and is nothing withheld in anything public?"""

import click

from edition.auditing import Findings, audit
from pcd.clock import today
from pcd.exit_code import Exit
from pcd.home import Home
from pcd.output import print_json
from pcd.publish import press_of
from pcd.publish_report import leak_in_words


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_obj
def verb(home: Home, as_json: bool) -> Exit:  # noqa: FBT001  # click's flag
    """Verify the register's log, the live edition, and that nothing withheld is in it.

    Changes nothing. The exit code is 5 where anything is not as it was made, or holds words of
    what is withheld today.

    \b
    Examples:
      pcd audit
      pcd audit --json
    """  # \b is click's mark for lines that must not be wrapped
    with press_of(home, today(), verb_name="audit") as press:
        findings = audit(press)
    if as_json:
        print_json(findings)
    else:
        click.echo("\n".join(_lines_of(findings)))
    return Exit.AUDIT_FAILED if findings.faults or findings.leaks else Exit.DONE


def _lines_of(findings: Findings) -> list[str]:
    told = [*findings.faults, *map(leak_in_words, findings.leaks)]
    if told:
        return told
    edition = findings.edition
    live = (
        f"edition {edition} is as it was made, and holds nothing withheld"
        if edition
        else ("nothing is live")
    )
    return [f"The log's chain is unbroken; {live}."]
