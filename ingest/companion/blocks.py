"""HTML in, what a person sees of it out: blocks of text in their order, with their places.

Pages are hostile: they are walked with a stack of our own, for recursion ends at some depth.
"""

import warnings
from collections.abc import Iterator

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.element import NavigableString
from bs4.exceptions import ParserRejectedMarkup
from msgspec import Struct
from msgspec.structs import replace

from ingest.verdict import Reason, Unreadable

_MOST_TAGS = 60_000  # a saved page has a few thousand; each costs a kilobyte of memory
_BY_THE_MACHINE = {"script", "style", "template", "noscript", "head"}
_NOT_TEXT = {"svg", "math", "object", "iframe", "select", "textarea"}
_BESIDE_THE_DECISION = {"nav", "footer", "aside"}
_UNSEEN = _BY_THE_MACHINE | _NOT_TEXT | _BESIDE_THE_DECISION
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CELLS = frozenset(("dt", "dd", "th", "td"))
_MARKED = {
    "b",
    "big",
    "em",
    "font",
    "i",
    "mark",
    "s",
    "small",
    "strike",
    "strong",
    "sub",
    "sup",
    "u",
}
_MEANT = {
    "a",
    "abbr",
    "bdi",
    "bdo",
    "cite",
    "code",
    "data",
    "del",
    "dfn",
    "ins",
    "q",
    "time",
    "var",
}
_INLINE = _MARKED | _MEANT | {"acronym", "kbd", "label", "samp", "span", "tt", "wbr"}


class Cell(Struct, frozen=True, kw_only=True):
    """A cell of a table or a list of terms: which one, of what kind, and where in the table.

    Cells, tables and rows are numbered over the whole page in their order, columns in their row
    from 0. `table` is None in a list of terms.
    """

    number: int
    kind: str
    table: int | None = None
    row: int = 0
    column: int = 0


class _OpenTable(Struct, frozen=True, kw_only=True):
    """A table that the walk is in, with the row and the column of the next cell."""

    number: int
    row: int
    column: int = 0


class TextBlock(Struct, frozen=True, kw_only=True):
    """A piece of text that stands by itself.

    `pieces` are its texts by element; `moments` the machine's reading of the times in it.
    """

    pieces: tuple[str, ...]
    heading: str | None = None
    cell: Cell | None = None
    moments: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return the whole text."""
        return " ".join(self.pieces)


class SeenPage(Struct, frozen=True, kw_only=True):
    """A page as it is seen, and what its head says: the title and pairs of name and content."""

    blocks: tuple[TextBlock, ...]
    head_title: str
    head_says: tuple[tuple[str, str], ...]


def seen_page(html: bytes) -> SeenPage:
    """Parse the page; raise Unreadable where it has too many tags or can't be parsed at all."""
    if html.count(b"<") > _MOST_TAGS:
        raise Unreadable(Reason.TOO_LARGE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is read as HTML: wanted
        try:
            page = BeautifulSoup(html, "lxml")
        except (ParserRejectedMarkup, UnicodeError) as error:
            raise Unreadable(Reason.DAMAGED) from error
    return SeenPage(
        blocks=tuple(_Walk().blocks_below(_main_part(page))),
        head_title=_plain(page.title.get_text() if page.title else ""),
        head_says=tuple(_said_in_head(page)),
    )


def _main_part(page: BeautifulSoup) -> Tag:
    """Return what the page itself marks as its content, where it marks one such part."""
    for found in (page.find_all("main", limit=2), page.find_all("article", limit=2)):
        if len(found) == 1:
            return found[0]
    return page.body or page


def _said_in_head(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    for meta in page.find_all("meta", limit=200):
        name, content = meta.get("name") or meta.get("property"), meta.get("content")
        if isinstance(name, str) and isinstance(content, str):
            yield _plain(name).casefold(), _plain(content)


class _Walk:
    """A walk through a page: where it is, and the block that it is filling."""

    def __init__(self) -> None:
        self._blocks: list[TextBlock] = []
        self._pieces: list[str] = []
        self._moments: list[str] = []
        self._headings: list[str] = []
        self._cells: list[Cell] = []
        self._tables: list[_OpenTable] = []
        self._count = 0

    def blocks_below(self, top: Tag) -> list[TextBlock]:
        """Return the blocks below a tag, in the order of the page."""
        ahead: list[tuple[Tag | NavigableString, bool]] = [(top, False)]
        while ahead:
            node, is_end = ahead.pop()
            if isinstance(node, NavigableString):
                self._take_text(node)
            elif is_end:
                self._leave(node)
            elif not _is_unseen(node):
                self._enter(node)
                ahead.append((node, True))
                ahead.extend((child, False) for child in _children(node))
        self._end_block()
        return self._blocks

    def _take_text(self, node: NavigableString) -> None:
        if type(node) is NavigableString and (text := _plain(node)):  # no comment, no CDATA
            self._pieces.append(text)

    def _enter(self, tag: Tag) -> None:
        if tag.name == "time" and isinstance(moment := tag.get("datetime"), str):
            self._moments.append(moment)
        if tag.name in _INLINE:
            return
        self._end_block()
        if tag.name in _HEADINGS:
            self._headings.append(tag.name)
        elif tag.name == "table":
            self._tables.append(_OpenTable(number=self._next(), row=self._next()))
        elif tag.name == "tr" and self._tables:
            self._tables[-1] = _OpenTable(number=self._tables[-1].number, row=self._next())
        elif tag.name in _CELLS:
            self._cells.append(self._new_cell(tag.name))

    def _next(self) -> int:
        self._count += 1
        return self._count

    def _new_cell(self, kind: str) -> Cell:
        if kind in {"dt", "dd"} or not self._tables:
            return Cell(number=self._next(), kind=kind)
        table = self._tables[-1]
        cell = Cell(
            number=self._next(),
            kind=kind,
            table=table.number,
            row=table.row,
            column=table.column,
        )
        self._tables[-1] = replace(table, column=table.column + 1)
        return cell

    def _leave(self, tag: Tag) -> None:
        if tag.name in _INLINE:
            return
        self._end_block()
        if tag.name in _HEADINGS:
            self._headings.pop()
        elif tag.name == "table":
            self._tables.pop()
        elif tag.name in _CELLS:
            cell = self._cells.pop()
            if not self._blocks or self._blocks[-1].cell != cell:
                self._blocks.append(TextBlock(pieces=(), cell=cell))  # an empty cell has a place

    def _end_block(self) -> None:
        if self._pieces or self._moments:
            self._blocks.append(
                TextBlock(
                    pieces=tuple(self._pieces),
                    heading=self._headings[-1] if self._headings else None,
                    cell=self._cells[-1] if self._cells else None,
                    moments=tuple(self._moments),
                )
            )
        self._pieces, self._moments = [], []


def _children(tag: Tag) -> Iterator[Tag | NavigableString]:
    for child in reversed(tag.contents):
        if isinstance(child, Tag | NavigableString):
            yield child


def _is_unseen(tag: Tag) -> bool:
    """Say whether a reader of the page doesn't see this, or sees it beside the decision."""
    style = str(tag.get("style") or "").replace(" ", "").casefold()
    hides = "display:none" in style or "visibility:hidden" in style
    return tag.name in _UNSEEN or tag.has_attr("hidden") or hides


def _plain(text: str) -> str:
    """Return a text in single spaces, without what can't be shown."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in text).split())
