"""Pages of random paragraphs, lists and tables in, every word of them in one block out."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from ingest.fields.prose import pieces_of
from ingest.fields.sections import sections_of
from ingest.lines.flow import Item, sheet_of
from ingest.record import Block, ItemList, Paragraph, Table
from tests.ingest.paper import a_page

# Words that no reader takes for a number or a bullet; each stands once on the pages.
WORDS = tuple("".join(parts) for parts in product("bdfgklmn", "aeou", "rst", "aeou", "nlk"))
KINDS = ("1.1", "plain", "bullet", "letter", "inner", "lead-in", "figures", "ruled", "heading")


class Part(Struct, frozen=True):
    """Something to print: of a kind, so many words, apart from what is above or not."""

    kind: str
    words: int
    apart: bool
    end: str


PARTS = st.builds(
    Part, st.sampled_from(KINDS), st.integers(1, 25), st.booleans(), st.sampled_from(["", *".,;:"])
)
PAGES = st.lists(st.lists(PARTS, min_size=1, max_size=14), min_size=1, max_size=3)


class _Stock:
    """Words to print, each given out once."""

    def __init__(self) -> None:
        self.given: list[str] = []

    def take(self, count: int) -> list[str]:
        words = list(WORDS[len(self.given) : len(self.given) + count])
        self.given += words
        return words

    def sum(self) -> str:
        self.given.append(f"{1000 + len(self.given)},500")
        return self.given[-1]


def printed(parts: Sequence[Part], stock: _Stock) -> str:
    """Set a page of parts, wrapped as a word processor wraps them."""
    rows: list[str] = []
    for at, part in enumerate(parts):
        if len(rows) > 34:
            break
        rows += ["", *_rows(stock, part, at)] if part.apart else _rows(stock, part, at)
    return "\n".join(rows)


def _rows(stock: _Stock, part: Part, at: int) -> list[str]:
    kind = part.kind
    if kind in {"figures", "ruled"}:
        cells = [[*stock.take(1), stock.sum(), stock.sum()] for _ in range(3)]
        if kind == "ruled":
            return [f"| {' | '.join(row)} |" for row in cells]
        return ["\t" + "".join(f"{cell:<20}" for cell in row).rstrip() for row in cells]
    text = " ".join(stock.take(part.words)) + part.end
    signs = {
        "1.1": (f"1.{at + 1}\t", "\t"),
        "bullet": ("\t  • ", "\t    "),
        "letter": (f"\t  ({chr(97 + at)}) ", "\t      "),
        "inner": ("\t      o  ", "\t         "),
        "lead-in": ("\t", "\t"),
        "heading": (f"{at + 1}.\t", "\t"),
        "plain": ("", ""),
    }
    first, later = signs[kind]
    text = f"{text}:" if kind == "lead-in" else text
    text = text.capitalize() if kind == "heading" else text
    lines = textwrap.wrap(text, 78 if kind != "inner" else 60) or [""]
    return [first + lines[0], *(later + line for line in lines[1:])]


def words_in(block: Block) -> Iterator[str]:
    """Yield a block's words without the signs around them, in lower case."""
    match block:
        case Paragraph(text=text):
            texts: tuple[str, ...] = (text,)
        case ItemList(items=items):
            texts = items
        case Table(rows=rows):
            texts = tuple(cell for row in rows for cell in row)
    for text in texts:
        yield from (word.strip(".,;:").lower() for word in text.split())


def laid_out(pages: Sequence[Sequence[Part]]) -> tuple[list[Item], list[str]]:
    """Print and lay out the pages, and give the words that stand on them."""
    stock = _Stock()
    texts = [printed(parts, stock) for parts in pages]
    read = [a_page(text, page=at, top=0.06) for at, text in enumerate(texts, start=1)]
    items = [item for page in read for item in sheet_of(page, frozenset()).items]
    return items, stock.given


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_every_word_stands_in_one_block(pages: list[list[Part]]) -> None:
    """None is lost, and none stands twice, whatever the lines are taken for."""
    items, given_words = laid_out(pages)

    found = Counter(word for piece in pieces_of(items) for word in words_in(piece.block))

    assert [word for word in given_words if found[word] != 1] == []


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_every_word_stands_in_one_section(pages: list[list[Part]]) -> None:
    """As a heading's word or in one block under it."""
    items, given_words = laid_out(pages)

    sections = sections_of(items)
    found = Counter(
        word for section in sections for piece in section.pieces for word in words_in(piece.block)
    )
    found.update(
        word.strip(".,;:").lower() for section in sections for word in section.heading.split()
    )

    assert [word for word in given_words if found[word] != 1] == []
