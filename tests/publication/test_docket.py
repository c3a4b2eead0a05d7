from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from ingest.record import DecisionRecord, Source
from publication.docket import Case, record_of, rulings_on
from publication.ruling import Withheld
from register.review import Entry
from tests.publication.records import (
    DEFAULT,
    OTHER_SCAN,
    SCAN,
    TODAY,
    a_record,
    confirm,
    correct,
    release,
    replace_scan,
    seen,
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


def named(*other_names: str, reviews: tuple[Entry, ...] = ()) -> Case:
    """Make the case of a clear decision that came under other names too."""
    case = a_case(SCAN, "PCD 611", MONDAY, reviews)
    return replace(case, record=replace(case.record, number=611), other_names=other_names)


def held_by(case: Case) -> list[tuple[str, str | None]]:
    """Return what holds a case by itself, with what was read."""
    (ruling,) = rulings_on([case], DEFAULT, TODAY)
    return [(g.code, g.read) for g in ruling.grounds] if isinstance(ruling, Withheld) else []


@pytest.mark.parametrize(
    "name", ["PCD 611 part 2.pdf", "611_Part-II.pdf", "boots (exempt).pdf", "RESTRICTED.pdf"]
)
def test_a_later_name_that_says_part_2_holds(name: str) -> None:
    """Whoever sent it again knew more than whoever sent it first."""
    assert held_by(named("boots again.pdf", name)) == [("name-says-part2", name)]


def test_a_later_name_with_another_number_holds() -> None:
    """A copy filed under another decision may be that decision."""
    assert held_by(named("PCD-0612 signed.pdf")) == [
        ("reference-conflict", "file name 612, heading 611")
    ]


def test_names_that_say_nothing_change_nothing() -> None:
    """A copy under a plain name holds nothing, and asks for no officer's word anew."""
    plain = named("pcd 0611 copy.pdf", "party plans.pdf")

    assert held_by(plain) == []
    assert record_of(plain) == plain.record


def test_a_name_that_was_released_is_not_the_next_one() -> None:
    """The officer has seen one name; what a later one tells is for an officer again."""
    first = named("exempt.pdf")
    reviews = seen(record_of(first), [release("name-says-part2")])
    more = named("exempt.pdf", "part 2.pdf", reviews=reviews)

    assert held_by(named("exempt.pdf", reviews=reviews)) == []
    assert held_by(named("exempt.pdf", "boots.pdf", reviews=reviews)) == []
    assert {code for code, _ in held_by(more)} == {"name-says-part2", "review-of-another-reading"}


def test_a_confirmed_reference_settles_a_name_with_another_number() -> None:
    """The officer has seen both, and says which is right."""
    case = named("PCD 612.pdf")
    reviews = seen(record_of(case), [confirm("reference")])

    assert held_by(replace(case, reviews=reviews)) == []
