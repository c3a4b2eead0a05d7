"""Several files of one decision are one scan in the register, and each is kept as received."""

from pathlib import Path

import pytest

from ingest.file_hash import hash_together
from register.case import Event, Scan, ScanStatus
from register.cases import all_scans, cases
from register.companions import companion_of, take_in_companions
from register.errors import NotReadError
from register.intake import take_in
from register.log import faults_in_log, log_entries
from register.opening import Register
from register.publications import Edition, Pinned, note_edition
from register.readings import keep_page_reading, keep_record, known_pages
from register.review import Withdraw
from register.reviews import add_review
from register.scan_folder import place_of
from register.together import take_apart, take_together
from tests.register.scans import NOON, a_file, a_page, a_record, a_review, raw

SETTINGS = "1"


def a_read_file(register: Register, folder: Path, name: str, *, pages: int = 1) -> str:
    """Take in a file that nobody has seen, and read it."""
    sha256 = take_in(register, a_file(folder, name, name.encode()), at=NOON).sha256
    for page in range(1, pages + 1):
        keep_page_reading(register, sha256, a_page(page), settings=SETTINGS, at=NOON)
    record = a_record(sha256)
    keep_record(register, record, reader_version="1", at=NOON)
    return sha256


@pytest.fixture
def halves(register: Register, tmp_path: Path) -> tuple[str, str]:
    """Read two files of a page each."""
    folder = tmp_path / "in"
    return a_read_file(register, folder, "a.pdf"), a_read_file(register, folder, "b.pdf")


def scan(register: Register, sha256: str) -> Scan:
    """Return one scan as it stands."""
    (found,) = (each for each in all_scans(register) if each.sha256 == sha256)
    return found


def together(register: Register, *parts: str) -> str:
    """Take files together."""
    return take_together(register, [scan(register, part) for part in parts], at=NOON)


def events(register: Register) -> list[Event]:
    """Return what the log tells of, in order."""
    return [entry.event for entry in log_entries(register)]


def standing(register: Register) -> set[str]:
    """Return the scans that there is something to rule on."""
    return {case.scan.sha256 for case in cases(register) if case.stands}


def test_files_taken_together_are_one_scan_that_waits(
    register: Register, halves: tuple[str, str], tmp_path: Path
) -> None:
    """Its hash is made of theirs, and they are set aside and kept."""
    whole = together(register, *halves)

    assert whole == hash_together(halves)
    made = scan(register, whole)
    assert (made.status, made.parts, made.part_of) == (ScanStatus.WAITING, halves, None)
    assert (made.name, made.other_names) == ("a.pdf", ("b.pdf",))
    for half in halves:
        assert (scan(register, half).status, scan(register, half).part_of) == (
            ScanStatus.PART,
            whole,
        )
        assert place_of(half, tmp_path / "scans").is_file()
    assert not place_of(whole, tmp_path / "scans").exists()
    assert standing(register) == set()


def test_no_page_is_read_twice(register: Register, halves: tuple[str, str]) -> None:
    """The pages of the parts are the whole's, numbered through."""
    whole = together(register, *halves)

    pages = known_pages(register, whole, settings=SETTINGS)
    assert {number: reading.page for number, reading in pages.items()} == {1: 1, 2: 2}


def test_the_log_says_who_became_part_of_what(register: Register, halves: tuple[str, str]) -> None:
    """One step, and a chain that holds."""
    whole = together(register, *halves)

    told = [(entry.event, entry.scan, entry.details) for entry in log_entries(register)[-3:]]
    assert told == [
        (Event.TAKEN_TOGETHER, whole, {"parts": ",".join(halves)}),
        (Event.BECAME_PART, halves[0], {"whole": whole}),
        (Event.BECAME_PART, halves[1], {"whole": whole}),
    ]
    assert faults_in_log(register) == ()


def test_done_again_it_changes_nothing(register: Register, halves: tuple[str, str]) -> None:
    """A run that was killed is simply run once more."""
    whole = together(register, *halves)
    before = events(register)

    assert together(register, *halves) == whole
    assert events(register) == before


def test_a_part_that_was_not_read_can_be_taken_with_nothing(
    register: Register, halves: tuple[str, str], tmp_path: Path
) -> None:
    """Nobody knows how many pages it has."""
    unread = take_in(register, a_file(tmp_path, "c.pdf", b"%PDF c"), at=NOON).sha256
    before = events(register)

    with pytest.raises(NotReadError, match="not read, it is waiting"):
        together(register, halves[0], unread)

    assert events(register) == before


def test_another_order_takes_the_place_of_the_first(
    register: Register, halves: tuple[str, str]
) -> None:
    """And back again: the newest word counts."""
    first = together(register, *halves)
    second = together(register, *reversed(halves))

    assert (scan(register, first).part_of, scan(register, second).part_of) == (second, None)
    assert scan(register, first).is_undone
    assert together(register, *halves) == first
    assert (scan(register, first).part_of, scan(register, second).part_of) == (None, first)
    assert {scan(register, half).part_of for half in halves} == {first}
    assert faults_in_log(register) == ()


def test_a_file_that_is_left_out_stands_alone_again(
    register: Register, halves: tuple[str, str], tmp_path: Path
) -> None:
    """It was the wrong one."""
    third = a_read_file(register, tmp_path / "in", "c.pdf")
    together(register, *halves)

    together(register, halves[0], third)

    left = scan(register, halves[1])
    assert (left.status, left.part_of) == (ScanStatus.READ, None)
    assert standing(register) == {halves[1]}
    assert events(register)[-1] is Event.STANDS_ALONE


def test_a_file_that_was_forgotten_is_put_to_the_others(
    register: Register, halves: tuple[str, str], tmp_path: Path
) -> None:
    """The three are one, and the two are none."""
    third = a_read_file(register, tmp_path / "in", "c.pdf")
    two = together(register, *halves)
    three = together(register, *halves, third)

    assert scan(register, two).part_of == three
    assert {scan(register, part).part_of for part in (*halves, third)} == {three}


def test_files_that_were_taken_together_by_mistake_are_taken_apart(
    register: Register, halves: tuple[str, str]
) -> None:
    """Each stands as it did; the scan that they made stands no more, and can be made again."""
    whole = together(register, *halves)
    keep_record(register, a_record(whole), reader_version="1", at=NOON)

    take_apart(register, scan(register, whole), at=NOON)
    take_apart(register, scan(register, whole), at=NOON)

    assert standing(register) == {*halves}
    assert scan(register, whole).is_undone
    assert {scan(register, half).status for half in halves} == {ScanStatus.READ}
    assert events(register)[-3:] == [
        Event.TAKEN_APART,
        Event.STANDS_ALONE,
        Event.STANDS_ALONE,
    ]
    assert together(register, *halves) == whole
    assert not scan(register, whole).is_undone
    assert faults_in_log(register) == ()


def test_what_an_officer_said_of_a_part_is_told_of_the_whole(
    register: Register, halves: tuple[str, str]
) -> None:
    """And the number that guards against two officers at once is the whole's own."""
    number = add_review(register, a_review(halves[0]))
    whole = together(register, *halves)
    add_review(register, a_review(whole), seen_last=0)

    case = next(case for case in cases(register) if case.scan.sha256 == whole)
    assert [entry.scan for entry in case.reviews] == [halves[0], whole]
    assert case.last_review == number + 1


def test_a_part_that_is_public_stands_until_it_is_taken_out(
    register: Register, halves: tuple[str, str]
) -> None:
    """What was published stays as it is until an officer says otherwise."""
    number = next(c.record_number for c in cases(register) if c.scan.sha256 == halves[0])
    pinned = Pinned(scan=halves[0], record=number or 0, names=1, settings="{}")
    day = NOON.date()
    note_edition(register, Edition(id="1", day=day, manifest="m", published=(pinned,)), at=NOON)

    together(register, *halves)

    assert standing(register) == {halves[0]}


def test_a_part_that_is_withdrawn_stands_for_good(
    register: Register, halves: tuple[str, str]
) -> None:
    """Its notice must not leave the site; and the whole itself is not withdrawn by it."""
    add_review(
        register,
        Withdraw(scan=halves[0], by="A. Officer", at=NOON, why="Advice.", sentence="Withdrawn."),
    )
    whole = together(register, *halves)

    assert standing(register) == {halves[0]}
    case = next(case for case in cases(register) if case.scan.sha256 == whole)
    assert not case.is_withdrawn


def test_a_name_that_a_part_comes_under_later_is_the_wholes_too(
    register: Register, halves: tuple[str, str], tmp_path: Path
) -> None:
    """A name can be evidence."""
    whole = together(register, *halves)

    take_in(register, a_file(tmp_path, "exempt.pdf", b"b.pdf"), at=NOON)

    assert scan(register, whole).other_names == ("b.pdf", "exempt.pdf")
    assert scan(register, halves[1]).other_names == ("exempt.pdf",)


def test_the_saved_page_of_a_part_is_the_wholes_too(
    register: Register, halves: tuple[str, str], tmp_path: Path
) -> None:
    """It came with one of the files; one that comes later is news for the whole."""
    whole = together(register, *halves)
    keep_record(register, a_record(whole), reader_version="1", at=NOON)
    page = a_file(tmp_path, "b.html", b"<p>one")

    take_in_companions(register, halves[1], [page], at=NOON)

    kept = companion_of(register, whole)
    assert kept is not None
    assert kept.name == "b.html"
    assert scan(register, whole).tried_with is None


def test_a_page_that_another_version_wrote_is_read_anew(
    register: Register, halves: tuple[str, str], tmp_path: Path
) -> None:
    """It can't be renumbered, and is only a cache."""
    with raw(tmp_path) as database:
        database.execute("UPDATE page_readings SET reading = x'00' WHERE scan = ?", halves[:1])

    whole = together(register, *halves)

    assert set(known_pages(register, whole, settings=SETTINGS)) == {2}
