"""One file of a set forged, read by `pcd` and by its peers, and held against its truth."""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Event

import msgspec
from msgspec import Struct

from benchmarks.reading.fields import Fields
from benchmarks.reading.outcomes import Score
from benchmarks.reading.peers import RAPIDOCR, TESSERACT, load_engines, texts_of_peers
from benchmarks.reading.report_scores import running_text
from benchmarks.reading.scoring import scores_of
from benchmarks.reading.text_error import errors_and_letters
from benchmarks.word_truth import JudgedWord, words_of
from ingest.confined.confinement import THE_WORKER, ScanToRead, read_in
from ingest.confined.process import Nursery
from ingest.file_hash import hash_of
from ingest.page import PageReading
from ingest.verdict import Unreadable
from samples.forge.fresh.forging import Forged, forged_at, printed_at
from samples.forge.fresh.truth import Truth

PCD = "pcd"
ENGINES = (TESSERACT, RAPIDOCR)


class Reader(Struct, frozen=True):
    """What one reader made of a file: its wrong letters, and the time it took."""

    reader: str
    wrong: int
    letters: int
    seconds: float


class FileRead(Struct, frozen=True):
    """A file's truth, how the record compares with it, and what every reader made of its text.

    `words` are those that were settled, each held against what was printed.
    """

    name: str
    truth: Truth
    scores: tuple[Score, ...]
    readers: tuple[Reader, ...]
    words: tuple[JudgedWord, ...] = ()


def read_share(seed: int, count: int, places: Sequence[int], keep: str | None) -> list[FileRead]:
    """Read the files at these places of a set, one after the other, as one core does."""
    load_engines()
    nursery = Nursery(THE_WORKER)
    try:
        with tempfile.TemporaryDirectory() as folder:
            return list(_read(seed, count, places, Path(keep or folder), nursery))
    finally:
        nursery.end()


def _read(
    seed: int, count: int, places: Sequence[int], folder: Path, nursery: Nursery
) -> Iterator[FileRead]:
    for place in places:
        one = forged_at(seed, count, place)
        pdf = folder / f"{one.name}.pdf"
        pdf.write_bytes(one.pdf)
        read = _file_read(one, printed_at(seed, count, place), pdf, nursery)
        truth = msgspec.json.format(msgspec.json.encode(one.truth), indent=1)
        pdf.with_suffix(".truth.json").write_bytes(truth)
        sys.stderr.write(f"{one.name} read\n")
        yield read


def _file_read(one: Forged, printed: Sequence[str], pdf: Path, nursery: Nursery) -> FileRead:
    pages: list[PageReading] = []
    record, seconds = _record(pdf, nursery, pages.append)
    truth = msgspec.structs.replace(one.truth, record=msgspec.to_builtins(one.truth.record))
    if record is not None:
        pdf.with_suffix(".record.json").write_bytes(msgspec.json.encode(record))
    said = truth.said if truth.whole else ()
    texts = [(PCD, running_text(record) if record else "", seconds)]
    texts += [(peer.peer, peer.text, peer.seconds) for peer in texts_of_peers(pdf)]
    return FileRead(
        name=one.name,
        truth=truth,
        scores=tuple(scores_of(truth, record)),
        readers=tuple(
            Reader(reader, *errors_and_letters(said, text), took) for reader, text, took in texts
        ),
        words=tuple(words_of(pages, printed)),
    )


def _record(
    pdf: Path, nursery: Nursery, on_page: Callable[[PageReading], None]
) -> tuple[Fields | None, float]:
    """Read a scan as `pcd ingest` does; None where that gave no record."""
    scan = ScanToRead(pdf=pdf, name=pdf.name, sha256=hash_of(pdf))
    began = time.perf_counter()
    try:
        record = read_in(nursery, scan, on_page=on_page, stop=Event())
    except Unreadable as verdict:
        sys.stderr.write(f"{pdf.name}: {verdict.says}\n")
        return None, time.perf_counter() - began
    seconds = time.perf_counter() - began
    return msgspec.convert(msgspec.to_builtins(record), dict[str, object]), seconds
