"""The words that public bodies put beside a decision's facts on their web pages, as data."""

from enum import StrEnum


class Field(StrEnum):
    """What a page can say; the value is how a person calls it."""

    TITLE = "title"
    REFERENCE = "reference"
    DATE_SIGNED = "date signed"
    DECIDED_BY = "decision by"
    SUMMARY = "summary"


_LABELS = {
    Field.TITLE: ("title", "decision title", "title of decision"),
    Field.REFERENCE: (
        "reference",
        "reference code",
        "reference number",
        "reference no",
        "decision reference",
        "decision number",
        "decision no",
        "ref",
        "ref no",
    ),
    Field.DATE_SIGNED: (
        "date signed",
        "signed on",
        "date of signature",
        "decision date",
        "date of decision",
        "date decision signed",
    ),
    Field.DECIDED_BY: (
        "decision by",
        "decided by",
        "decision maker",
        "decision taken by",
        "decision made by",
        "name of decision maker",
    ),
    Field.SUMMARY: ("summary", "executive summary", "decision summary", "summary of decision"),
}
FIELD_OF = {label: field for field, labels in _LABELS.items() for label in labels}
"""Each label in small letters, without its colon, and what it stands beside."""


def field_named(text: str) -> Field | None:
    """Return the field that a text names, where it names one and says no more."""
    return FIELD_OF.get(label_in(text))


def label_in(text: str) -> str:
    """Return a label in the one form that is compared: small letters, single spaces, no colon."""
    plain = text.casefold().replace("-", " ").replace("_", " ").rstrip(":. ")
    return " ".join(plain.split())
