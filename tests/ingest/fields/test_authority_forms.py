"""The forms of the Greater London Authority: the same blocks under other headings."""

import pytest

from ingest.record import Answer, DecisionRecord
from tests.ingest.forms import PAGE_1, PAGE_2, PAGE_3, PAGE_4, a_form, grounds_in, record_of

MAYORAL_1 = """\
GREATER LONDON AUTHORITY
REQUEST FOR MAYORAL DECISION – MD2345

Title: New lights for the Thames bridges

Executive Summary:

The lamps under four bridges are at the end of their life. This form asks for money to
replace them.

Decision:

That the Mayor:

  • approves the purchase of 400 lamps; and
  • approves their fitting.

Mayor of London
I confirm that I do not have any disclosable pecuniary interests in the proposed decision,
and take the decision in compliance with the Code of Conduct for elected Members of the
Authority.

The above request has my approval.

Signature                         Date 19 July 2019
"""
MAYORAL_2 = PAGE_2.replace("ADVICE TO THE DMPC", "ADVICE TO THE MAYOR").replace(
    "Financial Comments", "Financial comments"
)
MAYORAL_3 = """\
3.\tLegal comments

3.1\tThe Mayor has the power to approve this purchase.

Appendices and supporting papers:
None.

Public access to information
Information in this form (Part 1) is subject to the Freedom of Information Act 2000 (FoIA) and
will be made available on the GLA website within one working day of approval.

Part 1 Deferral:
Is the publication of Part 1 of this approval to be deferred? NO
If YES, for what reason:
Until what date: (a date is required if deferring)

Part 2 Confidentiality: Only the facts or advice considered to be exempt from disclosure
under the FoIA should be in the separate Part 2 form, together with the legal
rationale for non-publication. Is there a part 2 form – NO
"""
MAYORAL_4 = """\
| ORIGINATING OFFICER DECLARATION: | Drafting officer to confirm the following (✓) |
| Drafting officer: A. Nother has drafted this report and confirms the following: | ✓ |
| Sponsoring Director: B. Nother has reviewed the request. | ✓ |
| Advice: The Finance and Legal teams have commented on this proposal. | ✓ |

EXECUTIVE DIRECTOR, RESOURCES:
I confirm that financial and legal implications have been appropriately considered in the
preparation of this report.

Signature                         Date 18 July 2019

CHIEF OF STAFF:
I am satisfied that this is an appropriate request to be submitted to the Mayor.

Signed on another sheet
"""
DIRECTORS_BOX = """\
AUTHORISING DIRECTOR:

I have reviewed the request and am satisfied it is correct and consistent with the Mayor's
plans and priorities. It has my approval.
"""
MAYORS_BOX = MAYORAL_1[MAYORAL_1.index("Mayor of London") : MAYORAL_1.index("\nSignature")]


def a_mayoral_form(page_1: str = MAYORAL_1) -> DecisionRecord:
    """Print and read the Authority's form on four pages."""
    pages = a_form(page_1=page_1, page_2=MAYORAL_2, page_3=MAYORAL_3, page_4=MAYORAL_4)
    return record_of(pages, file="MD2345.pdf")


def test_a_mayoral_decision_is_read_as_any_other() -> None:
    """Its headings are other words for the same places."""
    record = a_mayoral_form()

    assert (record.reference, record.number) == ("MD 2345", 2345)
    assert record.title == "New lights for the Thames bridges"
    assert record.recommendation.startswith("That the Mayor:\n\n- approves the purchase")
    assert record.recommendation.endswith("approves their fitting.")
    assert record.interests is None
    assert [section.heading for section in record.sections] == [
        "Introduction and background",
        "Financial comments",
        "Legal comments",
        "Appendices and supporting papers",
    ]
    assert (record.deferral.answer, record.part2.answer) == (Answer.NO, Answer.NO)
    assert record.deferral.until_text is None


def test_its_officers_sign_and_tick() -> None:
    """The drafting officer's table is the declaration; the director of resources signs first."""
    record = a_mayoral_form()

    assert [statement.topic for statement in record.declaration] == [
        "Drafting officer",
        "Sponsoring Director",
        "Advice",
    ]
    assert all(statement.ticked for statement in record.declaration)
    assert str(record.officer_approval.date) == "2019-07-18"
    assert str(record.approval.date) == "2019-07-19"
    assert record.approval.signed


def test_nothing_about_it_is_odd() -> None:
    """Another series is no reason to hold a decision."""
    assert grounds_in(a_mayoral_form()) == set()


@pytest.mark.parametrize(
    ("heading", "reference"),
    [
        ("REQUEST FOR DIRECTOR DECISION – DD2345", "DD 2345"),
        ("REQUEST FOR ASSISTANT DIRECTOR DECISION – ADD678", "ADD 678"),
    ],
)
def test_a_director_decides_in_a_box_of_their_own(heading: str, reference: str) -> None:
    """Their approval is one sentence with another."""
    page = MAYORAL_1.replace("REQUEST FOR MAYORAL DECISION – MD2345", heading)
    box = DIRECTORS_BOX.replace("DIRECTOR:", "ASSISTANT DIRECTOR/HEAD OF UNIT:")
    box = box if reference.startswith("ADD") else DIRECTORS_BOX
    record = a_mayoral_form(page.replace(MAYORS_BOX, box))

    assert record.reference == reference
    assert record.approval.signed
    assert record.interests is None
    assert record.recommendation.endswith("approves their fitting.")


def test_the_letterhead_of_both_houses_names_the_mayor() -> None:
    """It stands in capitals above every form, and opens no box."""
    page = PAGE_1.replace("MAYOR OF LONDON OFFICE", "MAYOR OF LONDON\nOFFICE")
    record = record_of(a_form(page_1=page, page_3=PAGE_3, page_4=PAGE_4))

    assert record.findings == ()
    assert record.title == "New radios for response officers"
