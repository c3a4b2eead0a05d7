"""Markdown as written in, proof that it reads back as exactly the blocks that were meant out.

markdown-it-py reads it, with raw HTML enabled so that any is seen. Every kind of token that a
page is not made of is a failure: no link, no picture, no code, no emphasis, no HTML but the
one anchor pattern. Then the blocks read must be the blocks meant, word for word, in order.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import assert_never

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from publication.blocks import Grid, Heading, Item, PageBlock, Prose
from publication.clean import clean
from publication.errors import NotProved

READER = MarkdownIt("commonmark", {"html": True}).enable("table")

_ANCHOR = re.compile(r'<a id="([0-9]{1,3}(?:\.[0-9]{1,3}){0,3})"></a>')
_SILENT = frozenset(
    {"paragraph_open", "paragraph_close", "heading_close", "list_item_open", "list_item_close"}
    | {"thead_open", "thead_close", "tbody_open", "tbody_close", "tr_close"}
    | {"th_open", "th_close", "td_open", "td_close"}
)
_FAULT = "The page does not read back as what was meant. Nothing was written; report this fault."


def prove(markdown: str, meant: Sequence[PageBlock]) -> None:
    """Raise `NotProved` unless the Markdown reads as the blocks meant, and each anchor is one."""
    read = tuple(_blocks_of(tokens_of(markdown)))
    if read != tuple(_as_read(block) for block in meant):
        raise NotProved(_FAULT)
    anchors = [block.anchor for block in read if isinstance(block, Prose) and block.anchor]
    if len(anchors) != len(set(anchors)):
        raise NotProved(_FAULT)


@lru_cache(maxsize=1)
def tokens_of(markdown: str) -> Sequence[Token]:
    """Read Markdown; whoever asks of the same page next needn't read it again, nor change it."""
    return tuple(READER.parse(markdown))


def _blocks_of(tokens: Sequence[Token]) -> Iterator[PageBlock]:
    heading, depth = 0, -1
    table: list[list[str]] | None = None
    for token in tokens:
        match token.type:
            case "heading_open":
                heading = int(token.tag.removeprefix("h"))
            case "bullet_list_open" | "bullet_list_close":
                depth += token.nesting
            case "table_open":
                table = []
            case "tr_open" if table is not None:
                table.append([])
            case "table_close":
                yield Grid(tuple(tuple(row) for row in table or ()))
                table = None
            case "inline" if table is not None:
                table[-1].append(_text_of(token).text)
            case "inline":
                yield _block_of(_text_of(token), heading, depth)
                heading = 0
            case kind if kind not in _SILENT:
                raise NotProved(_FAULT)


def _block_of(prose: Prose, heading: int, depth: int) -> PageBlock:
    if prose.anchor:
        return prose
    if heading:
        return Heading(heading, prose.text)
    return Item(depth, prose.text) if depth >= 0 else prose


def _text_of(inline: Token) -> Prose:
    """Return an inline token's text, with the anchor that may stand before it."""
    children = list(inline.children or ())
    tags = "".join(child.content for child in children[:2] if child.type == "html_inline")
    anchor = _ANCHOR.fullmatch(tags)
    if anchor is not None:
        children = children[2:]
    if any(child.type != "text" for child in children):
        raise NotProved(_FAULT)
    return Prose("".join(child.content for child in children), anchor and anchor[1])


def _as_read(block: PageBlock) -> PageBlock:
    """Return a block with its text cleaned, as its reader is to see it."""
    match block:
        case Grid():
            return Grid(tuple(tuple(clean(cell) for cell in row) for row in block.rows))
        case Heading() | Prose() | Item():
            return replace(block, text=clean(block.text))
        case never:
            assert_never(never)
