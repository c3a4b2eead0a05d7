"""The front page as a table of labels and texts, ruled or not."""

from ingest.record import DecisionRecord
from tests.ingest.forms import PAGE_1, a_form, record_of

BOX = PAGE_1[PAGE_1.index("Deputy Mayor") :]
HEAD = PAGE_1[: PAGE_1.index("Title:")]
SUMMARY = "The radios that officers carry are at the end of their life."
RECOMMENDED = "That the DMPC approves:\n\n- the purchase of 400 radios."


def read(front: str) -> DecisionRecord:
    """Read a form with this front page."""
    return record_of(a_form(page_1=f"{HEAD}{front}\n{BOX}"))


def test_labels_may_stand_in_a_column_of_their_own() -> None:
    """In a ruled table the text beside each label is what the label names."""
    record = read(
        "| Title | New radios |\n"
        "| Executive Summary | They are old. |\n"
        "| Recommendation | To approve: |\n"
        "| | • new radios. |\n"
    )

    assert record.title == "New radios"
    assert record.executive_summary == "They are old."
    assert record.recommendation == "To approve:\n\n- new radios."


def test_a_label_may_share_its_line_with_the_text() -> None:
    """Its colon, or the gap behind it, tells them apart."""
    record = read(
        "Title: New radios\n\n"
        f"Executive Summary: {SUMMARY}\n\n"
        "Recommendation        That the DMPC approves:\n"
        "                        • the purchase of 400 radios.\n"
    )

    assert record.title == "New radios"
    assert record.executive_summary == SUMMARY
    assert record.recommendation == RECOMMENDED


def test_a_label_may_run_over_two_lines_beside_its_text() -> None:
    """ "Executive" stands above "Summary", and the text at the right of both."""
    record = read(
        "Title: New radios\n\n"
        "Executive        The radios that response officers carry are at the end of\n"
        "Summary          their life.\n\n"
        "Recommendation:\n\nThat the DMPC approves it.\n"
    )

    assert record.executive_summary == (
        "The radios that response officers carry are at the end of their life."
    )


def test_a_lead_in_begins_the_recommendation_whose_label_is_lost() -> None:
    """And the statement on interests ends whatever stood before it."""
    record = read(
        f"Title: New radios\n\nExecutive Summary:\n\n{SUMMARY}\n\n"
        "The DMPC is recommended to:\n\n  • buy 400 radios.\n"
    )

    assert record.executive_summary == SUMMARY
    assert record.recommendation == "The DMPC is recommended to:\n\n- buy 400 radios."
    assert record.interests is None
