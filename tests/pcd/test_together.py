"""One decision over two files: `pcd ingest` says so, and `--together` makes one scan of them."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from pcd.exit_code import Exit
from pcd.home import Home
from pcd.ingest import Asked, ingest_scans
from pcd.ingest_report import Report, lines_of
from pcd.main import main
from register.case import Event, ScanStatus
from register.cases import cases
from register.log import faults_in_log, log_entries
from register.opening import open_register
from tests.conftest import SAMPLES, pcd_in

ROOT = Path(__file__).parents[2]
WORKER = (str(ROOT / "tests" / "ingest" / "obedient_worker.py"),)
INGEST = str(Path(__file__).parent / "obedient_ingest.py")

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run the command in this process; return its exit code and what it printed."""

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        printed = capfd.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return command


def a_file(folder: Path, name: str, *orders: str) -> Path:
    """Write a file that the obedient worker reads."""
    file = folder / name
    file.write_text("\n".join(("%PDF-orders", *orders, "")), "ascii")
    return file


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Give each test a home of its own."""
    (tmp_path / "home").mkdir()
    return Home(tmp_path / "home")


@pytest.fixture
def halves(tmp_path: Path) -> tuple[Path, Path]:
    """Write two halves of a decision."""
    first = a_file(tmp_path, "a.pdf", "reference PCD 611", "page", "page")
    return first, a_file(tmp_path, "b.pdf", "page")


def ingest(home: Home, *paths: Path, together: bool = False) -> Report:
    """Take files in, by themselves or together."""
    asked = Asked(paths=paths, jobs=1, together=together)
    return ingest_scans(home, asked, worker=WORKER)


def statuses(home: Home) -> dict[str, ScanStatus]:
    """Return how each file stands; what was made of several has the name of the first."""
    with open_register(home.register, scans_folder=home.scans) as register:
        return {
            ("whole " if case.scan.parts else "") + case.scan.name: case.scan.status
            for case in cases(register)
        }


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ([], "Name the files or folders"),
        (["a.pdf"], "One file alone has nothing to be read together with"),
        (["a.pdf", "a.pdf"], "a.pdf is named twice"),
        (["a.pdf", "copy.pdf"], "copy.pdf is the same file as a.pdf"),
        (["a.pdf", "."], ". is a folder, and says no order"),
        (["a.pdf", "a.html"], "a.html is a saved web page and no scan"),
        (["a.pdf", "nowhere.pdf"], "'nowhere.pdf' does not exist"),
        (["abcdef12", "abcdef12"], "abcdef12 is named twice"),
    ],
)
def test_wrong_use_is_told_before_anything_is_taken_in(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: list[str], told: str
) -> None:
    """Exit 2, and how it is done."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.pdf", "copy.pdf"):
        a_file(tmp_path, name, "page")
    (tmp_path / "a.html").write_text("<p>saved", "ascii")

    code, printed, complaint = run("ingest", "--together", *named)

    assert (code, printed) == (Exit.WRONG_USE, "")
    assert told in complaint
    assert not (tmp_path / "private").exists()


def test_a_hash_that_names_no_scan_is_wrong_use(
    run: Run, home: Home, halves: tuple[Path, Path]
) -> None:
    """Nothing is taken in for it."""
    code, _, complaint = run(
        "--home", home.folder, "ingest", "--together", halves[0], "abcdef123456"
    )

    assert code == Exit.WRONG_USE
    assert "No scan in the register is called abcdef123456" in complaint
    assert statuses(home) == {}


def test_two_files_become_one_scan(home: Home, halves: tuple[Path, Path]) -> None:
    """Each page is read once, and the summary says what was done."""
    report = ingest(home, *halves, together=True)

    assert statuses(home) == {
        "a.pdf": ScanStatus.PART,
        "b.pdf": ScanStatus.PART,
        "whole a.pdf": ScanStatus.READ,
    }
    assert (report.pages_read, report.scans_read) == (3, 3)
    assert report.together is not None
    whole = str(report.together.scan)
    assert f"one decision: a.pdf, b.pdf. It is scan {whole[:12]}." in "\n".join(lines_of(report))


def test_files_that_were_read_before_are_not_read_again(
    home: Home, halves: tuple[Path, Path]
) -> None:
    """And once they are together, the same command does nothing."""
    ingest(home, *halves)
    report = ingest(home, *halves, together=True)
    again = ingest(home, *halves, together=True)

    assert (report.pages_read, report.scans_read) == (0, 1)
    assert (again.pages_read, again.scans_read) == (0, 0)
    assert again.together == report.together


def test_files_in_the_register_go_by_their_hashes(home: Home, halves: tuple[Path, Path]) -> None:
    """The inbox may be empty by now; and what two files make may get a third."""
    third = a_file(halves[0].parent, "c.pdf", "page", "page")
    ingest(home, *halves, third)
    with open_register(home.register, scans_folder=home.scans) as register:
        first, second, last = (case.scan.sha256[:12] for case in cases(register))
    for file in (*halves, third):
        file.unlink()

    two = ingest(home, Path(first), Path(second), together=True).together
    assert two is not None
    three = ingest(home, Path(str(two.scan)[:12]), Path(last), together=True).together

    assert three is not None
    assert three.files == ("a.pdf", "b.pdf", "c.pdf")


def test_a_file_that_cannot_be_read_leaves_the_others_alone(
    home: Home, halves: tuple[Path, Path]
) -> None:
    """Exit 3: the summary says which, and why."""
    notes = a_file(halves[0].parent, "notes.txt", "dance")

    report = ingest(home, halves[0], notes, together=True)

    assert not report.all_read
    assert statuses(home) == {"a.pdf": ScanStatus.READ, "notes.txt": ScanStatus.QUARANTINED}
    assert "Not read together: a.pdf, notes.txt. notes.txt could not be read." in "\n".join(
        lines_of(report)
    )


def test_a_part_is_no_decision_of_its_own(run: Run, home: Home, halves: tuple[Path, Path]) -> None:
    """The register has one row for the decision, and says where its files went."""
    ingest(home, *halves, together=True)

    _, printed, _ = run("--home", home.folder, "register")
    assert "1 decision on" in printed
    assert "b.pdf is part of another" in printed
    rows = json.loads(run("--home", home.folder, "register", "--json")[1])
    (decision,) = rows["decisions"]
    part = rows["not_read"][0]
    assert (decision["reference"], decision["pages"]) == ("PCD 611", 3)
    assert part["part_of"] == decision["scan"]
    code, _, complaint = run(
        "--home", home.folder, "review", part["scan"][:12], "withhold", "--why", "Wait."
    )
    assert code != Exit.DONE
    assert f"is part of another scan; review that: {decision['scan'][:12]}" in complaint


@pytest.mark.parametrize("of", ["the file", "the scan"])
def test_a_mistake_is_undone(run: Run, home: Home, halves: tuple[Path, Path], of: str) -> None:
    """The scan may be named by its hash, or by any of its files."""
    whole = ingest(home, *halves, together=True).together
    assert whole is not None
    named = halves[1] if of == "the file" else str(whole.scan)[:12]

    code, printed, _ = run("--home", home.folder, "ingest", "--apart", named)
    again, _, complaint = run("--home", home.folder, "ingest", "--apart", named)

    assert (code, printed) == (
        Exit.DONE,
        "Each of these stands by itself again: a.pdf, b.pdf.\n",
    )
    assert (statuses(home)["a.pdf"], statuses(home)["b.pdf"]) == (ScanStatus.READ,) * 2
    assert "2 decisions on" in run("--home", home.folder, "register")[1]
    assert (again, "was read together with no other file" in complaint) == (Exit.WRONG_USE, True)


@pytest.mark.parametrize("named", [[], ["a.pdf", "b.pdf"], ["--together", "a.pdf"]])
def test_one_scan_is_taken_apart_at_a_time(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: list[str]
) -> None:
    """Exit 2, and how it is done."""
    monkeypatch.chdir(tmp_path)
    for name in ("a.pdf", "b.pdf"):
        a_file(tmp_path, name, "page")

    code, _, complaint = run("ingest", "--apart", *named)

    assert code == Exit.WRONG_USE
    assert "pcd ingest --apart SCAN" in complaint


def test_after_an_upgrade_the_whole_is_made_anew_and_its_parts_are_not(
    home: Home, halves: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its files stand in private/scans, and it has none of its own there."""
    ingest(home, *halves, together=True)
    monkeypatch.setattr("ingest.version.READER_VERSION", "another")

    report = ingest(home, home.scans)

    assert (report.pages_read, report.scans_read) == (0, 1)


def begin(home: Home, *paths: Path) -> subprocess.Popen[bytes]:
    """Start a run in a process of its own."""
    return subprocess.Popen(  # noqa: S603  # this test's own script
        [sys.executable, INGEST, str(home.folder), "--together", *map(str, paths)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def test_a_run_that_is_killed_again_and_again_still_joins_once(home: Home, tmp_path: Path) -> None:
    """kill -9 at any moment loses no page, and nothing is joined twice or by half."""
    slow = ["page", "wait 0.1"] * 4
    first = a_file(tmp_path, "a.pdf", "reference PCD 611", *slow)
    second = a_file(tmp_path, "b.pdf", *slow)
    moments = random.Random(611)  # noqa: S311  # moments for a test, not secrets
    for _ in range(6):
        killed = begin(home, first, second)
        time.sleep(moments.uniform(0.3, 1.6))
        killed.send_signal(signal.SIGKILL)
        killed.communicate(timeout=10)

    with begin(home, first, second) as run:
        _, complaints = run.communicate(timeout=60)
    assert run.returncode == 0, complaints.decode()

    with open_register(home.register, scans_folder=home.scans) as register:
        events = [entry.event for entry in log_entries(register)]
        assert faults_in_log(register) == ()
    assert statuses(home)["whole a.pdf"] is ScanStatus.READ
    assert events.count(Event.TAKEN_TOGETHER) == 1
    assert events.count(Event.BECAME_PART) == 2
    assert events.count(Event.PAGE_READ) == 8
    assert events.count(Event.RECORD_MADE) == 3


def test_a_decision_cut_in_two_is_found_and_put_together(tmp_path: Path) -> None:
    """The real command on a sample of three pages: held, told of, joined, and cleared."""
    with pikepdf.open(SAMPLES / "pcd-0412-plain-2018.pdf") as whole:
        for name, pages in (("first.pdf", whole.pages[:1]), ("second.pdf", whole.pages[1:])):
            with pikepdf.new() as half:
                half.pages.extend(pages)
                half.save(tmp_path / name)
    home = tmp_path / "home"
    home.mkdir()

    apart = pcd_in(home, "ingest", str(tmp_path / "first.pdf"), str(tmp_path / "second.pdf"))
    assert apart.code == Exit.DONE
    assert "may be in second.pdf" in apart.said
    held = json.loads(pcd_in(home, "register", "--json").said)["decisions"]
    assert {row["ruling"] for row in held} == {"review"}
    assert {row["other_parts"][0]["other_file"] for row in held} == {"first.pdf", "second.pdf"}

    command = held[0]["other_parts"][0]["command"].removeprefix("pcd ").split()
    joined = pcd_in(home, *command)
    assert joined.code == Exit.DONE
    assert "1 scan and 0 pages read" in joined.said
    rows = json.loads(pcd_in(home, "register", "--json").said)
    (row,) = rows["decisions"]
    assert (row["reference"], row["ruling"], row["pages"]) == ("PCD 412", "cleared", 3)
    assert [part["status"] for part in rows["not_read"]] == ["part of another"] * 2
