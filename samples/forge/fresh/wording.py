"""The form's own words in three versions: older and newer DMPC forms, and the GLA's."""

from msgspec import Struct

from samples.forge import wording as dmpc
from samples.forge.fresh.told import Series


class Wording(Struct, frozen=True, kw_only=True):
    """What one version of the form prints; `heading` is filled in with the reference."""

    letterhead: tuple[str, ...]
    heading: str
    recommendation: str
    lead_ins: tuple[str, ...]
    decider: str
    interests: str
    part_1: str
    access: tuple[str, ...]
    deferral: str
    question: str
    reason: str
    until: str
    part_2: str
    part_2_text: str
    part_2_question: str
    declaration: str
    tick_here: str
    officer_heading: str
    officer: str
    officer_text: str
    versions: tuple[str, ...]
    secret: str
    secret_report: str


_OLDER = Wording(
    letterhead=dmpc.LETTERHEAD,
    heading="DMPC DECISION – {}",
    recommendation="Recommendation:",
    lead_ins=(dmpc.RECOMMENDED, "That the DMPC:", "The Deputy Mayor is asked to:"),
    decider=dmpc.DMPC,
    interests=dmpc.INTERESTS,
    part_1=dmpc.PART_1,
    access=dmpc.ACCESS_TEXT,
    deferral=dmpc.DEFERRAL,
    question=dmpc.DEFERRED,
    reason=dmpc.REASON,
    until=dmpc.UNTIL,
    part_2=dmpc.CONFIDENTIALITY,
    part_2_text=dmpc.CONFIDENTIALITY_TEXT,
    part_2_question="Is there a Part 2 form -",
    declaration=dmpc.DECLARATION,
    tick_here="Tick to confirm statement",
    officer_heading=dmpc.OFFICER_APPROVAL,
    officer=dmpc.OFFICER,
    officer_text=dmpc.OFFICER_TEXT,
    versions=("PCD October 2018", "PCD May 2017", "PCD v3 January 2019"),
    secret=dmpc.PART_2,
    secret_report=dmpc.PART_2_REPORT,
)
_NEWER = Wording(
    letterhead=("MOPAC", "MAYOR OF LONDON", "OFFICE FOR POLICING AND CRIME"),
    heading="Request for DMPC Decision – {}",
    recommendation="Recommendations",
    lead_ins=("The Deputy Mayor for Policing and Crime is recommended to:", dmpc.RECOMMENDED),
    decider=dmpc.DMPC,
    interests=dmpc.INTERESTS,
    part_1=dmpc.PART_1,
    access=(
        dmpc.ACCESS_TEXT[0],
        dmpc.ACCESS_TEXT[1] + " (a date is required if deferring)",
    ),
    deferral="Part 1 Deferral",
    question="Is the publication of Part 1 of this approval to be deferred",
    reason="If Yes, for what reason",
    until="Until what date",
    part_2="Part 2 Confidentiality:",
    part_2_text=dmpc.CONFIDENTIALITY_TEXT,
    part_2_question="Is there a Part 2 form",
    declaration="Originating Officer Declaration",
    tick_here="Tick to confirm statement",
    officer_heading="Officer Approval",
    officer=dmpc.OFFICER,
    officer_text=dmpc.OFFICER_TEXT,
    versions=("PCD July 2020", "PCD March 2022", "PCD September 2023"),
    secret="PART II – CONFIDENTIAL FACTS AND ADVICE TO THE DMPC",  # noqa: S106  # a heading
    secret_report=dmpc.PART_2_REPORT,
)
_GLA_OFFICER = (
    "I am satisfied that this is an appropriate request to be submitted, and that financial, "
    "legal and equalities advice has been taken into account."
)
_GLA_ACCESS = (
    "Information in this form (Part 1) is subject to the Freedom of Information Act 2000 (FOIA) "
    "and will be made available on the GLA website within one working day of approval.",
    "If immediate publication risks compromising the implementation of the decision (for example, "
    "to complete a procurement process), it can be deferred until a specific date. Deferral "
    "periods should be kept to the shortest length strictly necessary.",
)


def _gla(heading: str, decider: str, advised: str, officer: str) -> Wording:
    return Wording(
        letterhead=("GREATER LONDON AUTHORITY",),
        heading=heading,
        recommendation="Decision:",
        lead_ins=(f"That {advised} approves:", f"That {advised}:"),
        decider=decider,
        interests=(
            "I confirm that I do not have any disclosable pecuniary interests in the proposed "
            "decision, and take the decision in compliance with the Code of Conduct."
        ),
        part_1=f"PART I - NON-CONFIDENTIAL FACTS AND ADVICE TO {advised.upper()}",
        access=_GLA_ACCESS,
        deferral="Part 1 Deferral:",
        question="Is the publication of Part 1 of this approval to be deferred?",
        reason="If YES, for what reason:",
        until="Until what date: (a date is required if deferring)",
        part_2="Part 2 Confidentiality:",
        part_2_text=(
            "Only the facts or advice considered to be exempt from disclosure under the FOI Act "
            "should be in the separate Part 2 form, together with the legal rationale for "
            "non-publication."
        ),
        part_2_question="Is there a part 2 form –",
        declaration="ORIGINATING OFFICER DECLARATION:",
        tick_here="Drafting officer to confirm the following",
        officer_heading="OFFICER APPROVAL",
        officer=officer,
        officer_text=_GLA_OFFICER,
        versions=("Decision Form May 2019", "Decision Form July 2021"),
        secret=f"PART II – CONFIDENTIAL FACTS AND ADVICE TO {advised.upper()}",
        secret_report=dmpc.PART_2_REPORT,
    )


_GLA = {
    Series.MD: _gla(
        "REQUEST FOR MAYORAL DECISION – {}", "Mayor of London", "the Mayor", "Chief of Staff"
    ),
    Series.DD: _gla(
        "REQUEST FOR DIRECTOR DECISION – {}",
        "AUTHORISING DIRECTOR",
        "the Executive Director",
        "Executive Director, Resources",
    ),
    Series.ADD: _gla(
        "REQUEST FOR ASSISTANT DIRECTOR DECISION – {}",
        "AUTHORISING ASSISTANT DIRECTOR",
        "the Assistant Director",
        "Head of Finance and Governance",
    ),
}


def wording_of(series: Series, *, newer: bool) -> Wording:
    """Return what a form of the series prints; the GLA's is one version here."""
    if series is Series.PCD:
        return _NEWER if newer else _OLDER
    return _GLA[series]
