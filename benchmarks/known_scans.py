"""Taking in 200 scans that the register knows: what `pcd ingest` costs when nothing is new.

The peer is what nobody can do without: reading the same files once and hashing them.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from statistics import median

from benchmarks.cost import Cost, cost_of
from ingest.file_hash import hash_of
from ingest.page import PageKind, PageReading
from ingest.record import Answer, Approval, DecisionRecord, Deferral, Part2, Source
from ingest.version import READER_VERSION, READING_SETTINGS
from pcd.clock import now
from pcd.home import Home
from register.intake import take_in
from register.opening import Register, open_or_make_register
from register.readings import keep_page_reading, keep_record

SCANS = 200
ROUNDS = 5
SECONDS_ALLOWED = 3.0
SAMPLE = Path(__file__).parents[1] / "samples" / "pcd-0412-plain-2018.pdf"


def main() -> None:
    """Fill a home once, then time both ways in turn."""
    with tempfile.TemporaryDirectory() as folder:
        home, inbox = Home(Path(folder, "home")), Path(folder, "inbox")
        files = _an_inbox(inbox)
        _make_known(home, files)
        rounds = [
            (cost_of(lambda: _ingest_again(home, inbox)), cost_of(lambda: _hash_all(files)))
            for _ in range(ROUNDS)
        ]
    ours, peer = (_median(costs) for costs in zip(*rounds, strict=True))
    print(f"{SCANS} known scans taken in again, median of {ROUNDS}")
    print(f"{'':26}{'seconds':>9}{'ratio':>8}{'CPU s':>8}")
    print(f"{'pcd ingest':26}{_columns(ours, peer)}")
    print(f"{'hashing the files alone':26}{_columns(peer, peer)}")
    print(f"allowed: {SECONDS_ALLOWED} s")


def _columns(cost: Cost, peer: Cost) -> str:
    return f"{cost.seconds:9.2f}{cost.seconds / peer.seconds:8.1f}{cost.cpu_seconds:8.2f}"


def _median(costs: Iterable[Cost]) -> Cost:
    return Cost(*map(median, zip(*costs, strict=True)))


def _an_inbox(inbox: Path) -> list[Path]:
    """Write files of a usual size that differ in their last line."""
    inbox.mkdir()
    files = [inbox / f"scan-{number:03}.pdf" for number in range(SCANS)]
    for file in files:
        file.write_bytes(SAMPLE.read_bytes() + f"\n% {file.name}\n".encode())
    return files


def _make_known(home: Home, files: list[Path]) -> None:
    """Enter the files as read, without the hour that reading them would take."""
    home.folder.mkdir()
    with open_or_make_register(home.register, scans_folder=home.scans) as register:
        for file in files:
            _enter(register, file)


def _enter(register: Register, file: Path) -> None:
    sha256 = take_in(register, file, at=now()).sha256
    keep_page_reading(register, sha256, _page(), settings=READING_SETTINGS, at=now())
    keep_record(register, _record(sha256, file.name), reader_version=READER_VERSION, at=now())


def _page() -> PageReading:
    return PageReading(page=1, kind=PageKind.BLANK, width_points=595, height_points=842, dpi=300)


def _record(sha256: str, name: str) -> DecisionRecord:
    return DecisionRecord(
        reference=None,
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
        source=Source(sha256=sha256, pages=1, file=name),
    )


def _ingest_again(home: Home, inbox: Path) -> None:
    """Run the command as a person would, with Python's own start in the time."""
    command = [sys.executable, "-m", "pcd.main", "--home", str(home.folder), "ingest", str(inbox)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  # our own command
    if f"0 new, {SCANS} known" not in told:
        raise RuntimeError(f"the scans were not known: {told}")


def _hash_all(files: Iterable[Path]) -> None:
    for file in files:
        hash_of(file)


if __name__ == "__main__":
    main()
