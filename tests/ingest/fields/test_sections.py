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


def test_a_short_line_above_a_paragraph_heads_it() -> None:
    """In a report without numbers, whatever its letters are; a list's last line does not."""
    sections = sections_on(
        PLAIN.format(heading="Why change is needed")
        + "\n\n"
        + PLAIN.format(heading="What it costs")
        + "\n\nThe papers are:\n\nReport of the Norness team\n\n"
        + PLAIN.format(heading="Minutes of the board")
    )

    assert [section.heading for section in sections] == ["Why change is needed", "What it costs"]


@pytest.mark.parametrize("number", ["1)", "(1)", "1.", "1", "1.)"])
def test_a_section_is_numbered_in_many_ways(number: str) -> None:
    """The sign behind the number is none of the heading, nor is a colon."""
    (section,) = sections_on(
        f"{number}\tWhy radios fail:\n\n1.1\tOne line that is long enough to be a paragraph."
    )

    assert (section.number, section.heading) == ("1", "Why radios fail")


def test_the_report_may_begin_late() -> None:
    """Where the pages before are missing, the paragraphs below prove a heading's number."""
    (section,) = sections_on("6 GDPR and Data Privacy\n\n6.1\tNo personal data is used.")

    assert (section.number, section.heading) == ("6", "GDPR and Data Privacy")


def test_a_heading_without_number_has_the_one_its_paragraphs_carry() -> None:
    """With a colon behind it or not."""
    sections = sections_on(
        "Why we need this\n\n1.1\tThe present radios were bought in 2009.\n\n"
        "Legal comments:\n\n2.1\tThe power is in section 1."
    )

    assert [(section.number, section.heading) for section in sections] == [
        ("1", "Why we need this"),
        ("2", "Legal comments"),
    ]
    assert [len(section.pieces) for section in sections] == [1, 1]


def test_a_ratio_at_the_margin_is_no_paragraph_number() -> None:
    """ "60:40" can't follow 1.1, wherever the line breaks before it."""
    (section,) = sections_on(
        "1.\tIntroduction\n\n1.1 The bids of all suppliers were marked by a panel in ratios of\n"
        "60:40  between quality and price."
    )

    (block,) = (piece.block for piece in section.pieces)
    assert isinstance(block, Paragraph)
    assert block.number == "1.1"
    assert block.text.endswith("in ratios of 60:40 between quality and price.")
