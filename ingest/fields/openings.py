"""A line and what stands before it in, what it begins out: a paragraph, an item or nothing."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from ingest.fields.columns import INDENT, Columns
from ingest.fields.signs import Mark, without_bullet, without_mark, without_number
from ingest.lines.line import Line
from ingest.page import Word

_BULLET_HANGS = 0.012
_BULLET_STANDS_OFF = 0.006  # of the width, from its own text to the text's column
_HANGING_GAP = 0.012
_ALIGNED = 0.012
_MOST_SECTIONS, _WIDEST_GAP = 20, 3
_FAR = 1.5  # times the step from line to line
_DASHES = frozenset("-–—+")
_ENDS_ITEM = (";", "; and", "; or", ";and", ";or")
_ENDS = (".", "!", "?", ":", *_ENDS_ITEM)
_CLOSING = "\"”’')]"


class Begins(StrEnum):
    """What a line begins, if it begins anything."""

    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTHING = "nothing"


class Opening(Struct, frozen=True):
    """How a line begins: what, under which number or mark, and its words without these."""

    begins: Begins
    number: str | None
    words: tuple[Word, ...]
    mark: Mark | None = None


class Group(Struct):
    """The lines of one paragraph or list item, gathered until the next one begins."""

    opening: Opening
    lines: list[Line]
    words: list[tuple[Word, ...]]

    def take(self, opening: Opening, line: Line) -> None:
        """Add a line that goes on."""
        self.lines.append(line)
        self.words.append(opening.words)

    @property
    def ending(self) -> str:
        """How it ends so far: the words of its last lines, broken ones as they stand."""
        return " ".join(word.text for line in self.words[-2:] for word in line)

    @property
    def is_item(self) -> bool:
        """Say whether it is an item of a list."""
        return self.opening.begins is Begins.ITEM

    @property
    def left(self) -> float:
        """Where its own words begin."""
        return next((line[0].box.left for line in self.words if line), self.lines[0].box.left)

    def begins_small(self) -> bool:
        """Say whether its first letter is a small one."""
        return any(self.words) and next(filter(None, self.words))[0].text[:1].islower()

    def has_ended(self) -> bool:
        """Say whether it could end here, by its last sign."""
        return self.ending.rstrip(_CLOSING).endswith(_ENDS)


def opening_of(
    line: Line, previous: Line | None, columns: Mapping[int, Columns], groups: Sequence[Group]
) -> Opening:
    """Tell what a line begins, behind the groups of the same place gathered so far."""
    here = columns[line.page]
    number, words = without_number(line)
    if number is not None and not _stands_in_text(line, here) and _may_be_next(number, groups):
        return Opening(Begins.PARAGRAPH, number, words)
    if (marked := _marked(line, previous, columns, groups)) is not None:
        return marked
    by_place = _begun_without_sign(line, previous, columns, groups[-1] if groups else None)
    item = without_bullet(line.words)
    if item is None or _is_dash_in_prose(line, previous, here, groups):
        return Opening(by_place, None, line.words)
    if line.words[0].box.left <= here.text - _BULLET_HANGS:
        return Opening(Begins.NOTHING, None, item)  # a speck left of the text is no bullet
    if item[0].box.left - here.text < _BULLET_STANDS_OFF < here.text - line.words[0].box.left:
        return Opening(by_place, None, item)
    return Opening(Begins.ITEM, None, item)


def _may_be_next(number: str, groups: Sequence[Group]) -> bool:
    """Say whether a number is near the last one of its place: "60:40" is none behind 1.2."""
    last = next((each.opening.number for each in reversed(groups) if each.opening.number), None)
    highest = _section_of(last) if last is not None else _MOST_SECTIONS
    return _section_of(number) <= highest + _WIDEST_GAP


def _section_of(number: str) -> int:
    return int(number.partition(".")[0])


def _stands_in_text(line: Line, columns: Columns) -> bool:
    """Say whether a line begins in the text's column: "2.5 million" there is a sum."""
    if columns.numbers is None:
        return False
    hanging = columns.text - columns.numbers
    return hanging > 2 * INDENT and line.words[0].box.left > columns.text - 0.4 * hanging


def _is_dash_in_prose(
    line: Line, previous: Line | None, columns: Columns, groups: Sequence[Group]
) -> bool:
    """Tell the dash of "2019 - 2020", where a line breaks before it, from a bullet."""
    return (
        line.words[0].text in _DASHES
        and bool(groups)
        and previous is not None
        and previous.page == line.page
        and not groups[-1].has_ended()
        and not columns.is_apart(line, previous)
        and not columns.has_room(previous, line)
        and abs(line.box.left - groups[-1].left) < _ALIGNED
    )


def _marked(
    line: Line, previous: Line | None, columns: Mapping[int, Columns], groups: Sequence[Group]
) -> Opening | None:
    """Take a letter, numeral or figure for an item's where its place and order bear it out."""
    found = without_mark(line.words)
    if found is None:
        return None
    mark, words = found
    here = columns[line.page]
    was_ended = not groups or groups[-1].has_ended()
    fresh = (
        previous is None
        or previous.page != line.page
        or here.is_apart(line, previous)
        or here.has_room(previous, line)
    )
    hangs = here.is_deep(line) or words[0].box.left - line.words[0].box.right > _HANGING_GAP
    begins_list = mark.is_first and (fresh or was_ended) and (hangs or _leads_in(groups))
    goes_on = (fresh or was_ended) and _continues(mark, line, groups, in_place=was_ended)
    return Opening(Begins.ITEM, None, words, mark) if begins_list or goes_on else None


def _continues(mark: Mark, line: Line, groups: Sequence[Group], *, in_place: bool) -> bool:
    """Say whether a mark goes on from an earlier one; past a gap only right below the last."""
    marked = [(group.opening.mark, group) for group in groups if group.opening.mark is not None]
    if any(mark.follows(earlier) for earlier, _ in marked):
        return True
    alike = [(earlier, group) for earlier, group in marked if earlier.shape == mark.shape]
    if not alike or not in_place:
        return False
    last, group = alike[-1]
    aligned = abs(group.lines[0].box.left - line.box.left) < _ALIGNED
    return aligned and mark.comes_after(last)


def _leads_in(groups: Sequence[Group]) -> bool:
    return bool(groups) and groups[-1].ending.endswith((":", ":-", ": -", "–", "—"))


def _begun_without_sign(
    line: Line, previous: Line | None, columns: Mapping[int, Columns], open_group: Group | None
) -> Begins:
    """Tell what a line without number, mark or bullet begins, by its place alone."""
    if open_group is None or previous is None:
        return Begins.PARAGRAPH
    if previous.page != line.page:
        return _begun_on_new_page(line, previous, columns, open_group)
    here = columns[line.page]
    # A full line that ends no sentence goes on, though accents or a figure set the next one low.
    is_open = not here.has_room(previous, line) and not open_group.has_ended()
    apart = here.is_apart(line, previous, by=_FAR) if is_open else here.is_apart(line, previous)
    if open_group.is_item:
        return _begun_in_list(line, previous, here, open_group, apart=apart)
    forced = apart or here.has_room(previous, line)
    if here.is_deep(line):
        if forced and _leads_in([open_group]):
            return Begins.ITEM
    elif _goes_on_below_stamp(line, open_group):
        return Begins.NOTHING
    ended = open_group.ending.endswith((".", ":")) or here.has_much_room(previous, line)
    is_new = forced and ended and _opens_large(line)
    return Begins.PARAGRAPH if apart or is_new else Begins.NOTHING


def _begun_in_list(
    line: Line, previous: Line, columns: Columns, open_group: Group, *, apart: bool
) -> Begins:
    """Tell what a line begins behind an item.

    A deep line that stands apart is an item whose bullet both readers lost, and so is one behind
    ";", or a large letter, on a line with room to spare.
    """
    if not columns.is_deep(line):
        return Begins.PARAGRAPH
    ended = open_group.ending.endswith(_ENDS_ITEM) or _opens_large(line)
    forced = columns.has_room(previous, line) and ended
    is_lost = apart or forced or columns.has_much_room(previous, line)
    return Begins.ITEM if is_lost else Begins.NOTHING


def _goes_on_below_stamp(line: Line, open_group: Group) -> bool:
    """Say whether a small letter goes on with a paragraph, whatever was stamped in between."""
    is_open = not open_group.is_item and not open_group.has_ended()
    return is_open and line.text[:1].islower()


def _opens_large(line: Line) -> bool:
    """Say whether a line begins as a sentence or a name does."""
    return line.text[:1].isupper()


def _begun_on_new_page(
    line: Line, previous: Line, columns: Mapping[int, Columns], open_group: Group
) -> Begins:
    """Tell whether what the page above left open goes on here."""
    if not open_group.has_ended():
        return Begins.NOTHING
    ended = columns[previous.page].has_room(previous, line)
    hangs = columns[line.page].is_deep(line)
    if open_group.is_item:
        if not hangs and (ended or columns[line.page].numbers is not None):
            return Begins.PARAGRAPH
        return Begins.ITEM if ended else Begins.NOTHING
    if _leads_in([open_group]):
        return Begins.ITEM if hangs else Begins.PARAGRAPH
    return Begins.PARAGRAPH if ended else Begins.NOTHING
