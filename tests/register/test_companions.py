"""Saved pages are kept beside the scans that they came with; the log knows of every one."""

from pathlib import Path

import pytest

from ingest.file_hash import hash_of
from ingest.verdict import Reason, Unreadable
from register.case import Event, KeptCompanion, ScanStatus
from register.cases import all_scans
from register.companions import companion_of, take_in_companions
from register.intake import take_in
from register.log import faults_in_log, log_entries
from register.opening import Register
from register.readings import keep_record, quarantine
from register.scan_folder import companion_place_of
from tests.register.scans import NOON, a_file, a_record


@pytest.fixture
def scan(tmp_path: Path, register: Register) -> str:
    """Have a scan that was read."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    keep_record(register, a_record(sha256), reader_version="1", at=NOON)
    return sha256


def a_page(folder: Path, content: bytes, name: str = "pcd-611.html") -> Path:
    """Save a page beside the scan."""
    return a_file(folder / "in", name, content)


def received(register: Register) -> list[str | int]:
    """Return the hashes of all pages that the log tells of, in their order."""
    return [
        entry.details["companion"]
        for entry in log_entries(register)
        if entry.event is Event.COMPANION_RECEIVED
    ]


def test_a_page_is_kept_as_received_and_stands_in_the_log(
    tmp_path: Path, register: Register, scan: str
) -> None:
    """By its hash, as a scan is; the record waits to be made anew."""
    page = a_page(tmp_path, b"<p>one")
    is_news = take_in_companions(register, scan, [page], at=NOON)
    page.unlink()
    kept = companion_of(register, scan)

    assert is_news
    assert kept is not None
    assert kept.name == "pcd-611.html"
    assert companion_place_of(kept.sha256, register.scans_folder).read_bytes() == b"<p>one"
    assert [found.tried_with for found in all_scans(register)] == [None]
    assert faults_in_log(register) == ()


def test_a_known_page_is_no_news(tmp_path: Path, register: Register, scan: str) -> None:
    """A nightly run changes nothing."""
    page = a_page(tmp_path, b"<p>one")
    take_in_companions(register, scan, [page], at=NOON)
    keep_record(register, a_record(scan), reader_version="1", at=NOON)

    assert not take_in_companions(register, scan, [page], at=NOON)
    assert not take_in_companions(register, scan, [], at=NOON)
    assert [found.tried_with for found in all_scans(register)] == ["1"]
    assert len(received(register)) == 1


def test_a_changed_page_is_a_new_version_and_the_old_one_stays(
    tmp_path: Path, register: Register, scan: str
) -> None:
    """The newest counts, and one that is put back is the newest again."""
    page = a_page(tmp_path, b"<p>one")
    first = hash_of(page)
    for content in (b"<p>one", b"<p>two", b"<p>one"):
        take_in_companions(register, scan, [a_page(tmp_path, content)], at=NOON)

    assert companion_of(register, scan) == KeptCompanion(sha256=first, name="pcd-611.html")
    assert len(received(register)) == 3
    assert all(
        companion_place_of(str(sha256), register.scans_folder).is_file()
        for sha256 in received(register)
    )


def test_two_pages_beside_one_scan_do_not_change_places_each_night(
    tmp_path: Path, register: Register, scan: str
) -> None:
    """Both are kept, the last of them counts, and there is no more to do."""
    pages = [a_page(tmp_path, b"<p>a", "pcd-611.htm"), a_page(tmp_path, b"<p>b")]
    take_in_companions(register, scan, pages, at=NOON)

    assert not take_in_companions(register, scan, pages, at=NOON)
    assert companion_of(register, scan) == KeptCompanion(
        sha256=hash_of(pages[1]), name="pcd-611.html"
    )


def test_a_copy_that_was_lost_is_made_again(tmp_path: Path, register: Register, scan: str) -> None:
    """As a scan's is."""
    page = a_page(tmp_path, b"<p>one")
    take_in_companions(register, scan, [page], at=NOON)
    companion_place_of(hash_of(page), register.scans_folder).unlink()

    assert take_in_companions(register, scan, [page], at=NOON)
    assert companion_place_of(hash_of(page), register.scans_folder).is_file()


def test_a_page_is_its_own_scan_s_and_no_other_s(
    tmp_path: Path, register: Register, scan: str
) -> None:
    """Two scans may come with one page, each for itself."""
    other = take_in(register, a_file(tmp_path / "in", "pcd-612.pdf", b"%PDF-2"), at=NOON).sha256
    take_in_companions(register, other, [a_page(tmp_path, b"<p>one")], at=NOON)

    assert companion_of(register, scan) is None
    assert companion_of(register, other) is not None


def test_a_page_wakes_no_scan_in_quarantine(tmp_path: Path, register: Register) -> None:
    """What could not be read still can't; only --retry tries it again, then with its page."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    quarantine(register, sha256, Unreadable(Reason.CRASHED), reader_version="1", at=NOON)
    take_in_companions(register, sha256, [a_page(tmp_path, b"<p>one")], at=NOON)
    (found,) = all_scans(register)

    assert (found.status, found.tried_with) == (ScanStatus.QUARANTINED, "1")
    assert companion_of(register, sha256) is not None
