"""Blocks of a page in, what stands beside each label out, whichever way it is laid out.

A label with its value is a term and its definition, two cells of a row, a cell and the one below
it, "Label: value" in one line, a label in an element of its own with the rest of the line or the
next block, or a heading with what stands under it. Each way has an example in
`tests/cases/companion-pages.md`.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct

from ingest.companion.blocks import TextBlock
from ingest.companion.labels import Field, field_named
from ingest.companion.tables import Tables, by_cell, tables_of

_LABELLED = re.compile(r"(?P<label>[^:]{2,30}):\s*(?P<value>.*)", re.DOTALL)
_STRICT = frozenset((Field.REFERENCE, Field.DATE_SIGNED))  # whose values can be nothing else
_MOST_WORDS = 4  # of a label


class Said(Struct, frozen=True, kw_only=True):
    """What stands beside a field's label, and the machine's reading of the times in it."""

    field: Field
    text: str
    moments: tuple[str, ...] = ()


def said_on(blocks: Sequence[TextBlock]) -> Iterator[Said]:
    """Yield what stands beside each label, in the order of the page."""
    tables = tables_of(blocks)
    for at, block in enumerate(blocks):
        if (field := field_named(block.text)) is None:
            yield from _in_one_line(block)
            continue
        for value in _values_of(blocks, at, field, tables):
            if value:
                yield Said(
                    field=field,
                    text="\n\n".join(one.text for one in value if one.text),
                    moments=tuple(moment for one in value for moment in one.moments),
                )


def _in_one_line(block: TextBlock) -> Iterator[Said]:
    """Read "Label: value", or a label in an element of its own with its value after it."""
    for label, value in _parts_of(block):
        field = field_named(label)
        if field is not None and value:
            yield Said(field=field, text=value, moments=block.moments)
            return


def _parts_of(block: TextBlock) -> Iterator[tuple[str, str]]:
    """Yield the ways in which a block may be a label and a value, the surest first."""
    if not block.pieces:
        return
    yield block.pieces[0], " ".join(block.pieces[1:]).lstrip(": ")
    if found := _LABELLED.fullmatch(block.text):
        yield found["label"], found["value"]
    words = block.text.split()
    for length in range(min(_MOST_WORDS, len(words) - 1), 0, -1):  # "Date signed 19 July 2019"
        label = " ".join(words[:length])
        if field_named(label) in _STRICT:
            yield label, " ".join(words[length:])


def _values_of(
    blocks: Sequence[TextBlock], at: int, field: Field, tables: Tables
) -> Iterator[Sequence[TextBlock]]:
    label = blocks[at]
    if label.cell is not None and _is_whole_cell(blocks, at):
        if label.cell.kind == "dt":
            yield from by_cell(_definitions(blocks, at + 1))
        else:
            yield from tables.beside(label.cell)
    elif label.heading and field is Field.SUMMARY:
        yield _until_next_heading(blocks, at)
    else:
        yield [block for block in blocks[at + 1 : at + 2] if _can_be_value(block, label)]


def _is_whole_cell(blocks: Sequence[TextBlock], at: int) -> bool:
    around = (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2])
    return all(other.cell != blocks[at].cell for other in around)


def _definitions(blocks: Sequence[TextBlock], first: int) -> Iterator[TextBlock]:
    """Yield the definitions that follow a term, up to the next term."""
    for block in islice(blocks, first, None):
        if block.cell is None or block.cell.kind != "dd":
            return
        yield block


def _until_next_heading(blocks: Sequence[TextBlock], at: int) -> list[TextBlock]:
    under: list[TextBlock] = []
    for block in islice(blocks, at + 1, None):
        if block.heading or block.cell or not _can_be_value(block, blocks[at]):
            break
        under.append(block)
    return under


def _can_be_value(block: TextBlock, label: TextBlock) -> bool:
    """Say whether a block can belong to the label before it: it is no label and no heading."""
    is_label = field_named(block.text) is not None or any(_in_one_line(block))
    return not is_label and not block.heading and block.cell == label.cell
