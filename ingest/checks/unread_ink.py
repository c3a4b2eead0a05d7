"""Ink that nobody could read, where every word counts."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.finding import Finding, Ground, finding
from ingest.lines.flow import lines_of, mark_on
from ingest.lines.layout import Layout
from ingest.lines.line import Line
from ingest.lines.template import Mark
from ingest.page import Box

_WRITTEN_INCHES = 0.18  # across: a letter, and more than dust
_PLACES = (
    Mark.TITLE,
    Mark.RECOMMENDATION,
    Mark.DMPC,
    Mark.DEFERRAL_QUESTION,
    Mark.DEFERRAL_REASON,
    Mark.DEFERRAL_UNTIL,
    Mark.PART_2_QUESTION,
)


def unread_ink_on(layout: Layout) -> Iterator[Finding]:
    """Find ink that nobody could read where every word counts."""
    for mark in _PLACES:
        by_page: dict[int, list[Box]] = {}
        for item in layout.places.get(mark, ()):
            for line in lines_of(item):
                by_page.setdefault(line.page, []).append(line.box)
        for page, boxes in by_page.items():
            yield from _unread_ink(layout, page, boxes)
    for item in layout.items(Mark.APPROVAL_WORDS):
        for line in lines_of(item):
            if mark_on(line) is Mark.APPROVAL_WORDS:
                yield from _over_approval_words(layout, line)


def _over_approval_words(layout: Layout, line: Line) -> Iterator[Finding]:
    """Find ink over the printed words of approval, or a stroke through one of them."""
    ink = layout.ink[line.page]
    over = any(
        ink.inches_across(blot.box) > _WRITTEN_INCHES
        for blot in ink.blots_in(line.box, besides=ink.words)
    )
    # Over two words and the gap between: in a poor copy a single word's own strokes can join.
    pairs = [one.box.around(other.box) for one, other in pairwise(line.words)]
    if over or any(map(ink.is_struck_through, pairs)):
        yield finding(Ground.UNREAD_INK, page=line.page, box=line.box)


def _unread_ink(layout: Layout, page: int, boxes: Sequence[Box]) -> Iterator[Finding]:
    place = Box(0.08, min(b.top for b in boxes), 0.92, max(b.bottom for b in boxes))
    ink = layout.ink[page]
    unread = [
        blot
        for blot in ink.blots_in(place, besides=ink.words)
        if ink.inches_across(blot.box) > _WRITTEN_INCHES
    ]
    if unread:
        largest = max(unread, key=lambda blot: blot.square_inches)
        yield finding(Ground.UNREAD_INK, page=page, box=largest.box)
