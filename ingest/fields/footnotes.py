"""A page's lines in, its footnotes out: small print at the foot, most often under a figure."""

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from ingest.lines.flow import Item
from ingest.lines.line import Line
from ingest.page import Word

_LOWER_PART = 0.6  # of the page: no footnote begins above this
_FOOT = 0.72  # of the page: a note whose figure is lost stands below this
_SMALL_PRINT = 0.9  # of the usual width of a letter
_WIDEST_APART = 0.035  # of the height, from line to line within the notes
_FEWEST_BODY_LINES = 3
_LONG_ENOUGH = 3  # letters: shorter words tell little of a letter's width
_FIGURE = re.compile(r"[\[(]?(\d{1,2}|[¹²³⁴-⁹])[\])]?")
_FIGURE_ATTACHED = re.compile(r"(\d{1,2}|[¹²³⁴-⁹])((?:[A-Z“\"(]|https?:|www\.).*)")
_RESIDUE = "'‘’`°*†"
_RAISED = str.maketrans("¹²³⁴⁵⁶⁷⁸⁹", "123456789")


class Footnote(Struct, frozen=True, kw_only=True):
    """A footnote: its figure, its lines and their words without the figure.

    A raised figure is often read as a quotation mark; `figure` then is None.
    """

    figure: str | None
    lines: tuple[Line, ...]
    words: tuple[tuple[Word, ...], ...]

    @property
    def name(self) -> str:
        """What it is called in the text: "Footnote 1", or "Footnote"."""
        return f"Footnote {self.figure}" if self.figure else "Footnote"


def footnotes_in(items: Sequence[Item]) -> tuple[Footnote, ...]:
    """Find the footnotes of every page that the items stand on."""
    lines = [item for item in items if isinstance(item, Line) and item.words]
    found: list[Footnote] = []
    for page in sorted({line.page for line in lines}):
        found += _notes_of([line for line in lines if line.page == page])
    return tuple(found)


def _notes_of(lines: Sequence[Line]) -> list[Footnote]:
    """Give a page's last lines where they are small, low, and begin with a figure."""
    for at in range(_FEWEST_BODY_LINES, len(lines)):
        body, foot = lines[:at], lines[at:]
        if (
            foot[0].box.top > _LOWER_PART
            and (_figured(foot[0]) is not None or _stands_off(foot[0], above=body[-1]))
            and _stand_together(foot)
            and _are_small(foot, beside=body)
        ):
            return _divided(foot)
    return []


def _divided(lines: Sequence[Line]) -> list[Footnote]:
    """Begin a note at every figure that goes on from the last; the first may have lost its own."""
    first = _figured(lines[0]) or (None, _without_residue(lines[0].words))
    notes: list[tuple[str | None, list[Line], list[tuple[Word, ...]]]] = []
    notes.append((first[0], [lines[0]], [first[1]]))
    for line in lines[1:]:
        figured, last = _figured(line), notes[-1][0]
        if figured is not None and (last is None or int(figured[0]) == int(last) + 1):
            notes.append((figured[0], [line], [figured[1]]))
        else:
            notes[-1][1].append(line)
            notes[-1][2].append(line.words)
    return [
        Footnote(figure=figure, lines=tuple(taken), words=tuple(words))
        for figure, taken, words in notes
    ]


def _figured(line: Line) -> tuple[str, tuple[Word, ...]] | None:
    """Take the figure off the front of a line, if one stands there."""
    first, *rest = line.words
    if found := _FIGURE_ATTACHED.fullmatch(first.text):
        cut = Word(found[2], first.box, first.confidence)
        return found[1].translate(_RAISED), (cut, *rest)
    if rest and (found := _FIGURE.fullmatch(first.text)):
        return found[1].translate(_RAISED), tuple(rest)
    return None


def _stands_off(line: Line, *, above: Line) -> bool:
    """Say whether a line stands far below the text, where a rule parts the notes from it."""
    return line.box.top > _FOOT and line.middle - above.middle > _WIDEST_APART


def _without_residue(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Take off what the readers made of a raised figure."""
    first = words[0]
    rest = first.text.lstrip(_RESIDUE)
    return (Word(rest, first.box, first.confidence), *words[1:]) if rest else words[1:]


def _stand_together(lines: Sequence[Line]) -> bool:
    return all(below.middle - above.middle < _WIDEST_APART for above, below in pairwise(lines))


def _are_small(foot: Sequence[Line], *, beside: Sequence[Line]) -> bool:
    """Compare the letters of the lines with those of the text above them."""
    small, usual = _letter_width(foot), _letter_width(beside)
    return small is not None and usual is not None and small < _SMALL_PRINT * usual


def _letter_width(lines: Sequence[Line]) -> float | None:
    widths = [
        word.box.width / len(word.text)
        for line in lines
        for word in line.words
        if len(word.text) >= _LONG_ENOUGH
    ]
    return median(widths) if widths else None
