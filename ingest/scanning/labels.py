"""The labels of the signature line, found in a reader's words."""

import re

from rapidfuzz import fuzz

from ingest.page import Box, Word

_ALIKE = 75.0  # of 100: "bate" for "Date", "Signaturo" for "Signature"


def is_label(text: str, name: str) -> bool:
    """Say whether a word is the label, a letter misread allowed."""
    return fuzz.ratio(text.strip(":.").lower(), name.lower()) >= _ALIKE


def label_in(word: Word, name: str) -> Box | None:
    """Give the place of a label, alone or run together with the hand that touches it."""
    if is_label(word.text, name):
        return word.box
    run_together = re.search(rf"{name}(?=[\W\d])", word.text)
    if run_together is None:
        return None
    letter = word.box.width / len(word.text)
    left = word.box.left + letter * run_together.start()
    return Box(left, word.box.top, left + letter * len(name), word.box.bottom)
