"""What a page costs `pcd ingest`, beside what its two OCR engines alone cost.

Two processes run at once, so that both cores are busy, and each takes the two ways in turn
over the same samples, in the other's order. The engines are loaded once and get pages made
ready outside the clock; `pcd` reads the files as one thread of `pcd ingest` does: a nursery to
start, a confined process a file, engines to load in each, pages to prepare, handwriting to
read again and a record to make.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from threading import Event

from benchmarks.cost import Cost, cost_of
from ingest.confined.confinement import THE_WORKER, ScanToRead, read_in
from ingest.confined.process import Nursery
from ingest.file_hash import hash_of
from ingest.scanning.pages import made_ready
from ingest.scanning.pdf import page_count, pictures_of
from ingest.scanning.picture import READING_DPI, Grey
from ingest.scanning.readers.rapid import Rapid
from ingest.scanning.readers.tesseract import Tesseract

RATIO_ALLOWED = 1.2
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
    "ORT_DISABLE_TELEMETRY": "1",
}


def main() -> None:
    """Time both ways on both cores and print what a page took."""
    os.environ |= AS_CONFINED
    # The system shares out its time by session, and a confined worker has one of its own.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(2, mp_context=spawn, initializer=os.setsid) as cores:
        costs = list(cores.map(costs_of_both, (False, True)))
    pages = len(costs) * sum(map(page_count, FILES))
    engines, whole = (_a_page(of, pages) for of in zip(*costs, strict=True))
    print(f"{pages} pages of {len(FILES)} samples, both cores busy; a page takes")
    print(f"{'':26}{'seconds':>9}{'ratio':>8}{'CPU s':>8}{'ratio':>8}")
    print(f"{'pcd ingest':26}{_columns(whole, engines)}")
    print(f"{'its two engines alone':26}{_columns(engines, engines)}")
    print(f"allowed: ratio {RATIO_ALLOWED}")


def costs_of_both(pcd_first: bool) -> tuple[Cost, Cost]:  # noqa: FBT001  # one of two orders
    """Read all files both ways; return what the engines took and what `pcd` took."""
    tesseract, rapid = Tesseract(), Rapid()
    ready = [page for file in FILES for page in _ready_pages(file)]

    def by_engines() -> None:
        for page in ready:
            tesseract.words_on(page, dpi=READING_DPI)
            rapid.words_on(page)

    if pcd_first:
        whole = cost_of(_by_pcd)
        return cost_of(by_engines), whole
    return cost_of(by_engines), cost_of(_by_pcd)


def _by_pcd() -> None:
    nursery = Nursery(THE_WORKER)
    try:
        for file in FILES:
            scan = ScanToRead(pdf=file, name=file.name, sha256=hash_of(file))
            read_in(nursery, scan, on_page=lambda _: None, stop=Event())
    finally:
        nursery.end()  # only then does the system count what its workers took


def _ready_pages(file: Path) -> Iterator[Grey]:
    """Prepare the pages as they are prepared for the readers."""
    for _, picture in pictures_of(file, tuple(range(1, page_count(file) + 1))):
        yield made_ready(picture)[0]


def _a_page(costs: Sequence[Cost], pages: int) -> Cost:
    return Cost(*(sum(of) / pages for of in zip(*costs, strict=True)))


def _columns(cost: Cost, peer: Cost) -> str:
    seconds = f"{cost.seconds:9.2f}{cost.seconds / peer.seconds:8.2f}"
    return f"{seconds}{cost.cpu_seconds:8.2f}{cost.cpu_seconds / peer.cpu_seconds:8.2f}"


if __name__ == "__main__":
    main()
