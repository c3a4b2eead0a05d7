"""RapidOCR (PP-OCR on onnxruntime): a grey page in, its words out. The better one on poor scans."""

from typing import TypeAlias, cast

import cv2
from rapidocr import RapidOCR
from rapidocr.ch_ppocr_rec.typings import TextRecOutput
from rapidocr.utils.output import RapidOCROutput

from ingest.page import Box, Word
from ingest.scanning.picture import Grey

# One thread: the readers scale over processes, and badly over threads. The detector sees at
# most 1,280 pixels a side; the recogniser reads from the full picture. Orientation is ours.
SETTINGS = {
    "Global.log_level": "critical",
    "Global.use_cls": False,
    "Global.max_side_len": 4000,
    "Global.return_word_box": True,
    "Det.limit_type": "max",
    "Det.limit_side_len": 1280,
    "Rec.rec_batch_num": 1,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


_Corners: TypeAlias = list[list[float]]
_Line: TypeAlias = tuple[tuple[str, float, _Corners | None], ...]


class Rapid:
    """One loaded RapidOCR; reads one page at a time."""

    def __init__(self) -> None:
        """Load the models that lie inside the wheel."""
        self._engine = RapidOCR(params=SETTINGS)

    def words_on(self, grey: Grey) -> tuple[Word, ...]:
        """Read the words of an upright page, with confidences from 0 to 1."""
        height, width = grey.shape
        # Said at each call: RapidOCR keeps what it was last told.
        found = self._engine(cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR), use_det=True, use_rec=True)
        if not isinstance(found, RapidOCROutput) or found.boxes is None:
            return ()  # its word results are then a placeholder
        lines = cast("tuple[_Line, ...]", found.word_results)  # declared too loosely
        return tuple(
            Word(text.strip(), _box_of(corners, width, height), float(confidence))
            for line in lines
            for text, confidence, corners in line
            if text.strip() and corners is not None
        )

    def line_on(self, grey: Grey) -> tuple[str, float]:
        """Read a picture of one line, without looking for where its words are."""
        colours = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
        found = self._engine(colours, use_det=False, use_rec=True)
        if not isinstance(found, TextRecOutput) or not found.txts:
            return "", 0.0
        return found.txts[0].strip(), float(found.scores[0])


def _box_of(corners: _Corners, width: int, height: int) -> Box:
    """Turn four corners in pixels into a box in fractions of the page."""
    across = [float(x) / width for x, _ in corners]
    down = [float(y) / height for _, y in corners]
    return Box(min(across), min(down), max(across), max(down))
