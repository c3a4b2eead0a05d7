"""The form's own words, as data: the landmarks that divide it, and texts that are nobody's.

Every landmark carries an example as printed; a test holds the phrase against it. The wording
follows the MOPAC decision form of 2016 to 2024.
"""

import unicodedata
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct
from rapidfuzz import fuzz

_ALIKE = 86.0  # of 100: three letters misread in twenty


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


class Landmark(Struct, frozen=True):
    """A phrase that begins a place; `alone` ones fill their whole line."""

    mark: Mark
    phrase: str
    example: str
    alone: bool = False


LANDMARKS = (
    Landmark(Mark.TITLE, "Title:", "Title: Airwave Terminal Refresh, Phase 3"),
    Landmark(Mark.SUMMARY, "Executive Summary", "Executive Summary:", alone=True),
    Landmark(Mark.RECOMMENDATION, "Recommendation", "Recommendation:", alone=True),
    Landmark(Mark.RECOMMENDATION, "Recommendations", "RECOMMENDATIONS", alone=True),
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
    Landmark(
        Mark.DEFERRAL_QUESTION,
        "Is the publication of Part 1 of this approval to be deferred",
        "Is the publication of Part 1 of this approval to be deferred? NO",
    ),
    Landmark(Mark.DEFERRAL_REASON, "If yes, for what reason", "If yes, for what reason: N/A"),
    Landmark(Mark.DEFERRAL_UNTIL, "Until what date", "Until what date: 31st March 2020"),
    Landmark(
        Mark.PART_2_CONFIDENTIALITY,
        "Part 2 Confidentiality:",
        "Part 2 Confidentiality: Only the facts or advice considered as likely to be exempt from",
    ),
    Landmark(Mark.PART_2_QUESTION, "Is there a Part 2 form", "Is there a Part 2 form - NO"),
    Landmark(
        Mark.DECLARATION,
        "ORIGINATING OFFICER DECLARATION",
        "ORIGINATING OFFICER DECLARATION",
        alone=True,
    ),
    Landmark(Mark.OFFICER_APPROVAL, "OFFICER APPROVAL", "OFFICER APPROVAL", alone=True),
)

DECISION_REQUIRED = "Decision required - supporting report"
TICK_HEADING = "Tick to confirm statement"

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
EXEMPT_BECAUSE = (
    "Part 2 of this Report is exempt because it falls within an exemption specified in para 2(2) "
    "of the Elected Local Policing Bodies (Specified Information) Order 2011 and/or the Freedom of "
    "Information Act 2000"
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
)

_LOOK_ALIKE = str.maketrans("oil|!", "01111")


@lru_cache(maxsize=16384)
def key(text: str) -> str:
    """Reduce text to letters and digits that scans keep apart: O is 0; I, l and 1 are one."""
    # Decomposed, an accent that a speck put on a letter is a sign of its own and falls away.
    letters = unicodedata.normalize("NFKD", text.lower()).translate(_LOOK_ALIKE)
    return "".join(char for char in letters if char.isalnum())


def says(text: str, phrase: str) -> bool:
    """Say whether a whole line is the phrase, OCR slips allowed."""
    return fuzz.ratio(key(text), key(phrase)) >= _ALIKE


def begins(text: str, phrase: str) -> bool:
    """Say whether a line begins with the phrase, OCR slips allowed."""
    wanted = key(phrase)
    return fuzz.ratio(key(text)[: len(wanted)], wanted) >= _ALIKE


def is_template(text: str, template: str) -> bool:
    """Say whether a line is part of a template text, OCR slips allowed."""
    line = key(text)
    return len(line) > 2 and fuzz.partial_ratio(line, key(template)) >= _ALIKE


@lru_cache(maxsize=4096)
def mark_of(text: str) -> Mark | None:
    """Name the place of the form that a line begins, if it begins one."""
    for landmark in LANDMARKS:
        recognises = says if landmark.alone else begins
        if recognises(text, landmark.phrase):
            return landmark.mark
    return None
