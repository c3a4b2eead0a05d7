import pytest

from tests.ingest.forms import PAGE_1, a_form, record_of

PRINTED = "  • the purchase of 400 radios; and\n  • training for those who use them."


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (
            "  (a) the purchase of 400 radios; and\n  (b) training for those who use them.",
            "- (a) the purchase of 400 radios; and\n- (b) training for those who use them.",
        ),
        (
            "1.\tthe purchase of 400 radios; and\n2.\ttraining for those who use them.",
            "- 1. the purchase of 400 radios; and\n- 2. training for those who use them.",
        ),
        (
            "the purchase of 400 radios; and\n\ntraining for those who use them.",
            "- the purchase of 400 radios; and\n- training for those who use them.",
        ),
    ],
)
def test_a_recommendation_keeps_its_lead_in_and_its_list(printed: str, read: str) -> None:
    """Printed letters and figures stay: later papers refer to them."""
    record = record_of(a_form(page_1=PAGE_1.replace(PRINTED, printed)))

    assert record.recommendation == f"That the DMPC approves:\n\n{read}"


def test_a_numbered_paragraph_on_the_front_page_keeps_its_number() -> None:
    """Plain Markdown has no other place for it."""
    page_1 = PAGE_1.replace(PRINTED, "1.1\tthe purchase of 400 radios.\n\n1.2\ttraining.")
    record = record_of(a_form(page_1=page_1))

    assert "\n\n1.1 the purchase of 400 radios.\n\n1.2 training." in record.recommendation


def test_two_short_paragraphs_of_a_summary_are_two() -> None:
    """How far lines of a paragraph are apart is told by the rest of the page."""
    told = PAGE_1.index("The radios that"), PAGE_1.index("Recommendation:")
    page_1 = f"{PAGE_1[: told[0]]}Radios are old\n\nThey fail\n\n{PAGE_1[told[1] :]}"

    assert record_of(a_form(page_1=page_1)).executive_summary == "Radios are old\n\nThey fail"
