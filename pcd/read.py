"""`pcd read`: one PDF in, its decision record as JSON out; nothing is changed anywhere.

Asked for it, it shows its work: a picture of each page, and in words why each field was read
as it was.
"""

from pathlib import Path
from threading import Event

import click
from msgspec import Struct

from ingest.confined.confinement import THE_WORKER, ScanToRead, read_confined
from ingest.confined.messages import Explained, PageDrawn, Sight
from ingest.file_hash import hash_of
from ingest.printable import printable
from ingest.record import DecisionRecord
from ingest.seeing.explanation import Explanation
from ingest.verdict import Unreadable
from pcd.companions import with_page_beside
from pcd.exit_code import Exit
from pcd.explained import in_words, reasons_for
from pcd.output import print_json
from pcd.pictures import PictureFolder


class Asked(Struct, frozen=True, kw_only=True):
    """What a person wants to see of the file besides its record, or instead of it."""

    pictures: Path | None = None
    explain: bool = False
    as_json: bool = False
    fast: bool = False


_THE_RECORD = Asked()


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--pictures",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write each page as DIR/page-NN.png, with boxes for what was read where.",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Print in words why each field was read as it was, instead of the record.",
)
@click.option(
    "--fast", is_flag=True, help="Read the body with one reader, the two answers with both."
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON; a record is JSON anyway.")
def verb(
    file: Path,
    pictures: Path | None,
    *,
    explain: bool,
    fast: bool,
    as_json: bool,
) -> Exit:
    """Print the decision record of one PDF as JSON. Needs no home and changes nothing.

    Where the file can't be read, the reason goes to standard error and the exit code is 3.
    Pictures and explanations are as private as the scan: a withheld page is drawn too, in a
    red border, but quoted nowhere. DIR is made where it is missing, and no picture in it is
    written over. With --fast a page takes much less time, and its text has more slips;
    the reference, the title and the two answers are read by both readers all the same.

    \b
    Examples:
      pcd read samples/pcd-0611.pdf
      pcd read scan.pdf > record.json
      pcd read scan.pdf --explain
      pcd read scan.pdf --explain --pictures private/seen
    """  # \b is click's mark for lines that must not be wrapped
    if not file.is_file():
        raise click.UsageError(f"{file} is no file that could be read to its end.")
    return print_record(file, Asked(pictures=pictures, explain=explain, as_json=as_json, fast=fast))


def print_record(
    file: Path, asked: Asked = _THE_RECORD, *, worker: tuple[str, ...] = THE_WORKER
) -> Exit:
    """Read the file in a process of its own and print what was asked for."""
    scan = ScanToRead(pdf=file, name=file.name, sha256=hash_of(file), fast=asked.fast)
    folder = PictureFolder(asked.pictures) if asked.pictures else None
    explanations: list[Explanation] = []

    def keep(sight: Sight) -> None:
        match sight:
            case Explained():
                explanations.extend(sight.explanations)
            case PageDrawn() if folder:
                folder.take(sight)

    wants_sights = folder is not None or asked.explain
    try:
        record = read_confined(
            scan,
            on_page=lambda _: None,
            stop=Event(),
            worker=worker,
            on_sight=keep if wants_sights else None,
        )
        record = with_page_beside(record, file, worker=worker)
    except Unreadable as verdict:
        click.echo(f"pcd: {printable(file.name)}: {verdict.reason}. {verdict.says}", err=True)
        return Exit.INPUT_UNREADABLE
    _print(record, explanations, file, asked)
    if folder:
        click.echo(f"{folder.count} pages are drawn in {folder.folder}.", err=True)
    return Exit.DONE


def _print(
    record: DecisionRecord, explanations: list[Explanation], file: Path, asked: Asked
) -> None:
    if not asked.explain:
        print_json(record)
        return
    reasons = reasons_for(record, explanations)
    if asked.as_json:
        print_json(reasons)
    else:
        click.echo(in_words(file.name, reasons))
