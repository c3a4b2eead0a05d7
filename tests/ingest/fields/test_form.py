import datetime

import pytest

from ingest.record import Status
from tests.ingest.forms import PAGE_1, PAGE_2, PAGE_4, VERSION, a_form, grounds_in, record_of
from tests.ingest.paper import a_page

TITLE = "Title: New radios for response officers"


@pytest.mark.parametrize(
    "line",
    [
        TITLE,
        "Title:New radios for response officers",
        "Title : New radios for response officers",
        "Title New radios for response officers",
        "Tit1e: New radios for response officers",
        "Title: New radios\nfor response officers",
    ],
)
def test_a_title_is_what_follows_its_label(line: str) -> None:
    """On as many lines as it runs, however label and colon were read."""
    record = record_of(a_form(page_1=PAGE_1.replace(TITLE, line)))

    assert record.title == "New radios for response officers"


def test_a_title_may_begin_with_the_label_s_word() -> None:
    """Only the label goes."""
    record = record_of(a_form(page_1=PAGE_1.replace(TITLE, "Title: Title deeds of the station")))

    assert record.title == "Title deeds of the station"


def test_a_title_that_the_readers_differ_on_is_uncertain() -> None:
    """Its evidence says so, and how sure they were on the whole."""
    record = record_of(a_form(page_1=PAGE_1.replace("New radios", "New {radios|rodios}")))

    assert record.evidence["title"].status is Status.UNCERTAIN
    assert 0.8 < (record.evidence["title"].confidence or 0) < 0.99


@pytest.mark.parametrize("number", ["{611|1611}", "{611|61}", "{611|611 2}", "{6|611}"])
def test_a_number_is_what_both_readers_give_whole(number: str) -> None:
    """A figure lost or added by one of them is another decision."""
    record = record_of(a_form(page_1=PAGE_1.replace("PCD 611", f"PCD {number}")))

    assert record.reference is None
    assert record.evidence["reference"].status is Status.CONFLICT


@pytest.mark.parametrize(
    "heading", ["{DMPC|DM PC} DECISION - PCD 611", "{DMPC DECISION|XX} - PCD 611"]
)
def test_one_reader_may_lose_the_words_before_the_number(heading: str) -> None:
    """The figures are what both must give."""
    record = record_of(a_form(page_1=PAGE_1.replace("DMPC DECISION - PCD 611", heading)))

    assert record.reference == "PCD 611"


def test_a_recorded_interest_is_kept_apart_from_the_form_s_words() -> None:
    """It stands between the statement and the words of approval."""
    own = "interests are recorded below.\n\nI am a trustee of the charity named in section two."
    record = record_of(a_form(page_1=PAGE_1.replace("interests are recorded below.", own)))

    assert record.interests == "I am a trustee of the charity named in section two."


def test_an_interest_in_the_form_s_own_words_is_kept() -> None:
    """Below the statement every line was written for this decision."""
    own = "interests are recorded below.\n\nPersonal interest"
    record = record_of(a_form(page_1=PAGE_1.replace("interests are recorded below.", own)))

    assert record.interests == "Personal interest"


def test_a_narrow_statement_ends_with_a_short_line() -> None:
    """Its last words are no interest."""
    narrow = PAGE_1.replace("Any such\ninterests are recorded", "Any such interests are recorded\n")

    assert record_of(a_form(page_1=narrow)).interests is None


def test_a_template_version_is_what_most_footers_say() -> None:
    """One may be misread."""
    assert record_of(a_form()).form_version == "PCD October 2018"


def test_every_block_of_a_section_has_its_evidence() -> None:
    """An officer finds each on its page."""
    record = record_of(a_form(page_2=PAGE_2))

    paths = [
        f"sections.{at}.blocks.{number}"
        for at, section in enumerate(record.sections)
        for number in range(len(section.blocks))
    ]
    assert [path for path in paths if record.evidence[path].page is None] == []


def test_evidence_points_only_at_pages_of_the_scan() -> None:
    """A box without a page, or a page that is not there, helps nobody."""
    record = record_of(a_form())

    pages = {each.page for each in record.evidence.values() if each.box is not None}
    assert pages <= set(range(1, record.source.pages + 1))


def test_the_end_of_a_signature_box_is_no_page_after_the_approval() -> None:
    """A page break cut the box: what a reader made of the signature goes into no field."""
    cut = PAGE_4.index("Signature")
    pages = a_form(page_4=PAGE_4[:cut])
    record = record_of([*pages, a_page(PAGE_4[cut:], page=5, foot=f"{VERSION} 5")])

    assert "text after the officer's approval" not in grounds_in(record)
    assert [section.heading for section in record.sections if section.number is None] == []
    assert record.officer_approval.date == datetime.date(2019, 7, 18)
