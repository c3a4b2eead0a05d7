"""What everybody prints, as data: the form's own words in the form's order, and standing names.

A run of words that stands whole in one of these is nobody's secret. They are the texts of
`ingest.lines.template` with each answer that the form allows between them, and the names of
bodies and laws that are eight words long or nearly so: any page may print them.
"""

from collections.abc import Iterator
from itertools import product

from ingest.lines.template import (
    DECISION_REQUIRED,
    EXEMPT_BECAUSE,
    INTERESTS,
    LANDMARKS,
    PART_2_CONFIDENTIALITY,
    PUBLIC_ACCESS,
    TICK_HEADING,
    TOPICS,
)

_ANSWERS = ("", "YES", "NO", "YES NO")
_NOTHING = ("", "N/A", "None", "Not applicable")
_DEFERRED = "Is the publication of Part 1 of this approval to be deferred?"
_REASON = "If yes, for what reason:"
_UNTIL = "Until what date:"
_PART_2_FORM = "Is there a Part 2 form"
_HINT = "(a date is required if deferring)"

_NAMES = (
    "The Mayor's Office for Policing and Crime (MOPAC)",
    "The Mayor of London's Office for Policing And Crime",
    "MOPAC MAYOR OF LONDON OFFICE FOR POLICING AND CRIME",
    "The Deputy Mayor for Policing and Crime (DMPC)",
    "the Elected Local Policing Bodies (Specified Information) Order 2011",
    "the Commissioner of Police of the Metropolis",
    "the Police Reform and Social Responsibility Act 2011",
    "the public sector equality duty under section 149 of the Equality Act 2010",
)
_HEADINGS = (
    "Introduction and background",
    "Issues for consideration",
    "Financial Comments",
    "Financial and Commercial Comments",
    "Legal Comments",
    "Commercial Issues",
    "Public Health Approach",
    "GDPR and Data Privacy",
    "Equality Comments",
    "Background/supporting papers",
)
_REASONS = (
    "Commercial in confidence",
    "Commercially sensitive information",
    "Commercial sensitivity",
    "Pending the award of a contract",
)
_FOI = (
    "exempt under section {} of the Freedom of Information Act 2000 (FOIA)",
    "the exemption in section {} of the Freedom of Information Act 2000 (FOIA)",
)
_EXEMPTIONS = ("22", "23", "24", "30", "31", "36", "38", "40", "41", "42", "43", "44")


def template_texts() -> Iterator[str]:
    """Yield every text that excuses the runs which stand whole in it."""
    yield from (landmark.phrase for landmark in LANDMARKS)
    yield from (INTERESTS, PUBLIC_ACCESS, PART_2_CONFIDENTIALITY, EXEMPT_BECAUSE)
    yield from (*_NAMES, *_HEADINGS, *_REASONS)
    yield from (text.format(number) for text, number in product(_FOI, _EXEMPTIONS))
    yield " ".join(TOPICS)
    yield from _form_in_order()


def _form_in_order() -> Iterator[str]:
    """Yield the blocks that follow each other on the form, whichever way they are answered."""
    yield f"Deputy Mayor for Policing and Crime {INTERESTS} The above request has my approval."
    yield f"PART I - NON-CONFIDENTIAL FACTS AND ADVICE TO THE DMPC {DECISION_REQUIRED}"
    access = f"Public access to information {PUBLIC_ACCESS.removesuffix(_HINT)} Part 1 Deferral:"
    declaration = f"ORIGINATING OFFICER DECLARATION {TICK_HEADING} {TOPICS[0]}"
    for deferred, reason, hint, until in product(_ANSWERS, _NOTHING, ("", _HINT), _NOTHING):
        deferral = f"{_DEFERRED} {deferred} {_REASON} {reason} {_UNTIL} {hint} {until}"
        yield f"{access} {deferral} {PART_2_CONFIDENTIALITY}"
    for part2 in _ANSWERS:
        yield f"{PART_2_CONFIDENTIALITY} {_PART_2_FORM} - {part2} {declaration}"
        yield f"{EXEMPT_BECAUSE} {_PART_2_FORM} - {part2} {declaration}"
    yield f"{PART_2_CONFIDENTIALITY} {EXEMPT_BECAUSE} {_PART_2_FORM}"
