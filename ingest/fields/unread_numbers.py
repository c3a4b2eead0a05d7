"""The report's lines and the page's ink in; out, the paragraph numbers that no reader kept.

A number is put back where something is printed in the numbers' column, and only one number
fits between the one before it and the one behind.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate, repeat

from msgspec import structs

from ingest.fields.columns import INDENT, Columns, columns_by_page
from ingest.fields.signs import section_number, without_number
from ingest.lines.confidence import DISPUTED
from ingest.lines.flow import Item
from ingest.lines.inkmap import InkMap
from ingest.lines.line import Line, box_around
from ingest.page import Box, Word

Place = tuple[int, ...]  # (2,) heads section 2; (2, 3) begins its third paragraph

_SMALLEST_INCHES = 0.03
_FEWEST_FIGURES = 2
_ASTRAY = 0.012  # of the width
_FIGURE = 0.45  # of the line's height: what is lower is no figure


def with_unread_numbers(items: Sequence[Item], ink: Mapping[int, InkMap]) -> tuple[Item, ...]:
    """Put back the numbers that the ink shows and the order of the others tells."""
    lines = [item for item in items if isinstance(item, Line) and item.words]
    columns = columns_by_page(lines)
    found: dict[int, Line] = {}
    before: Place = (0,)
    unread: list[tuple[Line, Box]] = []
    for line in lines:
        place = _place_of(line, columns[line.page])
        if place is not None:
            found |= _numbered(unread, before, place)
            before, unread = place, []
        elif (figures := _figures_before(line, columns[line.page], ink)) is not None:
            unread.append((line, figures))
    found |= _numbered(unread, before, None)
    return tuple(found.get(id(item), item) for item in items)


def _place_of(line: Line, columns: Columns) -> Place | None:
    """Read the number of a heading or a paragraph, if one stands in its column."""
    if columns.numbers is None or line.box.left > columns.numbers + _ASTRAY:
        return None
    number, _ = without_number(line)
    number = number or section_number(line)[0]
    return tuple(map(int, number.split("."))) if number is not None else None


def _figures_before(line: Line, columns: Columns, ink: Mapping[int, InkMap]) -> Box | None:
    """Find what is printed in the numbers' column before a line that begins in the text's."""
    first = line.words[0].box
    if columns.numbers is None or line.page not in ink or abs(first.left - columns.text) > INDENT:
        return None
    strip = Box(columns.numbers - _ASTRAY, first.top, columns.text - _ASTRAY / 2, first.bottom)
    if strip.width <= 0:
        return None
    blots = ink[line.page].blots_in(strip, bridging=1, smallest_inches=_SMALLEST_INCHES)
    figures = [blot.box for blot in blots if blot.box.height > _FIGURE * first.height]
    if len(figures) < _FEWEST_FIGURES:
        return None
    whole = box_around(figures)
    return whole if abs(whole.left - columns.numbers) < _ASTRAY else None


def _numbered(
    unread: Sequence[tuple[Line, Box]], before: Place, after: Place | None
) -> dict[int, Line]:
    """Number the lines by those around them, where one way alone is possible."""
    numbers = list(accumulate(repeat(before, len(unread) + 1), lambda last, _: _next_to(last)))[1:]
    if not numbers or len(before) > 2 or before == (0,) or not _may_follow(after, numbers[-1]):
        return {}
    return {
        id(line): structs.replace(
            line,
            words=(Word(".".join(map(str, number)), box, DISPUTED), *line.words),
            box=line.box.around(box),
        )
        for (line, box), number in zip(unread, numbers, strict=True)
    }


def _next_to(place: Place) -> Place:
    return (place[0], place[1] + 1 if len(place) > 1 else 1)


def _may_follow(after: Place | None, last: Place) -> bool:
    """Say whether a number goes on from another without a gap; none, at the end, always does."""
    begins_next = {(last[0] + 1,), (last[0] + 1, 1)}
    return after is None or after == _next_to(last) or after in begins_next
