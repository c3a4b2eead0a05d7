import pytest

from ingest.lines.flow import sheet_of
from ingest.lines.furniture import Footer, besides_footer
from tests.ingest.paper import a_page

BODY = "The radios that response officers carry are at the end of their life."


@pytest.mark.parametrize(
    ("foot", "footer"),
    [
        ("PCD October 2018 6", Footer("PCD October 2018", 6)),
        ("PCD v3 January 2019 2", Footer("PCD v3 January 2019", 2)),
        ("Decision Form May 2019                        2", Footer("Decision Form May 2019", 2)),
        ("MD Template May 2021 | 2", Footer("MD Template May 2021", 2)),
        ("Page 1 of 4          PCD May 2019", Footer("PCD May 2019", 1, 4)),
        ("PCD Mav 2019 4", Footer("PCD May 2019", 4)),
        ("July 2021                                     3", Footer("July 2021", 3)),
        ("Page 2 of 5", Footer(None, 2, 5)),
        ("- 3 -", Footer(None, 3)),
    ],
)
def test_a_footer_gives_version_and_number_and_nothing_else(foot: str, footer: Footer) -> None:
    """Whatever the template is called, no word of it stays in the text."""
    sheet = sheet_of(a_page(BODY, foot=foot), frozenset())

    assert sheet.footer == footer
    assert [line.text for line in sheet.lines] == [BODY]


def test_a_template_is_named_above_the_text_too() -> None:
    """Some offices print it at the top right."""
    page = a_page(f"{' ' * 60}PCD November 2022\n\n{BODY}", top=0.04)

    sheet = sheet_of(page, frozenset())

    assert sheet.footer.version == "PCD November 2022"
    assert [line.text for line in sheet.lines] == [BODY]


@pytest.mark.parametrize("foot", ["paid in full by January 2019.", "2018/19", "for January 2019"])
def test_the_last_line_of_a_long_page_is_text(foot: str) -> None:
    """A month at the end of a sentence is no template's."""
    assert sheet_of(a_page(BODY, foot=foot), frozenset()).lines[-1].text == foot


def test_a_marking_beside_the_footer_stays_to_be_seen() -> None:
    """It is no part of the template's name."""
    assert besides_footer("OFFICIAL-SENSITIVE PCD October 2018 6") == "OFFICIAL-SENSITIVE"
    assert besides_footer("EXEMPT July 2021 3") == "EXEMPT July 2021"


def test_a_stamp_is_none_of_the_text() -> None:
    """Where it stands on a row of its own."""
    sheet = sheet_of(a_page(f"{BODY}\n\nRECEIVED 12 JUL 2019"), frozenset())

    assert [line.text for line in sheet.lines] == [BODY]


def test_a_stamp_beside_the_text_is_none_of_it() -> None:
    """A capital word within the text is: it does not stand off."""
    stamped = sheet_of(a_page(f"{BODY}      RECEIVED 12 JUL"), frozenset())
    written = sheet_of(a_page(f"{BODY} RECEIVED 12 JUL"), frozenset())

    assert [line.text for line in stamped.lines] == [BODY]
    assert [line.text for line in written.lines] == [f"{BODY} RECEIVED 12 JUL"]


def test_a_stamp_beside_a_question_stays_to_be_seen() -> None:
    """It may stand over the answer, which then is not clear."""
    question = "Is the publication of Part 1 of this approval to be deferred? NO      RECEIVED"

    assert [line.text for line in sheet_of(a_page(question), frozenset()).lines] == [
        " ".join(question.split())
    ]
