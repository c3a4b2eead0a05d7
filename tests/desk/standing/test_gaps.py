"""A number that no scan bears is told of: it may be waiting in a drawer."""

from desk.standing.gaps import Gap, series_in
from tests.desk.standing.registers import a_case, rows
from tests.publication.records import withhold


def of(*references: str | None) -> list[tuple[str, str, int]]:
    """Return the gaps between these references: first, last and how many."""
    cases = [a_case(one, arrival=place) for place, one in enumerate(references, start=1)]
    return [
        (gap.first, gap.last, gap.missing) for one in series_in(rows(*cases)) for gap in one.gaps
    ]


def test_numbers_in_a_row_have_no_gap() -> None:
    """In whatever order they came."""
    assert of("PCD 3", "PCD 1", "PCD 2") == []


def test_a_gap_is_told_by_its_ends() -> None:
    """One line however wide: a number that was misread makes a wide one."""
    assert of("PCD 1", "PCD 3", "PCD 1900") == [
        ("PCD 2", "PCD 2", 1),
        ("PCD 4", "PCD 1899", 1896),
    ]


def test_each_series_and_each_year_counts_for_itself() -> None:
    """CEOD 2 of one year and CEOD 4 of another leave nothing out."""
    assert of("CEOD 02-2019", "CEOD 04-2019", "CEOD 07-2020", "PCD 9") == [
        ("CEOD 3-2019", "CEOD 3-2019", 1)
    ]
    assert of("DMPCD 2015 143", "DMPCD 2015 146") == [("DMPCD 2015 144", "DMPCD 2015 145", 2)]


def test_a_reference_that_is_not_clear_counts_for_nothing() -> None:
    """Nobody guesses which number was meant."""
    assert of("PCD 1", "PCD 3", "PCD 2O", None) == [("PCD 2", "PCD 2", 1)]


def test_a_held_decision_fills_its_place() -> None:
    """It is known: nobody needs to look for it in a drawer."""
    cases = (
        a_case("PCD 1"),
        a_case("PCD 2", arrival=2, reviews=(withhold(),)),
        a_case("PCD 4", arrival=3),
    )
    (series,) = series_in(rows(*cases))

    assert series.gaps == (Gap(first="PCD 3", last="PCD 3", missing=1),)
    assert (series.lowest, series.highest, series.known) == ("PCD 1", "PCD 4", 3)
