"""A sheet that was scanned in twice: a note where both say the same, and a doubt where not."""

from collections.abc import Sequence

import pytest
from msgspec import structs

from ingest.finding import Ground, Severity
from ingest.page import PageReading
from ingest.record import Answer, DecisionRecord, Status
from tests.ingest.forms import PAGE_2, PAGE_3, PAGE_4, VERSION, a_form
from tests.ingest.forms import record_of as made_of
from tests.ingest.paper import a_page

Pages = list[PageReading]

NO = a_form()
YES = a_form(deferral="YES", reason="The contract is not let.", until="1 January 2099")
EDITED = a_form(
    deferral="YES",
    page_3=PAGE_3.replace(
        "has the power to approve this purchase.",
        "has been advised that this purchase needs another tender, and that no contract may be "
        "let before it is over; the report of counsel is awaited in the first week of January.",
    ),
)
IN_PART_1 = a_form(part2="YES")


def scanned(pages: Sequence[PageReading]) -> DecisionRecord:
    """Number the pages as they lie in the scanner, and read them."""
    numbered = [structs.replace(page, page=at) for at, page in enumerate(pages, start=1)]
    return made_of(numbered)


def found(record: DecisionRecord) -> dict[Ground, Severity]:
    """Return the grounds of a record with their severities."""
    return {each.ground: each.severity for each in record.findings}


def differing(record: DecisionRecord) -> str:
    """Say in what two versions differ."""
    (read,) = (each.read for each in record.findings if each.ground is Ground.VERSIONS_DIFFER)
    return str(read)


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_a_sheet_scanned_twice_alike_is_only_a_note(place: int) -> None:
    """The feeder took it again: nothing is wrong with the decision."""
    whole = scanned(NO)
    record = scanned([*NO[:place], *NO[place - 1 :]])

    assert found(record) == {Ground.PAGE_TWICE: Severity.WARNING}
    assert structs.replace(record, findings=(), evidence={}, source=whole.source) == (
        structs.replace(whole, findings=(), evidence={})
    )


def test_two_halves_may_overlap() -> None:
    """The third page ends the one file, and begins the other."""
    record = scanned([*NO[:3], *NO[2:]])

    assert found(record) == {Ground.PAGE_TWICE: Severity.WARNING}


@pytest.mark.parametrize(
    "pages",
    [
        [*NO[:3], YES[2], NO[3]],
        [*NO[:2], YES[2], NO[2], NO[3]],
        [*NO, YES[2]],
        [YES[2], *NO],
        [*YES, NO[2]],
        [*NO[:3], EDITED[2], NO[3]],
        [*NO, EDITED[2]],
        [*NO, *YES],
        [*YES, *NO],
    ],
)
def test_two_versions_of_an_answer_are_no_answer(pages: Pages) -> None:
    """Neither the first nor the last is right: nobody knows which was signed."""
    record = scanned(pages)

    assert record.deferral.answer is Answer.UNCLEAR
    assert record.deferral.until is None
    assert record.evidence["deferral.answer"].status is Status.CONFLICT
    assert found(record)[Ground.VERSIONS_DIFFER] is Severity.REVIEW
    assert "deferral.answer" in differing(record)


@pytest.mark.parametrize("pages", [[*NO, IN_PART_1[2]], [*IN_PART_1[:3], NO[2], NO[3]]])
def test_two_versions_of_the_part_2_answer_are_none(pages: Pages) -> None:
    """The other question is as clear as ever."""
    record = scanned(pages)

    assert (record.deferral.answer, record.part2.answer) == (Answer.NO, Answer.UNCLEAR)
    assert differing(record) == "part2.answer"


def test_an_answer_that_was_left_blank_once_is_none() -> None:
    """A draft may have gone through the feeder with the form."""
    record = scanned([*NO, a_form(deferral="")[2]])

    assert record.deferral.answer is Answer.UNCLEAR


def test_two_ends_of_a_deferral_are_none() -> None:
    """The later one may be the one that was signed."""
    sooner = a_form(deferral="YES", reason="The contract is not let.", until="1 January 2027")

    record = scanned([*YES, sooner[2]])

    assert (record.deferral.answer, record.deferral.until) == (Answer.YES, None)
    assert record.deferral.until_text == "1 January 2099"


def test_a_draft_beside_the_signed_sheet_leaves_open_what_is_signed() -> None:
    """The signature may belong to the other wording."""
    record = scanned([a_form(signed=False)[0], *NO])

    assert record.approval.signed is None
    assert differing(record) == "approval.signed"


def test_a_tick_that_is_on_one_copy_only_is_doubtful() -> None:
    """The others are as clear as ever."""
    unticked = a_form(page_4=PAGE_4.replace("| ✓ |", "| |", 1))

    record = scanned([*NO, unticked[3]])

    assert [row.ticked for row in record.declaration] == [None, True]
    assert differing(record) == "declaration"


def test_a_day_that_differs_is_not_known() -> None:
    """Both are offered."""
    later = a_form(page_4=PAGE_4.replace("18 July", "19 July"))

    officer = scanned([*NO, later[3]]).officer_approval

    assert officer.date is None
    assert [day.day for day in officer.date_candidates] == [18, 19]


@pytest.mark.parametrize(
    ("was", "instead"),
    [
        ("313,500", "818,500"),
        ("repairs them no longer", "repairs them longer"),
        ("1.2\t", "1.3\t"),
    ],
)
def test_a_figure_or_a_word_that_differs_is_for_a_person(was: str, instead: str) -> None:
    """An edited page looks like the one it took the place of."""
    record = scanned([*NO, a_form(page_2=PAGE_2.replace(was, instead))[1]])

    assert differing(record) == "the text"


def test_a_slip_of_the_readers_is_no_other_version() -> None:
    """Two scans of one sheet are never read alike to the last letter."""
    slip = a_form(page_2=PAGE_2.replace("Batteries", "Batterles").replace("programme", "progranme"))

    record = scanned([*NO, slip[1]])

    assert found(record) == {Ground.PAGE_TWICE: Severity.WARNING}


def test_a_copy_on_which_the_answer_cannot_be_read_says_nothing_against_it() -> None:
    """A person looks all the same."""
    smudged = a_form(deferral="{NQ|W}")

    record = scanned([*NO, smudged[2]])

    assert record.deferral.answer is Answer.NO
    assert differing(record) == "deferral.answer"


def test_what_a_marking_on_the_copy_says_is_heard() -> None:
    """The stamp may have come after the first scan."""
    stamped = a_page(f"RESTRICTED\n\n{PAGE_2}", page=2, foot=f"{VERSION} 2")

    record = scanned([*NO, stamped])

    assert Ground.VERSIONS_DIFFER in found(record) or record.withheld_pages


def test_many_copies_are_taken_at_once() -> None:
    """Reading the form once for each copy of a long annex would take hours."""
    text = (
        "The borough has its own radios, which it bought with the money of the programme\n"
        "of that year. They are kept in the town hall of the borough, and nobody else has\n"
        "the use of them until the programme ends, or the borough agrees in writing.\n"
    )
    middle = [
        a_page(f"2.{page - 1}\t{text}", page=page, foot=f"{VERSION} {page}")
        for page in range(3, 18)
    ]

    record = scanned([*NO[:2], *middle, *middle])

    twice = [each.page for each in record.findings if each.ground is Ground.PAGE_TWICE]
    assert twice == list(range(18, 33))
    assert Ground.VERSIONS_DIFFER not in found(record)
