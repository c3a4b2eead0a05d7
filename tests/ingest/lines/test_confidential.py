from collections.abc import Sequence

import msgspec
import pytest

from ingest.finding import Ground
from ingest.lines.confidential import confidential_pages
from ingest.lines.flow import sheet_of
from ingest.page import PageReading
from ingest.record import DecisionRecord
from tests.ingest.forms import PAGE_2, VERSION, a_form, grounds_in, record_of
from tests.ingest.paper import a_page, words

PART_2 = """\
PART II - CONFIDENTIAL FACTS AND ADVICE TO THE DMPC
Decision required - exempt supporting information

1.\tFinancial Comments

1.1\tZebra Holdings quoted quagmire ninety thousand for every walrus.

| Bidder | Price |
| Xylophone Ltd | 77,123 |

Signature                         Date 30 November 2018
Is there a Part 2 form - YES
"""
SECRETS = ("Zebra", "quagmire", "walrus", "Xylophone", "77,123", "November", "Bidder")
PROSE = "1.9\tNothing on this page looks like anything but a report.\n"


def withheld(*pages: str) -> tuple[int, ...]:
    """Name the pages that look like Part 2."""
    sheets = [
        sheet_of(a_page(text, page=number), frozenset())
        for number, text in enumerate(pages, start=1)
    ]
    return confidential_pages(sheets)[0]


def with_page(pages: Sequence[PageReading], text: str) -> list[PageReading]:
    """Scan one page more along with the rest."""
    number = len(pages) + 1
    return [*pages, a_page(text, page=number, foot=f"{VERSION} {number}")]


def everything_in(record: DecisionRecord) -> str:
    """Write out every field, finding and piece of evidence."""
    return msgspec.json.encode(record).decode()


def test_a_part_2_page_is_withheld_with_all_after_it() -> None:
    """What follows goes on from it, whatever it says."""
    assert withheld(PAGE_2, PART_2, PROSE, PROSE) == (2, 3, 4)


def test_a_new_part_1_heading_ends_the_withheld_pages() -> None:
    """The public part may be scanned behind the other."""
    assert withheld(PART_2, PROSE, PAGE_2, PROSE) == (1, 2)


def test_only_a_heading_that_says_non_confidential_ends_them() -> None:
    """PART I without NON- may be PART II with a stroke lost."""
    again = "PART I - CONFIDENT FACTS AND ADVlCE TO DMPC\n\n" + PROSE

    assert withheld(PAGE_2, PART_2, again) == (2, 3)


def test_a_second_part_heading_that_nobody_read_non_in_is_part_2() -> None:
    """A form has one Part I, and a bad copy garbles the other part's name."""
    garbled = "PART I1 - CQNFIDFNTIAI FACT5 AND ADVICF TO THE\n\n" + PROSE

    assert withheld(PAGE_2, garbled) == (2,)


def test_one_reader_that_sees_a_heading_is_enough() -> None:
    """The other may have lost the line."""
    assert withheld("{PART|} {II|} {-|} {CONFIDENTIAL|}\n\n" + PROSE) == (1,)
    assert withheld("{|CONFIDENTIAL}\n\n" + PROSE) == (1,)


@pytest.mark.parametrize("foot", ["CONFIDENTIAL", f"CONFIDENTIAL   {VERSION} 6", "Restricted 6"])
def test_a_marking_in_the_footer_is_a_marking(foot: str) -> None:
    """Template version and page number stand beside it."""
    sheet = sheet_of(a_page(PROSE, foot=foot), frozenset())

    assert confidential_pages([sheet])[0] == (1,)


def test_a_marking_at_the_very_edge_is_a_marking() -> None:
    """What stands so low is the scanner's otherwise."""
    sheet = sheet_of(a_page("CONFIDENTIAL", top=0.975), frozenset())

    assert confidential_pages([sheet])[0] == (1,)


def test_a_stamp_in_capitals_counts_wherever_it_stands() -> None:
    """A stamp is put where there is room."""
    assert withheld(PROSE * 10 + "\nRESTRICTED\n\n" + PROSE) == (1,)


def test_words_of_prose_mark_nothing() -> None:
    """The end of a wrapped sentence is no stamp."""
    assert withheld("1.1\tWhat callers say is kept\n\tconfidential.") == ()
    assert withheld(PROSE * 8 + "\tRestricted\n") == ()


def test_a_cell_of_a_table_marks_nothing() -> None:
    """A column may say which costs are exempt from tax."""
    table = "| Cost | VAT |\n| Radios | Exempt |\n| Training | Exempt |\n"

    assert withheld("1.1\tThe costs are:\n\n" + table) == ()


def test_an_ordinary_form_has_no_withheld_pages() -> None:
    """Its own blocks speak of Part 2, exemption and confidentiality."""
    record = record_of(a_form())

    assert record.withheld_pages == ()
    assert record.findings == ()


@pytest.mark.parametrize("answer", ["NO", "YES"])
def test_no_word_of_a_part_2_page_is_in_any_field(answer: str) -> None:
    """Not in text, table, date, finding, evidence or candidate."""
    record = record_of(with_page(a_form(part2=answer), PART_2))

    written = everything_in(record)
    assert [secret for secret in SECRETS if secret in written] == []
    assert record.withheld_pages == (5,) == record.part2.pages
    assert Ground.PART2_PAGES.value in grounds_in(record)


def test_a_part_2_page_gives_no_answer_date_or_section() -> None:
    """A record is the same with it or without it, but for the finding and the pages."""
    alone = record_of(a_form())
    along = record_of(with_page(a_form(), PART_2))

    for field in ("deferral", "approval", "officer_approval", "sections", "declaration", "title"):
        assert getattr(along, field) == getattr(alone, field)
    assert along.part2.answer is alone.part2.answer


def test_a_part_2_page_between_is_withheld_with_the_form_s_end() -> None:
    """The closing block behind it is not read: its questions are absent, which withholds."""
    first, second, *rest = a_form()
    middle = a_page(PART_2, page=3)
    moved = [msgspec.structs.replace(page, page=page.page + 1) for page in rest]

    record = record_of([first, second, middle, *moved])

    assert record.withheld_pages == (3, 4, 5)
    assert record.deferral.answer.value == "unclear"


def test_a_marked_page_is_withheld() -> None:
    """A stamp says as much as a heading."""
    record = record_of(with_page(a_form(), "CONFIDENTIAL\n\nZebra Holdings bid lower."))

    assert "Zebra" not in everything_in(record)
    assert Ground.PART2_MARKING.value in grounds_in(record)


def test_a_hidden_layer_of_a_part_2_page_is_in_no_field() -> None:
    """A searchable copy carries the same words once more."""
    page = a_page(PART_2, page=5, embedded=words("Zebra walrus", top=0.3))

    written = everything_in(record_of([*a_form(), page]))

    assert [secret for secret in SECRETS if secret in written] == []
