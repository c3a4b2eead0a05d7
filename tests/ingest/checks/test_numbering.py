import pytest
from msgspec import structs

from ingest.checks.numbering import findings_on_numbering
from ingest.page import Box
from ingest.record import Block, Evidence, ItemList, Paragraph, Section, Status
from tests.ingest.forms import a_form, record_of

PLACE = Evidence(status=Status.CLEAR, page=2, box=Box(0.1, 0.2, 0.3, 0.4))


def found_among(*numbers: str) -> list[tuple[str, str | None]]:
    """Name what is found among the paragraphs of one section: ground and number."""
    return _found([Section(number="1", heading="One", blocks=_numbered(*numbers))])


def _found(sections: list[Section]) -> list[tuple[str, str | None]]:
    places = {
        f"sections.{at}.blocks.{number}": PLACE
        for at, section in enumerate(sections)
        for number in range(len(section.blocks))
    }
    record = structs.replace(record_of(a_form()), sections=tuple(sections), evidence=places)
    findings = list(findings_on_numbering(record))
    assert all((one.page, one.box) == (PLACE.page, PLACE.box) for one in findings)
    return [(found.ground.name, found.read) for found in findings]


def _numbered(*numbers: str) -> tuple[Block, ...]:
    return tuple(Paragraph(number=number, text="Said.") for number in numbers)


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        (("1.1", "1.2", "2.1"), []),
        (("1.1", "1.2", "1.2.1", "1.2.2", "1.3"), []),
        (("1.1", "1.1.1", "2.1"), []),
        (("1.1", "1.3"), [("NUMBERING_GAP", "1.3")]),
        (("1.2",), [("NUMBERING_GAP", "1.2")]),
        (("1.1", "3.1"), [("NUMBERING_GAP", "3.1")]),
        (("1.1", "1.2.2"), [("NUMBERING_GAP", "1.2.2")]),
        (("1.1", "1.1"), [("NUMBERING_REPEATS", "1.1")]),
        (("1.2.1", "1.2.1"), [("NUMBERING_GAP", "1.2.1"), ("NUMBERING_REPEATS", "1.2.1")]),
        (("1.1", "2.1", "1.1"), [("NUMBERING_RESTARTS", "1.1")]),
        (("1.1", "1.2", "1.1"), [("NUMBERING_GAP", "1.1")]),
    ],
)
def test_numbers_that_do_not_follow_are_told(
    numbers: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    """A gap, a repeat and a new start are each told by name, with the place."""
    assert found_among(*numbers) == found


@pytest.mark.parametrize(
    ("marks", "found"),
    [
        (("(a)", "(b)", "(c)"), []),
        (("(i)", "(ii)"), []),
        (("(a)", "(c)"), [("NUMBERING_GAP", "(a) (c)")]),
        (("1.", "1."), [("NUMBERING_REPEATS", "1. 1.")]),
        (("", ""), []),
    ],
)
def test_letters_that_do_not_follow_are_told(
    marks: tuple[str, ...], found: list[tuple[str, str]]
) -> None:
    """A lettered list has an order too."""
    items = ItemList(items=tuple("items" for _ in marks), marks=marks)
    section = Section(number="1", heading="One", blocks=(*_numbered("1.1"), items))

    assert _found([section]) == found


def test_a_section_that_is_missing_is_told() -> None:
    """Where paragraphs have no numbers, the headings' own are compared."""
    plain = (Paragraph(text="Said."),)
    sections = [Section(number=n, heading="Some", blocks=plain) for n in ("1", "2", "4")]

    assert _found(sections) == [("NUMBERING_GAP", "4")]
