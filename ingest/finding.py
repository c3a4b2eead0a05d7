"""What a reading must tell a person: a ground, where it stands and what was read there."""

from enum import StrEnum

from msgspec import Struct

from ingest.page import Box


class Severity(StrEnum):
    """Whether a finding holds a decision back or only goes with it."""

    REVIEW = "review"
    WARNING = "warning"


class Ground(StrEnum):
    """What can be wrong with a scan as read; each is settled by name."""

    NO_REFERENCE = "no reference"
    NO_TITLE = "no title"
    REFERENCE_CONFLICT = "references in conflict"
    TWO_DECISIONS = "two decisions in one file"
    PAGE_MISSING = "page missing"
    TEXT_AFTER_APPROVAL = "text after the officer's approval"
    NOT_SIGNED = "no ink where the DMPC signs"
    UNREAD_INK = "ink that could not be read"
    TEXT_IN_NO_FIELD = "text that was read stands in no field"
    COVERED_TEXT = "text under an opaque box"
    ATTACHMENT = "attachment in the file"
    SCRIPT = "script in the file"
    UNAPPLIED_REDACTION = "redaction not applied"
    HIDDEN_TEXT_CONTRADICTS = "hidden text gives the opposite answer"
    UNSEEN_TEXT = "text that cannot be seen"
    PART2_INDICATOR = "a sentence affirms withheld material"
    PART2_MARKING = "a page is marked confidential"
    PART2_PAGES = "a page is headed Part 2"
    NUMBERING_RESTARTS = "paragraph numbering starts again"
    NAME_SAYS_PART2 = "the file is named as confidential"
    NO_TEXT = "no text could be read"
    NOT_THE_FORM = "not a decision form"
    OTHER_LANGUAGE = "another language than English"
    PARTS_MISSING = "parts of the form are missing"
    PAGE_TWICE = "a page is there twice"
    VERSIONS_DIFFER = "a sheet is there in two versions"
    ORDER_UNSETTLED = "the order of the pages is not certain"
    SECOND_SCAN = "a second scan of the same reference"
    COMPANION_CONFLICT = "the companion page contradicts the form"

    DATE_ILLEGIBLE = "a date is not legible"
    DATE_OUT_OF_ORDER = "dates out of order"
    TICK_DOUBTFUL = "a tick is doubtful"
    TICK_MISSING = "a statement is not ticked"
    LOW_CONFIDENCE = "a passage was read with low confidence"
    READ_FAST = "bodies read by one reader"
    NUMBERING_GAP = "a gap in paragraph numbers"
    NUMBERING_REPEATS = "a paragraph number stands twice"
    PAGES_OUT_OF_ORDER = "pages out of order"
    PAGE_TURNED = "a page was turned upright"
    BLANK_PAGE = "a page is blank"
    COMPANION_OFFERS = "the companion page says what the form does not show"
    COMPANION_UNCLEAR = "the companion page is not clear"


_WARNINGS = frozenset(
    {
        Ground.DATE_ILLEGIBLE,
        Ground.DATE_OUT_OF_ORDER,
        Ground.TICK_DOUBTFUL,
        Ground.TICK_MISSING,
        Ground.LOW_CONFIDENCE,
        Ground.READ_FAST,
        Ground.NUMBERING_GAP,
        Ground.NUMBERING_REPEATS,
        Ground.PAGES_OUT_OF_ORDER,
        Ground.PAGE_TURNED,
        Ground.PAGE_TWICE,
        Ground.BLANK_PAGE,
        Ground.COMPANION_OFFERS,
        Ground.COMPANION_UNCLEAR,
    }
)


class Finding(Struct, frozen=True, kw_only=True):
    """One thing a person should look at, with the place on the page.

    `page` counts from 1 and is None where the whole file is meant; `box` is in fractions of
    the upright page. `read` is what was read there, for the private side only.
    """

    ground: Ground
    page: int | None = None
    box: Box | None = None
    read: str | None = None
    severity: Severity


def finding(
    ground: Ground, *, page: int | None = None, box: Box | None = None, read: str | None = None
) -> Finding:
    """Make a finding with the severity that FORM.md gives its ground."""
    severity = Severity.WARNING if ground in _WARNINGS else Severity.REVIEW
    return Finding(ground=ground, page=page, box=box, read=read, severity=severity)
