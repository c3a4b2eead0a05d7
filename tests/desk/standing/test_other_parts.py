"""Which scans look like parts of one decision is told to a person, with the command."""

from datetime import UTC, datetime

from msgspec.structs import replace

from desk.standing.other_parts import other_parts
from ingest.record import DecisionRecord, Evidence, Extent, Source, Status
from register.case import Case, PinnedReading, Scan, ScanStatus
from tests.publication.records import a_record

RECEIVED = datetime(2025, 6, 2, 8, 0, tzinfo=UTC)
ABSENT = {"deferral.answer": Evidence(status=Status.ABSENT)}


def a_case(name: str, record: DecisionRecord, arrival: int) -> Case:
    """Make a case of a scan under a name; its hash begins with its arrival."""
    sha256 = f"{arrival:02d}" * 32
    source = Source(sha256=sha256, pages=2, file=name)
    scan = Scan(sha256=sha256, arrival=arrival, name=name, size_bytes=9, received_at=RECEIVED)
    return Case(scan=scan, record=replace(record, source=source), record_number=arrival)


def first(name: str = "first.pdf", arrival: int = 1) -> Case:
    """Make the first half of a decision."""
    extent = Extent(lacks_beginning=False, lacks_end=True, first_page=1, last_page=2)
    return a_case(name, replace(a_record(), extent=extent, evidence=ABSENT), arrival)


def rest(name: str = "rest.pdf", arrival: int = 2) -> Case:
    """Make a second half, with no reference of its own."""
    extent = Extent(lacks_beginning=True, lacks_end=False, first_page=3, last_page=4)
    return a_case(name, replace(a_record(), reference=None, number=None, extent=extent), arrival)


def others(*cases: Case) -> dict[str, list[str]]:
    """Return for each file the files that may hold what it lacks."""
    return {
        parts[0].file: [part.other_file for part in parts] for parts in other_parts(cases).values()
    }


def test_both_halves_name_the_other_and_the_command() -> None:
    """The order of the command is the form's, not the one of arrival."""
    (of_rest,), (of_first,) = (
        other_parts([rest(arrival=1), first(arrival=2)])[sha256]
        for sha256 in ("01" * 32, "02" * 32)
    )

    assert of_first.says == "The end of first.pdf may be in rest.pdf. If it is:"
    assert of_rest.says == "The beginning of rest.pdf may be in first.pdf. If it is:"
    assert of_first.command == of_rest.command
    assert of_first.command == "pcd ingest --together 020202020202 010101010101"


def test_where_several_may_be_meant_all_are_named() -> None:
    """Which of them it is, only the paper tells."""
    told = others(first(), rest("b.pdf"), rest("c.pdf", 3))

    assert told == {
        "first.pdf": ["b.pdf", "c.pdf"],
        "b.pdf": ["first.pdf"],
        "c.pdf": ["first.pdf"],
    }


def test_no_more_than_a_few_are_named() -> None:
    """A pile of second halves is no answer."""
    told = others(first(), *(rest(f"{arrival}.pdf", arrival) for arrival in range(2, 9)))

    assert told["first.pdf"] == ["2.pdf", "3.pdf", "4.pdf"]


def test_the_one_that_names_the_decision_is_named_alone() -> None:
    """Its file's name has the number."""
    number = a_record().number
    told = others(first(), rest("b.pdf"), rest(f"pcd-{number} end.pdf", 3))

    assert told["first.pdf"] == [f"pcd-{number} end.pdf"]
    assert "b.pdf" not in told


def test_what_is_public_or_part_of_another_lacks_nothing() -> None:
    """Somebody has settled it."""
    half = first()
    assert half.record is not None
    pin = PinnedReading(record=half.record, record_number=1, names=1, settings="{}")
    aside = replace(half.scan, status=ScanStatus.PART, part_of="ff" * 32)
    part = replace(half, scan=aside)

    assert others(replace(half, pin=pin), rest()) == {}
    assert others(part, rest()) == {}
    assert others(replace(half, record=None), rest()) == {}
