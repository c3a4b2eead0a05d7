"""Handwritten dates looked at again: each read four times, prepared in four ways.

One reading of handwriting proves little, and readings of like pictures err alike: an outlined
6 was read as 4 from the picture as it is, softened and thickened, and as 6 at half its size.
The same date from all four is as good as a second reader (on 64 forged dates: none wrong).
"""

from collections.abc import Callable, Iterator, Sequence

import cv2
import numpy as np

from ingest.page import Box, Reader, SecondLook, Word
from ingest.scanning.labels import is_label, label_in
from ingest.scanning.picture import READING_DPI, Grey, resized
from ingest.scanning.readers.rapid import Rapid

_MARGIN = 0.12  # of the line's height
_SAME_LINE = 0.18  # of the crop's height, which is 3.6 times the label's
_FURTHEST_RIGHT = 0.45  # of the page's width, from the word "Date"


def _softened(line: Grey) -> Grey:
    return cv2.GaussianBlur(line, (0, 0), 3).astype(np.uint8)


def _thickened(line: Grey) -> Grey:
    return cv2.erode(line, np.ones((3, 3), np.uint8)).astype(np.uint8)


def _at_half_size(line: Grey) -> Grey:
    return resized(line, dpi=READING_DPI, to_dpi=0.45 * READING_DPI)


OTHER_WAYS: dict[str, Callable[[Grey], Grey]] = {
    "softened": _softened,
    "thickened": _thickened,
    "at half size": _at_half_size,
}


def looks_at_dates(
    grey: Grey, by_tesseract: tuple[Word, ...], by_rapid: tuple[Word, ...], rapid: Rapid
) -> tuple[SecondLook, ...]:
    """Read again what stands right of "Date" on every line that also says "Signature"."""
    return tuple(
        look
        for label in _date_labels(by_tesseract, by_rapid)
        for look in _looks_beside(grey, label, rapid)
    )


def _date_labels(*readings: tuple[Word, ...]) -> list[Box]:
    """Find the word "Date" beside "Signature", once though both readers see it."""
    found: list[Box] = []
    for words in readings:
        signatures = [w.box for w in words if is_label(w.text, "Signature")]
        for word in words:
            label = label_in(word, "Date")
            if label is None or any(label.meets(other) for other in found):
                continue
            if any(_stands_right_of(label, signature) for signature in signatures):
                found.append(label)
    return found


def _stands_right_of(label: Box, signature: Box) -> bool:
    return abs(label.middle - signature.middle) < 0.012 and signature.right < label.left


def _looks_beside(grey: Grey, label: Box, rapid: Rapid) -> Iterator[SecondLook]:
    high, wide = grey.shape
    around = Box(
        label.right + 0.004,
        max(0.0, label.middle - 1.8 * label.height),
        min(0.98, label.right + _FURTHEST_RIGHT),
        min(1.0, label.middle + 1.8 * label.height),
    )
    crop = grey[
        round(around.top * high) : round(around.bottom * high),
        round(around.left * wide) : round(around.right * wide),
    ]
    words = _on_the_date_line(rapid.words_on(np.ascontiguousarray(crop)))
    sure = min((word.confidence for word in words), default=0.0)
    text = " ".join(word.text for word in words)
    yield SecondLook(around, Reader.RAPIDOCR, "as it is", text, round(sure, 3))
    line = _cut_out(crop, words)
    for way, prepared in OTHER_WAYS.items():
        text, sure = rapid.line_on(prepared(line))
        yield SecondLook(around, Reader.RAPIDOCR, way, text, round(sure, 3))


def _cut_out(crop: Grey, words: Sequence[Word]) -> Grey:
    """Cut out the line that the words stand on, with a margin; all of it where there are none."""
    if not words:
        return np.ascontiguousarray(crop)
    high, wide = crop.shape
    top, bottom = min(w.box.top for w in words), max(w.box.bottom for w in words)
    left, right = min(w.box.left for w in words), max(w.box.right for w in words)
    margin = round(_MARGIN * (bottom - top) * high)
    return np.ascontiguousarray(
        crop[
            max(0, round(top * high) - margin) : round(bottom * high) + margin,
            max(0, round(left * wide) - margin) : round(right * wide) + margin,
        ]
    )


def _on_the_date_line(words: tuple[Word, ...]) -> list[Word]:
    """Keep to the label's own line: words of the line above and below reach into the crop."""
    with_figures = [word for word in words if any(map(str.isdigit, word.text))] or list(words)
    nearest = min(with_figures, key=lambda word: abs(word.box.middle - 0.5), default=None)
    if nearest is None:
        return []
    own = [word for word in words if abs(word.box.middle - nearest.box.middle) < _SAME_LINE]
    return sorted(own, key=lambda word: word.box.left)
