"""`pcd register evidence`: since when publication was intended, for which day, and the proof."""

import textwrap
from collections.abc import Iterator

import click

from desk.standing.called import decisions_called
from desk.standing.evidence import Told
from desk.standing.london import london_time
from desk.standing.proof import Proof, proof_of
from desk.standing.rows import rows_of
from ingest.printable import printable
from pcd.clock import today
from pcd.exit_code import Exit
from pcd.home import Home
from pcd.output import print_json
from publication.settings import settings_from
from register.cases import cases
from register.opening import open_register

_WIDTH = 96


@click.command()
@click.argument("ref")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def evidence(home: Home, ref: str, as_json: bool) -> Exit:  # noqa: FBT001  # click's flag
    """Print what proves since when publication of REF was intended, and for which day.

    For a request under section 22 of the Freedom of Information Act 2000. It tells when deferral
    and day were read, confirmed, extended and published, and by whom, in the order of the log,
    each with its hash. REF is a reference in any spelling, or the start of a scan's hash; all
    scans of a reference are told of together. The exit code is 5 where the log was tampered with.

    \b
    Examples:
      pcd register evidence 611
      pcd register evidence "PCD 611" --json > pcd-611-evidence.json
    """  # \b is click's mark for lines that must not be wrapped
    settings = settings_from(home.settings("publication"))
    with open_register(home.register, scans_folder=home.scans) as register:
        rows = rows_of(cases(register), settings, today())
        found = proof_of(register, decisions_called(ref, rows))
    if as_json:
        print_json(found)
    else:
        click.echo("\n".join(_lines_of(found)))
    return Exit.AUDIT_FAILED if found.faults else Exit.DONE


def _lines_of(found: Proof) -> Iterator[str]:
    yield f"{printable(found.reference or 'No clear reference')}: what the register can prove"
    for scan in found.scans:
        yield f"Scan {scan}"
    for told in found.told:
        yield ""
        yield from _told_in_words(told, is_one_of_several=len(found.scans) > 1)
    yield ""
    yield from found.faults
    if not found.faults:
        yield f"The log's chain is unbroken up to entry {found.last_entry}:"
        yield f"  {found.last_hash}"


def _told_in_words(told: Told, *, is_one_of_several: bool) -> Iterator[str]:
    by = f", {told.by}" if told.by else ""
    of_scan = f", scan {told.scan[:12]}" if told.scan and is_one_of_several else ""
    yield printable(f"{london_time(told.at)}{by}{of_scan}")
    why = f" Reason given: {told.why}" if told.why else ""
    plain = printable(" ".join(f"{told.says}{why}".split()))
    yield textwrap.indent(textwrap.fill(plain, _WIDTH), "  ")
    yield f"  log entry {told.entry}: {told.hash}"
