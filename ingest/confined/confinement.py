"""A PDF in, a decision record or a verdict out, by way of one confined process a file.

No PDF library survives every file (some of a few kB hang it, crash it or eat all memory), so
none runs in a process that matters. The parent imports no library that opens a PDF; it has
`ingest.confined.worker` fork a process for the file, watches the clock, checks what comes back,
and kills that process's whole session at the end. A bad file costs only that file.
"""

import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import NoReturn, TypeVar

from msgspec import Struct

from ingest.confined.messages import (
    Answer,
    Asked,
    CompanionRead,
    Explained,
    Further,
    GivenUp,
    Limits,
    NoSuchMessageError,
    NotFit,
    PageDrawn,
    PageRead,
    RecordMade,
    Request,
    Sight,
    answers_in,
    framed,
)
from ingest.confined.pipes import said_by
from ingest.confined.process import NeverReadyError, Nursery, NurseryDiedError, Worker
from ingest.page import PageReading
from ingest.printable import printable
from ingest.record import DecisionRecord
from ingest.verdict import Reason, Unreadable

OnSight = Callable[[Sight], None]
_Told = TypeVar("_Told")

THE_WORKER = ("-m", "ingest.confined.worker")
DEFAULT_LIMITS = Limits()

_PNG = b"\x89PNG\r\n\x1a\n"
_OUT_OF_MEMORY = (b"MemoryError", b"bad_alloc", b"Failed to allocate memory", b"bad allocation")


class ScanToRead(Struct, frozen=True, kw_only=True):
    """A file, the name it came under, its own hash, and the pages already read.

    `further` are the files, and their names, whose pages follow the first's in the same scan.
    `fast` leaves the bodies of the pages that are not known to Tesseract alone.
    """

    pdf: Path
    name: str
    sha256: str
    further: tuple[tuple[Path, str], ...] = ()
    known: Mapping[int, PageReading] = {}
    fast: bool = False


class ReaderNotFit(Exception):  # noqa: N818  # named for what happened
    """The reader can't start on this machine; no file is to blame."""


class Stopped(Exception):  # noqa: N818  # named for what happened
    """Somebody asked to stop before the file was read; the pages handed over count."""


def read_confined(  # noqa: PLR0913  # a reading has that many sides
    scan: ScanToRead,
    *,
    on_page: Callable[[PageReading], None],
    stop: Event,
    limits: Limits = DEFAULT_LIMITS,
    worker: tuple[str, ...] = THE_WORKER,
    on_sight: OnSight | None = None,
) -> DecisionRecord:
    """Read one scan, and no other after it, in a process of its own; as `read_in` does.

    `worker` are the arguments that Python gets: a script that calls
    `ingest.confined.worker.work` with another reader can stand in.
    """
    nursery = Nursery(worker)
    try:
        return read_in(nursery, scan, on_page=on_page, stop=stop, limits=limits, on_sight=on_sight)
    finally:
        nursery.end()


def read_in(  # noqa: PLR0913  # a reading has that many sides
    nursery: Nursery,
    scan: ScanToRead,
    *,
    on_page: Callable[[PageReading], None],
    stop: Event,
    limits: Limits = DEFAULT_LIMITS,
    on_sight: OnSight | None = None,
) -> DecisionRecord:
    """Read the scan in a process of the nursery's; hand each new page to `on_page` when done.

    Pictures and reasons are made for `on_sight` alone, and handed to it before the record is.
    Raises Unreadable for the file, ReaderNotFit for the machine, Stopped once `stop` is set.
    """
    request = _request(scan, limits, to_be_seen=on_sight is not None)

    def follow(answers: Iterable[Answer]) -> DecisionRecord | None:
        return _record_from(
            answers, scan, on_page=on_page, on_sight=on_sight or _not_asked_for, limits=limits
        )

    return told_in(nursery, request, follow, stop=stop, limits=limits)


def told_in(
    nursery: Nursery,
    request: Asked,
    follow: Callable[[Iterable[Answer]], _Told | None],
    *,
    stop: Event,
    limits: Limits,
) -> _Told:
    """Ask a worker of the nursery, and return what `follow` makes of its answers.

    `follow` gives None where the worker ends without a last word. Raises as `read_in` does.
    """
    heard = bytearray()
    try:
        with nursery.worker_at_work() as worker:
            said = said_by(worker.pipes, framed(request), heard)
            told = follow(_answers(_in_time(said, limits, stop), limits))
            return told or _explain_end(worker, heard)
    except Unreadable as verdict:
        verdict.stderr = heard.decode("utf-8", "replace")
        raise
    except NoSuchMessageError as error:
        stderr = f"{heard.decode('utf-8', 'replace')}\nnonsense: {error}"
        raise Unreadable(Reason.CRASHED, stderr=stderr) from error


def _request(scan: ScanToRead, limits: Limits, *, to_be_seen: bool) -> Request:
    return Request(
        pdf=str(scan.pdf.absolute()),
        name=printable(scan.name),
        further=tuple(Further(str(pdf.absolute()), printable(n)) for pdf, n in scan.further),
        known=tuple(scan.known.values()),
        limits=limits,
        to_be_seen=to_be_seen,
        fast=scan.fast,
    )


def _record_from(
    answers: Iterable[Answer],
    scan: ScanToRead,
    *,
    on_page: Callable[[PageReading], None],
    on_sight: OnSight,
    limits: Limits,
) -> DecisionRecord | None:
    """Follow the answers to the last word; None where the worker ends without one."""
    pages = set(scan.known)
    drawn: set[int] = set()
    for answer in answers:
        match answer:
            case PageRead(reading):
                _check_page(reading.page, pages, limits)
                pages.add(reading.page)
                on_page(reading)
            case RecordMade(record):
                _check_record(record, pages, scan.sha256)
                return record
            case GivenUp() | NotFit():
                raise refusal_in(answer)
            case CompanionRead():
                raise NoSuchMessageError("nobody asked for a companion page")
            case PageDrawn(page, png):
                _check_picture(png, is_awaited=page in pages - drawn)
                drawn.add(page)
                on_sight(answer)
            case Explained():
                on_sight(answer)
    return None


def refusal_in(answer: GivenUp | NotFit) -> Unreadable | ReaderNotFit:
    """Return what to raise where a worker's last word is that it can't."""
    match answer:
        case GivenUp(reason, says):
            return Unreadable(reason, says)
        case NotFit(says):
            return ReaderNotFit(f"The reader can't start: {says}")


def _in_time(said: Iterable[bytes], limits: Limits, stop: Event) -> Iterator[bytes]:
    """Pass on what is said; raise when it takes too long or somebody asks to stop."""
    end = time.monotonic() + limits.seconds_in_all
    silent_until = time.monotonic() + limits.seconds_between_pages
    for piece in said:
        if stop.is_set():
            raise Stopped
        if time.monotonic() > min(end, silent_until):
            raise Unreadable(Reason.TIMED_OUT)
        if piece:
            yield piece
            silent_until = time.monotonic() + limits.seconds_between_pages


def _answers(said: Iterable[bytes], limits: Limits) -> Iterator[Answer]:
    buffer = bytearray()
    for piece in said:
        buffer += piece
        yield from answers_in(buffer, longest=limits.message_bytes)


def _check_page(page: int, pages: set[int], limits: Limits) -> None:
    if page in pages or not 1 <= page <= limits.pages:
        raise NoSuchMessageError(f"page {page} came twice or is none of the file's")


def _check_picture(png: bytes, *, is_awaited: bool) -> None:
    if not is_awaited or not png.startswith(_PNG):
        raise NoSuchMessageError("a picture came twice, of no page of the file's, or is no PNG")


def _not_asked_for(_: Sight) -> NoReturn:
    raise NoSuchMessageError("nobody asked for pictures or reasons")


def _check_record(record: DecisionRecord, pages: set[int], sha256: str) -> None:
    if record.source.sha256 != sha256:
        raise NoSuchMessageError("the record is another file's")
    if pages != set(range(1, record.source.pages + 1)):
        raise NoSuchMessageError(f"the record is of {record.source.pages} pages, {len(pages)} came")


def _explain_end(worker: Worker, heard: bytearray) -> NoReturn:
    """Raise the verdict on a worker that ended without a last word."""
    exit_code = _exit_code_of(worker, heard)
    heard += f"\nended with exit code {exit_code}".encode()
    if any(sign in heard for sign in _OUT_OF_MEMORY):
        raise Unreadable(Reason.OUT_OF_MEMORY)
    match -exit_code:
        case signal.SIGXCPU:
            raise Unreadable(Reason.TIMED_OUT)
        case signal.SIGKILL:  # not by us: the system ends so what takes all memory
            raise Unreadable(Reason.OUT_OF_MEMORY)
        case _:
            raise Unreadable(Reason.CRASHED)


def _exit_code_of(worker: Worker, heard: bytearray) -> int:
    try:
        return worker.exit_code()
    except NeverReadyError as error:
        raise ReaderNotFit(f"The reader can't start: {_last_line(str(error))}") from error
    except NurseryDiedError as error:
        heard += f"\nthe nursery died: {error}".encode()
        raise Unreadable(Reason.CRASHED) from error


def _last_line(complaints: str) -> str:
    return printable(complaints.strip().rpartition("\n")[2])
