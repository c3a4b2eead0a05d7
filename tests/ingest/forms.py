"""A whole form on four pages, clear in every way, for tests to spoil."""

from collections.abc import Sequence

from ingest.page import Box, PageReading
from ingest.pdf import Extras
from ingest.reading import record_from
from ingest.record import DecisionRecord, Source
from tests.ingest.paper import Pen, a_page, scrawl

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

2.1\tThe purchase costs £313,500, which the capital programme holds for it.
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
SIGNATURE = Box(0.22, 0.0, 0.38, 0.02)
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
    texts = (page_1, page_2, page_3, page_4)
    return [
        a_page(
            text,
            page=number,
            foot=f"{VERSION} {number}",
            pens=[*(pens_3 if number == 3 else ()), *(_signatures(text) if signed else ())],
        )
        for number, text in enumerate(texts, start=1)
    ]


def _signatures(text: str) -> list[Pen]:
    """Sign beside the word Signature, wherever it stands on the page."""
    plain = a_page(text)
    places = [word.box for read in plain.words.values() for word in read]
    names = [word.text for read in plain.words.values() for word in read]
    return [
        scrawl(Box(0.22, box.top - 0.004, 0.36, box.bottom))
        for name, box in dict(zip(names, places, strict=True)).items()
        if name == "Signature"
    ]


def record_of(
    pages: Sequence[PageReading], *, file: str = SOURCE.file, extras: Extras = NO_EXTRAS
) -> DecisionRecord:
    """Make the record of pages as a scan under this name would give it."""
    source = Source(sha256=SOURCE.sha256, pages=len(pages), file=file)
    return record_from(pages, source, extras)


def grounds_in(record: DecisionRecord) -> set[str]:
    """Name what the findings of a record are about."""
    return {found.ground.value for found in record.findings}
