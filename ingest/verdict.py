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


_SCAN_AGAIN = "Scan the paper again, or ask the sender for another copy."
_TRY_AGAIN = "Try once more with pcd ingest --retry, or scan the paper again."
_SAYS = {
    Reason.EMPTY: f"There is no page in it. {_SCAN_AGAIN}",
    Reason.NOT_A_PDF: "It is another kind of file under a PDF's name. Save it as a PDF.",
    Reason.ENCRYPTED: "It opens with a password only. Save a copy without one.",
    Reason.DAMAGED: f"Parts of it are missing or broken. {_SCAN_AGAIN}",
    Reason.PAGE_COUNTS_DISAGREE: f"Two libraries count its pages differently. {_SCAN_AGAIN}",
    Reason.TOO_LARGE: "It has too many pages, or too large ones. Split it by decision.",
    Reason.CRASHED: f"A library failed on it. {_SCAN_AGAIN}",
    Reason.TIMED_OUT: f"Reading it took too long and was stopped. {_TRY_AGAIN}",
    Reason.OUT_OF_MEMORY: f"Reading it takes more memory than a file may have. {_TRY_AGAIN}",
}


class Unreadable(Exception):  # noqa: N818  # a verdict on a file, not an error of the program
    """The file can't be read.

    `says` tells what to do, and never quotes the decision. `stderr` is the end of what the
    libraries printed, for the private log only.
    """

    def __init__(self, reason: Reason, says: str | None = None, *, stderr: str = "") -> None:
        self.reason = reason
        self.says = says or _SAYS[reason]
        self.stderr = stderr
        super().__init__(f"{reason}: {self.says}")
