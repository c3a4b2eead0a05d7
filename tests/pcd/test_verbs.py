import contextlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import pytest

from ingest.record import DecisionRecord
from pcd.checks import checks_of_log, reading_check
from pcd.clock import now
from pcd.exit_code import Exit
from pcd.home import Home
from pcd.ingest import Asked, _take_in_all, ingest_scans
from pcd.lock import only_run
from pcd.main import VERBS, main
from pcd.plain_page import A_PLAIN_PAGE
from pcd.read import print_record
from register.cases import cases
from register.opening import open_or_make_register, open_register
from register.readings import keep_record

ROOT = Path(__file__).parents[2]
WORKER = (str(ROOT / "tests" / "ingest" / "obedient_worker.py"),)

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


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fill a home with two scans of one reference, one of another, and a bad one."""
    folder = tmp_path_factory.mktemp("filled")
    inbox = folder / "in"
    inbox.mkdir()
    for name, orders in {
        "a.pdf": "page\nreference PCD 611",
        "b.pdf": "page\npage\nreference PCD-611",
        "c.PDF": "page\nreference DMPCD 2015 143",
        "d.pdf": "dance",
    }.items():
        (inbox / name).write_text(f"%PDF-orders\n{orders}\n", "ascii")
    (folder / "home").mkdir()
    ingest_scans(Home(folder / "home"), Asked(paths=(inbox,), jobs=1), worker=WORKER)
    return folder


@pytest.fixture
def home(tmp_path: Path, filled: Path) -> Path:
    """Give each test a filled home of its own."""
    shutil.copytree(filled, tmp_path / "filled")
    return tmp_path / "filled" / "home"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["frob"], "No such command 'frob'"),
        (["--home", "nowhere", "register"], "'nowhere' does not exist"),
        (["ingest"], "Name the files or folders"),
        (["ingest", "nowhere"], "'nowhere' does not exist"),
        (["ingest", "--jobs", "0", "."], "0 is not in the range"),
        (["ingest", "/dev/null"], "neither a file nor a folder"),
        (["read"], "Missing argument 'FILE'"),
        (["read", "nowhere.pdf"], "'nowhere.pdf' does not exist"),
        (["read", "."], "'.' is a directory"),
        (["read", "/dev/null"], "/dev/null is no file"),
        (["register"], "no register at"),
        (["register", "--as-of", "tomorrow"], "'tomorrow' does not match the format"),
        (["review"], "Usage: pcd review"),
        (["review", "611"], "Missing command"),
        (["review", "611", "praise"], "No such command 'praise'"),
        (["review", "611", "confirm", "record"], "Missing option '--why'"),
        (["review", "611", "release", "--why", "x"], "Missing option '--ground'"),
        (["review", "611", "correct", "title", "--why", "x"], "or --empty, and not both"),
        (["review", "611", "withhold", "--why", "x"], "no register at"),
        (["serve"], "run pcd publish first"),
        (["serve", "--port", "65536"], "65536 is not in the range"),
        (["schema", "more"], "unexpected extra argument"),
        (["doctor", "more"], "unexpected extra argument"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    """Exit 2, what was wrong and where to look; no trace of the program's insides."""
    monkeypatch.chdir(tmp_path)
    code, printed, complaint = run(*arguments)

    assert code == Exit.WRONG_USE
    assert printed == ""
    assert told in complaint
    assert "Traceback" not in complaint
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_helps_with_examples(run: Run, verb: str) -> None:
    """A newcomer sees what to type."""
    code, printed, _ = run(verb, "--help")

    assert code == Exit.DONE
    assert "Examples:" in printed
    assert f"  pcd {verb}" in printed or f"  pcd --home /srv/decisions {verb}" in printed


def test_help_is_quick_and_imports_no_engine() -> None:
    """The parent never imports what opens a PDF, and `--help` not even the register."""
    seen = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "pcd.main", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stderr

    for heavy in ("numpy", "cv2", "onnxruntime", "pikepdf", "sqlalchemy", "rich", "msgspec"):
        assert f" {heavy}\n" not in seen


def test_the_parent_of_a_reading_imports_no_engine() -> None:
    """Not the verbs either: what opens a PDF is in the worker alone."""
    engines = {"cv2", "onnxruntime", "pikepdf", "pypdfium2", "pdfplumber", "tesserocr"}
    with_numbers = {"publish", "audit", "search"}  # the audit's and the search's own sums

    assert not engines & _imported_by(VERBS)
    assert "numpy" not in _imported_by(set(VERBS) - with_numbers)


def _imported_by(verbs: Iterable[str]) -> set[str]:
    """Return every module that a fresh interpreter has after importing the verbs."""
    imports = ", ".join(f"pcd.{verb}" for verb in verbs)
    told = subprocess.run(  # noqa: S603  # this test's own words
        [sys.executable, "-c", f"import sys, {imports}; print(*sys.modules)"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return set(told.split())


def test_ingest_tells_what_it_did(run: Run, home: Path) -> None:
    """A known folder is known; what was in quarantine stays there without being tried again."""
    code, printed, _ = run("--home", home, "ingest", home.parent / "in", "--json")
    report = json.loads(printed)

    assert code == Exit.DONE
    assert (report["files"], report["new"], report["known"]) == (4, 0, 4)
    assert report["quarantined"] == []


def test_ingest_takes_no_hidden_file_and_follows_no_link(tmp_path: Path) -> None:
    """What a scanner's folder holds besides scans stays outside, the home's own files too."""
    inbox = tmp_path / "in"
    (inbox / "deep" / "er").mkdir(parents=True)
    (inbox / ".trash").mkdir()
    for name in ("b.pdf", "A.PDF", "notes.txt", ".c.pdf", ".trash/d.pdf", "deep/er/e.Pdf"):
        (inbox / name).write_text(f"%PDF-orders\nreference {name}\n", "ascii")
    (tmp_path / "outside.pdf").write_text("%PDF-orders\n", "ascii")
    (inbox / "link.pdf").symlink_to(tmp_path / "outside.pdf")
    (inbox / "deep" / "loop").symlink_to(inbox)
    asked = Asked(paths=(inbox, inbox / "b.pdf"), jobs=1)
    first = ingest_scans(Home(inbox), asked, worker=WORKER)
    second = ingest_scans(Home(inbox), asked, worker=WORKER)

    assert first.files == second.files == 3
    assert first.new == second.known == 3


def test_a_file_that_cannot_be_opened_does_not_stop_the_rest(tmp_path: Path) -> None:
    """It is named in the summary; it can't be in quarantine, for there are no bytes to keep."""
    gone, good = tmp_path / "gone.pdf", tmp_path / "good.pdf"
    good.write_text("%PDF-orders\n", "ascii")
    with open_or_make_register(
        tmp_path / "register.db", scans_folder=tmp_path / "scans"
    ) as register:
        arrivals, unopened = _take_in_all(register, [gone, good])

    assert [arrival.is_new for arrival in arrivals] == [True]
    assert [one.file for one in unopened] == [str(gone)]


def test_retry_tries_what_is_in_quarantine_again(home: Path) -> None:
    """And nothing else."""
    again = ingest_scans(Home(home), Asked(paths=(), jobs=1, retry=True), worker=WORKER)

    assert [unread.file for unread in again.quarantined] == ["d.pdf"]
    assert again.scans_read == 0


def test_a_second_run_is_told_who_holds_the_lock(run: Run, home: Path) -> None:
    """Exit 6 with the verb, the process and since when."""
    with only_run(home / "private" / "lock", verb="ingest", at=now()):
        code, _, complaint = run("--home", home, "ingest", home.parent / "in")

    assert code == Exit.LOCKED
    assert f"pcd ingest, process {os.getpid()}, since {now():%Y-%m-%d}" in complaint


def test_the_register_lists_every_scan_with_its_ruling(run: Run, home: Path) -> None:
    """Decisions with their grounds, and what could not be read with its reason."""
    code, printed, _ = run("--home", home, "register", "--json")
    rows = json.loads(printed)

    assert code == Exit.DONE
    assert [row["file"] for row in rows["decisions"]] == ["a.pdf", "b.pdf", "c.PDF"]
    assert {row["ruling"] for row in rows["decisions"]} == {"review"}
    assert "second-scan" in {ground["code"] for ground in rows["decisions"][1]["grounds"]}
    assert [row["reason"] for row in rows["not_read"]] == ["damaged"]


def test_the_register_looks_ahead(run: Run, home: Path) -> None:
    """--as-of rules for another day; nothing is written."""
    _, printed, _ = run("--home", home, "register", "--as-of", "2099-01-01", "--json")

    assert json.loads(printed)["day"] == "2099-01-01"


def test_check_asks_for_a_person(run: Run, home: Path) -> None:
    """Exit 4, for a timer that should send a message."""
    code, printed, _ = run("--home", home, "register", "--check")

    assert code == Exit.NEEDS_A_PERSON
    assert "PCD 611" in printed
    assert "3 for review, 1 scan quarantined" in printed


@pytest.mark.parametrize("called", ["DMPCD 2015 143", "dmpcd-2015-143"])
def test_a_review_is_kept_and_ruled_on(run: Run, home: Path, called: str) -> None:
    """The new ruling is printed, the entry stands in the register with its officer."""
    code, printed, _ = run(
        "--home", home, "review", called, "withhold", "--why", "Advice.", "--by", "A. Officer"
    )
    _, listed, _ = run("--home", home, "register", "--json")

    assert code == Exit.DONE
    assert "officer-withholds" in printed
    assert json.loads(listed)["decisions"][2]["reviews"] == 1


def test_a_reference_of_two_scans_is_asked_back(run: Run, home: Path) -> None:
    """Nobody guesses which scan an officer meant; the hash settles it."""
    code, _, complaint = run("--home", home, "review", "pcd 0611", "withhold", "--why", "x")
    choice = complaint.partition("by its hash: ")[2][:12]
    by_hash, printed, _ = run("--home", home, "review", choice, "withhold", "--why", "x")

    assert code == Exit.WRONG_USE
    assert "2 scans" in complaint
    assert by_hash == Exit.DONE
    assert "officer-withholds" in printed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["999", "withhold", "--why", "x"], "Nothing in the register is called '999'"),
        (["2015", "withhold", "--why", "x"], "Nothing in the register is called '2015'"),
        (["DMPCD 2015 143", "withhold", "--why", " "], "a reason"),
        (["DMPCD 2015 143", "withhold", "--why", "\udcff"], "no UTF-8 text"),
        (["DMPCD 2015 143", "confirm", "colour", "--why", "x"], "no field 'colour'"),
        (["DMPCD 2015 143", "correct", "deferral.answer", "NOPE", "--why", "x"], "yes, no or"),
        (["DMPCD 2015 143", "release", "--ground", "rain", "--why", "x"], "no ground 'rain'"),
        (["DMPCD 2015 143", "release", "--ground", "no-title", "--why", "x"], "No release lifts"),
    ],
)
def test_a_review_that_could_not_take_effect_is_refused(
    run: Run, home: Path, arguments: list[str], told: str
) -> None:
    """Before it is stored: an entry can't be taken back."""
    code, _, complaint = run("--home", home, "review", *arguments)
    _, listed, _ = run("--home", home, "register", "--json")

    assert code == Exit.WRONG_USE
    assert told in complaint
    assert json.loads(listed)["decisions"][2]["reviews"] == 0


def test_a_confirmation_does_not_outlive_the_reading(run: Run, home: Path) -> None:
    """A newer reader makes another record: the officer is asked to look again."""
    say = ("--home", home, "review", "DMPCD 2015 143", "confirm", "record", "--why", "Seen.")
    first, _, _ = run(*say)
    read_again(home, "DMPCD 2015 143", read_with="another reader")
    same = codes_of(run, home)
    read_again(home, "DMPCD 2015 143", title="Until 2020")
    other = codes_of(run, home)
    anew, printed, _ = run(*say)

    assert first == anew == Exit.DONE
    assert "review-of-another-reading" not in same
    assert "review-of-another-reading" in other
    assert "review-of-another-reading" not in printed


def read_again(home: Path, reference: str, **fields: object) -> None:
    """Keep a newer record of a decision, with other fields."""
    with open_register(home / "private/register.db", scans_folder=home / "private/scans") as opened:
        (record,) = (
            case.record
            for case in cases(opened)
            if case.record is not None and case.record.reference == reference
        )
        anew = msgspec.structs.replace(record, **fields)
        keep_record(opened, anew, reader_version="next", at=now())


def codes_of(run: Run, home: Path) -> set[str]:
    """Return what holds the third decision, as the register lists it."""
    _, listed, _ = run("--home", home, "register", "--json")
    return {ground["code"] for ground in json.loads(listed)["decisions"][2]["grounds"]}


def test_a_later_name_is_evidence(run: Run, home: Path) -> None:
    """The same bytes come again as "part 2": held, whatever bytes the name is made of."""
    name = os.fsdecode(b"caf\xe9 part 2.pdf")
    shutil.copy(home.parent / "in" / "c.PDF", home.parent / "in" / name)
    before = codes_of(run, home)
    code, _, _ = run("--home", home, "ingest", home.parent / "in" / name)
    after = codes_of(run, home)
    say = ("--home", home, "review", "DMPCD 2015 143", "release", "--ground", "name-says-part2")
    released, _, _ = run(*say, "--why", "A slip of the sender.")

    assert code == released == Exit.DONE
    assert after - before == {"name-says-part2"}
    assert codes_of(run, home) == before


def test_settings_that_are_not_valid_are_explained(run: Run, home: Path) -> None:
    """pcd.toml is written by people."""
    (home / "pcd.toml").write_text("[publication]\nconfirm = 'sometimes'\n", "utf-8")
    unknown = run("--home", home, "register")
    (home / "pcd.toml").write_text("confirm =\n", "utf-8")
    broken = run("--home", home, "register")

    assert unknown[0] == broken[0] == Exit.WRONG_USE
    assert "publication settings are not valid" in unknown[2]
    assert "is not valid TOML" in broken[2]


def test_read_prints_one_record_and_changes_nothing(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """JSON that the schema's own type accepts, and no home anywhere."""
    scan = tmp_path / "a.pdf"
    scan.write_text("%PDF-orders\npage\nreference PCD 611\n", "ascii")
    code = print_record(scan, worker=WORKER)
    record = msgspec.json.decode(capfd.readouterr().out, type=DecisionRecord)

    assert code == Exit.DONE
    assert record.reference == "PCD 611"
    assert list(tmp_path.iterdir()) == [scan]


def test_read_says_why_a_file_cannot_be_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Exit 3, nothing on standard output, and no control character from the name."""
    scan = tmp_path / "a\x1b[2J.pdf"
    scan.write_text("%PDF-orders\ndance\n", "ascii")
    code = print_record(scan, worker=WORKER)
    printed = capfd.readouterr()

    assert code == Exit.INPUT_UNREADABLE
    assert printed.out == ""
    assert (
        printed.err
        == "pcd: a\N{REPLACEMENT CHARACTER}[2J.pdf: damaged. nobody knows how to dance\n"
    )


def test_the_schema_describes_the_record(run: Run) -> None:
    """JSON Schema 2020-12, with the outer shape that others rely on."""
    schema = json.loads(run("schema")[1])

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"reference", "deferral", "findings"} <= set(
        schema["$defs"]["DecisionRecord"]["required"]
        + list(schema["$defs"]["DecisionRecord"]["properties"])
    )


def test_doctor_names_an_engine_that_does_not_start(tmp_path: Path) -> None:
    """And says what to do about it."""
    page = tmp_path / "page.pdf"
    page.write_text("%PDF-orders\nno engine\n", "ascii")
    check = reading_check(page, worker=WORKER)

    assert "an_engine" in check.found
    assert check.remedy


def test_doctor_looks_at_everything(run: Run, home: Path) -> None:
    """The machine, the home, a page read in earnest, and the log."""
    _, printed, _ = run("--home", home, "doctor", "--json")
    found = {check["what"]: check for check in json.loads(printed)}

    assert found["readers"]["found"].startswith("both read")
    assert found["mkdocs"]["found"].startswith("1.6.")
    assert "chain unbroken" in found["register"]["found"]
    assert found["home"]["remedy"] is None


def test_doctor_finds_a_log_that_was_tampered_with(home: Path) -> None:
    """What nobody should be able to change is looked at every time."""
    with contextlib.closing(sqlite3.connect(home / "private" / "register.db")) as database:
        database.execute("DROP TRIGGER log_UPDATE")
        database.execute("UPDATE log SET details = '{}' WHERE number = 3")
        database.commit()
    (check,) = checks_of_log(Home(home))

    assert "broken at entry 3" in check.found
    assert check.remedy


def test_a_reader_that_cannot_start_puts_nothing_into_quarantine(run: Run, home: Path) -> None:
    """A machine without its engines must not judge the scans."""
    (home.parent / "in" / "e.pdf").write_text("%PDF-orders\nno engine\n", "ascii")
    with pytest.raises(Exception, match="an_engine"):
        ingest_scans(Home(home), Asked(paths=(home.parent / "in",), jobs=1), worker=WORKER)
    _, printed, _ = run("--home", home, "register", "--json")

    assert json.loads(printed)["not_read"][1]["status"] == "waiting"


def test_a_pipe_that_closes_early_is_no_error(home: Path) -> None:
    """`pcd register | head` ends in silence."""
    with subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "pcd.main", "--home", str(home), "register"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as command:
        assert command.stdout
        assert command.stderr
        command.stdout.close()
        complaint = command.stderr.read()

    assert command.returncode == Exit.DONE
    assert complaint == b""


def test_the_real_readers_read_a_page_once(run: Run, tmp_path: Path) -> None:
    """From end to end: both engines, the limits, the register, and a record made anew."""
    (tmp_path / "page.pdf").write_bytes(A_PLAIN_PAGE)
    first, told, _ = run("--home", tmp_path, "ingest", tmp_path / "page.pdf", "--json")
    second, told_again, _ = run("--home", tmp_path, "ingest", tmp_path / "page.pdf", "--json")

    assert first == second == Exit.DONE
    assert json.loads(told)["pages_read"] == 1
    assert json.loads(told_again)["pages_read"] == 0
    assert json.loads(told_again)["scans_read"] == 0
