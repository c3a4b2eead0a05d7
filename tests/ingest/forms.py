"""A whole form on four pages, clear in every way, for tests to spoil."""

from collections.abc import Sequence
from functools import cache

from ingest.page import Box, PageReading
from ingest.reading import record_from
from ingest.record import DecisionRecord, Source
from ingest.scanning.pdf import Extras
from tests.ingest.paper import Pen, a_page, place_of, scrawl

NO_EXTRAS = Extras(attachments=False, scripts=False, redaction_pages=())
SOURCE = Source(sha256="5a" * 32, pages=4, file="pcd-611.pdf")

PAGE_1 = """\
MOPAC
MAYOR OF LONDON OFFICE FOR POLICING AND CRIME
DMPC DECISION - PCD 611

Title: New radios for response officers

Executive Summary:

The radios that response officers carry are at the end of their life. This paper asks
for money to replace them.

Recommendation:

That the DMPC approves:

  • the purchase of 400 radios; and
  • training for those who use them.

Deputy Mayor for Policing and Crime
I confirm I have considered whether or not I have any personal or prejudicial interest in
this matter and take the proposed decision in compliance with the Code of Conduct. Any such
interests are recorded below.

The above request has my approval.

Signature                         Date 19 July 2019
"""
PAGE_2 = """\
PART I - NON-CONFIDENTIAL FACTS AND ADVICE TO THE DMPC
Decision required - supporting report

1.\tIntroduction and background

1.1\tThe present radios were bought in 2009 and their maker repairs them no longer.

1.2\tBatteries fail within a shift, and officers then share what still works.

2.\tFinancial Comments

2.1\tThe purchase costs £313,500, which the programme of 2019/20 holds for it.
"""
PAGE_3 = """\
3.\tLegal Comments

3.1\tThe Deputy Mayor has the power to approve this purchase.

Public access to information
Information in this form (Part 1) is subject to the Freedom of Information Act 2000 (FOIA)
and will be made available on the MOPAC website following approval.

Part 1 Deferral:
Is the publication of Part 1 of this approval to be deferred? {deferral}
If yes, for what reason: {reason}
Until what date: {until}

Part 2 Confidentiality: Only the facts or advice considered as likely to be exempt from
disclosure under the FOIA should be in the separate Part 2 form, together with the legal
rationale for non-publication.
Is there a Part 2 form - {part2}
"""
PAGE_4 = """\
ORIGINATING OFFICER DECLARATION

| ORIGINATING OFFICER DECLARATION | Tick to confirm statement |
| Financial Advice: The Chief Finance Officer has been consulted. | ✓ |
| Legal Advice: The Directorate of Legal Services has been consulted. | ✓ |

OFFICER APPROVAL

Chief Executive Officer

Signature                         Date 18 July 2019
"""
VERSION = "PCD October 2018"


def a_form(  # noqa: PLR0913  # what tests vary
    *,
    page_1: str = PAGE_1,
    page_2: str = PAGE_2,
    deferral: str = "NO",
    reason: str = "N/A",
    until: str = "N/A",
    part2: str = "NO",
    page_3: str = PAGE_3,
    page_4: str = PAGE_4,
    pens_3: Sequence[Pen] = (),
    signed: bool = True,
) -> list[PageReading]:
    """Print the whole form; both boxes are signed unless told otherwise."""
    answers = {"deferral": deferral, "reason": reason, "until": until, "part2": part2}
    for name, answer in answers.items():
        page_3 = page_3.replace(f"{{{name}}}", answer)
    return [
        _printed(page_1, 1, signed=signed),
        _printed(page_2, 2, signed=signed),
        _printed(page_3, 3, signed=signed, pens=tuple(pens_3)),
        _printed(page_4, 4, signed=signed),
    ]


@cache  # pages that no test spoils are printed once
def _printed(text: str, page: int, *, signed: bool, pens: tuple[Pen, ...] = ()) -> PageReading:
    signatures = signatures_on(text) if signed else []
    return a_page(text, page=page, foot=f"{VERSION} {page}", pens=[*pens, *signatures])


def signatures_on(text: str) -> list[Pen]:
    """Sign beside the word Signature, wherever it stands on the page."""
    if "Signature" not in text:
        return []
    place = place_of(a_page(text), "Signature")
    return [scrawl(Box(0.22, place.top - 0.004, 0.36, place.bottom))]


def record_of(
    pages: Sequence[PageReading], *, file: str = SOURCE.file, extras: Extras = NO_EXTRAS
) -> DecisionRecord:
    """Make the record of pages as a scan under this name would give it."""
    source = Source(sha256=SOURCE.sha256, pages=len(pages), file=file)
    return record_from(pages, source, extras)


def grounds_in(record: DecisionRecord) -> set[str]:
    """Name what the findings of a record are about."""
    return {found.ground.value for found in record.findings}
