"""What can become of a field, a list of things or a passage when a record is held against truth."""

from enum import StrEnum

from msgspec import Struct


class Outcome(StrEnum):
    """What became of a field; the last two may never happen to those of `NEVER_WRONG`."""

    RIGHT = "right"
    OFFERED = "offered"  # to the officer, as one of few
    HELD = "held"
    WRONG = "wrong"
    INVENTED = "invented"


NEVER_WRONG = frozenset(
    {
        "deferral",
        "until",
        "Part 2",
        "approval date",
        "officer's date",
        "number",
        "reference",
        "leaked runs",
        "record",
        "finding",
    }
)


class Mark(Struct, frozen=True):
    """What became of one field of one file."""

    field: str
    outcome: Outcome


class Overlap(Struct, frozen=True):
    """How many of the truth's things were read, of how many there and how many read."""

    field: str
    hits: int
    there: int
    read: int


class Letters(Struct, frozen=True):
    """How many letters were wrong, of how many."""

    field: str
    wrong: int
    letters: int


Score = Mark | Overlap | Letters
