"""Sheets in; out, those that were scanned a second time."""

from collections.abc import Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from ingest.lines.flow import Sheet, mark_on
from ingest.lines.recognising import key

_ALIKE = 92.0  # of 100; two readings of one sheet differ in a letter here and there
_ENOUGH_LETTERS = 150  # fewer are alike by chance: a signature page has 100


class Copy(Struct, frozen=True):
    """A sheet that shows what an earlier sheet shows."""

    sheet: Sheet
    of_page: int


def copies_among(sheets: Sequence[Sheet]) -> tuple[Copy, ...]:
    """Find the sheets that were there before: the same number or landmarks, and the same text.

    An annex may have pages that differ in one figure only: likeness alone makes no copy.
    """
    seen: list[tuple[Sheet, str]] = []
    copies: list[Copy] = []
    for sheet in sheets:
        text = key(" ".join(line.text for line in sheet.lines))
        if len(text) < _ENOUGH_LETTERS:
            continue
        first = next(
            (one for one, words in seen if _same(one, sheet) and _alike(words, text)), None
        )
        if first is None:
            seen.append((sheet, text))
        else:
            copies.append(Copy(sheet, first.page))
    return tuple(copies)


def _same(one: Sheet, other: Sheet) -> bool:
    numbers = {sheet.footer.number for sheet in (one, other)}
    if None not in numbers:
        return len(numbers) == 1
    landmarks, others = ([mark_on(line) for line in sheet.lines] for sheet in (one, other))
    return len(numbers - {None}) <= 1 and any(landmarks) and landmarks == others


def _alike(one: str, other: str) -> bool:
    return fuzz.ratio(one, other, score_cutoff=_ALIKE) > 0
