import hashlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from ingest.confined.confinement import (
    ReaderNotFit,
    ScanToRead,
    Stopped,
    read_confined,
    read_in,
)
from ingest.confined.messages import Limits
from ingest.confined.process import Nursery
from ingest.page import PageKind, PageReading
from ingest.record import DecisionRecord
from ingest.verdict import Reason, Unreadable

WORKER = (str(Path(__file__).parent / "obedient_worker.py"),)
NARROW = Limits(
    memory_bytes=512 << 20, cpu_seconds=2, seconds_between_pages=10, message_bytes=1 << 20
)


def a_scan(folder: Path, *orders: str, known: dict[int, PageReading] | None = None) -> ScanToRead:
    """Write a file of orders for the obedient worker."""
    pdf = folder / "orders.pdf"
    pdf.write_text("\n".join(("%PDF-orders", *orders)), "ascii")
    sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
    return ScanToRead(pdf=pdf, name=pdf.name, sha256=sha256, known=known or {})


def read(
    scan: ScanToRead, *, limits: Limits = NARROW, stop: Event | None = None
) -> tuple[DecisionRecord, list[int]]:
    """Read with the obedient worker; return the record and the pages handed over."""
    pages: list[int] = []
    record = read_confined(
        scan,
        on_page=lambda reading: pages.append(reading.page),
        stop=stop or Event(),
        limits=limits,
        worker=WORKER,
    )
    return record, pages


def verdict_on(scan: ScanToRead, *, limits: Limits = NARROW) -> Unreadable:
    """Return the verdict that reading the scan ends with."""
    with pytest.raises(Unreadable) as caught:
        read(scan, limits=limits)
    return caught.value


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """Have one nursery for several files, as a run has."""
    nursery = Nursery(WORKER)
    yield nursery
    nursery.end()


def pages_read_in(nursery: Nursery, scan: ScanToRead) -> list[int]:
    """Read one more file in the nursery; return the pages handed over."""
    pages: list[int] = []
    read_in(nursery, scan, on_page=lambda page: pages.append(page.page), stop=Event())
    return pages


def verdict_in(nursery: Nursery, scan: ScanToRead) -> Unreadable:
    """Return the verdict that one more file in the nursery ends with."""
    with pytest.raises(Unreadable) as caught:
        pages_read_in(nursery, scan)
    return caught.value


def test_pages_come_one_by_one_and_then_the_record(tmp_path: Path) -> None:
    """A page is in the parent's hands before the next is begun."""
    record, pages = read(a_scan(tmp_path, "page", "page", "reference PCD 611"))

    assert pages == [1, 2]
    assert record.reference == "PCD 611"
    assert record.source.file == "orders.pdf"


def test_a_known_page_is_not_read_again(tmp_path: Path) -> None:
    """The worker is told what is known and hands over only what is new."""
    one = PageReading(page=1, kind=PageKind.BLANK, width_points=595, height_points=842, dpi=300)
    record, pages = read(a_scan(tmp_path, "page", "page", known={1: one}))

    assert pages == [2]
    assert record.source.pages == 2


@pytest.mark.parametrize(
    ("order", "reason", "heard"),
    [
        ("segfault", Reason.CRASHED, "exit code -11"),
        ("be killed", Reason.OUT_OF_MEMORY, "exit code -9"),
        ("bug", Reason.CRASHED, "KeyError"),
        ("bug", Reason.CRASHED, "exit code 1"),
        ("kill the nursery", Reason.CRASHED, "the nursery died"),
        ("eat memory", Reason.OUT_OF_MEMORY, ""),
        ("spin", Reason.TIMED_OUT, "exit code -24"),
        ("write much", Reason.CRASHED, "File too large"),
        ("nonsense", Reason.CRASHED, "nonsense"),
        ("endless", Reason.CRASHED, "nonsense"),
        ("other hash", Reason.CRASHED, "another file's"),
        ("more pages", Reason.CRASHED, "2 pages, 1 came"),
        ("again", Reason.CRASHED, "came twice"),
        ("draw 1", Reason.CRASHED, "nobody asked"),
        ("dance", Reason.DAMAGED, ""),
    ],
)
def test_every_bad_end_is_a_verdict(tmp_path: Path, order: str, reason: Reason, heard: str) -> None:
    """Whatever a library does to its process, the parent gets a reason and a sentence."""
    verdict = verdict_on(a_scan(tmp_path, "page", order))

    assert verdict.reason is reason
    assert verdict.says
    assert heard in verdict.stderr


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_says_what_to_do(reason: Reason) -> None:
    """A verdict is of use only with a way on."""
    assert Unreadable(reason).says.count(".") >= 2


def test_a_hang_is_ended_by_the_wall_clock(tmp_path: Path) -> None:
    """A worker that sleeps uses no processor time, so the parent's clock must end it."""
    began = time.monotonic()
    verdict = verdict_on(
        a_scan(tmp_path, "page", "wait 60"), limits=Limits(seconds_between_pages=1)
    )

    assert verdict.reason is Reason.TIMED_OUT
    assert time.monotonic() - began < 10


def test_a_file_that_never_ends_is_ended_too(tmp_path: Path) -> None:
    """Steady progress is no excuse: the whole reading has a limit of its own."""
    orders = ["page", "wait 0.3"] * 100
    verdict = verdict_on(a_scan(tmp_path, *orders), limits=Limits(seconds_in_all=1))

    assert verdict.reason is Reason.TIMED_OUT


def test_a_library_that_prints_does_not_garble_the_answers(tmp_path: Path) -> None:
    """Two megabytes on standard output go to standard error, whose end is kept for the log."""
    record, pages = read(a_scan(tmp_path, "chatter", "page"))
    verdict = verdict_on(a_scan(tmp_path, "chatter", "dance"))

    assert pages == [1]
    assert record.source.pages == 1
    assert "a library's chatter" in verdict.stderr
    assert len(verdict.stderr) <= 4000


def test_a_missing_engine_is_no_files_fault(tmp_path: Path) -> None:
    """Otherwise one broken installation would quarantine every scan there is."""
    with pytest.raises(ReaderNotFit, match="an_engine"):
        read(a_scan(tmp_path, "no engine"))


def test_the_worker_knows_no_secret_and_stands_in_an_empty_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The environment is closed: nothing to send home if a PDF takes the process over."""
    monkeypatch.setenv("PCD_SECRET", "x")

    assert "told: [], at home: []" in verdict_on(a_scan(tmp_path, "secrets?")).says


def test_asking_to_stop_ends_the_reading_at_once(tmp_path: Path) -> None:
    """Ctrl-C must not wait for the page in work."""
    stop = Event()
    stop.set()
    began = time.monotonic()
    with pytest.raises(Stopped):
        read(a_scan(tmp_path, "wait 60"), stop=stop)

    assert time.monotonic() - began < 5


def test_a_workers_children_end_with_it(tmp_path: Path) -> None:
    """The whole session is killed, whatever a library has started."""
    read(a_scan(tmp_path, "child", "page"))

    assert not workers_alive(str(tmp_path))
    assert not workers_alive("obedient_worker.py")


def test_what_one_file_did_to_its_process_the_next_does_not_see(
    tmp_path: Path, nursery: Nursery
) -> None:
    """Two forks of one nursery share what was imported, and nothing that came after."""
    assert pages_read_in(nursery, a_scan(tmp_path, "traces", "page")) == [1]
    verdict = verdict_in(nursery, a_scan(tmp_path, "secrets?"))

    assert verdict.says == "told: [], at home: [], remembered: []"


def test_what_one_file_left_behind_cannot_speak_for_the_next(
    tmp_path: Path, nursery: Nursery
) -> None:
    """Even a child that fled the session holds only the pipes of its own file."""
    haunted = tmp_path / "haunted"
    first = verdict_in(nursery, a_scan(tmp_path, f"haunt while {haunted}", "wait 60"))
    still_there = workers_alive("obedient_worker.py")
    pages = pages_read_in(nursery, a_scan(tmp_path, "page", "wait 0.3", "page"))
    haunted.unlink()
    nursery.end()

    assert first.reason is Reason.CRASHED
    assert len(still_there) == 2
    assert pages == [1, 2]
    assert none_alive_soon()


def test_the_files_of_a_run_are_read_by_one_nursery(tmp_path: Path, nursery: Nursery) -> None:
    """The imports cost more than a page does; a crash is no reason to do them again."""
    pages_read_in(nursery, a_scan(tmp_path, "page"))
    at_first = workers_alive("obedient_worker.py")
    verdict_in(nursery, a_scan(tmp_path, "segfault"))
    pages_read_in(nursery, a_scan(tmp_path, "page"))

    assert len(at_first) == 1
    assert workers_alive("obedient_worker.py") == at_first


def test_a_nursery_that_dies_costs_the_file_in_hand(tmp_path: Path, nursery: Nursery) -> None:
    """The next file gets a new one, and so does one that comes after a quiet death."""
    assert pages_read_in(nursery, a_scan(tmp_path, "page")) == [1]
    verdict = verdict_in(nursery, a_scan(tmp_path, "kill the nursery"))
    assert verdict.reason is Reason.CRASHED
    assert none_alive_soon()

    assert pages_read_in(nursery, a_scan(tmp_path, "page")) == [1]
    (process_id,) = workers_alive("obedient_worker.py")
    os.kill(process_id, signal.SIGKILL)
    assert none_alive_soon()

    assert pages_read_in(nursery, a_scan(tmp_path, "page")) == [1]


@pytest.mark.parametrize(
    ("script", "complaint"),
    [
        ("raise KeyError('an engine')", "KeyError: 'an engine'"),
        ("import os; os.abort()", "The reader can't start"),
        (
            "import threading, time\n"
            "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
            "from ingest.confined.worker import work\n"
            "work(None)",
            "started 1 thread",
        ),
    ],
)
def test_a_nursery_that_cannot_begin_is_no_files_fault(
    tmp_path: Path, script: str, complaint: str
) -> None:
    """It has seen no file yet. One with threads may not fork: their locks would stay locked."""
    broken = tmp_path / "broken.py"
    broken.write_text(script, "utf-8")
    with pytest.raises(ReaderNotFit) as caught:
        read_confined(a_scan(tmp_path, "page"), on_page=print, stop=Event(), worker=(str(broken),))

    assert complaint in str(caught.value)


def test_a_worker_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    """kill -9 of the parent leaves no orphan that reads on, nor a child of its, nor a nursery."""
    scan = a_scan(tmp_path, "child", "page", "wait 60")
    parent = subprocess.Popen(  # noqa: S603  # this test's own script
        [sys.executable, "-c", _READ_IT, str(scan.pdf), scan.sha256, *WORKER],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    with parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"1\n"
        assert len(workers_alive("obedient_worker.py")) == 3
        parent.kill()

    assert none_alive_soon()


_READ_IT = """
import sys
from pathlib import Path
from threading import Event
from ingest.confined.confinement import ScanToRead, read_confined
pdf, sha256, worker = sys.argv[1:]
scan = ScanToRead(pdf=Path(pdf), name="x.pdf", sha256=sha256)
say = lambda reading: print(reading.page, flush=True)
read_confined(scan, on_page=say, stop=Event(), worker=(worker,))
"""


def none_alive_soon() -> bool:
    """Wait a little for every obedient worker to be gone."""
    until = time.monotonic() + 5
    while workers_alive("obedient_worker.py") and time.monotonic() < until:
        time.sleep(0.05)
    return not workers_alive("obedient_worker.py")


def workers_alive(word: str) -> dict[int, str]:
    """Return living Python processes that were started with the word, by id."""
    alive = {}
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            arguments = line.read_bytes().decode("utf-8", "replace").split("\0")
        except OSError:
            continue
        if arguments[1:2] == ["-P"] and any(word in argument for argument in arguments):
            alive[int(line.parent.name)] = " ".join(arguments)
    return alive
