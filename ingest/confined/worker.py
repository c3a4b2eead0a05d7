"""One request on standard input in, page readings and one last word on standard output.

This is the confined side: `python -m ingest.confined.worker`, started by
`ingest.confined.process` and by nobody else. It imports the readers, and forks a process for
each file; that one ties its own hands before it reads what it is asked.
"""

import contextlib
import os
import resource
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO, Protocol

from ingest.confined.messages import (
    Answer,
    Asked,
    CompanionRead,
    CompanionRequest,
    Explained,
    GivenUp,
    Limits,
    NotFit,
    PageDrawn,
    PageRead,
    RecordMade,
    Request,
    framed,
    request_in,
)
from ingest.confined.nursery import rear
from ingest.page import PageReading
from ingest.record import DecisionRecord
from ingest.verdict import Reason, Unreadable


class ReadScan(Protocol):
    """How a scan is read: known pages come in, new ones go to `on_page`, a record comes out.

    `further` are the files whose pages follow the first's, with their names; `fast` leaves the
    bodies of pages to Tesseract alone.
    """

    def __call__(  # noqa: PLR0913  # a reading has that many sides
        self,
        pdf: Path,
        *,
        name: str,
        known: Mapping[int, PageReading],
        on_page: Callable[[PageReading], None],
        further: Sequence[tuple[Path, str]] = (),
        fast: bool = False,
    ) -> DecisionRecord:
        """Read the scan; raise Unreadable where that can't be done."""


def work(read_scan: ReadScan, *, prepare: Callable[[], None] = lambda: None) -> None:
    """Fork a worker for each file that the parent asks for, once what they need is imported.

    `prepare` may import, and load what its libraries carry: what it did, every worker would share.
    """
    with contextlib.suppress(ImportError):  # a worker will meet it again, and can tell
        prepare()
    rear(lambda: _answer_one_request(read_scan))


def _answer_one_request(read_scan: ReadScan) -> None:
    """Answer the one request on standard input, inside the limits that it names."""
    answers = _private_standard_output()
    request = request_in(sys.stdin.buffer.read())
    _keep_within(request.limits)

    def say(answer: Answer) -> None:
        answers.write(framed(answer))
        answers.flush()

    say(_last_word(read_scan, request, say))


def _last_word(
    read_scan: ReadScan, request: Asked, say: Callable[[Answer], None]
) -> RecordMade | CompanionRead | GivenUp | NotFit:
    try:
        match request:
            case Request():
                return _read_all(read_scan, request, say)
            case CompanionRequest():
                return _read_companion(request)
    except Unreadable as verdict:
        return GivenUp(verdict.reason, verdict.says)
    except MemoryError:
        too_large = Unreadable(Reason.OUT_OF_MEMORY)
        return GivenUp(too_large.reason, too_large.says)
    except ImportError as error:
        return NotFit(str(error))


def _read_companion(request: CompanionRequest) -> CompanionRead:
    from ingest.companion.page import read_page  # noqa: PLC0415  # seldom there, or lacking

    return CompanionRead(read_page(Path(request.page), name=request.name))


def _read_all(read_scan: ReadScan, request: Request, say: Callable[[Answer], None]) -> RecordMade:
    known = {reading.page: reading for reading in request.known}
    pages = dict(known)

    def on_page(reading: PageReading) -> None:
        pages[reading.page] = reading
        say(PageRead(reading))

    further = [(Path(file.pdf), file.name) for file in request.further]
    record = read_scan(
        Path(request.pdf),
        name=request.name,
        known=known,
        on_page=on_page,
        further=further,
        fast=request.fast,
    )
    if request.to_be_seen:
        _show([pages[number] for number in sorted(pages)], record, say)
    return RecordMade(record)


def _show(
    pages: Sequence[PageReading], record: DecisionRecord, say: Callable[[Answer], None]
) -> None:
    """Say the reasons, and then each page's picture."""
    from ingest.seeing.sights import sights_of  # noqa: PLC0415  # seldom asked for, and heavy

    sights = sights_of(pages, record)
    say(Explained(sights.explanations()))
    for page, png in sights.pictures():
        say(PageDrawn(page, png))


def _private_standard_output() -> BinaryIO:
    """Keep standard output for the answers: what a library prints goes to standard error."""
    private = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return os.fdopen(private, "wb")


def _keep_within(limits: Limits) -> None:
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.open_files),
    ):
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # at the hard limit the system sends SIGKILL, which says less than SIGXCPU does
        resource.setrlimit(what, (allowed, hard if what == resource.RLIMIT_CPU else allowed))


def _read_scan(  # noqa: PLR0913  # the same
    pdf: Path,
    *,
    name: str,
    known: Mapping[int, PageReading],
    on_page: Callable[[PageReading], None],
    further: Sequence[tuple[Path, str]] = (),
    fast: bool = False,
) -> DecisionRecord:
    from ingest.reading import read_scan  # noqa: PLC0415  # may be lacking, and that is an answer

    return read_scan(pdf, name=name, known=known, on_page=on_page, further=further, fast=fast)


def _load_readers() -> None:
    import ingest.companion.page  # noqa: PLC0415  # the same for every file
    import ingest.reading  # noqa: F401, PLC0415  # heavy, and the same for every file
    from ingest.scanning.readers.loaded import load  # noqa: PLC0415  # the same

    load()


if __name__ == "__main__":
    work(_read_scan, prepare=_load_readers)
