"""The register can tell everything that was noted of a scan, and when it was public."""

from datetime import timedelta
from pathlib import Path

from register.cases import cases
from register.history import history_of
from register.intake import take_in
from register.opening import Register
from register.publications import Edition, Pinned, TakenOut, note_edition
from register.readings import keep_page_reading, keep_record
from register.reviews import add_review
from tests.register.scans import NOON, a_file, a_page, a_record, a_review

LATER = NOON + timedelta(days=3)


def a_read_scan(register: Register, folder: Path) -> str:
    """Take in a scan and read it: its record is row 1."""
    scan = take_in(register, a_file(folder), at=NOON).sha256
    keep_page_reading(register, scan, a_page(1), settings="s", at=NOON)
    keep_record(register, a_record(scan), reader_version="1", at=NOON)
    return scan


def edition(name: str, *, carries: str | None = None, without: str | None = None) -> Edition:
    """Make an edition that carries a scan, or one that does so no longer."""
    pinned = Pinned(scan=carries, record=1, names=1, settings="{}") if carries else None
    gone = TakenOut(scan=without, grounds=("withdrawn",)) if without else None
    return Edition(
        id=name,
        day=NOON.date(),
        manifest="ab" * 32,
        published=(pinned,) if pinned else (),
        taken_out=(gone,) if gone else (),
    )


def test_a_history_has_the_record_and_the_review_that_each_entry_tells_of(
    register: Register, tmp_path: Path
) -> None:
    """In the order of the log; of the pages nothing is told, for there are many."""
    scan = a_read_scan(register, tmp_path)
    review = a_review(scan)
    add_review(register, review)

    received, made, reviewed = history_of(register, [scan])

    assert (received.record, received.review) == (None, None)
    assert made.record == a_record(scan)
    assert reviewed.review == review
    assert received.log.number < made.log.number < reviewed.log.number


def test_a_history_is_of_the_scans_that_were_asked_for(register: Register, tmp_path: Path) -> None:
    """Nothing of another decision comes with it."""
    a_read_scan(register, tmp_path)
    other = take_in(register, a_file(tmp_path, "b.pdf", b"%PDF-1.7 y"), at=NOON).sha256

    assert [noted.log.scan for noted in history_of(register, [other])] == [other]


def test_a_case_knows_when_it_was_first_public_and_last_taken_out(
    register: Register, tmp_path: Path
) -> None:
    """Published again, it was first public when it first was."""
    scan = a_read_scan(register, tmp_path)
    (before,) = cases(register)
    note_edition(register, edition("1", carries=scan), at=NOON)
    note_edition(register, edition("2", without=scan), at=LATER)
    note_edition(register, edition("3", carries=scan), at=LATER + timedelta(days=1))
    (case,) = cases(register)

    assert (before.first_public, before.taken_out) == (None, None)
    assert (case.first_public, case.taken_out) == (NOON, LATER)
