"""Blocks of a page in, the tables they stand in out: what is beside a cell, or below it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from ingest.companion.blocks import Cell, TextBlock
from ingest.companion.labels import field_named

Row = Mapping[int, Sequence[TextBlock]]
"""The blocks of a row by their column."""


class Tables(Struct, frozen=True):
    """The rows of all tables, and which of them is each table's heading row, if one is."""

    rows: Mapping[int, Row]
    of_table: Mapping[int, Sequence[int]]
    heading_rows: Mapping[int, int]

    def beside(self, label: Cell) -> Iterator[Sequence[TextBlock]]:
        """Yield the cell after a label, or where the row is the heading row, all cells below."""
        if label.table is None:
            return
        if self.heading_rows.get(label.table) == label.row:
            for row in self.of_table[label.table]:
                if row > label.row:
                    yield self.rows[row].get(label.column, ())
        else:
            beside = self.rows[label.row].get(label.column + 1, ())
            yield [block for block in beside if field_named(block.text) is None]


def tables_of(blocks: Iterable[TextBlock]) -> Tables:
    """Sort the blocks that stand in tables; a nested table's are its own."""
    rows: dict[int, dict[int, list[TextBlock]]] = defaultdict(lambda: defaultdict(list))
    of_table: dict[int, list[int]] = defaultdict(list)
    for block in blocks:
        cell = block.cell
        if cell is None or cell.table is None:
            continue
        if cell.row not in rows:
            of_table[cell.table].append(cell.row)
        rows[cell.row][cell.column].append(block)
    first_rows = ((table, rows_of_it[0]) for table, rows_of_it in of_table.items())
    heading_rows = {table: row for table, row in first_rows if _is_heading(rows[row])}
    return Tables(rows, of_table, heading_rows)


def by_cell(blocks: Iterable[TextBlock]) -> Iterable[Sequence[TextBlock]]:
    """Group blocks by the cell that they stand in."""
    cells: dict[int, list[TextBlock]] = defaultdict(list)
    for block in blocks:
        if block.cell is not None:
            cells[block.cell.number].append(block)
    return cells.values()


def _is_heading(row: Row) -> bool:
    """Say whether a row holds nothing but labels, or heading cells, and two at least."""
    cells = [blocks[0] for blocks in row.values()]
    if len(cells) < 2:
        return False
    are_labels = all(field_named(cell.text) is not None for cell in cells)
    return are_labels or all(cell.cell is not None and cell.cell.kind == "th" for cell in cells)
