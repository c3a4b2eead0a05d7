import pytest

from ingest.fields.sections import HEADINGS
from ingest.record import Paragraph
from tests.ingest.fields.test_prose import sections_on

PLAIN = (
    "{heading}\n\nThe radios that response officers carry are at the end of their life, and the\n"
    "maker repairs them no longer."
)


@pytest.mark.parametrize("heading", HEADINGS)
def test_a_printed_heading_needs_no_number(heading: str) -> None:
    """Nor need the paragraphs under it."""
    (section,) = sections_on(PLAIN.format(heading=f"{heading}:"))

    assert (section.number, section.heading) == (None, heading)
    assert len(section.pieces) == 1


def test_capitals_head_a_report_without_numbers() -> None:
    """An unknown heading is kept as printed."""
    (first, second) = sections_on(
        PLAIN.format(heading="WHY RADIOS FAIL") + "\n\n" + PLAIN.format(heading="BATS AND NEWTS")
    )

    assert first.heading == "WHY RADIOS FAIL"
    assert second.heading == "BATS AND NEWTS"


def test_capitals_are_no_heading_among_numbered_paragraphs() -> None:
    """There only a heading that the forms print is sure enough."""
    sections = sections_on(
        "1.\tIntroduction\n\n1.1\tOne line that is long enough to be a paragraph of the report.\n\n"
        "CONNECT THE VOTERS\n\n1.2\tTwo."
    )

    assert [section.heading for section in sections] == ["Introduction"]


def test_supporting_papers_stand_under_a_heading_without_number() -> None:
    """The last of the numbered sections does not swallow them."""
    sections = sections_on(
        "1.\tIntroduction\n\n1.1\tOne line that is long enough to be a paragraph of the report,\n"
        "\tand another.\n\nBackground/supporting papers\n\nReport of the Chief Finance Officer."
    )

    assert sections[-1].heading == "Background/supporting papers"
    assert sections[-1].pieces[0].block == Paragraph(text="Report of the Chief Finance Officer.")


def test_a_heading_may_run_over_two_lines() -> None:
    """The number of the paragraph below proves it."""
    (section,) = sections_on(
        "1.\tContribution to the Police and Crime Plan, to the Violence Reduction Unit's own\n"
        "\tPublic Health Approach\n\n1.1\tThe radios that officers carry are at the end of their\n"
        "\tlife."
    )

    assert section.heading == (
        "Contribution to the Police and Crime Plan, to the Violence Reduction Unit's own "
        "Public Health Approach"
    )
    assert len(section.pieces) == 1
