"""`pcd read`: one PDF in, its decision record as JSON out; nothing is changed anywhere."""

from pathlib import Path
from threading import Event

import click
import msgspec

from ingest.confined.confinement import THE_WORKER, ScanToRead, read_confined
from ingest.file_hash import hash_of
from ingest.printable import printable
from ingest.verdict import Unreadable
from pcd.exit_code import Exit


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The same: a record is JSON.")
def verb(file: Path, as_json: bool) -> Exit:  # noqa: ARG001, FBT001  # every verb takes --json
    """Print the decision record of one PDF as JSON. Needs no home and changes nothing.

    Where the file can't be read, the reason goes to standard error and the exit code is 3.

    \b
    Examples:
      pcd read samples/pcd-0611.pdf
      pcd read scan.pdf > record.json
    """  # \b is click's mark for lines that must not be wrapped
    if not file.is_file():
        raise click.UsageError(f"{file} is no file that could be read to its end.")
    return print_record(file)


def print_record(file: Path, *, worker: tuple[str, ...] = THE_WORKER) -> Exit:
    """Read the file in a process of its own and print its record."""
    scan = ScanToRead(pdf=file, name=file.name, sha256=hash_of(file))
    try:
        record = read_confined(scan, on_page=lambda _: None, stop=Event(), worker=worker)
    except Unreadable as verdict:
        click.echo(f"pcd: {printable(file.name)}: {verdict.reason}. {verdict.says}", err=True)
        return Exit.INPUT_UNREADABLE
    click.echo(msgspec.json.format(msgspec.json.encode(record), indent=2))
    return Exit.DONE
