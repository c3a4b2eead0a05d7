"""A decision's page in, the paragraphs out that a search finds and a reader can cite."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from markdown_it.token import Token
from msgspec import Struct

from publication.front import parted
from publication.proof import tokens_of

_ANCHOR = re.compile(r'<a id="([0-9.]+)">')
_LONG_ENOUGH = 600  # letters: then an unnumbered paragraph is found for itself


class Paragraph(Struct, frozen=True):
    """What is found: a paragraph with the list and table under it, or a decision's title.

    `number` is the printed number that links to it ("2.3"). A title has no section.
    """

    reference: str
    slug: str
    title: str
    section: str
    number: str | None
    text: str

    @property
    def is_title(self) -> bool:
        """Whether this is the decision's title rather than a paragraph of it."""
        return not self.section


class _Line(Struct, frozen=True):
    """One heading, paragraph, list item or table row."""

    text: str
    level: int = 0  # of a heading
    number: str | None = None
    is_prose: bool = False


def paragraphs_of(slug: str, page: str) -> Iterator[Paragraph]:
    """Yield a page's title, then its paragraphs in order.

    A paragraph begins at a section's heading or at a number, and has all that stands before
    the next one; a long one ends where an unnumbered paragraph begins. What stands above the
    first section is the reference, which every paragraph bears.
    """
    front, body = parted(page)
    reference, title = unescape(front.reference), unescape(front.title)
    yield Paragraph(reference, slug, title, section="", number=None, text=title)
    for section, lines in _sections(body):
        for number, text in _cited(lines):
            yield Paragraph(reference, slug, title, section, number, text)


def _sections(body: str) -> Iterator[tuple[str, list[_Line]]]:
    """Yield each heading below the title, with the lines under it."""
    section, lines = "", list[_Line]()
    for line in _lines(tokens_of(body)):
        if not line.level:
            lines.append(line)
            continue
        if section:
            yield section, lines
        section, lines = (line.text if line.level > 1 else ""), []
    if section:
        yield section, lines


def _cited(lines: Sequence[_Line]) -> Iterator[tuple[str | None, str]]:
    """Yield the number and text of each unit that a reader would cite."""
    number, texts = None, list[str]()
    for line in lines:
        is_next = line.number or (line.is_prose and sum(map(len, texts)) > _LONG_ENOUGH)
        if is_next and texts:
            yield number, "\n".join(texts)
            texts = []
        if is_next:
            number = line.number
        texts.append(line.text)
    if texts:
        yield number, "\n".join(texts)


def _lines(tokens: Sequence[Token]) -> Iterator[_Line]:
    level, depth = 0, 0
    cells: list[str] | None = None
    for token in tokens:
        match token.type:
            case "heading_open":
                level = int(token.tag.removeprefix("h"))
            case "bullet_list_open" | "bullet_list_close":
                depth += token.nesting
            case "tr_open":
                cells = []
            case "tr_close":
                yield _Line(" | ".join(cells or ()))
                cells = None
            case "inline" if cells is not None:
                cells.append(_text_of(token))
            case "inline":
                yield _Line(
                    _text_of(token),
                    level,
                    _number_of(token),
                    is_prose=not level and not depth,
                )
                level = 0


def _text_of(inline: Token) -> str:
    """Return the words of an inline token; the anchor before them has none."""
    return "".join(
        " " if child.type in {"softbreak", "hardbreak"} else child.content
        for child in inline.children or ()
        if child.type != "html_inline"
    )


def _number_of(inline: Token) -> str | None:
    found = _ANCHOR.match(inline.content)
    return found[1] if found else None
