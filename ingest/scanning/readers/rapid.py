"""RapidOCR (PP-OCR on onnxruntime): a grey page in, its words out. The better one on poor scans."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol, TypeAlias, cast

import cv2
import numpy as np
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

_GAP_PIXELS = 48  # a line's height: a letter at the edge is found as well as one within

_Corners: TypeAlias = list[list[float]]
_Line: TypeAlias = tuple[tuple[str, float, _Corners | None], ...]


class _Detector(Protocol):
    """What finds the lines: it takes a picture down to so many pixels a side."""

    limit_side_len: int


class _Loading(Protocol):
    """What RapidOCR declares no types for."""

    def _load_det_model(self) -> _Detector: ...
    def _load_rec_model(self) -> object: ...


class Rapid:
    """One loaded RapidOCR; reads one page at a time."""

    def __init__(self) -> None:
        """Load the models that lie inside the wheel."""
        self._engine = RapidOCR(params=SETTINGS)
        # It would load them at the first page, in each forked worker anew.
        loading = cast("_Loading", self._engine)
        self._detector = loading._load_det_model()  # noqa: SLF001  # the only way
        loading._load_rec_model()  # noqa: SLF001  # the only way

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

    def words_in(self, grey: Grey, bands: Sequence[Box]) -> tuple[Word, ...]:
        """Read only these parts of a page, from edge to edge and from the top; boxes are its own.

        They are read as one picture, with white between them: finding the lines costs by area.
        """
        if not bands:
            return ()
        high = grey.shape[0]
        spans = [(round(band.top * high), round(band.bottom * high)) for band in bands]
        gap = np.full((_GAP_PIXELS, grey.shape[1]), 255, np.uint8)
        pieces, begins, at = [gap], [], _GAP_PIXELS
        for top, bottom in spans:
            pieces += [grey[top:bottom], gap]
            begins.append(at)
            at += bottom - top + _GAP_PIXELS
        words = self._words_on_as_large(np.vstack(pieces), as_on=grey)
        return tuple(_moved(word, at, high, spans, begins) for word in words)

    def _words_on_as_large(self, part: Grey, *, as_on: Grey) -> tuple[Word, ...]:
        """Read a part of a page with its letters as large as the detector sees them on the page."""
        usual = self._detector.limit_side_len
        share = min(1.0, max(part.shape) / max(as_on.shape))
        self._detector.limit_side_len = round(usual * share)
        try:
            return self.words_on(part)
        finally:
            self._detector.limit_side_len = usual

    def line_on(self, grey: Grey) -> tuple[str, float]:
        """Read a picture of one line, without looking for where its words are."""
        colours = cv2.cvtColor(grey, cv2.COLOR_GRAY2BGR)
        found = self._engine(colours, use_det=False, use_rec=True)
        if not isinstance(found, TextRecOutput) or not found.txts:
            return "", 0.0
        return found.txts[0].strip(), float(found.scores[0])


def _moved(
    word: Word, high: int, page_high: int, spans: Sequence[tuple[int, int]], begins: Sequence[int]
) -> Word:
    """Put a word of the joined picture, `high` pixels high, back in its place on the page."""
    middle = word.box.middle * high
    in_band = max(0, bisect_right(begins, middle) - 1)
    shift = spans[in_band][0] - begins[in_band]
    box = Box(
        word.box.left,
        (word.box.top * high + shift) / page_high,
        word.box.right,
        (word.box.bottom * high + shift) / page_high,
    )
    return Word(word.text, box, word.confidence)


def _box_of(corners: _Corners, width: int, height: int) -> Box:
    """Turn four corners in pixels into a box in fractions of the page."""
    across = [float(x) / width for x, _ in corners]
    down = [float(y) / height for _, y in corners]
    return Box(min(across), min(down), max(across), max(down))
