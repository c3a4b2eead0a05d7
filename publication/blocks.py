"""What a published page is made of, before it is Markdown and after it is read back."""

from msgspec import Struct


class Heading(Struct, frozen=True):
    """A heading; the page's title is at level 1."""

    level: int
    text: str


class Prose(Struct, frozen=True):
    """A paragraph; `anchor` is the number that links to it ("2.3"), or None."""

    text: str
    anchor: str | None = None


class Item(Struct, frozen=True):
    """One item of a list; `depth` counts from 0 and is never more than one deeper than before."""

    depth: int
    text: str


class Grid(Struct, frozen=True):
    """A table: rows of one length, the first of them the heading row."""

    rows: tuple[tuple[str, ...], ...]


PageBlock = Heading | Prose | Item | Grid
