from collections.abc import Sequence

import msgspec
import pytest
from msgspec import structs

from ingest.finding import Ground, Severity
from ingest.page import PageKind, PageReading
from ingest.record import Answer, DecisionRecord
from tests.ingest.forms import PAGE_1, PAGE_2, PAGE_3, PAGE_4, a_form, grounds_in
from tests.ingest.forms import record_of as made_of
from tests.ingest.paper import a_page

FRENCH = """\
DECISION DE LA MAIRIE

Titre: Achat de radios

La maire a décidé que les radios des agents de la ville sont remplacées, et que le budget
des années 2019 et 2020 en paie la plus grande partie; le conseil en est informé par écrit.
"""


def scanned(pages: Sequence[PageReading]) -> DecisionRecord:
    """Number the pages as they lie in the scanner, and read them."""
    numbered = [structs.replace(page, page=at) for at, page in enumerate(pages, start=1)]
    return made_of(numbered)


def another(*, number: str = "612") -> list[PageReading]:
    """Print another decision: on boats, and deferred."""
    return a_form(
        page_1=PAGE_1.replace("611", number).replace("radios", "boats"),
        page_2=PAGE_2.replace("radios", "boats").replace("Batteries", "Their hulls"),
        page_3=PAGE_3.replace("this purchase", "the purchase of these boats for the river"),
        deferral="YES",
    )


def fields_of(record: DecisionRecord) -> DecisionRecord:
    """Leave out where and from how much a record was read."""
    return structs.replace(record, evidence={}, findings=(), source=made_of(a_form()).source)


def place(record: DecisionRecord, ground: Ground) -> tuple[int | None, str | None]:
    """Tell where a finding points to, and what it says was read."""
    return next((each.page, each.read) for each in record.findings if each.ground is ground)


def test_of_two_decisions_only_the_first_is_read() -> None:
    """The other one may be deferred."""
    record = scanned([*a_form(), *another()])

    assert fields_of(record) == fields_of(scanned(a_form()))
    assert place(record, Ground.TWO_DECISIONS) == (5, "pages 5 to 8: DMPC DECISION - PCD 612")
    assert "boats" not in msgspec.json.encode(fields_of(record)).decode()


def test_a_decision_that_was_cut_short_does_not_go_on_with_the_next() -> None:
    """The second begins under its heading, whatever the first one lacks."""
    record = scanned([*a_form()[:2], *another()])

    assert record.deferral.answer is Answer.UNCLEAR
    assert "boats" not in msgspec.json.encode(fields_of(record)).decode()


def test_another_decision_may_have_lost_its_first_page() -> None:
    """The form's own blocks come a second time, and may be other versions of the first's."""
    record = scanned([*a_form(), *another()[1:]])

    assert record.deferral.answer is Answer.UNCLEAR
    assert Ground.VERSIONS_DIFFER.value in grounds_in(record)
    assert "boats" not in msgspec.json.encode(fields_of(record)).decode()


def test_an_annex_that_quotes_another_form_leaves_the_end_of_this_one_alone() -> None:
    """The officer's box may run over on to a page of its own, before the annex."""
    at = PAGE_4.index("Signature")
    signature = "I am satisfied that this is an appropriate request.\n\n" + PAGE_4[at:]
    annex = a_page(
        "Appendix A - Extract from an earlier decision\n\n"
        "Part 1 Deferral:\n"
        "Is the publication of Part 1 of this approval to be deferred? YES\n"
        "Is there a Part 2 form - YES\n"
    )

    record = scanned([*a_form(page_4=PAGE_4[:at]), a_page(signature), annex])

    assert record.officer_approval.date == scanned(a_form()).officer_approval.date
    assert place(record, Ground.TWO_DECISIONS) == (6, "page 6")
    assert (record.deferral.answer, record.part2.answer) == (Answer.NO, Answer.NO)


def test_the_second_of_two_may_hold_a_part_2() -> None:
    """Its confidential pages are nobody's text."""
    part_2 = a_page("PART II - CONFIDENTIAL FACTS AND ADVICE TO THE DMPC\n\n1.1\tThe walrus.")

    record = scanned([*a_form(), *another(), part_2])

    assert record.withheld_pages == (9,)
    assert "walrus" not in msgspec.json.encode(record).decode()


def test_part_2_of_the_first_ends_where_another_decision_begins() -> None:
    """What follows is neither the one's nor the other's to read."""
    part_2 = a_page("PART II - CONFIDENTIAL FACTS AND ADVICE TO THE DMPC\n\n1.1\tThe walrus.")

    record = scanned([*a_form(), part_2, *another()])

    assert {5, 6} <= set(record.withheld_pages)
    assert Ground.TWO_DECISIONS.value in grounds_in(record)
    assert "boats" not in msgspec.json.encode(fields_of(record)).decode()


def test_the_same_decision_twice_is_read_once() -> None:
    """A draft may lie behind the signed form."""
    record = scanned([*a_form(), *a_form(signed=False)])

    assert fields_of(record) == fields_of(scanned(a_form()))
    assert Ground.TWO_DECISIONS.value in grounds_in(record)


def test_a_running_head_that_says_decision_begins_none() -> None:
    """Some templates print the heading over every page."""
    head = "DMPC DECISION - PCD 611\n\n"

    record = scanned(a_form(page_2=head + PAGE_2, page_3=head + PAGE_3))

    assert Ground.TWO_DECISIONS.value not in grounds_in(record)
    assert [section.number for section in record.sections] == ["1", "2", "3"]


def test_the_first_half_of_a_decision_says_what_it_lacks() -> None:
    """The rest may be in another file."""
    record = scanned(a_form()[:2])

    _, missing = place(record, Ground.PARTS_MISSING)
    assert missing == "originating officer declaration, officer approval"


def test_the_second_half_of_a_decision_says_what_it_lacks() -> None:
    """It has no number: nothing is made up."""
    record = scanned(a_form()[2:])

    _, missing = place(record, Ground.PARTS_MISSING)
    assert "title" in str(missing)
    assert "Part 1" in str(missing)
    assert (record.reference, record.title) == (None, None)
    assert (record.deferral.answer, record.part2.answer) == (Answer.NO, Answer.NO)


@pytest.mark.parametrize(
    ("pages", "ground"),
    [
        ([a_page("", kind=PageKind.BLANK)], Ground.NO_TEXT),
        ([a_page("{~|i} {w|.}\n\n\n{ae|l}")], Ground.NO_TEXT),
        (
            [a_page(f"Title: Roads of borough {n}, and what they cost.") for n in range(40)],
            Ground.NOT_THE_FORM,
        ),
        (
            [a_page("Dear colleague\n\nplease find the invoice for your radios.")],
            Ground.NOT_THE_FORM,
        ),
        ([a_page(FRENCH)], Ground.NOT_THE_FORM),
        ([a_page(FRENCH)], Ground.OTHER_LANGUAGE),
    ],
)
def test_what_is_no_form_is_said_and_nothing_is_made_up(
    pages: list[PageReading], ground: Ground
) -> None:
    """An empty page, a photograph, an annex by itself, a letter, another language."""
    record = scanned(pages)

    assert {each.ground: each.severity for each in record.findings}[ground] is Severity.REVIEW
    assert (record.reference, record.number, record.title) == (None, None, None)
    assert (record.executive_summary, record.recommendation, record.sections) == ("", "", ())
    assert (record.deferral.answer, record.part2.answer) == (Answer.UNCLEAR, Answer.UNCLEAR)


def test_an_english_form_is_in_english() -> None:
    """Tables and lists have few small words, and a form has enough of them."""
    assert Ground.OTHER_LANGUAGE.value not in grounds_in(scanned(a_form()))


def test_a_long_annex_is_one_section_and_one_finding() -> None:
    """Forty findings would hide the others."""
    annex = [a_page("Annex 1: Boroughs"), *(a_page(f"Borough {n} has radios.") for n in range(39))]

    record = scanned([*a_form(), *annex])

    assert [section.heading for section in record.sections][3:] == ["Annex 1: Boroughs"]
    assert place(record, Ground.TEXT_AFTER_APPROVAL) == (6, "pages 6 to 44")
    assert len(record.findings) == 1
