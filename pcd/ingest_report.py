"""What a run of `pcd ingest` did, as values and as a few lines for a person."""

from collections.abc import Iterator

from msgspec import Struct

from desk.standing.other_parts import OtherPart
from ingest.verdict import Reason
from pcd.together import Joined


class Unread(Struct, frozen=True, kw_only=True):
    """A scan that this run put into quarantine."""

    sha256: str
    file: str
    reason: Reason
    says: str


class Unopened(Struct, frozen=True, kw_only=True):
    """A file that could not even be opened, and so is not in the register."""

    file: str
    says: str


class Report(Struct, frozen=True, kw_only=True):
    """What one run did.

    `still_quarantined` are scans named again that an earlier run could not read; they are not
    tried again unasked. `together` tells of the files that were to be read as one decision, and
    `likely_parts` of those that look as if they should be; these are left as they are.
    """

    files: int
    new: int
    known: int
    scans_read: int
    pages_read: int
    quarantined: tuple[Unread, ...]
    still_quarantined: int
    unopened: tuple[Unopened, ...]
    together: Joined | None
    likely_parts: tuple[OtherPart, ...]
    seconds: float

    @property
    def all_read(self) -> bool:
        """Say whether whatever was named could be read."""
        is_apart = self.together is not None and self.together.scan is None
        return not (self.quarantined or self.unopened or is_apart)


def lines_of(report: Report) -> Iterator[str]:
    """Yield the summary; files are named, decisions never by title."""
    yield f"{_count(report.files, 'file')} found: {report.new} new, {report.known} known."
    yield (
        f"{_count(report.scans_read, 'scan')} and {_count(report.pages_read, 'page')} read "
        f"in {report.seconds:.1f} s."
    )
    for unopened in report.unopened:
        yield f"Not opened: {unopened.file}: {unopened.says}."
    for unread in report.quarantined:
        yield f"In quarantine: {unread.file}: {unread.reason}. {unread.says}"
    if report.still_quarantined:
        scans = _count(report.still_quarantined, "scan")
        yield f"Still in quarantine: {scans}. To try again: pcd ingest --retry"
    if report.together is not None:
        yield _together(report.together)
    for part in report.likely_parts:
        yield f"{part.says}\n  {part.command}"
    yield "See the rulings with: pcd register"


def _together(joined: Joined) -> str:
    files = ", ".join(joined.files)
    if joined.scan is None:
        return f"Not read together: {files}. {joined.says}"
    return f"Read together as one decision: {files}. It is scan {joined.scan[:12]}."


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
