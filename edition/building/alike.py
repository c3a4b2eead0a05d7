"""Whether a built page says what its Markdown was proved to say.

`publication.proof` reads a page with markdown-it-py. MkDocs reads it with Python-Markdown, which
has rules of its own, and a theme puts it in its place. What comes out must be the same headings,
paragraphs, lists, tables and anchors, in their order; or the page must not go out.
"""

import hashlib
import re
from collections.abc import Iterator
from html import unescape

from publication.proof import READER, tokens_of

_AS_WRITTEN = re.compile("<!--as written-->(.*?)<!--/as written-->", re.DOTALL)
_PIECE = re.compile(r"<(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?P<rest>[^<>]*)>|(?P<text>[^<]+|<)")
_FIRST_PARAGRAPH = re.compile("<p>.*?</p>", re.DOTALL)
_ID_OF_ANCHOR = re.compile(r'\s*id="([^"]*)"\s*')
_AROUND_TABLES = "div"


def meant_by(body: str) -> str:
    """Return a hash of what a page's Markdown says, by our reader.

    Its first paragraph gives the reference, which the theme shows in a place of its own.
    """
    html = READER.renderer.render(tokens_of(body), READER.options, {})
    return _hash_of(_FIRST_PARAGRAPH.sub("", html, count=1))


def shown_by(page: str) -> str:
    """Return a hash of what a built page says where the theme marks it as written."""
    return _hash_of("\n".join(_AS_WRITTEN.findall(page)))


def _hash_of(html: str) -> str:
    return hashlib.sha256("\n".join(_pieces_of(html)).encode()).hexdigest()


def _pieces_of(html: str) -> Iterator[str]:
    """Yield tags and texts; the ids that headings get for themselves say nothing."""
    text = ""
    for piece in _PIECE.finditer(html):
        if piece["text"]:
            text += piece["text"]
            continue
        if piece["tag"] == _AROUND_TABLES:
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
    return "" if re.fullmatch("h[1-6]", tag) and _ID_OF_ANCHOR.fullmatch(rest) else rest
