import re
from collections import Counter
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.record import ItemList, Paragraph
from publication.front import parted
from search_index.paragraphs import paragraphs_of
from tests.search_index.pages import THE_TABLE, a_page, a_section, some_pages


def test_the_first_is_the_title() -> None:
    """It has no section and no number, and its text is the title as plain text."""
    slug, page = a_page(title="Boots & <laces> for “all”")

    first = next(paragraphs_of(slug, page))

    assert first.is_title
    assert (first.reference, first.slug) == ("PCD 611", "pcd-611")
    assert first.title == first.text == "Boots & <laces> for “all”"


def test_a_numbered_paragraph_has_the_list_and_the_table_under_it() -> None:
    """What a reader would cite by one number is found as one."""
    slug, page = a_page(
        sections=(
            a_section(
                Paragraph(number="2.1", text="There are three:"),
                ItemList(items=("one;", "two.")),
                THE_TABLE,
                Paragraph(number="2.2", text="That is all."),
            ),
        )
    )

    found = {p.number: p for p in paragraphs_of(slug, page) if p.number}

    assert found["2.1"].text == (
        "2.1 There are three:\none;\ntwo.\nCost type | 2019/20\nRevenue (£) | 1,313,500"
    )
    assert found["2.1"].section == "2. Financial Comments"
    assert found["2.2"].text == "2.2 That is all."


def test_a_long_part_without_numbers_is_found_in_pieces() -> None:
    """Otherwise a whole old form would be one answer."""
    slug, page = a_page(executive_summary="\n\n".join(["word " * 80] * 6))

    found = [p for p in paragraphs_of(slug, page) if p.section == "Executive summary"]

    assert len(found) == 3
    assert {p.number for p in found} == {None}


def test_short_paragraphs_without_numbers_stay_together() -> None:
    """That it was signed and when is one answer."""
    slug, page = a_page()

    found = [p.text for p in paragraphs_of(slug, page) if p.section == "Approval by the DMPC"]

    assert found == ["Signed.\nDate: 19 July 2024."]


def test_every_word_of_the_page_is_in_one_paragraph() -> None:
    """Only the line above the first section is left out: every paragraph bears the reference."""
    for slug, page in some_pages().items():
        paragraphs = list(paragraphs_of(slug, page))
        headings = dict.fromkeys(p.section for p in paragraphs)
        told = [p.text for p in paragraphs]

        front, body = parted(page)
        printed = unescape(re.sub(r"<a id=[^>]*></a>", "", body))
        kept = [f"Reference: {front.reference}", *headings, *told]
        assert Counter(re.findall(r"\w+", printed)) == Counter(re.findall(r"\w+", " ".join(kept)))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=80), min_size=1, max_size=6))
def test_no_text_makes_a_page_that_cannot_be_read(texts: list[str]) -> None:
    """Whatever the rule clears comes apart into paragraphs, with nothing lost."""
    blocks = [Paragraph(number=f"2.{n}", text=text) for n, text in enumerate(texts, start=1)]
    slug, page = a_page(sections=(a_section(*blocks),))

    found = [p for p in paragraphs_of(slug, page) if p.section == "2. Financial Comments"]

    assert [p.number for p in found] == [block.number for block in blocks]
