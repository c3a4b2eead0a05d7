import contextlib
import datetime
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from edition.keeping.manifest import hashes_below, manifest_of
from pcd.exit_code import Exit
from register.case import Event
from register.log import faults_in_log, log_entries
from tests.edition.homes import AHome, decision
from tests.publication.records import deferred_until, withhold

ROOT = Path(__file__).parents[2]
OLD = {"pcd-1", "pcd-2", "pcd-3"}
NEW = {"pcd-1", "pcd-3", "pcd-4"}
WITHHELD = b"Pennard"
TAKEN_OUT = b"quartermaster"
LONG_ENOUGH = 120  # seconds: a run takes four on a machine that does nothing else


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> AHome:
    """Make a home with an edition, where one decision must now go and one may come."""
    home = AHome(tmp_path_factory.mktemp("published"))
    home.take_in(decision(1, "Boots are bought.", "Laces as well."), "PCD 1 Boots are bought.")
    goes = home.take_in(decision(2, "Zebras are painted on the crossing by quartermasters."))
    home.take_in(decision(3, "Saddles are mended."))
    kept_back = "the stables at Pennard Street will be guarded by nobody on the third Sunday of May"
    home.take_in(decision(8, kept_back, title=None), f"PCD 8 {kept_back}")
    until = deferred_until(datetime.date(2099, 4, 1)).deferral
    home.take_in(decision(9, f"Before long {kept_back}.", deferral=until), f"PCD 9 {kept_back}")
    finish(home)
    assert home.public_names() == OLD
    home.review(goes, withhold())
    home.take_in(decision(4, "Oats are ordered."))
    return home


@pytest.fixture
def home(published: AHome, tmp_path: Path) -> AHome:
    """Copy that home: what a test does to it is nobody else's business."""
    shutil.copytree(published.folder, tmp_path / "home", symlinks=True)
    return AHome(tmp_path / "home")


def begin(home: AHome) -> subprocess.Popen[str]:
    """Start `pcd publish` in a process of its own, and in a group of its own."""
    return subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "pcd.main", "--home", str(home.folder), "publish"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )


def finish(home: AHome) -> str:
    """Publish to the end; return what was printed."""
    with begin(home) as run:
        printed, complaints = run.communicate(timeout=LONG_ENOUGH)
    assert run.returncode == Exit.DONE, f"{printed}\n{complaints}"
    return printed


def wait_until(is_time: Callable[[], bool], run: subprocess.Popen[str]) -> None:
    """Wait for the moment, as often as a thousand times a second."""
    until = time.monotonic() + LONG_ENOUGH
    while not is_time() and time.monotonic() < until:
        assert run.poll() is None, "the run ended before its moment came"
        time.sleep(0.001)


def end(run: subprocess.Popen[str], how: signal.Signals) -> tuple[str, str]:
    """Send the run alone the signal, and wait for it; return what it said.

    What it started may go on for a while, as it would on a machine in trouble.
    """
    run.send_signal(how)
    return run.communicate(timeout=LONG_ENOUGH)


def check_public(home: AHome) -> None:
    """What is served is the old edition or the new one, file by file, and nothing withheld."""
    files = hashes_below(home.live.folder)
    del files["manifest.json"]
    told = bytes_below(home.live.folder)

    assert files == manifest_of(home.live).files
    assert home.public_names() in (OLD, NEW)
    assert (home.places.build / "site").resolve() == home.live.site.resolve()
    assert (TAKEN_OUT in told) == (home.public_names() == OLD)
    assert WITHHELD not in bytes_below(home.places.build)


def check_finished(home: AHome) -> None:
    """All is there that must be, once; nothing is left over, and the log is whole."""
    check_public(home)
    with home.register() as register:
        entries = log_entries(register)
        assert faults_in_log(register) == ()
    public = Counter(e.scan for e in entries if e.event is Event.PUBLISHED)
    gone = Counter(e.scan for e in entries if e.event is Event.TAKEN_OUT)
    editions = [e.details["edition"] for e in entries if e.event is Event.EDITION]

    assert home.public_names() == NEW
    assert {file.stem for file in (home.folder / "content/decisions").iterdir()} == NEW
    assert TAKEN_OUT not in bytes_below(home.places.build)
    assert (len(public), set(public.values())) == (len(OLD | NEW), {1})
    assert set(gone.values()) == {1}
    assert len(editions) == 2
    assert editions[-1] == home.live.folder.name
    assert names_in(home.places.build) == {"current", "editions", "search_index", "site"}
    assert names_in(home.places.editions) == {home.live.folder.name}


def bytes_below(folder: Path) -> bytes:
    """Return everything below a folder, one file after the other.

    What was started by a run that died may still be deleting and writing there.
    """
    return b"\n".join(bytes_of(file) for file in sorted(folder.rglob("*")) if file.is_file())


def bytes_of(file: Path) -> bytes:
    """Return what a file says; nothing where it is gone."""
    try:
        return file.read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def names_in(folder: Path) -> set[str]:
    """Return the names right in a folder."""
    return {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()


def is_there(path: str) -> Callable[[AHome], bool]:
    """Ask whether something is there in the folder of a run."""
    return lambda home: any(home.places.work.glob(f"*/{path}"))


STAGES: dict[str, Callable[[AHome], bool]] = {
    "work folder": is_there(""),
    "pages": is_there("edition/pages/search.md"),
    "site": is_there("edition/site/decisions/pcd-*"),
    "search on the site": is_there("edition/site/pagefind/*"),
    "search index": is_there("edition/search_index/*"),
    "manifest": is_there("edition/manifest.json"),
    "name": lambda home: len(names_in(home.places.editions)) > 1 or home.public_names() == NEW,
    "link": lambda home: home.public_names() == NEW,
}


@pytest.mark.parametrize("stage", ["site", "search index", "name", "link"])
def test_a_run_killed_at_any_stage_is_finished_by_the_next(home: AHome, stage: str) -> None:
    """kill -9 leaves the old edition or the new one, never a mixture; the next run goes on."""
    with begin(home) as run:
        wait_until(lambda: STAGES[stage](home), run)
        end(run, signal.SIGKILL)

    check_public(home)
    finish(home)
    check_finished(home)


def test_a_run_killed_again_and_again_still_gets_there(home: AHome) -> None:
    """At each stage in turn, and a random while after it, the public sees a whole edition."""
    moments = random.Random(611)  # noqa: S311  # moments for a test, not secrets
    for stage in ("work folder", "pages", "search on the site", "manifest"):
        if home.public_names() == NEW:
            break  # the run before got there in its random while, and left nothing to do
        with begin(home) as run:
            wait_until(lambda stage=stage: STAGES[stage](home), run)  # type: ignore[misc]
            time.sleep(moments.uniform(0, 0.3))
            end(run, signal.SIGKILL)
        check_public(home)

    finish(home)
    check_finished(home)


def test_the_first_run_of_a_home_can_be_killed(tmp_path: Path) -> None:
    """Before there is a site there is none, not half of one."""
    home = AHome(tmp_path)
    home.take_in(decision(1, "Boots are bought."))
    with begin(home) as run:
        wait_until(lambda: STAGES["search on the site"](home), run)
        end(run, signal.SIGKILL)

    assert not (home.places.build / "site").exists()
    finish(home)
    assert home.public_names() == {"pcd-1"}


def test_what_outlives_a_killed_run_can_t_touch_the_next(home: AHome) -> None:
    """MkDocs writes on for a while: not into the edition that another run is making."""
    late = home.take_in(decision(5, "Zebras are painted again."))
    with begin(home) as killed:
        wait_until(lambda: STAGES["site"](home), killed)
        os.killpg(killed.pid, signal.SIGSTOP)
        end(killed, signal.SIGKILL)
    home.review(late, withhold())
    with begin(home) as run:
        wait_until(lambda: STAGES["search on the site"](home), run)
        os.killpg(killed.pid, signal.SIGCONT)
        printed, complaints = run.communicate(timeout=LONG_ENOUGH)
    wait_for_the_end_of(killed)

    assert run.returncode == Exit.DONE, f"{printed}\n{complaints}"
    check_public(home)
    finish(home)
    check_finished(home)


def wait_for_the_end_of(run: subprocess.Popen[str]) -> None:
    """Wait until nothing that the run started is at work."""
    until = time.monotonic() + LONG_ENOUGH
    while is_at_work(run.pid):
        assert time.monotonic() < until, "what the run started goes on and on"
        time.sleep(0.01)


def is_at_work(group: int) -> bool:
    """Say whether a process of the group is alive; one that nobody has buried yet is not."""
    for process in Path("/proc").glob("[0-9]*/stat"):
        told = (
            bytes_of(process).decode().rpartition(")")[2].split()
        )  # proc(5): state, parent, group
        if told and told[2] == str(group) and told[0] not in "XZ":
            return True
    return False


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_interrupted_ends_soon_and_changes_nothing(
    home: AHome, how: signal.Signals
) -> None:
    """Ctrl-C and SIGTERM end MkDocs too; the old edition stays, and one is told to go on."""
    before = home.live.folder
    with begin(home) as run:
        wait_until(lambda: STAGES["site"](home), run)
        began = time.monotonic()
        printed, complaints = end(run, how)
        wait_for_the_end_of(run)

    assert time.monotonic() - began < 10
    assert (run.returncode, printed) == (Exit.INTERRUPTED, "")
    assert complaints.strip() == (
        "pcd: Stopped. What was done is kept; run the command again to go on."
    )
    assert home.live.folder == before
    check_public(home)


def test_a_second_run_is_told_who_is_at_work(home: AHome) -> None:
    """It ends with 6, at once and with nothing done; the first is not disturbed."""
    with begin(home) as first:
        wait_until(lambda: STAGES["work folder"](home), first)
        first.send_signal(signal.SIGSTOP)
        with begin(home) as second:
            printed, complaints = second.communicate(timeout=LONG_ENOUGH)
        first.send_signal(signal.SIGCONT)
        first.communicate(timeout=LONG_ENOUGH)

    assert (second.returncode, printed) == (Exit.LOCKED, "")
    assert f"Another run is at work here: pcd publish, process {first.pid}, since" in complaints
    assert first.returncode == Exit.DONE
    check_finished(home)


def test_of_five_runs_at_once_each_works_alone_or_not_at_all(home: AHome) -> None:
    """However they fall, the result is as if one had run."""
    with contextlib.ExitStack() as stack:
        runs = [stack.enter_context(begin(home)) for _ in range(5)]
        complaints = [run.communicate(timeout=LONG_ENOUGH)[1] for run in runs]
    codes = [run.returncode for run in runs]

    assert set(codes) <= {Exit.DONE, Exit.LOCKED}
    assert Exit.DONE in codes
    check_finished(home)
    for code, complaint in zip(codes, complaints, strict=True):
        told = re.search(r"process (\d+)", complaint)
        assert (code == Exit.LOCKED) == (told is not None), complaint
        assert told is None or int(told[1]) in {run.pid for run in runs}
