"""The log remembers what every edition of the public site carried."""

import datetime
from itertools import pairwise
from pathlib import Path

import pytest

from register.case import Event, PinnedReading
from register.cases import cases
from register.errors import UnknownRecordError, UnknownScanError
from register.intake import take_in
from register.log import faults_in_log, log_entries
from register.opening import Register
from register.publications import (
    Edition,
    NotedEdition,
    Pinned,
    TakenOut,
    last_edition,
    log_holds,
    log_tip,
    note_delivery,
    note_edition,
    note_page_failed,
)
from register.readings import keep_record
from tests.register.scans import NOON, a_file, a_record, raw

DAY = NOON.date()
SETTINGS = '{"confirm":"deferred"}'
NOWHERE = "0" * 64


@pytest.fixture
def scan(tmp_path: Path, register: Register) -> str:
    """Take in a scan and read it: its record is row 1."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    keep_record(register, a_record(sha256), reader_version="1", at=NOON)
    return sha256


def pinned(scan: str, *, record: int = 1, names: int = 1) -> Pinned:
    """Make what an edition carries of a scan."""
    return Pinned(scan=scan, record=record, names=names, settings=SETTINGS)


def an_edition(name: str, *published: Pinned, gone: tuple[str, ...] = ()) -> Edition:
    """Make an edition that carries some scans and takes others out."""
    taken_out = tuple(TakenOut(scan=one, grounds=("withdrawn", "replaced")) for one in gone)
    return Edition(id=name, day=DAY, manifest="ab" * 32, published=published, taken_out=taken_out)


def told(register: Register) -> list[str]:
    """Return what the log tells of editions."""
    reading = {Event.RECEIVED, Event.RECORD_MADE}
    return [entry.event.value for entry in log_entries(register) if entry.event not in reading]


def test_what_was_never_carried_has_no_pin(register: Register, scan: str) -> None:
    """A decision that was read is not a decision that was published."""
    (case,) = cases(register)

    assert case.scan.sha256 == scan
    assert (case.record_number, case.pin, case.was_public) == (1, None, False)
    assert last_edition(register) is None


def test_an_edition_pins_what_it_carries(register: Register, scan: str) -> None:
    """Record, names and settings as they were; a newer reading moves nothing."""
    note_edition(register, an_edition("E1", pinned(scan)), at=NOON)
    keep_record(register, a_record(scan, title="Read anew"), reader_version="2", at=NOON)
    (case,) = cases(register)

    assert case.record == a_record(scan, title="Read anew")
    assert case.record_number == 2
    assert (
        case.pin
        == case.last_public
        == PinnedReading(record=a_record(scan), record_number=1, names=1, settings=SETTINGS)
    )
    assert case.was_public
    assert faults_in_log(register) == ()


def test_what_is_taken_out_was_public(register: Register, scan: str) -> None:
    """The pin goes, the memory stays, and the scan may come back as it reads by then."""
    note_edition(register, an_edition("E1", pinned(scan)), at=NOON)
    note_edition(register, an_edition("E2", gone=(scan,)), at=NOON)
    (gone,) = cases(register)
    keep_record(register, a_record(scan, title="Read anew"), reader_version="2", at=NOON)
    note_edition(register, an_edition("E3", pinned(scan, record=2, names=3)), at=NOON)
    (back,) = cases(register)

    assert (gone.pin, gone.was_public) == (None, True)
    assert gone.last_public is not None
    assert back.pin is not None
    assert (back.pin.record_number, back.pin.names) == (2, 3)
    (entry,) = (one for one in log_entries(register) if one.event is Event.TAKEN_OUT)
    assert entry.details == {"edition": "E2", "grounds": "withdrawn,replaced"}


def test_an_edition_is_noted_once(register: Register, scan: str) -> None:
    """A run that died after the note and one that died before it end alike."""
    for _ in range(2):
        note_edition(register, an_edition("E1", pinned(scan)), at=NOON)

    assert told(register) == ["edition published", "published"]


def test_only_what_changed_is_noted(register: Register, scan: str) -> None:
    """An edition a night of what stood there before makes one line a night."""
    note_edition(register, an_edition("E0", gone=(scan,)), at=NOON)
    note_edition(register, an_edition("E1", pinned(scan)), at=NOON)
    note_edition(register, an_edition("E2", pinned(scan)), at=NOON)

    assert told(register).count("edition published") == 3
    assert told(register).count("published") == 1
    assert "taken out" not in told(register)


@pytest.mark.parametrize(
    ("row", "of_scan"), [(7, None), (1, NOWHERE)], ids=["no such record", "another scan's record"]
)
def test_an_edition_of_what_is_not_there_is_not_noted(
    register: Register, scan: str, row: int, of_scan: str | None
) -> None:
    """Nothing of it is: a step that fails leaves nothing."""
    with pytest.raises(UnknownRecordError, match="publish again"):
        note_edition(register, an_edition("E1", pinned(of_scan or scan, record=row)), at=NOON)
    with pytest.raises(UnknownScanError):
        note_edition(register, an_edition("E1", gone=(NOWHERE,)), at=NOON)
    with pytest.raises(UnknownScanError):
        note_page_failed(register, NOWHERE, edition="E1", says="x", at=NOON)

    assert told(register) == []


def test_an_edition_that_names_a_scan_twice_is_none() -> None:
    """It can't be carried and taken out, or carried twice."""
    with pytest.raises(ValueError, match="twice"):
        an_edition("E1", pinned(NOWHERE), gone=(NOWHERE,))
    with pytest.raises(ValueError, match="twice"):
        an_edition("E1", pinned(NOWHERE), pinned(NOWHERE, record=2))


def test_a_page_that_failed_is_told_until_it_is_carried(register: Register, scan: str) -> None:
    """Nobody may think that a cleared decision is public because it is cleared."""
    note_page_failed(register, scan, edition="E1", says="It reads differently.", at=NOON)
    note_edition(register, an_edition("E1"), at=NOON)
    (failed,) = cases(register)
    note_edition(register, an_edition("E2", pinned(scan)), at=NOON)
    (carried,) = cases(register)

    assert (failed.page_failure, failed.was_public) == ("It reads differently.", False)
    assert carried.page_failure is None
    assert carried.pin is not None


def test_a_failure_of_what_was_public_is_told_though_it_is_taken_out(
    register: Register, scan: str
) -> None:
    """And carried again just as it was, it has failed no longer."""
    note_edition(register, an_edition("E1", pinned(scan)), at=NOON)
    note_page_failed(register, scan, edition="E2", says="It holds its own words.", at=NOON)
    (shown,) = cases(register)
    note_edition(register, an_edition("E2", gone=(scan,)), at=NOON)
    (out,) = cases(register)
    note_edition(register, an_edition("E3", pinned(scan)), at=NOON)
    (back,) = cases(register)

    assert shown.pin is not None
    assert out.pin is None
    assert shown.page_failure == out.page_failure == "It holds its own words."
    assert back.page_failure is None


def test_the_last_edition_is_known_with_its_delivery(register: Register, scan: str) -> None:
    """None until somebody has tried; then as the last try went, for this edition alone."""
    known = [_noted(register, an_edition("E1", pinned(scan)))]
    for delivered in (False, True):
        note_delivery(register, "E1", delivered=delivered, says="rsync", at=NOON)
        known.append(last_edition(register))
    known.append(_noted(register, an_edition("E2", pinned(scan))))

    assert known == [
        NotedEdition(id=name, day=DAY, manifest="ab" * 32, at=NOON, delivered=delivered)
        for name, delivered in (("E1", None), ("E1", False), ("E1", True), ("E2", None))
    ]


def _noted(register: Register, edition: Edition) -> NotedEdition | None:
    note_edition(register, edition, at=NOON)
    return last_edition(register)


def test_a_log_whose_end_was_cut_off_is_seen(tmp_path: Path, register: Register, scan: str) -> None:
    """The chain is whole as far as it goes; a hash that was kept elsewhere is not in it."""
    early = log_tip(register)
    note_edition(register, an_edition("E1", pinned(scan)), at=NOON)
    late = log_tip(register)
    assert log_holds(register, *early)
    assert log_holds(register, *late)
    assert not log_holds(register, late[0], early[1])
    with raw(tmp_path) as database:
        database.execute("DROP TRIGGER log_DELETE")
        database.execute("DELETE FROM log WHERE number > ?", early[:1])

    assert faults_in_log(register) == ()
    assert log_holds(register, *early)
    assert not log_holds(register, *late)


def test_a_log_that_is_empty_has_a_tip(register: Register) -> None:
    """The first edition of an empty home keeps it too."""
    number, sha256 = log_tip(register)

    assert (number, sha256) == (0, NOWHERE)
    assert log_holds(register, number, sha256)
    assert not log_holds(register, 0, "ab" * 32)


def test_the_entries_of_one_step_are_a_chain(register: Register, scan: str) -> None:
    """Each is bound to the one before, the first to what stood there; some name no scan."""
    note_edition(register, an_edition("E1", pinned(scan)), at=NOON)
    note_delivery(register, "E1", delivered=True, says="", at=NOON)
    entries = log_entries(register)

    assert [entry.scan for entry in entries] == [scan, scan, None, scan, None]
    assert [entry.number for entry in entries] == [1, 2, 3, 4, 5]
    assert all(entry.previous == last.hash for last, entry in pairwise(entries))
    assert faults_in_log(register) == ()


@pytest.mark.parametrize("pinned_to", [1, 2])
def test_a_publication_of_a_lost_record_is_a_fault(
    tmp_path: Path, register: Register, scan: str, pinned_to: int
) -> None:
    """What was published must be shown, whatever has become of the register."""
    keep_record(register, a_record(scan), reader_version="2", at=NOON)
    note_edition(register, an_edition("E1", pinned(scan, record=pinned_to)), at=NOON)
    with raw(tmp_path) as database:
        database.execute("DROP TRIGGER records_DELETE")
        database.execute("DELETE FROM records WHERE number = ?", (pinned_to,))
    with pytest.raises(UnknownRecordError, match="last copy"):
        cases(register)

    assert f"publishes row {pinned_to} of records" in " ".join(faults_in_log(register))


def test_the_day_of_an_edition_is_its_own(register: Register) -> None:
    """Made a moment before midnight in London, noted a moment after."""
    late = NOON + datetime.timedelta(days=1)
    note_edition(register, an_edition("E1"), at=late)
    noted = last_edition(register)

    assert noted is not None
    assert (noted.day, noted.at) == (DAY, late)
