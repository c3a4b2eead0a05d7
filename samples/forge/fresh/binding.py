"""Pictures and prints into one file: scans on any paper, and pages of two prints mixed."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO

import img2pdf
import pikepdf

_DAY_ONE = datetime(2026, 1, 1, tzinfo=UTC)


def scan_of(pictures: Sequence[bytes], paper: tuple[float, float]) -> bytes:
    """Wrap the pictures, one a page, as a scanner's PDF; landscape ones lie on their side."""
    layout = img2pdf.get_layout_fun(paper, auto_orient=True)
    wrapped = img2pdf.convert(
        list(pictures), layout_fun=layout, creationdate=_DAY_ONE, moddate=_DAY_ONE
    )
    with pikepdf.open(BytesIO(wrapped)) as pdf:
        del pdf.trailer["/ID"]  # img2pdf draws it by lot
        return _saved(pdf)


def first_half_replaced(scan: bytes, print_: bytes) -> bytes:
    """Put printed pages in place of the scan's first half."""
    with pikepdf.open(BytesIO(scan)) as pdf, pikepdf.open(BytesIO(print_)) as digital:
        for number in range(len(pdf.pages) // 2):
            pdf.pages[number] = digital.pages[number]
        return _saved(pdf)


def joined(files: Sequence[bytes]) -> bytes:
    """Lay files one behind the other."""
    with pikepdf.new() as pdf:
        for file in files:
            with pikepdf.open(BytesIO(file)) as more:
                pdf.pages.extend(more.pages)
        return _saved(pdf)


def pages_in(file: bytes) -> int:
    """Count the pages."""
    with pikepdf.open(BytesIO(file)) as pdf:
        return len(pdf.pages)


def _saved(pdf: pikepdf.Pdf) -> bytes:
    file = BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()
