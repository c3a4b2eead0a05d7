"""`pcd register` as an officer uses it: views, files, the morning's digest and the evidence."""

import csv
import io
import json
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from ingest.record import DecisionRecord
from pcd.clock import now
from pcd.exit_code import Exit
from pcd.main import main
from register.intake import take_in
from register.opening import open_or_make_register
from register.readings import keep_record
from tests.publication.records import a_record, deferred_until
from tests.register.scans import a_file, raw

Run = Callable[..., tuple[int, str, str]]
TITLE = "New boots"
RECORDS = {
    "PCD 611": a_record(),
    "PCD 613": deferred_until(date(2020, 3, 31)),
    "PCD 614": deferred_until(date(2099, 4, 1)),
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Make a home of three decisions: clear, overdue and deferred."""
    folder = tmp_path / "home"
    private = folder / "private"
    private.mkdir(parents=True)
    with open_or_make_register(private / "register.db", scans_folder=private / "scans") as register:
        for reference, record in RECORDS.items():
            file = a_file(tmp_path / "in", f"{reference}.pdf", f"%PDF-1.7 {reference}".encode())
            scan = take_in(register, file, at=now()).sha256
            keep_record(register, of_scan(record, reference, scan), reader_version="1", at=now())
    return folder


def of_scan(record: DecisionRecord, reference: str, scan: str) -> DecisionRecord:
    """Return the record as it was read from a scan."""
    source = replace(record.source, sha256=scan)
    return replace(record, reference=reference, number=int(reference[4:]), source=source)


@pytest.fixture
def register(capfd: pytest.CaptureFixture[str], home: Path) -> Run:
    """Call the verb in the home; return its exit code and what it printed."""

    def command(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["--home", str(home), "register", *map(str, arguments)])
        printed = capfd.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return command


def test_the_list_begins_with_what_presses(register: Run) -> None:
    """Who needs to do something, and where it is said what."""
    _, printed, _ = register()

    assert printed.splitlines()[:2] == [
        "1 decision needs a person. What to do: pcd register --digest",
        "Deferrals: 1 overdue, 1 later. See: pcd register --view due",
    ]


@pytest.mark.parametrize(
    ("view", "told"),
    [
        ("due", "overdue    2020-03-31  PCD 613"),
        ("part2", "No decision has a Part 2."),
        ("references", "No reference is in doubt."),
        ("gaps", "PCD 612  PCD 612  1"),
        ("timeliness", "Nothing was published yet."),
        ("decisions", "3 decisions on"),
    ],
)
def test_each_view_is_a_table_and_values(register: Run, view: str, told: str) -> None:
    """Plain words for a person, JSON for a program."""
    _, printed, _ = register("--view", view)
    code, values, _ = register("--view", view, "--json")

    assert told in printed
    assert code == Exit.DONE
    assert json.loads(values) is not None


def test_looking_ahead_moves_what_is_due(register: Run) -> None:
    """The view is of the day asked for."""
    _, printed, _ = register("--view", "due", "--as-of", "2099-03-31")

    assert "in 1 day" in printed


def test_a_spreadsheet_is_written_for_its_owner_alone(register: Run, tmp_path: Path) -> None:
    """Each scan is a row; nobody else on the machine may read it."""
    file = tmp_path / "register.csv"
    code, printed, _ = register("--csv", file)
    with file.open(encoding="utf-8-sig", newline="") as opened:
        found = list(csv.DictReader(opened))

    assert code == Exit.DONE
    assert str(file) in printed
    assert [row["Reference"] for row in found] == list(RECORDS)
    assert found[1]["Until, as printed"] == "2020-03-31"
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IRUSR | stat.S_IWUSR


@pytest.mark.parametrize("arguments", [["--csv"], ["--csv", "-"]])
def test_a_spreadsheet_can_be_piped(register: Run, arguments: list[str]) -> None:
    """The same bytes as in a file."""
    _, printed, _ = register(*arguments, "--view", "gaps")

    assert list(csv.reader(io.StringIO(printed.removeprefix("\ufeff"), newline=""))) == [
        ["From", "To", "Missing"],
        ["PCD 612", "PCD 612", "1"],
    ]


def test_a_calendar_is_written_without_titles(register: Run, tmp_path: Path) -> None:
    """References only: calendars are shared."""
    file = tmp_path / "due.ics"
    register("--ics", file)
    entries = Calendar.from_ical(file.read_bytes()).walk("VEVENT")

    assert [entry["summary"] for entry in entries] == [
        "PCD 613: deferral ended, overdue",
        "PCD 614: deferral ends",
    ]
    assert TITLE.encode() not in file.read_bytes()


def test_the_digest_can_ask_for_a_person_by_its_exit_code(register: Run) -> None:
    """A timer mails it, and knows whether somebody must look."""
    code, printed, _ = register("--digest", "--check")

    assert code == Exit.NEEDS_A_PERSON
    assert "PCD 613: 31 March 2020. Look at the form" in printed
    assert TITLE not in printed


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--json", "--csv"], "Give one of"),
        (["--digest", "--ics", "x.ics"], "Give one of"),
        (["--digest", "--view", "due"], "leave --view out"),
        (["--view", "weather"], "is not one of"),
        (["--csv", "register.db"], "ends in .csv"),
        (["--csv", "nowhere/x.csv"], "there is no folder 'nowhere'"),
        (["--json", "evidence", "611"], "evidence takes no --json before it"),
        (["evidence"], "Missing argument 'REF'"),
        (["evidence", "999"], "Nothing in the register is called '999'"),
        (["proof"], "No such command 'proof'"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(register: Run, arguments: list[str], told: str) -> None:
    """Exit 2, and nothing is written."""
    code, printed, complaint = register(*arguments)

    assert (code, printed) == (Exit.WRONG_USE, "")
    assert told in complaint


@pytest.mark.parametrize("place", ["content", "site", "build"])
def test_no_export_is_written_where_the_site_is_made(register: Run, home: Path, place: str) -> None:
    """MkDocs publishes every file that lies there."""
    (home / place).mkdir()
    code, _, complaint = register("--csv", home / place / "x.csv")

    assert code == Exit.WRONG_USE
    assert "this is private" in complaint
    assert list((home / place).iterdir()) == []


def test_evidence_tells_of_every_reading_with_its_hash(register: Run) -> None:
    """And of the log's end, which somebody can keep elsewhere."""
    code, printed, _ = register("evidence", "pcd-613")
    _, values, _ = register("evidence", "613", "--json")
    found = json.loads(values)

    assert code == Exit.DONE
    assert "Read: deferral answered yes; until 2020-03-31" in printed
    assert found["told"][1]["hash"] in printed
    assert f"unbroken up to entry {found['last_entry']}:\n  {found['last_hash']}" in printed


def test_evidence_from_a_log_that_was_changed_is_none(register: Run, home: Path) -> None:
    """Exit 5, and the place where it breaks."""
    with raw(home / "private") as database:
        database.execute("DROP TRIGGER log_UPDATE")
        database.execute("UPDATE log SET at = '2019-01-01 00:00:00.000000' WHERE number = 4")
    code, printed, _ = register("evidence", "613")

    assert code == Exit.AUDIT_FAILED
    assert "The log is broken at entry 4" in printed
    assert "unbroken" not in printed
