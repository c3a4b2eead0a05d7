import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from register.case import Event, ScanStatus
from register.cases import cases
from register.log import faults_in_log, log_entries
from register.opening import open_register

ROOT = Path(__file__).parents[2]
INGEST = str(Path(__file__).parent / "obedient_ingest.py")
SCANS = 4
PAGES = 5


def an_inbox(folder: Path, *, seconds_a_page: float) -> Path:
    """Fill an inbox with scans whose pages take a while, and note every page truly read."""
    inbox = folder / "in"
    inbox.mkdir()
    for scan in range(SCANS):
        orders = [f"note in {folder}/read", f"reference PCD {scan}"]
        orders += ["page", f"wait {seconds_a_page}"] * PAGES
        (inbox / f"{scan}.pdf").write_text("\n".join(("%PDF-orders", *orders)), "ascii")
    return inbox


def begin(home: Path, *paths: Path) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own."""
    return subprocess.Popen(  # noqa: S603  # this test's own script
        [sys.executable, INGEST, str(home), *map(str, paths)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def finish(home: Path, *paths: Path) -> str:
    """Run to the end and return what was printed."""
    with begin(home, *paths) as run:
        printed, complaints = run.communicate(timeout=60)
    assert run.returncode == 0, complaints.decode()
    return printed.decode()


def kill_when(run: subprocess.Popen[bytes], is_time: Callable[[], bool]) -> None:
    """Kill the run with -9 as soon as it is time."""
    until = time.monotonic() + 30
    while not is_time() and time.monotonic() < until:
        assert run.poll() is None, "the run ended before it could be killed"
        time.sleep(0.002)
    end(run, signal.SIGKILL)


def end(run: subprocess.Popen[bytes], how: signal.Signals) -> None:
    """Send the signal and wait."""
    run.send_signal(how)
    run.communicate(timeout=10)


def pages_kept(home: Path) -> int:
    """Return how many pages the register has, looking from outside."""
    try:
        database = sqlite3.connect(f"file:{home}/private/register.db?mode=ro", uri=True)
        try:
            return int(database.execute("SELECT count(*) FROM page_readings").fetchone()[0])
        finally:
            database.close()
    except sqlite3.OperationalError:
        return 0


def check_whole(home: Path, *, kills: int) -> None:
    """Nothing lost, nothing kept twice, no page read twice but those in work at a kill."""
    with open_register(
        home / "private" / "register.db", scans_folder=home / "private" / "scans"
    ) as register:
        found = cases(register)
        entries = log_entries(register)
        assert faults_in_log(register) == ()
    kept = Counter((e.scan, e.details["page"]) for e in entries if e.event is Event.PAGE_READ)
    made = Counter(e.scan for e in entries if e.event is Event.RECORD_MADE)
    read = len((home / "read").read_text("ascii").splitlines())

    assert [case.scan.status for case in found] == [ScanStatus.READ] * SCANS
    assert {case.record.reference for case in found if case.record} == {
        f"PCD {scan}" for scan in range(SCANS)
    }
    assert len(kept) == SCANS * PAGES
    assert set(kept.values()) == {1}
    assert len(made) == SCANS
    assert set(made.values()) == {1}
    assert read <= SCANS * PAGES + 2 * kills  # two workers, a page each in work


@pytest.mark.parametrize("pages", [0, 7, 17])
def test_a_run_killed_after_some_pages_is_finished_by_the_next(tmp_path: Path, pages: int) -> None:
    """kill -9 at any page loses at most the pages in work."""
    inbox = an_inbox(tmp_path, seconds_a_page=0.05)
    run = begin(tmp_path, inbox)
    kill_when(run, lambda: pages_kept(tmp_path) >= pages and (tmp_path / "private/lock").exists())

    finish(tmp_path, inbox)
    check_whole(tmp_path, kills=1)


def test_a_run_killed_again_and_again_still_gets_there(tmp_path: Path) -> None:
    """A machine that dies every second loses nothing and repeats nothing that was done."""
    inbox = an_inbox(tmp_path, seconds_a_page=0.1)
    kills = 0
    moments = random.Random(611)  # noqa: S311  # moments for a test, not secrets
    while pages_kept(tmp_path) < SCANS * PAGES and kills < 20:
        run = begin(tmp_path, inbox)
        time.sleep(moments.uniform(0.5, 2))
        end(run, signal.SIGKILL)
        kills += 1

    finish(tmp_path, inbox)
    check_whole(tmp_path, kills=kills)


def test_a_run_killed_while_it_copies_leaves_no_half_a_scan(tmp_path: Path) -> None:
    """A scan is in its place whole or not at all, and the rest of a copy is swept away."""
    inbox = an_inbox(tmp_path, seconds_a_page=0)
    with (inbox / "9.pdf").open("wb") as large:
        large.truncate(300 << 20)
    scans = tmp_path / "private" / "scans"
    run = begin(tmp_path, inbox)
    kill_when(run, lambda: any(_size(file) > 1 << 20 for file in scans.glob(".on-the-way-*")))
    (inbox / "9.pdf").unlink()

    assert list(scans.glob(".on-the-way-*"))
    finish(tmp_path, inbox)
    check_whole(tmp_path, kills=1)
    assert not list(scans.glob(".on-the-way-*"))


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_interrupted_ends_soon_and_sound(tmp_path: Path, how: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end the workers too, and the next run goes on."""
    inbox = an_inbox(tmp_path, seconds_a_page=0.15)
    run = begin(tmp_path, inbox)
    while pages_kept(tmp_path) < 2:
        time.sleep(0.01)
    began = time.monotonic()
    end(run, how)

    assert time.monotonic() - began < 10
    finish(tmp_path, inbox)
    check_whole(tmp_path, kills=1)


def test_scans_left_waiting_are_read_though_nobody_names_them(tmp_path: Path) -> None:
    """The inbox may be emptied after a crash: the register has the bytes."""
    inbox = an_inbox(tmp_path, seconds_a_page=0.1)
    run = begin(tmp_path, inbox)
    kill_when(run, lambda: pages_kept(tmp_path) >= 1)
    for file in inbox.iterdir():
        file.unlink()

    finish(tmp_path, inbox)
    check_whole(tmp_path, kills=1)


def test_a_bad_scan_costs_only_itself(tmp_path: Path) -> None:
    """One that crashes its worker goes into quarantine, and the others are read."""
    inbox = an_inbox(tmp_path, seconds_a_page=0)
    for order in ("segfault", "bug", "dance"):
        (inbox / f"{order}.pdf").write_text(f"%PDF-orders\npage\n{order}\n", "ascii")
    printed = finish(tmp_path, inbox)

    assert "4 scans and 23 pages read" in printed
    assert printed.count("In quarantine") == 3
    assert "segfault.pdf: crashed. A library failed on it." in printed
    printed = finish(tmp_path, inbox)
    assert "0 new, 7 known" in printed
    assert "0 scans and 0 pages read" in printed
    assert "Still in quarantine: 3 scans" in printed
