from msgspec import structs

from ingest.checks.lost_text import text_in_no_field
from ingest.finding import Finding, Ground, Severity
from ingest.lines.layout import layout_of
from ingest.page import PageReading
from ingest.record import DecisionRecord
from tests.ingest.forms import PAGE_1, PAGE_2, PAGE_4, a_form, grounds_in, record_of
from tests.ingest.paper import a_page, place_of

LOST = Ground.TEXT_IN_NO_FIELD
BATTERIES = "Batteries fail within a shift, and officers then share what still works."


def without_paragraph(record: DecisionRecord, text: str) -> DecisionRecord:
    """Lose a paragraph, as a stage that mistook it would."""
    sections = tuple(
        structs.replace(
            section, blocks=tuple(b for b in section.blocks if getattr(b, "text", None) != text)
        )
        for section in record.sections
    )
    return structs.replace(record, sections=sections)


def found_on(pages: list[PageReading], record: DecisionRecord) -> list[Finding]:
    """Compare a record with its pages."""
    return list(text_in_no_field(record, layout_of(pages)))


def test_a_paragraph_that_is_in_no_field_is_told_with_its_place() -> None:
    """A decision that lost a passage is held, and the officer sees what and where."""
    pages = a_form()

    (found,) = found_on(pages, without_paragraph(record_of(pages), BATTERIES))

    assert found.ground is LOST
    assert found.severity is Severity.REVIEW
    assert found.page == 2
    assert found.box is not None
    assert found.box.meets(place_of(pages[1], "Batteries"))
    assert found.read is not None
    assert BATTERIES in found.read


def test_a_sentence_that_is_printed_twice_stands_in_the_record_twice() -> None:
    """Its other copy does not hide that one is lost."""
    pages = a_form(page_2=PAGE_2 + f"\n2.2\t{BATTERIES}\n")
    whole = record_of(pages)
    *others, finances = (section for section in whole.sections if section.number in {"1", "2"})
    cut = structs.replace(finances, blocks=finances.blocks[:1])

    lost = found_on(pages, structs.replace(whole, sections=(*others, cut, *whole.sections[2:])))

    assert found_on(pages, whole) == []
    assert [found.page for found in lost] == [2]


def test_a_lost_title_and_a_lost_reason_are_told() -> None:
    """They stand behind a label of the form's own, on its line."""
    reason = "Bidders would learn the reserve before contracts are exchanged."
    titled = PAGE_1.replace("for response officers", "for all response officers in London")
    pages = a_form(page_1=titled, deferral="YES", reason=reason, until="1 March 2030")
    record = record_of(pages)

    no_title = found_on(pages, structs.replace(record, title=None))
    no_reason = found_on(
        pages, structs.replace(record, deferral=structs.replace(record.deferral, reason=None))
    )

    assert found_on(pages, record) == []
    assert [found.page for found in no_title] == [1]
    assert [found.page for found in no_reason] == [3]


def test_a_paragraph_above_the_end_of_a_signature_box_is_not_lost_without_a_word() -> None:
    """Only the box's end goes over on to the next page: a statement of the form's and a hand."""
    unsigned, _, _ = PAGE_4.partition("Signature")
    statement = (
        "I am satisfied that this is an appropriate request to be submitted to the Deputy Mayor\n"
    )
    signature = "\nSignature                         Date 18 July 2019\n"
    stray = "The lease of the depot at Quarry Hill ends in March and is renewed for a year.\n"

    ends = [*a_form(page_4=unsigned), a_page(statement + signature, page=5)]
    strays = [*a_form(page_4=unsigned), a_page(stray + signature, page=5)]

    assert LOST not in grounds_in(record_of(ends))
    assert LOST in grounds_in(record_of(strays))


def test_no_word_of_a_withheld_page_is_told_as_lost() -> None:
    """Its words stand in no field, as they must."""
    closed = "PART II - CONFIDENTIAL FACTS AND ADVICE TO THE DMPC\n1.1\tOur ceiling is a secret.\n"

    record = record_of([*a_form(part2="YES"), a_page(closed, page=5)])

    assert record.withheld_pages == (5,)
    assert LOST not in grounds_in(record)
