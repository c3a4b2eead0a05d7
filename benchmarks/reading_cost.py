"""What a page costs `pcd ingest`, in full and fast, beside what its OCR engines alone cost.

Two processes run at once, so that both cores are busy, and each takes the ways in turn over the
same samples, in the other's order. The engines are loaded once and get pages made ready outside
the clock; `pcd` reads the files as one thread of `pcd ingest` does: a confined process a file,
pages to prepare, handwriting to read again and a record to make. In full that is held against
both engines, and fast against Tesseract. A run starts its nursery once, whatever it reads: what
that takes is measured alone and left out of a page's share. It tells besides how much memory the
largest worker held.
"""

import os
import resource
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Event

from msgspec import Struct

from benchmarks.cost import Cost, cost_of
from ingest.confined.confinement import THE_WORKER, ScanToRead, read_in
from ingest.confined.process import Nursery
from ingest.file_hash import hash_of
from ingest.scanning.pages import made_ready
from ingest.scanning.pdf import page_count, pictures_of
from ingest.scanning.picture import READING_DPI, Grey
from ingest.scanning.readers.rapid import Rapid
from ingest.scanning.readers.tesseract import Tesseract

FULL_ALLOWED, FAST_ALLOWED = 1.2, 1.5
MEMORY_ALLOWED_MB = 1024
SAMPLES = Path(__file__).parents[1] / "samples"
FILES = (
    SAMPLES / "pcd-0412-plain-2018.pdf",  # black and white, 3 pages
    SAMPLES / "pcd-0655-plain-2019.pdf",  # a poor fax, 4 pages
    SAMPLES / "pcd-0963-closed-pages-scanned-along.pdf",  # grey and unevenly lit, 5 pages
)
AS_CONFINED = {
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OPENCV_FOR_THREADS_NUM": "1",
    "ORT_DISABLE_TELEMETRY": "1",
}


class Costs(Struct, frozen=True):
    """What each way took of the same pages, and the memory of the largest worker (in MB)."""

    tesseract: Cost
    rapid: Cost
    full: Cost
    fast: Cost
    start: Cost
    worker_mb: float


def main() -> None:
    """Time all ways on both cores and print what a page took."""
    os.environ |= AS_CONFINED
    # The system shares out its time by session, and a confined worker has one of its own.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn, initializer=os.setsid) as cores:
        costs = list(cores.map(costs_of_all, (False, True)))
    pages = len(costs) * sum(map(page_count, FILES))
    tesseract = _a_page([cost.tesseract for cost in costs], pages)
    rapid = _a_page([cost.rapid for cost in costs], pages)
    start = _a_page([cost.start for cost in costs], len(costs))
    full = _a_page([_besides(cost.full, cost.start) for cost in costs], pages)
    fast = _a_page([_besides(cost.fast, cost.start) for cost in costs], pages)
    both = Cost(*(sum(of) for of in zip(tesseract, rapid, strict=True)))
    print(f"{pages} pages of {len(FILES)} samples, both cores busy; a page takes")
    print(f"{'':26}{'seconds':>9}{'ratio':>8}{'CPU s':>8}{'ratio':>8}")
    print(f"{'pcd ingest':26}{_columns(full, both)}   allowed {FULL_ALLOWED}")
    print(f"{'its two engines alone':26}{_columns(both, both)}")
    print(f"{'pcd ingest --fast':26}{_columns(fast, tesseract)}   allowed {FAST_ALLOWED}")
    print(f"{'Tesseract alone':26}{_columns(tesseract, tesseract)}")
    print(f"{'to start, once a run':26}{start.seconds:9.2f}{'':8}{start.cpu_seconds:8.2f}")
    largest = max(cost.worker_mb for cost in costs)
    print(f"the largest worker held {largest:.0f} MB, allowed {MEMORY_ALLOWED_MB}")


def costs_of_all(pcd_first: bool) -> Costs:  # noqa: FBT001  # one of two orders
    """Read all files each way; return what the engines took and what `pcd` took."""
    engines = Tesseract(), Rapid()
    ready = [page for file in FILES for page in _ready_pages(file)]

    def by_tesseract() -> None:
        for page in ready:
            engines[0].words_on(page, dpi=READING_DPI)

    def by_rapid() -> None:
        for page in ready:
            engines[1].words_on(page)

    ways: list[Callable[[], None]] = [by_tesseract, by_rapid, _in_full, _fast, _start]
    order = ways[::-1] if pcd_first else ways
    took = {way: cost_of(way) for way in order}
    # Only the nurseries' workers are this process's grandchildren.
    worker_kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return Costs(
        tesseract=took[by_tesseract],
        rapid=took[by_rapid],
        full=took[_in_full],
        fast=took[_fast],
        start=took[_start],
        worker_mb=worker_kb / 1024,
    )


def _start() -> None:
    nursery = Nursery(THE_WORKER)
    with nursery.worker_at_work():
        pass  # it has begun once everything is imported, and is ended at once
    nursery.end()


def _in_full() -> None:
    _by_pcd(fast=False)


def _fast() -> None:
    _by_pcd(fast=True)


def _by_pcd(*, fast: bool) -> None:
    nursery = Nursery(THE_WORKER)
    try:
        for file in FILES:
            scan = ScanToRead(pdf=file, name=file.name, sha256=hash_of(file), fast=fast)
            read_in(nursery, scan, on_page=lambda _: None, stop=Event())
    finally:
        nursery.end()  # only then does the system count what its workers took


def _ready_pages(file: Path) -> Iterator[Grey]:
    """Prepare the pages as they are prepared for the readers."""
    for _, picture in pictures_of(file, tuple(range(1, page_count(file) + 1))):
        yield made_ready(picture)[0]


def _a_page(costs: Sequence[Cost], pages: int) -> Cost:
    return Cost(*(sum(of) / pages for of in zip(*costs, strict=True)))


def _besides(cost: Cost, other: Cost) -> Cost:
    """Take away what the other took."""
    return Cost(*(mine - its for mine, its in zip(cost, other, strict=True)))


def _columns(cost: Cost, peer: Cost) -> str:
    seconds = f"{cost.seconds:9.2f}{cost.seconds / peer.seconds:8.2f}"
    return f"{seconds}{cost.cpu_seconds:8.2f}{cost.cpu_seconds / peer.cpu_seconds:8.2f}"


if __name__ == "__main__":
    main()
