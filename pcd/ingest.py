"""`pcd ingest`: files and folders in, records in the register out; no work is done twice."""

import os
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click
from msgspec import Struct

from ingest.companion.beside import SavedPages
from ingest.confined.confinement import THE_WORKER
from ingest.page import PageReading
from ingest.printable import printable
from ingest.record import DecisionRecord
from ingest.verdict import Unreadable
from pcd.clock import now, today
from pcd.companions import take_in_beside
from pcd.exit_code import Exit
from pcd.finding_scans import files_in
from pcd.home import Home
from pcd.ingest_report import Report, Unopened, Unread, lines_of
from pcd.lock import only_run
from pcd.output import print_json
from pcd.progress import progress_over
from pcd.reading_run import Terms, read_scans
from pcd.stopping import terminated_like_interrupted
from register.case import Scan, ScanStatus
from register.cases import all_scans
from register.intake import Arrival, take_in
from register.opening import Register, open_or_make_register
from register.scan_folder import sweep


class Asked(Struct, frozen=True, kw_only=True):
    """What a run is asked to do."""

    paths: tuple[Path, ...]
    jobs: int
    retry: bool = False


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--jobs",
    type=click.IntRange(min=1, max=256),
    default=lambda: len(os.sched_getaffinity(0)),
    show_default="all cores",
    help="How many scans are read at once; each takes up to 1 GB of memory.",
)
@click.option("--retry", is_flag=True, help="Also try again every scan in quarantine.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def verb(home: Home, paths: tuple[Path, ...], jobs: int, retry: bool, as_json: bool) -> Exit:  # noqa: FBT001  # click's flags
    """Take scans into the register and read them: PDF files, or folders of them.

    A saved web page of the same decision that lies beside a scan under its name (pcd-611.html
    beside pcd-611.pdf) comes with it, as a second witness.

    Every file is kept as received. What was read before is not read again, so a run that was
    stopped or killed is simply run once more. What can't be read is in quarantine with a
    reason, and the exit code is 3. After an upgrade, pcd ingest private/scans makes every
    record anew from the pages already read.

    \b
    Examples:
      pcd ingest samples
      pcd ingest inbox/ "late/PCD 611.pdf" --jobs 2
      pcd ingest --retry
    """  # \b is click's mark for lines that must not be wrapped
    if not paths and not retry:
        raise click.UsageError("Name the files or folders to take in: pcd ingest PATH…")
    report = ingest_scans(home, Asked(paths=paths, jobs=jobs, retry=retry))
    if as_json:
        print_json(report)
    else:
        click.echo("\n".join(lines_of(report)))
    return Exit.INPUT_UNREADABLE if report.quarantined or report.unopened else Exit.DONE


def ingest_scans(home: Home, asked: Asked, *, worker: tuple[str, ...] = THE_WORKER) -> Report:
    """Take in, then read whatever waits, whether it came now or before."""
    began = time.monotonic()
    never_into = frozenset({home.private.resolve(), home.build.resolve()})
    files = files_in(asked.paths, never_into=never_into)
    with (
        terminated_like_interrupted(),
        only_run(home.lock, verb="ingest", at=now()),
        open_or_make_register(home.register, scans_folder=home.scans) as register,
    ):
        sweep(home.scans)
        arrivals, unopened = _take_in_all(register, files)
        given = frozenset(arrival.sha256 for arrival in arrivals)
        terms = _terms(asked.jobs, worker)
        to_read, left = _parted(all_scans(register), given, asked, terms)
        pages, records, unread = _read_all(register, to_read, terms)
    return Report(
        files=len(files),
        new=sum(arrival.is_new for arrival in arrivals),
        known=sum(not arrival.is_new for arrival in arrivals),
        scans_read=records,
        pages_read=pages,
        quarantined=tuple(unread),
        still_quarantined=sum(
            scan.status is ScanStatus.QUARANTINED and scan.sha256 in given for scan in left
        ),
        unopened=tuple(unopened),
        seconds=round(time.monotonic() - began, 2),
    )


def _terms(jobs: int, worker: tuple[str, ...]) -> Terms:
    from ingest.version import READER_VERSION, READING_SETTINGS  # noqa: PLC0415

    return Terms(
        reader_version=READER_VERSION,
        settings=READING_SETTINGS,
        jobs=jobs,
        clock=now,
        today=today(),
        worker=worker,
    )


def _take_in_all(register: Register, files: Sequence[Path]) -> tuple[list[Arrival], list[Unopened]]:
    """Take in every file; one that can't be opened is told of, and the rest goes on."""
    arrivals: list[Arrival] = []
    unopened: list[Unopened] = []
    saved = SavedPages()
    with progress_over("Taking in", total=len(files)) as advance:
        for file in files:
            try:
                arrival = take_in(register, file, at=now())
            except (FileNotFoundError, PermissionError) as error:
                if error.filename != str(file):
                    raise
                unopened.append(Unopened(file=printable(str(file)), says=str(error.strerror)))
            else:
                arrivals.append(arrival)
                unopened.extend(take_in_beside(register, arrival.sha256, file, saved))
            advance()
    return arrivals, unopened


def _parted(
    scans: Sequence[Scan], given: frozenset[str], asked: Asked, terms: Terms
) -> tuple[list[Scan], list[Scan]]:
    """Part the scans into those to read now and those to leave as they are."""
    to_read: list[Scan] = []
    left: list[Scan] = []
    for scan in scans:
        waits = scan.status is ScanStatus.WAITING or _has_news(scan)
        failed = scan.reason is not None and asked.retry
        outdated = scan.sha256 in given and scan.tried_with != terms.reader_version
        (to_read if waits or failed or outdated else left).append(scan)
    return to_read, left


def _has_news(scan: Scan) -> bool:
    """Say whether a companion page came since the record was made."""
    return scan.status is ScanStatus.READ and scan.tried_with is None


def _read_all(
    register: Register, scans: Sequence[Scan], terms: Terms
) -> tuple[int, int, list[Unread]]:
    """Read the scans; return how many pages and records were made, and what couldn't be."""
    pages = records = 0
    unread: list[Unread] = []
    with (
        progress_over("Reading", total=len(scans)) as advance,
        closing(read_scans(register, scans, terms)) as outcomes,
    ):
        for scan, outcome in outcomes:
            match outcome:
                case PageReading():
                    pages += 1
                case DecisionRecord():
                    records += 1
                    advance()
                case Unreadable(reason=reason, says=says):
                    name = printable(scan.name)
                    unread.append(Unread(sha256=scan.sha256, file=name, reason=reason, says=says))
                    advance()
    return pages, records, unread
