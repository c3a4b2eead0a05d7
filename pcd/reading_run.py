"""Scans that wait in; pages, records and verdicts in the register out, on all cores.

Each scan has a confined worker, followed by a thread of its own; workers that run at the same
time come from different nurseries. Only this thread writes to the register, a page at a time as
pages are done. So a run that is killed loses at most the pages in work, and the next run goes on
from there.
"""

import queue
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from threading import Event

from msgspec import Struct

from ingest.companion.weighing import with_companion
from ingest.confined.companion import PageToRead, companion_read_in
from ingest.confined.confinement import THE_WORKER, ScanToRead, Stopped, read_in
from ingest.confined.process import Nursery
from ingest.finding import Ground
from ingest.page import PageReading
from ingest.record import DecisionRecord
from ingest.verdict import Unreadable
from ingest.version import fast
from register.case import Scan
from register.cases import names_of
from register.companions import companion_of
from register.opening import Register
from register.readings import keep_page_reading, keep_record, known_pages, quarantine
from register.scan_folder import companion_place_of, place_of

Outcome = PageReading | DecisionRecord | Unreadable


class Terms(Struct, frozen=True, kw_only=True):
    """How a run reads: with which reader, in how many processes at once, by which clock.

    A `fast` run leaves to one reader the bodies of pages that no run has read in full.
    """

    reader_version: str
    settings: str
    jobs: int
    clock: Callable[[], datetime]
    today: date
    worker: tuple[str, ...] = THE_WORKER
    fast: bool = False

    def is_as_good_as_asked(self, tried_with: str | None) -> bool:
        """Say whether a scan that was tried with this version need not be tried again."""
        return tried_with == self.reader_version or (
            self.fast and tried_with == fast(self.reader_version)
        )


class _ToRead(Struct, frozen=True):
    """A scan, and the saved web page that came with it, if one did."""

    scan: ScanToRead
    companion: PageToRead | None
    today: date


class _Told(Struct, frozen=True):
    """What a thread tells of its scan."""

    scan: Scan
    what: Outcome | Exception


def read_scans(
    register: Register, scans: Sequence[Scan], terms: Terms
) -> Generator[tuple[Scan, Outcome], None, None]:
    """Read the scans, and yield each outcome once the register has it."""
    told: queue.SimpleQueue[_Told] = queue.SimpleQueue()
    stop = Event()
    waiting = iter(scans)
    with _nurseries(terms) as free, ThreadPoolExecutor(terms.jobs) as threads:

        def begin_next() -> int:
            for scan in waiting:
                threads.submit(_read, _to_read(register, scan, terms), scan, told, stop, free)
                return 1
            return 0

        try:
            at_work = sum(begin_next() for _ in range(terms.jobs))
            while at_work:
                news = told.get()
                if isinstance(news.what, Exception) and not isinstance(news.what, Unreadable):
                    raise news.what
                _keep(register, news.scan, news.what, terms)
                yield news.scan, news.what
                if not isinstance(news.what, PageReading):
                    at_work += begin_next() - 1
        finally:
            stop.set()


@contextmanager
def _nurseries(terms: Terms) -> Iterator[queue.SimpleQueue[Nursery]]:
    """Have a nursery for each thread; whatever happens in between, all are ended."""
    nurseries = [Nursery(terms.worker) for _ in range(terms.jobs)]
    free: queue.SimpleQueue[Nursery] = queue.SimpleQueue()
    for nursery in nurseries:
        free.put(nursery)
    try:
        yield free
    finally:
        for nursery in nurseries:
            nursery.end()


def _to_read(register: Register, scan: Scan, terms: Terms) -> _ToRead:
    (pdf, name), *further = _files_of(register, scan)
    to_read = ScanToRead(
        pdf=pdf,
        name=name,
        sha256=scan.sha256,
        further=tuple(further),
        known=_known_pages(register, scan.sha256, terms),
        fast=terms.fast,
    )
    return _ToRead(to_read, _page_of(register, scan), terms.today)


def _known_pages(register: Register, sha256: str, terms: Terms) -> dict[int, PageReading]:
    """Give the pages read before; in a fast run those read fast too, where none was in full."""
    in_full = known_pages(register, sha256, settings=terms.settings)
    if not terms.fast:
        return in_full
    return known_pages(register, sha256, settings=fast(terms.settings)) | in_full


def _files_of(register: Register, scan: Scan) -> list[tuple[Path, str]]:
    """Give the file of a scan with its name, or those of its parts."""
    called = names_of(register, scan.parts) if scan.parts else {scan.sha256: scan.name}
    folder = register.scans_folder
    return [(place_of(sha256, folder), called[sha256]) for sha256 in scan.parts or (scan.sha256,)]


def _page_of(register: Register, scan: Scan) -> PageToRead | None:
    kept = companion_of(register, scan.sha256)
    if kept is None:
        return None
    place = companion_place_of(kept.sha256, register.scans_folder)
    return PageToRead(page=place, name=kept.name, sha256=kept.sha256)


def _read(
    to_read: _ToRead,
    scan: Scan,
    told: queue.SimpleQueue[_Told],
    stop: Event,
    free: queue.SimpleQueue[Nursery],
) -> None:
    """Follow one worker, in a thread of its own; whatever ends it is told."""
    nursery = free.get()
    try:
        record = read_in(
            nursery, to_read.scan, on_page=lambda page: told.put(_Told(scan, page)), stop=stop
        )
        if to_read.companion is not None:
            said = companion_read_in(nursery, to_read.companion, stop=stop)
            record = with_companion(record, said, today=to_read.today)
        told.put(_Told(scan, record))
    except Stopped:
        return
    except Exception as error:  # noqa: BLE001  # the writing thread raises what is no verdict
        told.put(_Told(scan, error))
    finally:
        free.put(nursery)


def _keep(register: Register, scan: Scan, outcome: Outcome, terms: Terms) -> None:
    at = terms.clock()
    match outcome:
        case PageReading():
            is_full = outcome.bands is None
            settings = terms.settings if is_full else fast(terms.settings)
            keep_page_reading(register, scan.sha256, outcome, settings=settings, at=at)
        case DecisionRecord():
            was_fast = any(found.ground is Ground.READ_FAST for found in outcome.findings)
            version = fast(terms.reader_version) if was_fast else terms.reader_version
            keep_record(register, outcome, reader_version=version, at=at)
        case Unreadable():
            quarantine(register, scan.sha256, outcome, reader_version=terms.reader_version, at=at)
