"""Lines and the page's ink in; out, the signs that stand there and that no reader kept.

Readers drop half the bullets, for a round spot is no letter, and the dash of an empty cell. The
ink has them still: one patch, alone, of a bullet's or a dash's shape, in its place.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from ingest.fields.signs import without_bullet, without_mark, without_number
from ingest.lines.confidence import DISPUTED
from ingest.lines.flow import Item
from ingest.lines.grid import Cell, Grid
from ingest.lines.inkmap import InkBlot, InkMap
from ingest.lines.line import Line
from ingest.page import Box, Word

_REACH = 0.06  # of the width: no bullet hangs farther left of its item
_NEAREST = 0.005  # of the width, from the bullet to its item
_SMALLEST_INCHES = 0.026
_LARGEST = 0.017  # of the width: an en dash
_HIGHEST = 0.6  # of the line's height
_BAND = 0.15  # of the line's height, about its middle: what stands there is the line's own
_OFF_MIDDLE = 0.32  # of the line's height, by which a bullet may miss the line's middle
_SOLID = 0.5  # of its box
_IN_MARGIN = 0.004  # of the width, left of all text: what stands there is the scanner's
_WITHIN_CELL = 0.004  # of the page, from a cell's rules
_LONGEST_DASH = 0.03  # of the width
_FLAT = 1.6  # times as long as high, on paper
_LIKE_DASH = frozenset("-–—一_~=•·.,'")


class Margins(Struct, frozen=True):
    """Where the text of each page begins."""

    by_page: Mapping[int, float]

    @classmethod
    def of(cls, items: Sequence[Item]) -> "Margins":
        """Measure them by all that stands on the pages."""
        by_page: dict[int, float] = {}
        for item in items:
            by_page[item.page] = min(item.box.left, by_page.get(item.page, 1.0))
        return cls(by_page)


def with_unread_signs(
    items: Sequence[Item], ink: Mapping[int, InkMap], margins: Margins
) -> tuple[Item, ...]:
    """Put a bullet before every line that has one in ink, and none in words; dashes in cells."""
    return tuple(
        _with_signs(item, ink[item.page], margins.by_page[item.page]) if item.page in ink else item
        for item in items
    )


def _with_signs(item: Item, ink: InkMap, margin: float) -> Item:
    if isinstance(item, Line):
        return _with_bullet(item, ink, margin)
    rows = tuple(tuple(_cell(cell, item, ink) for cell in row) for row in item.rows)
    return structs.replace(item, rows=rows)


def _cell(cell: Cell, grid: Grid, ink: InkMap) -> Cell:
    if len(cell.text) < 2 or set(cell.text.replace(" ", "")) <= _LIKE_DASH:
        dash = _dash_in(cell.box, ink)
        return cell if dash is None else Cell(cell.box, (_line_of(dash, grid.page),))
    if len(cell.lines) < 2:
        return cell  # one line is no list: what stands before it is a speck
    margin = cell.box.left + _WITHIN_CELL
    return Cell(cell.box, tuple(_with_bullet(line, ink, margin) for line in cell.lines))


def _line_of(dash: Box, page: int) -> Line:
    word = Word("–", dash, DISPUTED)
    return Line(page=page, box=dash, words=(word,), by_reader={})


def _dash_in(cell: Box, ink: InkMap) -> Box | None:
    """Find the dash that says "nothing" in a cell: short, flat, and all the ink there is."""
    inner = Box(
        cell.left + _WITHIN_CELL,
        cell.top + _WITHIN_CELL,
        cell.right - _WITHIN_CELL,
        cell.bottom - _WITHIN_CELL,
    )
    if min(inner.width, inner.height) <= 0:
        return None
    blots = ink.blots_in(inner, bridging=1, smallest_inches=_SMALLEST_INCHES)
    if len(blots) != 1:
        return None
    dash = blots[0].box
    is_flat = ink.flatness_of(dash) > _FLAT and dash.width < _LONGEST_DASH
    return dash if is_flat and _is_solid(blots[0], ink) else None


def _with_bullet(line: Line, ink: InkMap, margin: float) -> Line:
    if not line.words or _is_opened(line):
        return line
    spot = _spot_before(line, ink, margin)
    if spot is None:
        return line
    bullet = Word("•", spot, DISPUTED)
    return structs.replace(line, words=(bullet, *line.words), box=line.box.around(spot))


def _is_opened(line: Line) -> bool:
    return (
        without_bullet(line.words) is not None
        or without_mark(line.words) is not None
        or without_number(line)[0] is not None
    )


def _spot_before(line: Line, ink: InkMap, margin: float) -> Box | None:
    """Find the one patch of ink left of a line, if it is of a bullet's size, place and shape.

    What reaches into the strip from the lines above and below is theirs.
    """
    first = line.words[0].box
    left = max(margin - _IN_MARGIN, first.left - _REACH)
    place = Box(left, first.top, first.left - _NEAREST, first.bottom)
    if place.width <= 0:
        return None
    band = _BAND * first.height
    own = [
        blot
        for blot in ink.blots_in(place, bridging=1, smallest_inches=_SMALLEST_INCHES)
        if blot.box.top < line.middle + band and line.middle - band < blot.box.bottom
    ]
    if len(own) != 1:
        return None
    spot = own[0].box
    touches = spot.left <= place.left or spot.right >= place.right
    middling = abs(spot.middle - line.middle) < _OFF_MIDDLE * first.height
    fits = spot.width < _LARGEST and spot.height < _HIGHEST * first.height
    return spot if middling and fits and _is_solid(own[0], ink) and not touches else None


def _is_solid(blot: InkBlot, ink: InkMap) -> bool:
    return blot.square_inches > _SOLID * ink.square_inches_of(blot.box)
