"""Lines and tables in, blocks out: numbered paragraphs, lists, tables, footnotes."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from statistics import median

from msgspec import Struct, structs

from ingest.fields.aligned import with_aligned_tables
from ingest.fields.columns import Columns, columns_by_page
from ingest.fields.footnotes import Footnote, footnotes_in
from ingest.fields.joining import Spelling, spelling_of, text_of
from ingest.fields.lists import list_of, with_lost_items, without_false_items
from ingest.fields.openings import Begins, Group, opening_of
from ingest.lines.flow import Item, lines_of
from ingest.lines.grid import Grid
from ingest.lines.line import Line, box_around
from ingest.lines.recognising import key
from ingest.page import Box, Word
from ingest.record import Block, Paragraph, Table

Part = Line | Grid | Footnote

_DUST = 0.3  # of a line's usual height: what is lower is no letter


class Piece(Struct, frozen=True, kw_only=True):
    """A block with the words it was made of, for its evidence."""

    block: Block
    words: tuple[Word, ...]
    page: int
    box: Box


def pieces_of(items: Sequence[Item], *, beside: Sequence[Item] = ()) -> tuple[Piece, ...]:
    """Gather the lines and tables of one place into blocks, across page breaks.

    `beside` is what else stands on its pages: a short place tells little of how far lines of
    a paragraph are apart, and of how words are spelt.
    """
    parts, around = parts_of(items), _lines_in([*items, *beside])
    columns = columns_by_page(_lines_in(parts), around=around)
    return pieces_of_parts(parts, columns, spelling_in([*items, *beside]))


def spelling_in(items: Sequence[Item]) -> Spelling:
    """Gather how a place spells; the words where lines end and begin may be broken ones."""
    lines = [line for item in items for line in lines_of(item)]
    return spelling_of(word for line in lines for word in line.words[1:-1])


def parts_of(items: Sequence[Item]) -> tuple[Part, ...]:
    """Tell footnotes, and tables without rules, from the lines of the text; dust is left out."""
    clean = with_aligned_tables(_without_dust(items))
    notes = {id(note.lines[0]): note for note in footnotes_in(clean)}
    small = {id(line) for note in notes.values() for line in note.lines}
    parts = (
        notes.get(id(item), item) for item in clean if id(item) in notes or id(item) not in small
    )
    return tuple(parts)


def _lines_in(parts: Sequence[Part]) -> list[Line]:
    return [part for part in parts if isinstance(part, Line)]


def pieces_of_parts(
    parts: Sequence[Part], columns: Mapping[int, Columns], spelling: Spelling
) -> tuple[Piece, ...]:
    """Make blocks of the parts in their order; footnotes come last."""
    pieces: list[Piece] = []
    groups: list[Group] = []
    previous: Line | None = None
    table_above: Grid | None = None
    for part in parts:
        match part:
            case Grid():
                pieces += _pieces_from(groups, spelling)
                _add_table(pieces, part, table_above if previous is None else None)
                groups, previous, table_above = [], None, part
            case Line():
                opening = opening_of(part, previous, columns, groups)
                if opening.begins is Begins.NOTHING and groups:
                    groups[-1].take(opening, part)
                elif opening.words:
                    groups.append(Group(opening, [part], [opening.words]))
                previous = part
    pieces += _pieces_from(groups, spelling)
    notes = (part for part in parts if isinstance(part, Footnote))
    return (*pieces, *(_note(note, spelling) for note in notes))


def _without_dust(items: Sequence[Item]) -> list[Item]:
    """Leave out rows far lower than any letter: what a reader made of a speck by itself."""
    heights = [item.box.height for item in items if isinstance(item, Line)]
    lowest = _DUST * median(heights) if heights else 0.0
    return [item for item in items if not isinstance(item, Line) or item.box.height >= lowest]


def _pieces_from(groups: Sequence[Group], spelling: Spelling) -> list[Piece]:
    """Make blocks of the groups; items that follow one another are one list."""
    pieces: list[Piece] = []
    settled = with_lost_items(without_false_items(groups))
    for is_item, run in groupby(settled, key=lambda group: group.is_item):
        together = list(run)
        if is_item:
            pieces.append(_piece(list_of(together, spelling), together))
            continue
        for group in together:
            text = text_of(group.words, spelling)
            pieces.append(_piece(Paragraph(number=group.opening.number, text=text), [group]))
    return pieces


def _piece(block: Block, groups: Sequence[Group]) -> Piece:
    words = tuple(word for group in groups for line in group.words for word in line)
    first = groups[0].lines[0]
    boxes = [line.box for group in groups for line in group.lines if line.page == first.page]
    return Piece(block=block, words=words, page=first.page, box=box_around(boxes))


def _note(note: Footnote, spelling: Spelling) -> Piece:
    return Piece(
        block=Paragraph(text=f"{note.name}: {text_of(note.words, spelling)}"),
        words=tuple(word for line in note.words for word in line),
        page=note.lines[0].page,
        box=box_around(line.box for line in note.lines),
    )


def _add_table(pieces: list[Piece], grid: Grid, above: Grid | None) -> None:
    """Add a table; one that a page break cut goes on with its half above."""
    rows = [tuple(cell.text for cell in row) for row in grid.rows]
    rows = [row for row in rows if any(row)]
    words = tuple(
        word for row in grid.rows for cell in row for line in cell.lines for word in line.words
    )
    last = pieces[-1] if pieces else None
    if (
        above is not None
        and last is not None
        and isinstance(last.block, Table)
        and above.page != grid.page
        and len(above.rows[0]) == len(grid.rows[0])
    ):
        whole = list(last.block.rows)
        rows = _without_repeated_head(rows, whole[0])
        if rows and above.open_below and grid.open_above:
            whole.append(_one_row(whole.pop(), rows.pop(0)))
        pieces[-1] = structs.replace(
            last, block=Table(rows=(*whole, *rows)), words=last.words + words
        )
    elif rows:
        table = Table(rows=tuple(rows))
        pieces.append(Piece(block=table, words=words, page=grid.page, box=grid.box))


def _one_row(above: tuple[str, ...], below: tuple[str, ...]) -> tuple[str, ...]:
    """Join the two halves of a row that the page break cut."""
    return tuple(" ".join(filter(None, cells)) for cells in zip(above, below, strict=True))


def _without_repeated_head(
    rows: list[tuple[str, ...]], head: tuple[str, ...]
) -> list[tuple[str, ...]]:
    """Leave out the heading row that is printed again above the rest of a table."""
    again = bool(rows) and [key(cell) for cell in rows[0]] == [key(cell) for cell in head]
    return rows[1:] if again else rows
