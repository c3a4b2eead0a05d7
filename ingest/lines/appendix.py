"""The pages behind the officer's approval in; out, what of them is no longer the form's.

An appendix or an annex is headed as one; the end of a box that a page break cut is not.
"""

import re
from collections.abc import Sequence

from ingest.lines.line import Line
from ingest.page import OCR_READERS, Word
from ingest.scanning.labels import label_in

_APPENDIX = re.compile(r"\W*(?:appendix|annexe?)\b", re.IGNORECASE)
_LONGEST_END = 10  # lines, that a box runs over on to the next page
_A_LINE = 4  # letters: less is a speck


def first_line_of(lines: Sequence[Line]) -> Line | None:
    """Give a page's first line of text."""
    return next((line for line in lines if len(line.text) >= _A_LINE), None)


def begins_appendix(lines: Sequence[Line]) -> bool:
    """Say whether a page is headed Appendix or Annex."""
    first = first_line_of(lines)
    return first is not None and _APPENDIX.match(first.text) is not None


def end_of_box(lines: Sequence[Line]) -> int:
    """Count the lines at the top of a page that end a signature box begun on the page above.

    None where an appendix begins first, or nobody signs there.
    """
    if begins_appendix(lines):
        return 0
    top = lines[:_LONGEST_END]
    signed = next((at for at, line in enumerate(top) if _has(line, "Signature")), None)
    if signed is None:
        return 0
    end = signed + 1
    while end < len(lines) and _has(lines[end], "Date"):
        end += 1
    return end


def is_signed(lines: Sequence[Line]) -> bool:
    """Say whether a signature line stands among some lines."""
    return any(_has(line, "Signature") for line in lines)


def _has(line: Line, label: str) -> bool:
    """Say whether either reader read a label at the beginning of a line."""
    firsts: list[Word] = [word for by in OCR_READERS for word in line.by_reader.get(by, ())[:1]]
    return any(label_in(word, label) is not None for word in firsts)
