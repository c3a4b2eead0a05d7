from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from ingest.record import DecisionRecord, Source
from publication.docket import Case, rulings_on
from publication.ruling import Withheld
from register.review import Entry
from tests.publication.records import (
    DEFAULT,
    OTHER_SCAN,
    SCAN,
    TODAY,
    a_record,
    correct,
    replace_scan,
)

MONDAY = datetime(2025, 6, 2, 8, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


def a_case(
    scan: str, reference: str | None, arrived: datetime, reviews: tuple[Entry, ...] = ()
) -> Case:
    """Make the case of one scan of a clear decision."""
    record: DecisionRecord = a_record(reference=reference, number=None)
    record = replace(record, source=Source(sha256=scan, pages=4, file="boots.pdf"))
    return Case(record=record, reviews=reviews, arrived=arrived)


def kinds(*cases: Case) -> list[str]:
    """Rule on all of them together."""
    return [ruling.kind for ruling in rulings_on(cases, DEFAULT, TODAY)]


def test_only_the_newcomer_is_held() -> None:
    """The scan that came first holds the reference, in whatever order they are given."""
    first, second = a_case(SCAN, "PCD 611", MONDAY), a_case(OTHER_SCAN, "PCD-611", TUESDAY)

    assert kinds(first, second) == ["cleared", "review"]
    assert kinds(second, first) == ["review", "cleared"]


def test_other_references_are_ruled_on_by_themselves() -> None:
    """Two decisions, two rulings; a scan without a reference meets none."""
    assert kinds(a_case(SCAN, "PCD 611", MONDAY), a_case(OTHER_SCAN, "PCD 612", TUESDAY)) == [
        "cleared",
        "cleared",
    ]
    first, second = a_case(SCAN, None, MONDAY), a_case(OTHER_SCAN, None, TUESDAY)
    grounds = [
        ruling.grounds
        for ruling in rulings_on([first, second], DEFAULT, TODAY)
        if isinstance(ruling, Withheld)
    ]
    assert [[ground.code for ground in held] for held in grounds] == [["no-reference"]] * 2


def test_a_slip_of_the_scanner_does_not_hide_a_second_scan() -> None:
    """O for 0 and I for 1 are the same reference."""
    first, second = a_case(SCAN, "PCD 610", MONDAY), a_case(OTHER_SCAN, "PCD 6IO", TUESDAY)
    _, ruling = rulings_on([first, second], DEFAULT, TODAY)

    assert isinstance(ruling, Withheld)
    assert {ground.code for ground in ruling.grounds} == {"no-reference", "second-scan"}


def test_a_replacement_takes_over_and_the_first_is_held() -> None:
    """And a third that replaces the first comes too late: the second holds the reference."""
    first = a_case(SCAN, "PCD 611", MONDAY)
    second = a_case(OTHER_SCAN, "PCD 611", TUESDAY, (replace_scan(SCAN, scan=OTHER_SCAN),))
    third_scan = "77" * 32
    late = a_case(
        third_scan, "PCD 611", TUESDAY + timedelta(1), (replace_scan(SCAN, scan=third_scan),)
    )

    assert kinds(first, second) == ["review", "cleared"]
    assert kinds(first, second, late) == ["review", "cleared", "review"]


def test_a_scan_corrected_into_a_reference_comes_when_it_was_corrected() -> None:
    """A published decision stays as it is when an older scan turns out to be the same."""
    older = a_case(SCAN, "PCD 6ll", MONDAY - timedelta(2))
    misread = a_case(
        SCAN, "PCD 677", MONDAY - timedelta(days=2), (correct("reference", "PCD 611", at=TUESDAY),)
    )
    published = a_case(OTHER_SCAN, "PCD 611", MONDAY)

    assert kinds(misread, published) == ["review", "cleared"]
    assert kinds(older, published) == ["review", "review"]
    later = a_case(OTHER_SCAN, "PCD 611", TUESDAY + timedelta(days=1))
    assert kinds(misread, later) == ["cleared", "review"]
