"""Saved web pages that lie beside a scan: taken into the register with it, or read at once."""

from pathlib import Path
from threading import Event

from ingest.companion.beside import LARGEST_PAGE, SavedPages
from ingest.companion.weighing import with_companion
from ingest.confined.companion import PageToRead, companion_read
from ingest.confined.confinement import THE_WORKER
from ingest.file_hash import hash_of
from ingest.printable import printable
from ingest.record import DecisionRecord
from pcd.clock import now, today
from pcd.ingest_report import Unopened
from register.companions import take_in_companions
from register.opening import Register


def take_in_beside(
    register: Register, sha256: str, file: Path, saved: SavedPages
) -> list[Unopened]:
    """Take in the saved pages beside a file that is the scan of this hash; tell of the others."""
    kept: list[Path] = []
    unopened: list[Unopened] = []
    for page in saved.beside(file):
        if (says := _why_not(page)) is None:
            kept.append(page)
        else:
            unopened.append(Unopened(file=printable(str(page)), says=says))
    try:
        take_in_companions(register, sha256, kept, at=now())
    except (FileNotFoundError, PermissionError) as error:  # gone since it was looked at
        if error.filename not in map(str, kept):
            raise
        unopened.append(Unopened(file=printable(str(error.filename)), says=str(error.strerror)))
    return unopened


def with_page_beside(
    record: DecisionRecord, file: Path, *, worker: tuple[str, ...] = THE_WORKER
) -> DecisionRecord:
    """Weigh the saved page beside a file, if there is one; of several, the last by name."""
    pages = [page for page in SavedPages().beside(file) if _why_not(page) is None]
    if not pages:
        return record
    page = PageToRead(page=pages[-1], name=pages[-1].name, sha256=hash_of(pages[-1]))
    return with_companion(record, companion_read(page, stop=Event(), worker=worker), today=today())


def _why_not(page: Path) -> str | None:
    """Say why a page can't be taken in, where it can't."""
    try:
        with page.open("rb"):
            size_bytes = page.stat().st_size
    except OSError as error:
        return str(error.strerror)
    return "Too large for a saved page; save it as HTML only" if size_bytes > LARGEST_PAGE else None
