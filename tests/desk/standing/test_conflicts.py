"""A reference in doubt is told of, with every scan that has to do with it."""

from desk.standing.conflicts import conflicts_in
from desk.standing.part2s import part2s_in
from ingest.finding import Ground, finding
from ingest.record import Answer, Part2, Status
from tests.desk.standing.registers import a_case, rows
from tests.publication.records import a_record, replace_scan


def test_two_scans_of_a_reference_name_each_other() -> None:
    """The newcomer is in conflict, and the one that was there first is shown with it."""
    (conflict,) = conflicts_in(rows(a_case(), a_case(arrival=2)))

    assert conflict.decision.arrival == 2
    assert [other.arrival for other in conflict.others] == [1]


def test_a_scan_that_was_replaced_is_in_no_conflict() -> None:
    """An officer has settled it: nobody need look, and no timer asks."""
    settled = rows(a_case(), a_case(arrival=2, reviews=(replace_scan("01" * 32),)))

    assert conflicts_in(settled) == ()
    assert not settled.needs_a_person


def test_no_reference_and_a_contradicted_one_are_conflicts() -> None:
    """Each with the ground that says what is wrong."""
    doubt = a_record(findings=(finding(Ground.REFERENCE_CONFLICT, page=1),))

    found = conflicts_in(rows(a_case(None), a_case("PCD 2", doubt, arrival=2)))

    assert [one.grounds[0].code for one in found] == ["no-reference", "reference-conflict"]


def test_a_clear_reference_is_in_no_conflict() -> None:
    """Nor is any ground that is about something else."""
    unsigned = a_record(findings=(finding(Ground.NOT_SIGNED),))

    assert conflicts_in(rows(a_case(), a_case("PCD 2", unsigned, arrival=2))) == ()


def test_part_2s_are_listed_with_their_legal_basis_as_printed() -> None:
    """With them what is not clear, and what has withheld pages whatever its form says."""
    basis = "para 2(2) of the Order and/or FOIA"
    cases = (
        a_case("PCD 1"),
        a_case("PCD 2", a_record(part2=Part2(answer=Answer.YES, legal_basis=basis)), arrival=2),
        a_case(
            "PCD 3",
            a_record(
                part2=Part2(answer=Answer.UNCLEAR), statuses={"part2.answer": Status.UNCERTAIN}
            ),
            arrival=3,
        ),
        a_case("PCD 4", a_record(withheld_pages=(4,)), arrival=4),
    )

    found = part2s_in(rows(*cases))

    assert [row.reference for row in found] == ["PCD 2", "PCD 3", "PCD 4"]
    assert [row.part2.exists for row in found] == [True, None, False]
    assert found[0].part2.legal_basis == basis
    assert found[2].part2.withheld_pages == (4,)
