"""One decision over two files: each half says what it lacks, and which other would go with it."""

from collections.abc import Sequence

import pytest
from msgspec import structs

from ingest.checks.other_part import Likeness, likeness
from ingest.finding import Ground, Severity
from ingest.page import PageReading
from ingest.record import DecisionRecord, Extent
from tests.ingest.forms import PAGE_1, PAGE_2, PAGE_3, VERSION, a_form, record_of
from tests.ingest.paper import a_page

FORM = a_form()
CITES = a_form(page_2=PAGE_2.replace("The purchase costs", "PCD 611 costs"))


def scanned(pages: Sequence[PageReading], file: str = "scan.pdf") -> DecisionRecord:
    """Number the pages as they lie in the scanner, and read them as a file of this name."""
    numbered = [structs.replace(page, page=at) for at, page in enumerate(pages, start=1)]
    return record_of(numbered, file=file)


def without_footers(pages: Sequence[PageReading]) -> list[PageReading]:
    """Cut off what stands at the foot."""
    return [
        structs.replace(
            page,
            words={
                reader: tuple(word for word in words if word.box.top < 0.925)
                for reader, words in page.words.items()
            },
        )
        for page in pages
    ]


FIRST, REST = scanned(FORM[:2]), scanned(FORM[2:])


def test_a_whole_form_lacks_neither_end() -> None:
    """Nothing is to be looked for."""
    assert scanned(FORM).extent is None


def test_a_half_says_from_where_to_where_it_goes() -> None:
    """By its footers and by its paragraphs."""
    assert FIRST.extent == Extent(
        lacks_beginning=False,
        lacks_end=True,
        first_page=1,
        last_page=2,
        first_paragraph=(1, 1),
        last_paragraph=(2, 1),
    )
    assert REST.extent == Extent(
        lacks_beginning=True,
        lacks_end=False,
        first_page=3,
        last_page=4,
        first_paragraph=(3, 1),
        last_paragraph=(3, 1),
    )


def test_each_half_is_held_for_what_it_lacks() -> None:
    """Whatever is said of the other one, a person must look."""
    for half in (FIRST, REST):
        found = {each.ground: each.severity for each in half.findings}
        assert found[Ground.PARTS_MISSING] is Severity.REVIEW


@pytest.mark.parametrize("at", [1, 2, 3])
def test_the_rest_of_a_form_looks_like_it(at: int) -> None:
    """Wherever the pile was divided."""
    first, rest = scanned(FORM[:at]), scanned(FORM[at:])

    assert likeness(first, rest) is Likeness.NUMBERS_GO_ON
    assert likeness(rest, first) is Likeness.NONE


def test_halves_that_overlap_look_like_each_other() -> None:
    """The page at which they meet may be in both."""
    assert likeness(scanned(FORM[:3]), scanned(FORM[2:])) is Likeness.NUMBERS_GO_ON


def test_halves_without_footers_go_on_by_their_paragraphs() -> None:
    """Section 3 follows section 2."""
    pages = without_footers(FORM)

    assert likeness(scanned(pages[:2]), scanned(pages[2:])) is Likeness.NUMBERS_GO_ON
    assert likeness(scanned(pages[:1]), scanned(pages[2:])) is Likeness.NONE


def test_a_rest_that_names_the_decision_is_likelier() -> None:
    """In its file's name, or where it speaks of itself."""
    named = scanned(FORM[2:], "pcd-611 pages 3 to 4.pdf")

    assert likeness(FIRST, named) is Likeness.SAME_DECISION
    assert likeness(scanned(FORM[:1]), scanned(CITES[1:])) is Likeness.SAME_DECISION


@pytest.mark.parametrize(
    "other",
    [
        scanned(FORM),
        scanned(FORM[3:]),
        scanned(FORM[2:], "pcd-612.pdf"),
        scanned([a_page(PAGE_3, foot="PCD May 2016 3"), FORM[3]]),
        scanned([a_page(f"DMPC DECISION - PCD 612\n\n{PAGE_3}", foot=f"{VERSION} 3"), FORM[3]]),
    ],
    ids=["a whole", "a page between", "another number", "another template", "another heading"],
)
def test_what_speaks_against_it_makes_no_rest(other: DecisionRecord) -> None:
    """One word against it is enough."""
    assert likeness(FIRST, other) is Likeness.NONE


def test_two_forms_that_both_ask_the_questions_are_not_one() -> None:
    """Each has been asked whether it is deferred."""
    pages = without_footers(FORM)

    assert likeness(scanned(pages[:3]), scanned(pages[2:])) is Likeness.NONE


@pytest.mark.parametrize(
    "above",
    ["PCD 568", "DMPC Decision 568", "MD2345", "PCD-568", "Request for DMPC Decision 568"],
)
def test_a_second_half_gets_no_reference_from_a_mention(above: str) -> None:
    """A line at its top goes on with a sentence of a page that is elsewhere."""
    later = a_page(f"{above}\n\n{PAGE_3}", foot=f"{VERSION} 3")

    record = scanned([later, FORM[3]])

    assert (record.reference, record.number, record.title) == (None, None, None)
    assert Ground.NO_REFERENCE in {each.ground for each in record.findings}


def test_a_second_half_keeps_the_reference_of_its_running_head() -> None:
    """Some templates print the heading over every page."""
    later = a_page(f"DMPC DECISION – PCD 611\n\n{PAGE_3}", foot=f"{VERSION} 3")

    assert scanned([later, FORM[3]]).reference == "PCD 611"


def test_a_first_page_alone_keeps_its_reference() -> None:
    """It is the form's own heading."""
    assert scanned([a_page(PAGE_1)]).reference == "PCD 611"
