"""The form's own words, as data: the landmarks that divide it, and texts that are nobody's.

Every landmark carries an example as printed; a test holds the phrase against it. The wording
follows the MOPAC decision form of 2016 to 2024, its older versions, and the Greater London
Authority's forms for decisions of the Mayor (MD), directors (DD) and assistant directors (ADD).
"""

from enum import StrEnum

from msgspec import Struct


class Mark(StrEnum):
    """The places of the form, in the order in which they stand on it."""

    TITLE = "title"
    SUMMARY = "executive summary"
    RECOMMENDATION = "recommendation"
    DMPC = "the DMPC's box"
    APPROVAL_WORDS = "the DMPC's approval"
    PART_1 = "Part 1"
    PUBLIC_ACCESS = "public access to information"
    DEFERRAL = "Part 1 deferral"
    DEFERRAL_QUESTION = "the deferral question"
    DEFERRAL_REASON = "the reason for deferral"
    DEFERRAL_UNTIL = "the date of deferral"
    PART_2_CONFIDENTIALITY = "Part 2 confidentiality"
    PART_2_QUESTION = "the Part 2 question"
    DECLARATION = "originating officer declaration"
    OFFICER_APPROVAL = "officer approval"
    CHIEF_OF_STAFF = "the chief of staff's approval"


class Landmark(Struct, frozen=True):
    """A phrase that begins a place; `alone` ones fill their whole line.

    `signed` ones are no more than a label: a colon or a dash follows, and a few words at most.
    `cased` ones are names: in capitals they are the letterhead's, before a stop a sentence's end.
    """

    mark: Mark
    phrase: str
    example: str
    alone: bool = False
    signed: bool = False
    cased: bool = False


# The two questions, as every known version words them; the longest that fits is the one asked.
QUESTIONS = (
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Is the publication of Part 1 of this approval to be deferred",
        "Is the publication of Part 1 of this approval to be deferred? NO",
    ),
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Is the publication of Part 1 of this decision to be deferred",
        "Is the publication of Part 1 of this decision to be deferred? NO",
    ),
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Is the publication of Part 1 of this form to be deferred",
        "Is the publication of Part 1 of this form to be deferred? NO",
    ),
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Is the publication of this approval to be deferred",
        "Is the publication of this approval to be deferred? NO",
    ),
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Is the publication of this decision to be deferred",
        "Is the publication of this decision to be deferred? NO",
    ),
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Is the publication of this form to be deferred",
        "Is the publication of this form to be deferred? NO",
    ),
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Is the publication of Part 1 to be deferred",
        "Is the publication of Part 1 to be deferred? NO",
    ),
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Is publication of Part 1 of this approval to be deferred",
        "Is publication of Part 1 of this approval to be deferred? NO",
    ),
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Is publication of Part 1 to be deferred",
        "Is publication of Part 1 to be deferred? NO",
    ),
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Is publication of this decision to be deferred",
        "Is publication of this decision to be deferred? NO",
    ),
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Is publication to be deferred",
        "Is publication to be deferred? NO",
    ),
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Should publication of Part 1 be deferred",
        "Should publication of Part 1 be deferred? NO",
    ),
    Landmark(Mark.PART_2_QUESTION, "Is there a Part 2 form", "Is there a Part 2 form - NO"),
    Landmark(Mark.PART_2_QUESTION, "Is there a Part 2 report", "Is there a part 2 report? NO"),
    Landmark(Mark.PART_2_QUESTION, "Is there a Part 2 paper", "Is there a Part 2 paper? NO"),
    Landmark(Mark.PART_2_QUESTION, "Is there a Part 2", "Is there a Part 2? NO"),
    Landmark(Mark.PART_2_QUESTION, "Part 2 form", "Part 2 form - NO", signed=True),
)


LANDMARKS = (
    Landmark(Mark.TITLE, "Title:", "Title: Airwave Terminal Refresh, Phase 3"),
    Landmark(Mark.SUMMARY, "Executive Summary", "Executive Summary:", alone=True),
    Landmark(Mark.RECOMMENDATION, "Recommendation", "Recommendation:", alone=True),
    Landmark(Mark.RECOMMENDATION, "Recommendations", "RECOMMENDATIONS", alone=True),
    Landmark(Mark.RECOMMENDATION, "Decision", "Decision:", alone=True),
    Landmark(
        Mark.DMPC,
        "Deputy Mayor for Policing and Crime",
        "Deputy Mayor for Policing and Crime",
        alone=True,
    ),
    Landmark(
        Mark.DMPC,
        "I confirm I have considered whether or not I have any personal",
        "I confirm I have considered whether or not I have any personal or prejudicial interest in",
    ),
    Landmark(Mark.DMPC, "Mayor of London", "Mayor of London", alone=True, cased=True),
    Landmark(Mark.DMPC, "AUTHORISING DIRECTOR", "AUTHORISING DIRECTOR:", alone=True),
    Landmark(
        Mark.DMPC,
        "AUTHORISING ASSISTANT DIRECTOR/HEAD OF UNIT",
        "AUTHORISING ASSISTANT DIRECTOR/HEAD OF UNIT",
        alone=True,
    ),
    Landmark(
        Mark.DMPC,
        "AUTHORISING ASSISTANT DIRECTOR",
        "AUTHORISING ASSISTANT DIRECTOR",
        alone=True,
    ),
    Landmark(
        Mark.DMPC,
        "I confirm that I do not have any disclosable pecuniary interests",
        "I confirm that I do not have any disclosable pecuniary interests in the proposed",
    ),
    Landmark(
        Mark.APPROVAL_WORDS,
        "I have reviewed the request and am satisfied it is correct",
        "I have reviewed the request and am satisfied it is correct and consistent with the",
    ),
    Landmark(
        Mark.APPROVAL_WORDS,
        "The above request has my approval",
        "The above request has my approval.",
    ),
    Landmark(
        Mark.PART_1,
        "PART I - NON-CONFIDENTIAL FACTS AND ADVICE",
        "PART I - NON-CONFIDENTIAL FACTS AND ADVICE TO THE DMPC",
    ),
    Landmark(
        Mark.PUBLIC_ACCESS,
        "Public access to information",
        "Public access to information",
        alone=True,
    ),
    Landmark(Mark.DEFERRAL, "Part 1 Deferral", "Part 1 Deferral:", alone=True),
    *QUESTIONS,
    Landmark(Mark.DEFERRAL_REASON, "If yes, for what reason", "If yes, for what reason: N/A"),
    Landmark(Mark.DEFERRAL_REASON, "If so, for what reason", "If so, for what reason: N/A"),
    Landmark(Mark.DEFERRAL_UNTIL, "Until what date", "Until what date: 31st March 2020"),
    Landmark(Mark.DEFERRAL_UNTIL, "Until which date", "Until which date: 31st March 2020"),
    Landmark(
        Mark.PART_2_CONFIDENTIALITY,
        "Part 2 Confidentiality:",
        "Part 2 Confidentiality: Only the facts or advice considered as likely to be exempt from",
    ),
    Landmark(
        Mark.PART_2_CONFIDENTIALITY,
        "Part 2 - Sensitive information",
        "Part 2 – Sensitive information Only the facts or advice that would be exempt from",
    ),
    Landmark(
        Mark.DECLARATION,
        "ORIGINATING OFFICER DECLARATION",
        "ORIGINATING OFFICER DECLARATION",
        alone=True,
    ),
    Landmark(
        Mark.DECLARATION,
        "ORIGINATING OFFICER DECLARATION: Drafting officer to confirm",
        "ORIGINATING OFFICER DECLARATION: Drafting officer to confirm the following (✓)",
    ),
    Landmark(Mark.OFFICER_APPROVAL, "OFFICER APPROVAL", "OFFICER APPROVAL", alone=True),
    Landmark(
        Mark.OFFICER_APPROVAL,
        "EXECUTIVE DIRECTOR, RESOURCES",
        "EXECUTIVE DIRECTOR, RESOURCES:",
        alone=True,
    ),
    Landmark(Mark.CHIEF_OF_STAFF, "CHIEF OF STAFF", "CHIEF OF STAFF:", alone=True),
    Landmark(
        Mark.OFFICER_APPROVAL,
        "I confirm that financial and legal implications have been appropriately considered",
        "I confirm that financial and legal implications have been appropriately considered in the",
    ),
    Landmark(
        Mark.CHIEF_OF_STAFF,
        "I am satisfied that this is an appropriate request to be submitted to the Mayor",
        "I am satisfied that this is an appropriate request to be submitted to the Mayor.",
    ),
)

DECISION_REQUIRED = "Decision required - supporting report"
TICK_HEADING = "Tick to confirm statement"
TICK_HEADINGS = (
    TICK_HEADING,
    "Drafting officer to confirm the following",
    "Tick to indicate approval",
)

INTERESTS = (
    "I confirm I have considered whether or not I have any personal or prejudicial interest in "
    "this matter and take the proposed decision in compliance with the Code of Conduct. Any such "
    "interests are recorded below."
)
PUBLIC_ACCESS = (
    "Information in this form (Part 1) is subject to the Freedom of Information Act 2000 (FOIA) "
    "and will be made available on the MOPAC website following approval. If immediate publication "
    "risks compromising the implementation of the decision it can be deferred until a specific "
    "date. Deferral periods should be kept to the shortest length strictly necessary. (a date is "
    "required if deferring)"
)
PART_2_CONFIDENTIALITY = (
    "Part 2 Confidentiality: Only the facts or advice considered as likely to be exempt from "
    "disclosure under the FOIA should be in the separate Part 2 form, together with the legal "
    "rationale for non-publication."
)
GLA_INTERESTS = (
    "I confirm that I do not have any disclosable pecuniary interests in the proposed decision, "
    "and take the decision in compliance with the Code of Conduct for elected Members of the "
    "Authority."
)
GLA_APPROVAL = (
    "I have reviewed the request and am satisfied it is correct and consistent with the Mayor's "
    "plans and priorities. It has my approval."
)
GLA_PUBLIC_ACCESS = (
    "Information in this form (Part 1) is subject to the Freedom of Information Act 2000 (FoIA) "
    "and will be made available on the GLA website within one working day of approval. If "
    "immediate publication risks compromising the implementation of the decision (for example, to "
    "complete a procurement process), it can be deferred until a specific date. Deferral periods "
    "should be kept to the shortest length strictly necessary. Note: This form (Part 1) will "
    "either be published within one working day after it has been approved or on the defer date."
)
# The Authority's own words on Part 2; whatever heads the block, they follow it and no page does.
GLA_PART_2 = (
    "Part 2 - Sensitive information. Only the facts or advice that would be exempt from disclosure "
    "under FoIA should be included in the separate Part 2 form, together with the legal rationale "
    "for non-publication."
)
ON_PART_2 = (PART_2_CONFIDENTIALITY, GLA_PART_2)
FACTS_OR_ADVICE = "Only the facts or advice"
EXEMPT_BECAUSE = (
    "Part 2 of this Report is exempt because it falls within an exemption specified in para 2(2) "
    "of the Elected Local Policing Bodies (Specified Information) Order 2011 and/or the Freedom of "
    "Information Act 2000"
)

# Above the form's heading, and above the officer's signature: printed words that say nothing of it.
LETTERHEAD = "MOPAC MAYOR OF LONDON OFFICE FOR POLICING AND CRIME"
OFFICER_STATEMENT = (
    "Chief Executive Officer I have been consulted about the proposal and confirm that financial, "
    "legal and equalities advice has been taken into account in the preparation of this report. I "
    "am satisfied that this is an appropriate request to be submitted to the Deputy Mayor for "
    "Policing and Crime."
)

# The declaration's topics: a row's topic that is one of these but for a slip is that one.
TOPICS = (
    "Financial Advice",
    "Legal Advice",
    "Equalities Advice",
    "Public Health Approach",
    "Commercial Issues",
    "GDPR/Data Privacy",
    "Director/Head of Service",
    "Director/Head of Service Approval",
    "Drafting officer",
    "Assistant Director/Head of Service",
    "Sponsoring Director",
    "Mayoral Adviser",
    "Corporate Investment Board",
)
