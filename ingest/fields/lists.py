"""Groups of lines in, lists out: items nested by their indent, and items whose signs are lost."""

from collections.abc import Sequence
from itertools import groupby, takewhile

from msgspec import structs

from ingest.fields.joining import Spelling, text_of
from ingest.fields.openings import Begins, Group
from ingest.record import ItemList

_DEEPER = 0.02  # of the width: by so much an inner list is indented at the least
_BETWEEN = (";", "; and", "; or", ";and", ";or", ", and", ", or")


def list_of(groups: Sequence[Group], spelling: Spelling) -> ItemList:
    """Make one list of items that follow one another."""
    levels = levels_of([group.left for group in groups])
    marks = tuple(group.opening.mark.text if group.opening.mark else "" for group in groups)
    return ItemList(
        items=tuple(text_of(group.words, spelling) for group in groups),
        levels=levels if any(levels) else (),
        marks=marks if any(marks) else (),
    )


def levels_of(lefts: Sequence[float]) -> tuple[int, ...]:
    """Tell each item's depth from where it begins, counted from the outermost."""
    levels: list[int] = []
    open_at: list[float] = []
    for left in lefts:
        while open_at and left < open_at[-1] - _DEEPER / 2:
            open_at.pop()
        if not open_at or left > open_at[-1] + _DEEPER:
            open_at.append(left)
        levels.append(len(open_at) - 1)
    return tuple(levels)


def with_lost_items(groups: Sequence[Group]) -> list[Group]:
    """Take for items the paragraphs that only their grammar shows to be a list.

    "This includes:", then parts of one sentence that end with ";" and, the last, with ".".
    """
    found = list(groups)
    for at, group in enumerate(groups):
        if not group.is_item and group.ending.endswith(":"):
            for number in range(at + 1, at + 1 + _items_after(groups[at + 1 :])):
                opening = structs.replace(found[number].opening, begins=Begins.ITEM)
                found[number] = structs.replace(found[number], opening=opening)
    return found


def without_false_items(groups: Sequence[Group]) -> list[Group]:
    """Take for a paragraph a lead-in that a speck made an item: alone above a deeper list."""
    found: list[Group] = []
    for is_item, run in groupby(groups, key=lambda group: group.is_item):
        first, *inner = run
        levels = levels_of([group.left for group in (first, *inner)])
        if is_item and inner and all(levels[1:]) and _is_plain_lead_in(first):
            opening = structs.replace(first.opening, begins=Begins.PARAGRAPH)
            first = structs.replace(first, opening=opening)
        found += [first, *inner]
    return found


def _is_plain_lead_in(group: Group) -> bool:
    return group.opening.mark is None and group.ending.endswith(":")


def _items_after(groups: Sequence[Group]) -> int:
    """Count the paragraphs behind a lead-in that are items: at least two, or none."""
    plain = list(takewhile(_may_be_item, groups))
    between = list(takewhile(lambda group: group.ending.endswith(_BETWEEN), plain))
    last = plain[len(between) : len(between) + 1]
    if not between or not last or not last[0].ending.endswith("."):
        return 0
    return len(between) + 1


def _may_be_item(group: Group) -> bool:
    return not group.is_item and group.opening.number is None and group.begins_small()
