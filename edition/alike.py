"""A page's Markdown in, whether MkDocs' reader makes of it what ours proved it to say, out.

`publication.proof` reads a page with markdown-it-py. MkDocs reads it with Python-Markdown, which
has rules of its own; a page that the two read differently must not go out.
"""

import re
from collections.abc import Iterator
from html import unescape

from markdown import Markdown

from publication.proof import READER, tokens_of

# What MkDocs always loads, in its order; `mkdocs.yml` adds nothing that reads Markdown.
EXTENSIONS = ("toc", "tables", "fenced_code")

_PIECE = re.compile(r"<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>[^<>]*)>|(?P<text>[^<]+|<)")
_ID_OF_ANCHOR = re.compile(r'\s*id="([^"]*)"\s*')
_TABLE_STYLE = re.compile(r'\s*(?:style="text-align: ?[a-z]+;?")?\s*')


def reads_alike(body: str) -> bool:
    """Say whether both readers make the same headings, paragraphs, lists, tables and anchors."""
    try:
        ours = READER.renderer.render(tokens_of(body), READER.options, {})
        theirs = Markdown(extensions=list(EXTENSIONS)).convert(body)
    except Exception:  # noqa: BLE001  # a page that any reader breaks down on must not go out
        return False
    return list(_pieces_of(ours)) == list(_pieces_of(theirs))


def _pieces_of(html: str) -> Iterator[str]:
    """Yield tags and texts; the ids that headings get for themselves say nothing."""
    text = ""
    for piece in _PIECE.finditer(html):
        if piece["text"]:
            text += piece["text"]
            continue
        if text.strip():
            yield " ".join(unescape(text).split())
        text = ""
        yield f"{piece['close']}{piece['tag']}{_attributes(piece['tag'], piece['rest'])}"
    if text.strip():
        yield " ".join(unescape(text).split())


def _attributes(tag: str, rest: str) -> str:
    if tag == "a":
        anchor = _ID_OF_ANCHOR.fullmatch(rest)
        return f" {anchor[1]}" if anchor else f" not an anchor: {rest}"
    is_heading = re.fullmatch("h[1-6]", tag) and _ID_OF_ANCHOR.fullmatch(rest)
    return "" if is_heading or _TABLE_STYLE.fullmatch(rest) else rest
