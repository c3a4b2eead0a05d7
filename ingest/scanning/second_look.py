"""Handwritten dates looked at again: each read three times, prepared in three ways.

One reading of handwriting proves little. The same date from the picture as it is, from one
with outline strokes filled and from one softened is as good as a second reader (on 64 forged
dates: where all three agreed, none was wrong).
"""

from collections.abc import Callable, Iterator

import cv2
import numpy as np

from ingest.page import Box, Reader, SecondLook, Word
from ingest.scanning.labels import is_label, label_in
from ingest.scanning.picture import Grey
from ingest.scanning.readers.rapid import Rapid

_SAME_LINE = 0.18  # of the crop's height, which is 3.6 times the label's
_FURTHEST_RIGHT = 0.45  # of the page's width, from the word "Date"


def _as_it_is(grey: Grey) -> Grey:
    return grey


def _filled(grey: Grey) -> Grey:
    return cv2.morphologyEx(grey, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8)).astype(np.uint8)


def _softened(grey: Grey) -> Grey:
    return cv2.GaussianBlur(grey, (0, 0), 3).astype(np.uint8)


WAYS: dict[str, Callable[[Grey], Grey]] = {
    "as it is": _as_it_is,
    "filled": _filled,
    "softened": _softened,
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
            if any(
                abs(label.middle - s.middle) < 0.012 and s.right < label.left for s in signatures
            ):
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
    for way, prepared in WAYS.items():
        words = _on_the_date_line(rapid.words_on(prepared(np.ascontiguousarray(crop))))
        sure = min((word.confidence for word in words), default=0.0)
        text = " ".join(word.text for word in words)
        yield SecondLook(around, Reader.RAPIDOCR, way, text, round(sure, 3))


def _on_the_date_line(words: tuple[Word, ...]) -> list[Word]:
    """Keep to the label's own line: words of the line above and below reach into the crop."""
    with_figures = [word for word in words if any(map(str.isdigit, word.text))] or list(words)
    nearest = min(with_figures, key=lambda word: abs(word.box.middle - 0.5), default=None)
    if nearest is None:
        return []
    own = [word for word in words if abs(word.box.middle - nearest.box.middle) < _SAME_LINE]
    return sorted(own, key=lambda word: word.box.left)
