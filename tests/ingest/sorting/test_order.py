from collections.abc import Sequence
from itertools import permutations

import msgspec
import pytest
from msgspec import structs

from ingest.finding import Ground, Severity
from ingest.page import PageReading
from ingest.record import Answer, DecisionRecord
from tests.ingest.forms import PAGE_1, PAGE_2, PAGE_3, PAGE_4, VERSION, a_form, grounds_in
from tests.ingest.forms import record_of as made_of
from tests.ingest.paper import a_page

PART_2 = (
    "PART II - CONFIDENTIAL FACTS AND ADVICE TO THE DMPC\n\n1.1\tThe walrus is bought at nine.\n"
)
PART_2_GOES_ON = "1.2\tThe zebra is bought at ten, and nobody is to hear of it.\n"


def scanned(pages: Sequence[PageReading]) -> DecisionRecord:
    """Number the pages as they lie in the scanner, and read them."""
    numbered = [structs.replace(page, page=at) for at, page in enumerate(pages, start=1)]
    return made_of(numbered)


def without_footers() -> list[PageReading]:
    """Let the copy lose the foot of every page."""
    return [structs.replace(a_page(text), page=1) for text in _texts()]


def _texts() -> list[str]:
    answers = {"{deferral}": "NO", "{reason}": "N/A", "{until}": "N/A", "{part2}": "NO"}
    third = PAGE_3
    for name, answer in answers.items():
        third = third.replace(name, answer)
    return [PAGE_1, PAGE_2, third, PAGE_4]


def fields_of(record: DecisionRecord) -> DecisionRecord:
    """Leave out where and with what findings a record was read."""
    return structs.replace(record, evidence={}, findings=())


def place(record: DecisionRecord, ground: Ground) -> tuple[int | None, str | None]:
    """Tell where a finding points to, and what it says was read."""
    return next((each.page, each.read) for each in record.findings if each.ground is ground)


@pytest.mark.parametrize("order", list(permutations(range(4)))[1:])
def test_pages_in_any_order_are_read_in_theirs(order: tuple[int, ...]) -> None:
    """The footers tell, and someone hears of it."""
    pages = a_form()

    record = scanned([pages[at] for at in order])

    assert fields_of(record) == fields_of(scanned(pages))
    assert [(f.ground, f.severity) for f in record.findings] == [
        (Ground.PAGES_OUT_OF_ORDER, Severity.WARNING)
    ]


def test_an_order_put_right_is_told_in_pages_of_the_scan() -> None:
    """An officer looks into the scan, not into the decision."""
    first, second, third, fourth = a_form()

    record = scanned([first, third, second, fourth])

    assert place(record, Ground.PAGES_OUT_OF_ORDER) == (3, "read in the order 1, 3, 2, 4")


def test_paragraphs_and_landmarks_tell_where_no_footer_does() -> None:
    """A copy may lose the foot of every page."""
    pages = without_footers()

    record = scanned([pages[at] for at in (0, 2, 1, 3)])

    assert [section.number for section in record.sections] == ["1", "2", "3"]
    assert record.deferral.answer is Answer.NO
    assert Ground.PAGES_OUT_OF_ORDER.value in grounds_in(record)


def test_footers_that_the_paragraphs_deny_put_nothing_right() -> None:
    """A misread page number would move a page without need."""
    first, _, third, fourth = a_form()
    misread = a_page(PAGE_2, foot=f"{VERSION} 4")

    record = scanned([first, misread, third, fourth])

    assert Ground.ORDER_UNSETTLED.value in grounds_in(record)
    assert [section.number for section in record.sections] == ["1", "2", "3"]


@pytest.mark.parametrize("at", [0, 1])
def test_a_page_number_misread_moves_no_page(at: int) -> None:
    """The 21 of July 2021 stands where page 1 is due, and by its words the page is that one."""
    pages = a_form()
    pages[at] = a_page(_texts()[at], foot=f"{VERSION} 21")

    record = scanned(pages)

    moved = {Ground.PAGES_OUT_OF_ORDER, Ground.ORDER_UNSETTLED, Ground.PAGE_MISSING}
    assert not moved & {each.ground for each in record.findings}
    assert record.sections == scanned(a_form()).sections


def test_a_number_too_large_counts_where_a_page_may_be_missing() -> None:
    """Nothing behind the page says that its number was misread."""
    pages = a_form()
    pages[-1] = a_page(_texts()[-1], foot=f"{VERSION} 9")

    record = scanned(pages)

    assert place(record, Ground.PAGE_MISSING) == (4, "page 9 follows page 3")


def test_a_blank_back_is_out_of_no_order() -> None:
    """It carries no number."""
    first, second, *rest = a_form()
    blank = a_page("")

    assert grounds_in(scanned([first, blank, second, *rest])) == set()


def test_an_annex_may_count_its_own_pages() -> None:
    """Its first page is a page 1, and nothing is out of order."""
    annex = [
        a_page(f"Annex A\n\nMap number {at} of the site.", foot=f"{VERSION} {at}") for at in (1, 2)
    ]

    assert grounds_in(scanned([*a_form(), *annex])) == set()


def test_a_page_missing_is_told_among_pages_put_right() -> None:
    """Both befall the same file when it is dropped."""
    first, second, third, fourth = a_form()

    record = scanned([second, first, fourth])

    assert place(record, Ground.PAGE_MISSING) == (3, "page 4 follows page 2")
    assert third not in (first, second, fourth)


def test_a_page_missing_shows_in_the_paragraphs_where_no_footer_was_read() -> None:
    """A report that goes on with 5.1 after 2.1 has lost something."""
    first, second, third, fourth = without_footers()
    later = a_page(_texts()[2].replace("3.\tLegal", "5.\tLegal").replace("3.1\t", "5.1\t"))

    record = scanned([first, second, later, fourth])

    assert place(record, Ground.PAGE_MISSING) == (3, "paragraph 5.1 follows 2.1")
    assert Ground.PAGE_MISSING.value not in grounds_in(scanned([first, second, third, fourth]))


def test_a_file_that_ends_before_its_last_page_is_told() -> None:
    """Some footers say how many pages there are."""
    pages = [a_page(text, foot=f"Page {at} of 5") for at, text in enumerate(_texts(), start=1)]

    assert place(scanned(pages), Ground.PAGE_MISSING) == (4, "page 4 of 5 is the last")


def test_a_report_without_its_first_page_is_not_the_dmpcs_interest() -> None:
    """The page that is headed Part I may be the one that is missing."""
    first, _, third, fourth = a_form()

    record = scanned([first, third, fourth])

    assert record.interests is None
    assert [section.number for section in record.sections] == ["3"]
    assert record.deferral.answer is Answer.NO


@pytest.mark.parametrize("form", [(0, 1, 2, 3), (3, 2, 1, 0), (1, 0, 3, 2)])
@pytest.mark.parametrize("places", list(permutations(range(6), 2)))
def test_no_order_of_the_pages_lets_part_2_out(
    form: tuple[int, ...], places: tuple[int, int]
) -> None:
    """Its second page carries no heading, and is told by its number or its place."""
    pages = [a_form()[at] for at in form]
    part_2 = [a_page(PART_2, foot=f"{VERSION} 5"), a_page(PART_2_GOES_ON, foot=f"{VERSION} 6")]
    for place_of_page, page in sorted(zip(places, part_2, strict=True), key=lambda pair: pair[0]):
        pages.insert(place_of_page, page)

    record = msgspec.json.encode(scanned(pages)).decode()

    assert "walrus" not in record
    assert "zebra" not in record


def test_part_2_is_told_by_its_count_where_its_heading_is_lost() -> None:
    """Numbering that starts again behind the form's end is not an appendix's."""
    lost = [a_page(PART_2.replace("PART II - CONFIDENTIAL FACTS", "smear")), a_page(PART_2_GOES_ON)]

    record = scanned([*a_form(), *lost])

    assert record.withheld_pages == (5, 6)
    assert place(record, Ground.PART2_PAGES)[0] == 5
    assert "walrus" not in msgspec.json.encode(record).decode()


def test_numbered_paragraphs_behind_the_approval_are_withheld() -> None:
    """Part 2 may go on with numbers that Part 1 does not have."""
    record = scanned([*a_form(), a_page("7.4\tThe zebra is bought at ten.", foot=f"{VERSION} 5")])

    assert record.withheld_pages == (5,)


def test_an_appendix_may_number_its_paragraphs() -> None:
    """It is headed as one, and its next page goes on with its count."""
    pages = ["Appendix 1\n\n1.1\tThe map shows the site.", "1.2\tThe other map shows the roads."]

    record = scanned([*a_form(), *map(a_page, pages)])

    assert record.withheld_pages == ()
    assert "other map" in str(record.sections)


def test_a_copy_of_a_part_2_page_is_withheld_too() -> None:
    """A sheet fed twice is confidential twice."""
    long = a_page(PART_2 + "\n".join(f"\n1.{n}\tThe walrus has {n} friends." for n in range(2, 9)))

    record = scanned([*a_form(), long, long])

    assert record.withheld_pages == (5, 6)
