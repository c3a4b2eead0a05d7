"""Why a file could not be read: a reason from a closed list and a sentence for a person."""

from enum import StrEnum


class Reason(StrEnum):
    """What kept a file from being read."""

    EMPTY = "empty"
    NOT_A_PDF = "not a PDF"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    PAGE_COUNTS_DISAGREE = "page counts disagree"
    TOO_LARGE = "too large"
    CRASHED = "crashed"
    TIMED_OUT = "timed out"
    OUT_OF_MEMORY = "out of memory"


class Unreadable(Exception):  # noqa: N818  # a verdict on a file, not an error of the program
    """The file can't be read.

    `says` is one plain sentence that names the remedy, and never the decision's text.
    `stderr` is the end of what the libraries printed, for the private log only.
    """

    def __init__(self, reason: Reason, says: str, *, stderr: str = "") -> None:
        super().__init__(says)
        self.reason = reason
        self.says = says
        self.stderr = stderr


def too_much_memory(limit_bytes: int) -> str:
    """Return the sentence for a file that wants more memory than it may have."""
    return (
        f"Reading it takes more than {limit_bytes / (1 << 30):.1f} GB of memory; "
        "scan it again at 300 dpi, or split it into smaller files."
    )
