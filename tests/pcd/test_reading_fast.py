from pathlib import Path

import pytest

from ingest.finding import Ground
from ingest.version import READER_VERSION, READING_SETTINGS, fast
from pcd.home import Home
from pcd.ingest import Asked, ingest_scans
from pcd.ingest_report import Report
from register.case import Scan
from register.cases import cases
from register.opening import open_register
from register.readings import known_pages

WORKER = (str(Path(__file__).parents[1] / "ingest" / "obedient_worker.py"),)


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Give a home with a scan of two pages beside it."""
    (tmp_path / "a.pdf").write_text("%PDF-orders\npage\npage\nreference PCD 611\n", "ascii")
    return Home(tmp_path)


def ingested(home: Home, *, fast: bool) -> Report:
    """Ingest the scan in full, or fast."""
    scan = home.folder / "a.pdf"
    return ingest_scans(home, Asked(paths=(scan,), jobs=1, fast=fast), worker=WORKER)


def kept(home: Home) -> tuple[Scan, bool, list[int]]:
    """Tell of the scan, whether its newest record says that it was read fast, and pages kept."""
    with open_register(home.register, scans_folder=home.scans) as register:
        (case,) = cases(register)
        sha256 = case.scan.sha256
        names = (READING_SETTINGS, fast(READING_SETTINGS))
        pages = [len(known_pages(register, sha256, settings=name)) for name in names]
    assert case.record is not None
    grounds = {found.ground for found in case.record.findings}
    return case.scan, Ground.READ_FAST in grounds, pages


def test_a_fast_reading_is_kept_under_a_name_of_its_own(home: Home) -> None:
    """It is never taken for a full one, and its record says what it is."""
    report = ingested(home, fast=True)
    scan, was_fast, (in_full, read_fast) = kept(home)

    assert (report.scans_read, report.pages_read) == (1, 2)
    assert scan.tried_with == fast(READER_VERSION)
    assert was_fast
    assert (in_full, read_fast) == (0, 2)


def test_a_fast_run_reads_nothing_twice(home: Home) -> None:
    """What was read fast once is fast enough for the next fast run."""
    ingested(home, fast=True)

    report = ingested(home, fast=True)

    assert (report.scans_read, report.pages_read) == (0, 0)


def test_a_scan_read_fast_is_read_again_in_full_when_that_is_asked(home: Home) -> None:
    """Nobody need remember which scans were read fast."""
    ingested(home, fast=True)

    report = ingested(home, fast=False)
    scan, was_fast, (in_full, _) = kept(home)

    assert (report.scans_read, report.pages_read) == (1, 2)
    assert scan.tried_with == READER_VERSION
    assert not was_fast
    assert in_full == 2


def test_a_fast_run_leaves_a_full_reading_as_it_is(home: Home) -> None:
    """To read fast what was read in full would be to know less of it."""
    ingested(home, fast=False)

    report = ingested(home, fast=True)
    scan, was_fast, (in_full, read_fast) = kept(home)

    assert (report.scans_read, report.pages_read) == (0, 0)
    assert scan.tried_with == READER_VERSION
    assert not was_fast
    assert (in_full, read_fast) == (2, 0)


def test_pages_read_in_full_serve_a_fast_run_of_a_newer_reader(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record made anew of them is a full one."""
    ingested(home, fast=False)
    monkeypatch.setattr("ingest.version.READER_VERSION", "next")

    report = ingested(home, fast=True)
    scan, was_fast, _ = kept(home)

    assert (report.scans_read, report.pages_read) == (1, 0)
    assert scan.tried_with == "next"
    assert not was_fast
