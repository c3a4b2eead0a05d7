"""A ground in, the sentence a person is shown and the next step out.

The sentences quote nothing that was read: they may be logged and shown beside a reference.
"""

from collections.abc import Mapping

from ingest.finding import Ground
from publication.grounds import NOWHERE, AnyGround, Effect, HeldGround, Place, RuleGround, code_of

_RELEASE = "Look at the place shown; release this ground if nothing there must be kept back."
_CORRECT = "Look at the place shown and correct the field to what stands on the form."
_SPLIT = "Say which pages are Part 1 (split)."

_WORDING: Mapping[AnyGround, tuple[str, str]] = {
    Ground.NO_REFERENCE: (
        "No single clear reference was read.",
        "Correct `reference` to the one printed on the form.",
    ),
    Ground.NO_TITLE: ("No title was read.", "Correct `title` to the one printed on the form."),
    Ground.REFERENCE_CONFLICT: (
        "The references on the form, in its heading and in the file's name are not the same.",
        "Confirm `reference`, or correct it.",
    ),
    Ground.TWO_DECISIONS: (
        "The file holds more than one decision, or one twice: only the first was read.",
        "Scan each decision to a file of its own, or release this ground.",
    ),
    Ground.PAGE_MISSING: (
        "A page is missing by the footers' count.",
        "Scan the decision again with all its pages, or release this ground.",
    ),
    Ground.TEXT_AFTER_APPROVAL: (
        "Text stands after the officer's approval and is not headed Appendix or Annex.",
        _RELEASE,
    ),
    Ground.NOT_SIGNED: (
        "There is no ink where the DMPC signs: this may be a draft.",
        "Find the signed form; correct `approval.signed` if it is signed after all.",
    ),
    Ground.UNREAD_INK: ("Ink that could not be read lies over a field that matters.", _RELEASE),
    Ground.TEXT_IN_NO_FIELD: (
        "A passage was read that stands in no field of the record.",
        "Look at the passage; correct the field that it belongs to, or release this ground if it "
        "is not the decision's.",
    ),
    Ground.COVERED_TEXT: ("Text lies under an opaque box.", _RELEASE),
    Ground.ATTACHMENT: ("The file carries an attachment.", _RELEASE),
    Ground.SCRIPT: ("The file carries a script.", _RELEASE),
    Ground.UNAPPLIED_REDACTION: ("The file carries a redaction that was never applied.", _RELEASE),
    Ground.HIDDEN_TEXT_CONTRADICTS: (
        "A hidden text layer gives the opposite answer to the picture's.",
        "Look at the picture; confirm `deferral` and `part2`, or correct them.",
    ),
    Ground.UNSEEN_TEXT: ("The file holds text that cannot be seen.", _RELEASE),
    Ground.PART2_INDICATOR: (
        "A sentence affirms withheld material, yet the form says that there is no Part 2.",
        "Read the sentence; correct `part2.answer`, or release this ground.",
    ),
    Ground.PART2_MARKING: ("A page is marked as confidential.", _SPLIT),
    Ground.PART2_PAGES: ("A page is headed as Part 2.", _SPLIT),
    Ground.NUMBERING_RESTARTS: (
        "Paragraph numbering starts again late in the file, as a Part 2 would.",
        _RELEASE,
    ),
    Ground.NAME_SAYS_PART2: ("The file is named as Part 2, exempt or restricted.", _RELEASE),
    Ground.NO_TEXT: (
        "No text could be read in this file.",
        "Look at its pages; scan the paper again, or withhold this file.",
    ),
    Ground.NOT_THE_FORM: (
        "This does not look like a DMPC decision form.",
        "Look at its pages; if they belong to a decision, scan them together with its form.",
    ),
    Ground.OTHER_LANGUAGE: (
        "The text does not seem to be in English.",
        "Look at its pages; withhold this file if it is no decision form.",
    ),
    Ground.PARTS_MISSING: (
        "Parts of the form were not found: pages may be missing, or in another file.",
        "Scan the whole decision to one file, or read its files as one (pcd ingest --together); "
        "release this ground if all of it is there.",
    ),
    Ground.PAGE_TWICE: (
        "A page is there twice: its first copy is shown, and the other says the same.",
        "Nothing need be done.",
    ),
    Ground.VERSIONS_DIFFER: (
        "A sheet of the form is there in two versions that are not the same.",
        "Compare the two; correct the fields, or scan the decision with the right one alone.",
    ),
    Ground.ORDER_UNSETTLED: (
        "The pages are out of order, and page and paragraph numbers do not settle it.",
        "Scan the decision again in its order, or release this ground.",
    ),
    Ground.SECOND_SCAN: (
        "Another scan holds this reference already.",
        "Replace that scan by this one, or withhold this one.",
    ),
    Ground.COMPANION_CONFLICT: (
        "The saved web page beside the scan contradicts the form.",
        "Compare the two; correct the field, or release this ground if the form is right.",
    ),
    Ground.DATE_ILLEGIBLE: ("A date is not legible.", _CORRECT),
    Ground.DATE_OUT_OF_ORDER: ("The dates are out of order.", _CORRECT),
    Ground.TICK_DOUBTFUL: ("A tick is doubtful.", _CORRECT),
    Ground.TICK_MISSING: ("A statement of the declaration is not ticked.", _CORRECT),
    Ground.LOW_CONFIDENCE: ("A passage was read with low confidence.", _CORRECT),
    Ground.READ_FAST: (
        "The text was read by one reader alone; both read the reference and the two answers.",
        "Read it in full where every word counts: pcd ingest FILE, without --fast.",
    ),
    Ground.NUMBERING_GAP: ("There is a gap in the paragraph numbers.", _CORRECT),
    Ground.NUMBERING_REPEATS: ("A paragraph number stands twice.", _CORRECT),
    Ground.PAGES_OUT_OF_ORDER: (
        "The pages were scanned out of order; they are read in the order of their numbers.",
        "Look at the page numbers; nothing need be done if they are in order as read.",
    ),
    Ground.PAGE_TURNED: ("A page was turned upright.", "Nothing need be done."),
    Ground.BLANK_PAGE: ("A page is blank.", "Nothing need be done."),
    Ground.COMPANION_OFFERS: (
        "The saved web page beside the scan says what the form does not clearly show.",
        "Compare the two; correct the field if the page is right.",
    ),
    Ground.COMPANION_UNCLEAR: (
        "The saved web page beside the scan could not be read, or contradicts itself.",
        "Save the page again and ingest it with the scan, or do without it.",
    ),
    RuleGround.SCAN_UNKNOWN: (
        "The record does not say which scan it was read from.",
        "Ingest the scan again.",
    ),
    RuleGround.SIGNATURE_UNKNOWN: (
        "Whether the DMPC has signed is not known.",
        "Look at the signature box and correct `approval.signed`.",
    ),
    RuleGround.NUMBER_CONFLICT: (
        "The record's number is not its reference's number.",
        "Confirm `reference`, or correct it.",
    ),
    RuleGround.APPROVAL_DATE_UNKNOWN: (
        "The date of approval is not legible.",
        "Correct `approval.date` if the date is known from elsewhere.",
    ),
    RuleGround.DEFERRAL_BLANK: (
        "The deferral question was left blank.",
        "Ask the originating officer; correct `deferral.answer`, or release this ground.",
    ),
    RuleGround.DEFERRAL_ABSENT: (
        "The deferral question was not found.",
        "Look for it on the form; correct `deferral.answer`, or release this ground.",
    ),
    RuleGround.DEFERRAL_CONFLICT: (
        "The deferral question has two answers, or the readers differ.",
        "Look at the form and correct `deferral.answer`.",
    ),
    RuleGround.DEFERRAL_UNREADABLE: (
        "The answer to the deferral question is not clear.",
        "Look at the form; correct `deferral.answer`, or confirm `deferral` as read.",
    ),
    RuleGround.DEFERRAL_IN_PART: (
        "The deferral may be meant for a part or an appendix only.",
        "Find out what is deferred; publish no part before an officer has settled it.",
    ),
    RuleGround.DEFERRAL_CONTRADICTION: (
        "Deferral is answered NO, yet a date stands after it.",
        "Ask the originating officer; correct `deferral.answer` or `deferral.until`.",
    ),
    RuleGround.DEFERRAL_REASON_WITHOUT_YES: (
        "Deferral is answered NO, yet a reason stands after it.",
        "Ask the originating officer; correct `deferral.answer` or `deferral.reason`.",
    ),
    RuleGround.DEFERRAL_REASON_MISSING: (
        "Publication is deferred and no reason is given: the form asks for one.",
        "Ask the originating officer and correct `deferral.reason`.",
    ),
    RuleGround.DEFERRAL_UNCONFIRMED: (
        "No officer has confirmed the reading of the deferral.",
        "Look at the form and confirm `deferral`, or correct it.",
    ),
    RuleGround.UNTIL_AHEAD: (
        "Publication is deferred to a day that has not come.",
        "Wait for the day; no review makes it come sooner.",
    ),
    RuleGround.UNTIL_BLANK: (
        "Publication is deferred and no date is given.",
        "Ask the originating officer and correct `deferral.until`.",
    ),
    RuleGround.UNTIL_EVENT: (
        "Publication is deferred to an event, not a date.",
        "Correct `deferral.until` to the day of the event, or release this ground once it is past.",
    ),
    RuleGround.UNTIL_UNREADABLE: (
        "The date that ends the deferral could not be read whole and clear.",
        "Look at the form and correct `deferral.until`, or confirm it as read.",
    ),
    RuleGround.UNTIL_BEFORE_APPROVAL: (
        "The deferral ends before the day of approval.",
        "Ask the originating officer; correct `deferral.until` or `approval.date`.",
    ),
    RuleGround.UNTIL_FAR: (
        "The deferral is long: the form asks for the shortest length strictly necessary.",
        "Ask the originating officer whether so long a deferral is needed.",
    ),
    RuleGround.UNTIL_UNCHECKED: (
        "The end of the deferral could not be compared with the day of approval.",
        "Correct `approval.date` if it is known from elsewhere.",
    ),
    RuleGround.PART2_BLANK: (
        "The Part 2 question was left blank.",
        "Ask the originating officer; correct `part2.answer`, or release this ground.",
    ),
    RuleGround.PART2_ABSENT: (
        "The Part 2 question was not found.",
        "Look for it on the form; correct `part2.answer`, or release this ground.",
    ),
    RuleGround.PART2_CONFLICT: (
        "The Part 2 question has two answers, or the readers differ.",
        "Look at the form and correct `part2.answer`.",
    ),
    RuleGround.PART2_UNREADABLE: (
        "The answer to the Part 2 question is not clear.",
        "Look at the form; correct `part2.answer`, or confirm `part2` as read.",
    ),
    RuleGround.WITHHELD_PAGES: ("Some pages look like Part 2 and are withheld.", _SPLIT),
    RuleGround.SPLIT_NOT_READ: (
        "The scan has not been read anew with the officer's page split.",
        "Ingest the scan again, so that the record holds the Part 1 pages and no others.",
    ),
    RuleGround.TEXT_FROM_WITHHELD_PAGE: (
        "A field was read from a withheld page.",
        "Look at the page; correct the split and ingest the scan again.",
    ),
    RuleGround.RECORD_UNCONFIRMED: (
        "No officer has confirmed this record, and the settings ask for it.",
        "Look at the form and confirm `record`.",
    ),
    RuleGround.OFFICER_WITHHOLDS: (
        "An officer withholds this decision.",
        "Ask that officer; release this ground when the reason is gone.",
    ),
    RuleGround.REVIEW_NOT_APPLIED: (
        "An officer's entry cannot be applied to this record.",
        "Look at the entry and make it anew; then release this ground.",
    ),
    RuleGround.REVIEW_OF_ANOTHER_READING: (
        "An officer's entry is on another reading of this scan: it has no effect on this one.",
        "Look at the form again and enter anew what still holds; else release this ground.",
    ),
    RuleGround.EXTENSION_EARLIER: (
        "An extension to a day that is not later has no effect.",
        "Extend to a later day; correct `deferral.until` if the date was misread.",
    ),
    RuleGround.EXTENSION_LATE: (
        "An extension made after release has no effect.",
        "Withhold or withdraw the decision if it must not stay public.",
    ),
    RuleGround.REPLACED: (
        "Another scan has taken over from this one.",
        "Nothing need be done: see the other scan.",
    ),
    RuleGround.WITHDRAWN: ("This decision is withdrawn.", "Nothing need be done: this is final."),
}


def held(ground: AnyGround, place: Place = NOWHERE, effect: Effect = Effect.REVIEW) -> HeldGround:
    """Make a ground as a person is shown it; without more said, it holds the decision."""
    says, next_step = _WORDING[ground]
    return HeldGround(
        code=code_of(ground),
        effect=effect,
        says=says,
        next_step=next_step,
        page=place.page,
        box=place.box,
        read=place.read,
    )


def warned(ground: AnyGround, place: Place = NOWHERE) -> HeldGround:
    """Make a ground that goes with a decision and does not hold it."""
    return held(ground, place, Effect.WARNING)
