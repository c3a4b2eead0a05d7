"""A real worker with a reader that does what its file says, a line an order.

It stands in for `ingest.confined.worker` where a test needs a reader that is quick, slow or broken:
the process, the limits, the pipes and the parent are the real ones.
"""

import contextlib
import ctypes
import hashlib
import os
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import structs

from ingest.confined.messages import PageDrawn, framed
from ingest.confined.worker import work
from ingest.file_hash import hash_together
from ingest.finding import Ground, finding
from ingest.page import PageKind, PageReading
from ingest.record import Answer, Approval, DecisionRecord, Deferral, Part2, Source
from ingest.verdict import Reason, Unreadable


def obey(  # noqa: C901, PLR0912, PLR0913  # a list of orders, each a line
    pdf: Path,
    *,
    name: str,
    known: Mapping[int, PageReading],
    on_page: Callable[[PageReading], None],
    further: Sequence[tuple[Path, str]] = (),
    fast: bool = False,
) -> DecisionRecord:
    """Carry out the file's orders; each line `page` is one page of it."""
    files = (pdf, *(file for file, _ in further))
    orders = [order for file in files for order in file.read_text("ascii").splitlines()[1:]]
    hashes = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    sha256 = hash_together(hashes) if further else hashes[0]
    page = 0
    reference = None
    read_fast = False
    trace = None
    for order in orders:
        match order.split():
            case ["page"]:
                page += 1
                if page not in known:
                    _note(trace, f"{pdf.name} {page}")
                    on_page(_a_page(page, fast=fast))
                read_fast |= known[page].bands is not None if page in known else fast
            case ["note", "in", place]:
                trace = Path(place)
            case ["again"]:
                on_page(_a_page(page))
            case ["wait", seconds]:
                time.sleep(float(seconds))
            case ["draw", number]:
                _write_everywhere(framed(PageDrawn(int(number), b"\x89PNG\r\n\x1a\n")))
            case ["reference", *words]:
                reference = " ".join(words)
            case ["other", "hash"]:
                sha256 = "0" * 64
            case ["more", "pages"]:
                page += 1
            case ["haunt", "while", place]:
                _haunt(Path(place))
            case _ if order in _MISDEEDS:
                _MISDEEDS[order]()
            case _:
                raise Unreadable(Reason.DAMAGED, f"nobody knows how to {order}")
    record = _a_record(reference, Source(sha256=sha256, pages=page, file=name))
    return structs.replace(record, findings=(finding(Ground.READ_FAST),)) if read_fast else record


def _a_record(reference: str | None, source: Source) -> DecisionRecord:
    return DecisionRecord(
        reference=reference,
        number=None,
        title=None,
        form_version=None,
        executive_summary="",
        recommendation="",
        approval=Approval(),
        sections=(),
        deferral=Deferral(answer=Answer.UNCLEAR),
        part2=Part2(answer=Answer.UNCLEAR),
        declaration=(),
        officer_approval=Approval(),
        source=source,
    )


def _note(trace: Path | None, line: str) -> None:
    """Leave a mark for each page that was truly read."""
    if trace is not None:
        with trace.open("a", encoding="ascii") as file:
            file.write(f"{line}\n")


def _a_page(page: int, *, fast: bool = False) -> PageReading:
    bands = () if fast else None
    return PageReading(
        page=page, kind=PageKind.BLANK, width_points=595, height_points=842, dpi=300, bands=bands
    )


def _segfault() -> None:
    ctypes.string_at(0)


def _eat_memory() -> None:
    kept = [bytearray(1 << 26) for _ in range(1000)]
    kept.clear()


def _spin() -> None:
    while True:
        pass


def _chatter() -> None:
    os.write(1, b"a library's chatter\n" * 100_000)


def _nonsense() -> None:
    _write_everywhere(b"\x00\x00\x00\x03abc")


def _endless() -> None:
    _write_everywhere(b"\xff\xff\xff\xff")


def _write_everywhere(junk: bytes) -> None:
    """Write to whatever is open: the private standard output is among it."""
    for descriptor in range(3, 30):
        with contextlib.suppress(OSError):
            os.write(descriptor, junk)


def _write_much() -> None:
    Path("much").write_bytes(b"\0" * (200 << 20))


def _stumble() -> None:
    raise KeyError("a bug")


def _lack_an_engine() -> None:
    raise ImportError("No module named 'an_engine'")


def _tell_secrets() -> None:
    told = [name for name in os.environ if "SECRET" in name]
    says = f"told: {told}, at home: {list(Path.cwd().iterdir())}, remembered: {_REMEMBERED}"
    raise Unreadable(Reason.DAMAGED, says)


def _leave_traces() -> None:
    Path("trace").touch()
    os.chdir("/")
    os.environ |= {"A_SECRET": "of the first file"}
    _REMEMBERED.append("the first file")


def _have_a_child() -> None:
    if os.fork() == 0:
        time.sleep(60)
        os._exit(0)


def _haunt(place: Path) -> None:
    """Have a child in a session of its own that writes to the worker's pipes for long after."""
    place.touch()
    if os.fork() == 0:
        os.setsid()
        while place.exists():
            _write_everywhere(b"\xff\xff\xff\xff")
            with contextlib.suppress(OSError):
                os.write(1, b"boo")
            time.sleep(0.001)
        os._exit(0)


def _kill_the_nursery() -> None:
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def _be_killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


_REMEMBERED: list[str] = []

_MISDEEDS = {
    "segfault": _segfault,
    "eat memory": _eat_memory,
    "spin": _spin,
    "chatter": _chatter,
    "nonsense": _nonsense,
    "endless": _endless,
    "write much": _write_much,
    "bug": _stumble,
    "no engine": _lack_an_engine,
    "secrets?": _tell_secrets,
    "child": _have_a_child,
    "traces": _leave_traces,
    "kill the nursery": _kill_the_nursery,
    "be killed": _be_killed,
}


if __name__ == "__main__":
    work(obey)
