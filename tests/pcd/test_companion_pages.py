"""A saved page beside a scan goes with it through `pcd ingest` and `pcd read`."""

import json
from pathlib import Path

import click
import pytest

from ingest.companion.beside import LARGEST_PAGE
from ingest.finding import Ground
from ingest.record import DecisionRecord
from pcd.clock import now
from pcd.exit_code import Exit
from pcd.finding_scans import files_in
from pcd.home import Home
from pcd.ingest import Asked, ingest_scans
from pcd.ingest_report import Report
from pcd.read import print_record
from register.case import Event
from register.cases import cases
from register.companions import take_in_companions
from register.log import faults_in_log, log_entries
from register.opening import open_register

WORKER = (str(Path(__file__).parents[1] / "ingest" / "obedient_worker.py"),)
AGREES = "<h1>New boots</h1><p>Reference code: PCD 611</p><p>Date signed: 19 July 2019</p>"
ANOTHER = "<h1>New boots</h1><p>Reference code: PCD 612</p>"


def a_scan(folder: Path, *, page: str | None = None) -> Path:
    """Put a scan into an inbox, with a saved page beside it."""
    inbox = folder / "in"
    inbox.mkdir(exist_ok=True)
    scan = inbox / "pcd-611.pdf"
    orders = ["%PDF-orders", f"note in {folder}/read", "page", "page", "reference PCD 611"]
    scan.write_text("\n".join(orders), "ascii")
    if page is not None:
        (inbox / "PCD 611.htm").write_text(page, "utf-8")
    return scan


def ingested(folder: Path, *paths: Path) -> Report:
    """Take in the inbox, or what is named."""
    asked = Asked(paths=paths or (folder / "in",), jobs=1)
    return ingest_scans(Home(folder), asked, worker=WORKER)


def record_in(folder: Path) -> DecisionRecord:
    """Return the newest record of the one scan in the register; its log must be whole."""
    home = Home(folder)
    with open_register(home.register, scans_folder=home.scans) as register:
        (case,) = cases(register)
        assert faults_in_log(register) == ()
    assert case.record is not None
    return case.record


def events_in(folder: Path) -> list[Event]:
    """Return what the log tells of."""
    home = Home(folder)
    with open_register(home.register, scans_folder=home.scans) as register:
        return [entry.event for entry in log_entries(register)]


def grounds_of(record: DecisionRecord) -> list[Ground]:
    """Return what was found."""
    return [found.ground for found in record.findings]


def test_a_page_beside_the_scan_is_in_the_record(tmp_path: Path) -> None:
    """What it says stands there for the private side; what it can't settle is offered."""
    a_scan(tmp_path, page=AGREES)
    report = ingested(tmp_path)
    record = record_in(tmp_path)

    assert (report.files, report.scans_read, report.quarantined) == (1, 1, ())
    assert record.companion is not None
    assert (record.companion.file, record.companion.reference) == ("PCD 611.htm", "PCD 611")
    assert record.approval.date is None
    assert set(grounds_of(record)) == {Ground.COMPANION_OFFERS}


def test_a_page_that_comes_later_has_the_record_made_anew(tmp_path: Path) -> None:
    """No page of the scan is read again, and a third run does nothing."""
    a_scan(tmp_path)
    ingested(tmp_path)
    first = record_in(tmp_path)
    a_scan(tmp_path, page=ANOTHER)
    second_run = ingested(tmp_path)
    third_run = ingested(tmp_path)

    assert first.companion is None
    assert Ground.COMPANION_CONFLICT in grounds_of(record_in(tmp_path))
    assert (second_run.new, second_run.scans_read, second_run.pages_read) == (0, 1, 0)
    assert (third_run.scans_read, third_run.pages_read) == (0, 0)
    assert len((tmp_path / "read").read_text("ascii").splitlines()) == 2
    assert events_in(tmp_path).count(Event.RECORD_MADE) == 2


def test_a_changed_page_counts_and_its_forerunner_stays(tmp_path: Path) -> None:
    """Three records, two pages kept, and nothing is lost."""
    for page in (None, ANOTHER, AGREES):
        a_scan(tmp_path, page=page)
        ingested(tmp_path)
    record = record_in(tmp_path)

    assert Ground.COMPANION_CONFLICT not in grounds_of(record)
    assert events_in(tmp_path).count(Event.COMPANION_RECEIVED) == 2
    assert len(list((tmp_path / "private" / "scans").glob("*/*.html"))) == 2


def test_a_run_that_died_before_the_record_was_made_is_made_good(tmp_path: Path) -> None:
    """The page is in the register; whatever is named next, the record is made anew."""
    scan = a_scan(tmp_path)
    ingested(tmp_path)
    page = tmp_path / "in" / "pcd-611.html"
    page.write_text(AGREES, "utf-8")
    home = Home(tmp_path)
    with open_register(home.register, scans_folder=home.scans) as register:
        take_in_companions(register, record_in(tmp_path).source.sha256, [page], at=now())
    scan.unlink()
    page.unlink()
    ingested(tmp_path)

    assert record_in(tmp_path).companion is not None


def test_records_made_anew_hear_the_page_again(tmp_path: Path) -> None:
    """The inbox may be empty by then: the register has the page."""
    a_scan(tmp_path, page=AGREES).with_name("PCD 611.htm")
    ingested(tmp_path)
    for file in (tmp_path / "in").iterdir():
        file.unlink()
    ingested(tmp_path, tmp_path / "private" / "scans")

    assert record_in(tmp_path).companion is not None


def test_a_page_named_outright_stands_for_its_scan(tmp_path: Path) -> None:
    """One without a scan beside it is no scan itself."""
    scan = a_scan(tmp_path, page=AGREES)
    page = scan.with_name("PCD 611.htm")
    alone = scan.with_name("other.html")
    alone.write_text(AGREES, "utf-8")

    assert files_in([page, scan], never_into=frozenset()) == [scan]
    with pytest.raises(click.UsageError, match="no scan of its name"):
        files_in([alone], never_into=frozenset())


def test_a_page_too_large_is_told_of_and_the_scan_is_read(tmp_path: Path) -> None:
    """It is not kept; the exit code says that something was left out."""
    scan = a_scan(tmp_path)
    with scan.with_suffix(".html").open("wb") as large:
        large.truncate(LARGEST_PAGE + 1)
    report = ingested(tmp_path)

    assert [unopened.says for unopened in report.unopened] == [
        "Too large for a saved page; save it as HTML only"
    ]
    assert record_in(tmp_path).companion is None


def test_a_hostile_page_costs_the_scan_nothing(tmp_path: Path) -> None:
    """The record is made, and says that the page was not read."""
    a_scan(tmp_path, page="<i>" * 100_000)
    report = ingested(tmp_path)

    assert report.quarantined == ()
    assert grounds_of(record_in(tmp_path)) == [Ground.COMPANION_UNCLEAR]


def test_reading_a_file_hears_the_page_beside_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`pcd read` needs no register for it."""
    code = print_record(a_scan(tmp_path, page=ANOTHER), worker=WORKER)
    printed = json.loads(capsys.readouterr().out)

    assert code is Exit.DONE
    assert printed["companion"]["reference"] == "PCD 612"
    assert Ground.COMPANION_CONFLICT in {found["ground"] for found in printed["findings"]}
