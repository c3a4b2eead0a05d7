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
from threading import Event

from msgspec import Struct

from ingest.companion.weighing import with_companion
from ingest.confined.companion import PageToRead, companion_read_in
from ingest.confined.confinement import THE_WORKER, ScanToRead, Stopped, read_in
from ingest.confined.process import Nursery
from ingest.page import PageReading
from ingest.record import DecisionRecord
from ingest.verdict import Unreadable
from register.case import Scan
from register.companions import companion_of
from register.opening import Register
from register.readings import keep_page_reading, keep_record, known_pages, quarantine
from register.scan_folder import companion_place_of, place_of

Outcome = PageReading | DecisionRecord | Unreadable


class Terms(Struct, frozen=True, kw_only=True):
    """How a run reads: with which reader, in how many processes at once, by which clock."""

    reader_version: str
    settings: str
    jobs: int
    clock: Callable[[], datetime]
    today: date
    worker: tuple[str, ...] = THE_WORKER


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
    to_read = ScanToRead(
        pdf=place_of(scan.sha256, register.scans_folder),
        name=scan.name,
        sha256=scan.sha256,
        known=known_pages(register, scan.sha256, settings=terms.settings),
    )
    return _ToRead(to_read, _page_of(register, scan), terms.today)


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
            keep_page_reading(register, scan.sha256, outcome, settings=terms.settings, at=at)
        case DecisionRecord():
            keep_record(register, outcome, reader_version=terms.reader_version, at=at)
        case Unreadable():
            quarantine(register, scan.sha256, outcome, reader_version=terms.reader_version, at=at)
