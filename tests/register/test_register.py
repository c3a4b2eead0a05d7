import datetime
import os
import sqlite3
import stat
from pathlib import Path

import pytest

from ingest.verdict import Reason, Unreadable
from register.case import Event, ScanStatus
from register.cases import all_scans, cases
from register.errors import (
    NoRegisterError,
    OtherSchemaError,
    StaleReviewError,
    UnavailableError,
    UnknownScanError,
)
from register.intake import take_in
from register.log import faults_in_log, log_entries
from register.opening import Register, open_or_make_register, open_register
from register.readings import keep_page_reading, keep_record, known_pages, quarantine
from register.review import Correct
from register.reviews import add_review
from register.scan_folder import place_of, sweep
from tests.register.scans import NOON, a_file, a_page, a_record, a_review, raw


def test_a_scan_is_kept_byte_for_byte_under_its_hash(tmp_path: Path, register: Register) -> None:
    """What was received is never lost, and nobody but the owner can read it."""
    arrival = take_in(register, a_file(tmp_path / "in"), at=NOON)
    kept = place_of(arrival.sha256, tmp_path / "scans")

    assert kept.read_bytes() == b"%PDF-1.7 x"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "register.db").stat().st_mode) == 0o600


def test_the_same_bytes_are_one_scan(tmp_path: Path, register: Register) -> None:
    """A copy under another name is known; the other name is noted, once."""
    first = take_in(register, a_file(tmp_path / "in"), at=NOON)
    for _ in range(2):
        again = take_in(register, a_file(tmp_path / "in", "pcd 611 part 2.pdf"), at=NOON)

    assert first.is_new
    assert again.sha256 == first.sha256
    assert not again.is_new
    assert [entry.event for entry in log_entries(register)] == [
        Event.RECEIVED,
        Event.RECEIVED_AGAIN,
    ]
    (scan,) = all_scans(register)
    assert (scan.name, scan.other_names) == ("pcd-611.pdf", ("pcd 611 part 2.pdf",))


def test_a_name_is_noted_though_the_kept_bytes_were_lost(
    tmp_path: Path, register: Register
) -> None:
    """Who brings a scan back brings evidence too; its first name says nothing new."""
    first = take_in(register, a_file(tmp_path / "in"), at=NOON)
    for name in ("pcd 611 part 2.pdf", "pcd-611.pdf", place_of(first.sha256, tmp_path).name):
        place_of(first.sha256, register.scans_folder).unlink()
        again = take_in(register, a_file(tmp_path / "in", name), at=NOON)
        assert not again.is_new
    (scan,) = all_scans(register)

    assert place_of(first.sha256, register.scans_folder).is_file()
    assert (scan.name, scan.other_names) == ("pcd-611.pdf", ("pcd 611 part 2.pdf",))


def test_every_name_a_scan_came_under_is_kept_in_order(tmp_path: Path, register: Register) -> None:
    """The first is what the record was read under; each of the others may tell more."""
    names = ["b.pdf", os.fsdecode(b"caf\xe9.pdf"), "part 2.pdf", "a.pdf"]
    for name in names:
        take_in(register, a_file(tmp_path / "in", name), at=NOON)
    (scan,) = all_scans(register)

    assert [scan.name, *scan.other_names] == names


def test_a_name_may_be_any_bytes(tmp_path: Path, register: Register) -> None:
    """A scanner's Latin-1 name comes back as it was."""
    name = os.fsdecode(b"caf\xe9 '; DROP TABLE scans; --\n.pdf")
    take_in(register, a_file(tmp_path / "in", name), at=NOON)

    assert [scan.name for scan in all_scans(register)] == [name]


def test_a_copy_cut_off_is_swept_away(tmp_path: Path, register: Register) -> None:
    """A file without its final name is no scan."""
    a_file(tmp_path / "scans", ".on-the-way-x1y2")
    sweep(register.scans_folder)

    assert list((tmp_path / "scans").iterdir()) == []


def test_a_lost_copy_is_made_again(tmp_path: Path, register: Register) -> None:
    """Taking in a known file restores it where its bytes are gone."""
    file = a_file(tmp_path / "in")
    sha256 = take_in(register, file, at=NOON).sha256
    place_of(sha256, register.scans_folder).unlink()
    again = take_in(register, file, at=NOON)

    assert not again.is_new
    assert place_of(sha256, register.scans_folder).is_file()


def test_pages_come_back_as_they_were_read(tmp_path: Path, register: Register) -> None:
    """Readings are kept by scan, page and settings; other settings know nothing of them."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    for page in (1, 2):
        keep_page_reading(register, sha256, a_page(page), settings="300 dpi", at=NOON)

    assert known_pages(register, sha256, settings="300 dpi") == {1: a_page(1), 2: a_page(2)}
    assert known_pages(register, sha256, settings="200 dpi") == {}


def test_a_page_that_another_version_wrote_is_read_anew(tmp_path: Path, register: Register) -> None:
    """A cache that can't be understood is no cache, and no error."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    keep_page_reading(register, sha256, a_page(1), settings="x", at=NOON)
    with raw(tmp_path) as database:
        database.execute("UPDATE page_readings SET reading = x'00'")

    assert known_pages(register, sha256, settings="x") == {}
    keep_page_reading(register, sha256, a_page(1), settings="x", at=NOON)
    assert known_pages(register, sha256, settings="x") == {1: a_page(1)}


def test_the_newest_record_counts_and_the_old_one_stays(tmp_path: Path, register: Register) -> None:
    """A re-reading never erases what was read before."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    keep_record(register, a_record(sha256, title="Old"), reader_version="1", at=NOON)
    keep_record(register, a_record(sha256, title="New"), reader_version="2", at=NOON)
    (case,) = cases(register)

    assert case.record == a_record(sha256, title="New")
    assert case.scan.status is ScanStatus.READ
    assert case.scan.tried_with == "2"
    with raw(tmp_path) as database:
        assert database.execute("SELECT count(*) FROM records").fetchone() == (2,)


def test_a_scan_that_cannot_be_read_keeps_its_reason(tmp_path: Path, register: Register) -> None:
    """Quarantine is a row with a reason and a sentence, not a lost file."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    quarantine(register, sha256, Unreadable(Reason.DAMAGED, "x"), reader_version="1", at=NOON)
    (case,) = cases(register)

    assert case.scan.status is ScanStatus.QUARANTINED
    assert case.scan.reason is Reason.DAMAGED
    assert case.record is None


def test_a_later_readers_failure_leaves_the_record(tmp_path: Path, register: Register) -> None:
    """A newer reader that fails holds only itself: what was read before still counts."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    keep_record(register, a_record(sha256), reader_version="1", at=NOON)
    quarantine(register, sha256, Unreadable(Reason.CRASHED, "x"), reader_version="2", at=NOON)
    (case,) = cases(register)

    assert case.scan.status is ScanStatus.READ
    assert case.scan.reason is Reason.CRASHED
    assert case.record == a_record(sha256)


def test_reviews_come_back_in_order(tmp_path: Path, register: Register) -> None:
    """Each review is whole, with its kind, its officer and its moment."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    corrected = Correct(
        scan=sha256,
        reading="1f" * 32,
        by="B",
        at=NOON,
        why="Smudged.",
        field="deferral.until",
        value=None,
    )
    add_review(register, a_review(sha256))
    add_review(register, corrected, seen_last=1)
    (case,) = cases(register)

    assert case.reviews == (a_review(sha256), corrected)
    assert case.last_review == 2


def test_a_review_of_what_has_changed_is_refused(tmp_path: Path, register: Register) -> None:
    """Two officers at once: the second is told to look again."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    add_review(register, a_review(sha256), seen_last=0)
    with pytest.raises(StaleReviewError):
        add_review(register, a_review(sha256), seen_last=0)

    assert len(cases(register)[0].reviews) == 1
    assert faults_in_log(register) == ()


def test_a_review_needs_a_scan(register: Register) -> None:
    """A review of nothing is refused before it is written."""
    with pytest.raises(UnknownScanError):
        add_review(register, a_review("0" * 64))

    assert log_entries(register) == ()


def test_cases_stand_in_order_of_arrival(tmp_path: Path, register: Register) -> None:
    """Not of name, hash or clock."""
    for name in ("b", "c", "a"):
        take_in(register, a_file(tmp_path / "in", name, name.encode()), at=NOON)

    assert [case.scan.name for case in cases(register)] == ["b", "c", "a"]


def test_a_step_that_fails_leaves_nothing(tmp_path: Path, register: Register) -> None:
    """A record for an unknown scan leaves neither a row nor a log entry."""
    take_in(register, a_file(tmp_path / "in"), at=NOON)
    with pytest.raises(UnknownScanError):
        keep_record(register, a_record("0" * 64), reader_version="1", at=NOON)

    assert [entry.event for entry in log_entries(register)] == [Event.RECEIVED]
    assert cases(register)[0].record is None


@pytest.mark.parametrize("table", ["records", "reviews", "log"])
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE {table} SET number = 7",
        "DELETE FROM {table}",
        "INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
    ],
)
def test_the_database_itself_is_append_only(
    tmp_path: Path, register: Register, table: str, statement: str
) -> None:
    """Even a hand on the SQL prompt can't edit what was written."""
    fill(tmp_path, register)
    with (
        raw(tmp_path) as database,
        pytest.raises(sqlite3.IntegrityError, match=f"{table} is append-only"),
    ):
        database.execute(statement.format(table=table))

    assert faults_in_log(register) == ()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE log SET details = '{}' WHERE number = 2", "broken at entry 2"),
        ("UPDATE log SET event = 'received' WHERE number = 2", "broken at entry 2"),
        ("UPDATE log SET at = '2020-01-01 00:00:00.000000' WHERE number = 2", "at entry 2"),
        ("DELETE FROM log WHERE number = 2", "broken at entry 2"),
        ("UPDATE reviews SET entry = replace(entry, 'Read it', 'Read')", "Row 1 of reviews"),
        ("DELETE FROM reviews", "Row 1 of reviews"),
        ("UPDATE records SET record = replace(record, '\"no\"', '\"yes\"')", "Row 1 of records"),
    ],
)
def test_tampering_breaks_the_chain(
    tmp_path: Path, register: Register, statement: str, told: str
) -> None:
    """Who drops the triggers and edits the file is found out by the hashes."""
    fill(tmp_path, register)
    assert faults_in_log(register) == ()
    with raw(tmp_path) as database:
        triggers = database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (trigger,) in triggers.fetchall():
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute(statement)

    assert told in " ".join(faults_in_log(register))


def test_the_log_names_no_title(tmp_path: Path, register: Register) -> None:
    """The log tells what happened to a scan by its hash, never what the decision says."""
    fill(tmp_path, register)

    assert "Taser" not in str(log_entries(register))


def test_a_missing_register_is_no_new_register(tmp_path: Path) -> None:
    """Looking makes nothing."""
    with (
        pytest.raises(NoRegisterError, match="pcd ingest"),
        open_register(tmp_path / "register.db", scans_folder=tmp_path),
    ):
        pass

    assert list(tmp_path.iterdir()) == []


def test_another_versions_register_is_left_alone(tmp_path: Path, register: Register) -> None:
    """A newer schema is refused with a sentence, before anything is written."""
    with raw(tmp_path) as database:
        database.execute("UPDATE schema_version SET version = 99")

    with (
        pytest.raises(OtherSchemaError, match="schema 99"),
        open_or_make_register(tmp_path / "register.db", scans_folder=register.scans_folder),
    ):
        pass


@pytest.mark.parametrize("place", ["nonsense", "nonsense://x/y", "postgresql+nodriver://x/y"])
def test_an_address_that_names_no_database_is_explained(tmp_path: Path, place: str) -> None:
    """PCD_REGISTER_URL is typed by people."""
    with (
        pytest.raises(UnavailableError, match="PCD_REGISTER_URL"),
        open_register(place, scans_folder=tmp_path),
    ):
        pass


def test_a_file_that_is_no_database_is_explained(tmp_path: Path) -> None:
    """A text file in the register's place is neither read nor overwritten."""
    place = a_file(tmp_path, "register.db", b"Dear Sir, " * 1000)
    with (
        pytest.raises(UnavailableError, match="not a database"),
        open_or_make_register(place, scans_folder=tmp_path / "scans"),
    ):
        pass

    assert place.read_bytes() == b"Dear Sir, " * 1000


def test_a_naive_moment_is_refused(tmp_path: Path, register: Register) -> None:
    """A time without its zone would mean another moment in summer."""
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(UnavailableError, match="aware"):
        take_in(register, a_file(tmp_path / "in"), at=naive)

    assert all_scans(register) == ()


def test_moments_come_back_as_utc(tmp_path: Path, register: Register) -> None:
    """An hour ahead is the same moment an hour earlier."""
    summer = datetime.datetime(2026, 7, 1, 1, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
    take_in(register, a_file(tmp_path / "in"), at=summer)

    received = all_scans(register)[0].received_at
    assert received == summer
    assert received.tzinfo is datetime.UTC


def fill(folder: Path, register: Register) -> None:
    """Take in a scan, read it and review it: an entry of each kind."""
    sha256 = take_in(register, a_file(folder / "in"), at=NOON).sha256
    keep_page_reading(register, sha256, a_page(1), settings="x", at=NOON)
    keep_record(register, a_record(sha256), reader_version="1", at=NOON)
    add_review(register, a_review(sha256))
