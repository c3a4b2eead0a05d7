"""`pcd ingest`: files and folders in, records in the register out; no work is done twice."""

import os
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import click
from msgspec import Struct

from desk.standing.other_parts import OtherPart, other_parts
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
from pcd.together import Joined, ScanName, check_named, files_among, joined, parted_again
from register.case import Scan, ScanStatus
from register.cases import all_scans, cases
from register.intake import Arrival, take_in
from register.opening import Register, open_or_make_register, open_register
from register.scan_folder import sweep


class Asked(Struct, frozen=True, kw_only=True):
    """What a run is asked to do."""

    paths: tuple[Path, ...]
    jobs: int
    retry: bool = False
    together: bool = False
    fast: bool = False


@click.command()
@click.argument("paths", nargs=-1, type=ScanName(exists=True))
@click.option(
    "--jobs",
    type=click.IntRange(min=1, max=256),
    default=lambda: len(os.sched_getaffinity(0)),
    show_default="all cores",
    help="How many scans are read at once; each takes up to 1 GB of memory.",
)
@click.option("--retry", is_flag=True, help="Also try again every scan in quarantine.")
@click.option(
    "--together", is_flag=True, help="Read the files named, in their order, as one decision."
)
@click.option("--apart", is_flag=True, help="Undo that for the scan, or the file, named.")
@click.option(
    "--fast",
    is_flag=True,
    help="Read bodies with one reader, the two answers with both: for huge backlogs.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@click.pass_obj
def verb(  # noqa: PLR0913  # click's options
    home: Home,
    paths: tuple[Path, ...],
    jobs: int,
    *,
    retry: bool,
    together: bool,
    apart: bool,
    fast: bool,
    as_json: bool,
) -> Exit:
    """Take scans into the register and read them: PDF files, or folders of them.

    A saved web page of the same decision that lies beside a scan under its name (pcd-611.html
    beside pcd-611.pdf) comes with it, as a second witness.

    Every file is kept as received. What was read before is not read again, so a run that was
    stopped or killed is simply run once more. What can't be read is in quarantine with a
    reason, and the exit code is 3. After an upgrade, pcd ingest private/scans makes every
    record anew from the pages already read.

    Where a decision was scanned into several files, each is held for what it lacks, and the
    summary names the other. With --together they become one scan in the register, with the
    pages already read; the files stay as received. A file that is in the register may be named
    by the start of its scan's hash.

    With --fast a page takes much less time. Both readers still read the reference, the title and
    the two answers; the rest is read by one, so expect more slips in the text. Each record so
    read says that it was. What was read in full stays so, and pcd ingest FILE without
    --fast reads a file again in full.

    \b
    Examples:
      pcd ingest samples
      pcd ingest inbox/ "late/PCD 611.pdf" --jobs 2
      pcd ingest --together pcd-611-a.pdf pcd-611-b.pdf
      pcd ingest --apart 94926fa3a8a5
      pcd ingest --fast backlog/
      pcd ingest --retry
    """  # \b is click's mark for lines that must not be wrapped
    if apart:
        return _print_parted(home, paths, together=together, as_json=as_json)
    if not paths and not retry:
        raise click.UsageError("Name the files or folders to take in: pcd ingest PATH…")
    if together:
        check_named(paths)
    report = ingest_scans(
        home, Asked(paths=paths, jobs=jobs, retry=retry, together=together, fast=fast)
    )
    if as_json:
        print_json(report)
    else:
        click.echo("\n".join(lines_of(report)))
    return Exit.DONE if report.all_read else Exit.INPUT_UNREADABLE


def _print_parted(home: Home, paths: Sequence[Path], *, together: bool, as_json: bool) -> Exit:
    if together or len(paths) != 1:
        raise click.UsageError("Name the one scan to take apart: pcd ingest --apart SCAN")
    with (
        only_run(home.lock, verb="ingest", at=now()),
        open_register(home.register, scans_folder=home.scans) as register,
    ):
        parted = parted_again(register, paths[0])
    if as_json:
        print_json(parted)
    else:
        click.echo(f"Each of these stands by itself again: {', '.join(parted.files)}.")
    return Exit.DONE


def ingest_scans(home: Home, asked: Asked, *, worker: tuple[str, ...] = THE_WORKER) -> Report:
    """Take in, then read whatever waits, whether it came now or before."""
    began = time.monotonic()
    never_into = frozenset({home.private.resolve(), home.build.resolve()})
    files = [] if asked.together else files_in(asked.paths, never_into=never_into)
    with (
        terminated_like_interrupted(),
        only_run(home.lock, verb="ingest", at=now()),
        open_or_make_register(home.register, scans_folder=home.scans) as register,
    ):
        sweep(home.scans)
        if asked.together:
            files = list(files_among(asked.paths, register))
        arrivals, unopened = _take_in_all(register, files)
        given = frozenset(arrival.sha256 for arrival in arrivals)
        terms = _terms(asked, worker)
        to_read, left = _parted(all_scans(register), given, asked, terms)
        read = _read_all(register, to_read, terms)
        whole = _taken_together(register, asked, unopened)
        if whole is not None and whole.scan is not None:
            made = [scan for scan in all_scans(register) if scan.sha256 == whole.scan]
            to_read, _ = _parted(made, given, asked, terms)
            read = read.and_also(_read_all(register, to_read, terms))
        likely = _likely_parts(register, read.lacking)
    return Report(
        files=len(files),
        new=sum(arrival.is_new for arrival in arrivals),
        known=sum(not arrival.is_new for arrival in arrivals),
        scans_read=read.records,
        pages_read=read.pages,
        quarantined=read.unread,
        still_quarantined=sum(
            scan.status is ScanStatus.QUARANTINED and scan.sha256 in given for scan in left
        ),
        unopened=tuple(unopened),
        together=whole,
        likely_parts=likely,
        seconds=round(time.monotonic() - began, 2),
    )


class _Read(Struct, frozen=True, kw_only=True):
    """What reading gave: how many pages and records, what could not be read, and the scans that
    lack the beginning of a form, or its end.
    """

    pages: int = 0
    records: int = 0
    unread: tuple[Unread, ...] = ()
    lacking: frozenset[str] = frozenset()

    def and_also(self, other: "_Read") -> "_Read":
        return _Read(
            pages=self.pages + other.pages,
            records=self.records + other.records,
            unread=(*self.unread, *other.unread),
            lacking=self.lacking | other.lacking,
        )


def _likely_parts(register: Register, lacking: frozenset[str]) -> tuple[OtherPart, ...]:
    """Tell of scans that look like parts of one decision, where any that was read now does."""
    if not lacking:
        return ()
    found = other_parts(cases(register))
    told: dict[str, OtherPart] = {}
    for part in (part for scan in found if scan in lacking for part in found[scan]):
        told.setdefault(part.command, part)  # the two say it of each other
    return tuple(told.values())


def _taken_together(
    register: Register, asked: Asked, unopened: Sequence[Unopened]
) -> Joined | None:
    """Enter the scan that the files named make, where that is asked for and all are there."""
    if not asked.together or unopened:
        return None
    return joined(register, asked.paths)


def _terms(asked: Asked, worker: tuple[str, ...]) -> Terms:
    from ingest.version import READER_VERSION, READING_SETTINGS  # noqa: PLC0415

    return Terms(
        reader_version=READER_VERSION,
        settings=READING_SETTINGS,
        jobs=asked.jobs,
        clock=now,
        today=today(),
        worker=worker,
        fast=asked.fast,
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
        is_given = not given.isdisjoint((scan.sha256, *scan.parts))
        outdated = is_given and not terms.is_as_good_as_asked(scan.tried_with)
        is_due = (waits or failed or outdated) and scan.status is not ScanStatus.PART
        (to_read if is_due else left).append(scan)
    return to_read, left


def _has_news(scan: Scan) -> bool:
    """Say whether a companion page came since the record was made."""
    return scan.status is ScanStatus.READ and scan.tried_with is None


def _read_all(register: Register, scans: Sequence[Scan], terms: Terms) -> _Read:
    """Read the scans, and count what was made."""
    pages = records = 0
    unread: list[Unread] = []
    lacking: set[str] = set()
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
                    lacking |= {scan.sha256} if outcome.extent else set()
                    advance()
                case Unreadable(reason=reason, says=says):
                    name = printable(scan.name)
                    unread.append(Unread(sha256=scan.sha256, file=name, reason=reason, says=says))
                    advance()
    return _Read(pages=pages, records=records, unread=tuple(unread), lacking=frozenset(lacking))
