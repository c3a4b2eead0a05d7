"""The record's plain Markdown and its blocks in, the blocks of a page out.

Plain Markdown knows paragraphs apart by an empty line, and items on lines that begin with
"- "; every other character in it is literal.
"""

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from ingest.record import Block, ItemList, Paragraph, Table
from publication.blocks import Grid, Item, PageBlock, Prose
from publication.clean import clean

_DEEPEST = 3  # a list nested a few hundred deep kills the whole build
_ANCHOR = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){0,3}")


def blocks_of_plain(plain_markdown: str | None) -> Iterator[PageBlock]:
    """Yield the paragraphs and items of a field in plain Markdown."""
    paragraph: list[str] = []
    for line in (*(plain_markdown or "").split("\n"), ""):
        is_item = line.startswith("- ")
        if is_item or not clean(line):
            yield from _prose(" ".join(paragraph))
            paragraph = []
        if is_item:
            yield from _items([(0, line.removeprefix("- "))])
        else:
            paragraph.append(line)


def blocks_of_record(blocks: Iterable[Block]) -> Iterator[PageBlock]:
    """Yield a section's paragraphs, list items and tables; what holds no text is left out."""
    for block in blocks:
        match block:
            case Paragraph():
                yield from _prose(block.text, block.number)
            case ItemList():
                yield from _items(_levelled(block))
            case Table():
                yield from _grid(block.rows)
            case never:
                assert_never(never)


def only_first_anchors(blocks: Iterable[PageBlock]) -> Iterator[PageBlock]:
    """Leave out the anchor of a number that stood before: a link leads to one place."""
    seen: set[str] = set()
    for block in blocks:
        if isinstance(block, Prose) and block.anchor is not None:
            yield Prose(block.text) if block.anchor in seen else block
            seen.add(block.anchor)
        else:
            yield block


def _prose(text: str, number: str | None = None) -> Iterator[Prose]:
    printed = clean(number or "")
    whole = clean(f"{printed} {text}")
    if whole:
        yield Prose(whole, printed if _ANCHOR.fullmatch(printed) else None)


def _levelled(block: ItemList) -> list[tuple[int, str]]:
    levels = (*block.levels, *[0] * len(block.items))
    marks = (*block.marks, *[""] * len(block.items))
    return [
        (level, f"{mark} {item}")
        for level, mark, item in zip(levels, marks, block.items, strict=False)
    ]


def _items(levelled: Iterable[tuple[int, str]]) -> Iterator[Item]:
    """Yield items that go one deeper at a time, and never deeper than any reader can follow."""
    above = -1
    for level, text in levelled:
        if clean(text):
            above = max(0, min(level, above + 1, _DEEPEST))
            yield Item(above, clean(text))


def _grid(rows: Iterable[Iterable[str]]) -> Iterator[Grid]:
    cleaned = [tuple(clean(cell) for cell in row) for row in rows]
    filled = [row for row in cleaned if any(row)]
    width = max((len(row) for row in filled), default=0)
    if filled:
        yield Grid(tuple((*row, *[""] * (width - len(row))) for row in filled))
