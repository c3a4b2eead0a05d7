"""Single lines of text, judged one by one; the cases are files that a lawyer could write."""

import pytest

from ingest.fields.dates import date_in, handwritten_date_in, sole_date_in, years_in
from ingest.fields.heading import reference_in_heading
from ingest.fields.references import number_in_file_name, number_in_heading
from ingest.lines.confidential import (
    affirms_part_2,
    confidential_pages,
    is_marking,
    is_standing_sentence,
)
from ingest.lines.flow import sheet_of
from ingest.lines.template import EXEMPT_BECAUSE
from tests.case_files import cases_in
from tests.ingest.paper import a_page


@pytest.mark.parametrize(("sentence", "expected"), cases_in("indicators.md"))
def test_an_indicator_affirms_withheld_material(sentence: str, expected: str) -> None:
    """Only what says that something of this decision is kept back is an indicator."""
    assert affirms_part_2(sentence) is (expected == "indicator")


@pytest.mark.parametrize(("line", "expected"), cases_in("markings.md"))
def test_a_marking_is_a_whole_line_of_marking_words(line: str, expected: str) -> None:
    """One ordinary word more, or NON before it, and a line marks nothing."""
    assert is_marking(line) is (expected == "marking")


@pytest.mark.parametrize(("line", "expected"), cases_in("part-2-headings.md"))
def test_a_page_is_headed_part_2_or_not(line: str, expected: str) -> None:
    """PART I and PART II look alike: what follows them decides."""
    page = a_page(f"{line}\n\nThe bid of the second supplier was lower.")

    withheld, _ = confidential_pages([sheet_of(page, frozenset())])

    assert withheld == ((1,) if expected == "Part 2" else ())


@pytest.mark.parametrize(("text", "expected"), cases_in("dates.md"))
def test_a_date_is_read_day_first_whole_and_real(text: str, expected: str) -> None:
    """Anything else is no date."""
    assert str(date_in(text)).lower() == expected


@pytest.mark.parametrize(("text", "expected"), cases_in("handwritten-dates.md"))
def test_a_hand_may_slip_in_a_month_that_stays_the_only_one(text: str, expected: str) -> None:
    """Where two months are as near, none is read."""
    assert str(handwritten_date_in(text)).lower() == expected


@pytest.mark.parametrize(("text", "expected"), cases_in("references.md"))
def test_a_heading_carries_the_number(text: str, expected: str) -> None:
    """O and I among figures are 0 and 1; a sentence that cites is no heading."""
    assert str(number_in_heading(text)).lower() == expected


@pytest.mark.parametrize(("name", "expected"), cases_in("file-names.md"))
def test_a_file_name_carries_one_number_or_none(name: str, expected: str) -> None:
    """Two numbers in a name say nothing about the form inside."""
    assert str(number_in_file_name(name)).lower() == expected


@pytest.mark.parametrize(
    "text",
    ["Six months after 31 March 2020", "31 March 2020 (inclusive)", "not before 31 March 2020"],
)
def test_words_around_a_date_make_it_another_day(text: str) -> None:
    """A deferral ends on a date that stands alone; words around it are for a person."""
    assert sole_date_in(text) is None


@pytest.mark.parametrize("text", ["31 March 2020", "Until 31.3.2020", "Tuesday, 31st March 2020."])
def test_a_weekday_leaves_a_date_alone(text: str) -> None:
    """Until, on and the day of the week add nothing to a date."""
    assert str(sole_date_in(text)) == "2020-03-31"


def test_the_standing_sentence_is_known_with_its_slips() -> None:
    """It is printed on many forms, and a scan misreads it like any other."""
    misread = EXEMPT_BECAUSE.replace("exempt", "exernpt").replace("Elected", "E1ected")

    assert is_standing_sentence(misread)
    assert is_standing_sentence("The Part 2 form is exempt from publication under section 43.")
    assert not is_standing_sentence("Part 2 of the Act is exempt from this duty.")


def test_years_are_told_from_sums() -> None:
    """A financial year is two; a sum of money is none."""
    text = "In 2018/19, and from July 2021, it cost £2,019 and 2020,500 more than £2022."

    assert years_in(text) == {2018, 2019, 2021}


def test_a_bare_reference_on_a_later_page_heads_nothing() -> None:
    """Among the supporting papers of a form whose heading nobody could read, it cites."""
    assert reference_in_heading("PCD 1779", is_first=True) == ("PCD 1779", 1779)
    assert reference_in_heading("PCD 1779", is_first=False) is None
    assert reference_in_heading("DMPC DECISION – PCD 612", is_first=False) == ("PCD 612", 612)
