"""Blocks of a page in, Markdown out: the same for markdown-it-py and for Python-Markdown."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from publication.blocks import Grid, Heading, Item, PageBlock, Prose
from publication.escape import escape

_INDENT = "    "  # Python-Markdown nests a list by four spaces and flattens it at two


def written(blocks: Sequence[PageBlock]) -> str:
    """Write blocks apart by empty lines, the items of a list together."""
    return "\n\n".join(_chunks(blocks)) + "\n"


def _chunks(blocks: Sequence[PageBlock]) -> Iterator[str]:
    for is_list, group in groupby(blocks, key=lambda block: isinstance(block, Item)):
        lines = [_written(block) for block in group]
        yield from ["\n".join(lines)] if is_list else lines


def _written(block: PageBlock) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {escape(block.text)}"
        case Prose(anchor=None):
            return escape(block.text)
        case Prose():
            return f'<a id="{block.anchor}"></a>{escape(block.text)}'
        case Item():
            return f"{_INDENT * block.depth}- {escape(block.text)}"
        case Grid():
            return _table(block.rows)
        case never:
            assert_never(never)


def _table(rows: Sequence[Sequence[str]]) -> str:
    heading, *body = [_row([escape(cell) for cell in row]) for row in rows]
    return "\n".join([heading, _row(["---"] * len(rows[0])), *body])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
