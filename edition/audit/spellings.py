"""A decoded text in, every way that a reader of the file could read it out.

Entities, the escapes of JSON and scripts and those of addresses are undone, one inside the
other. Where there are tags, the text is also given with a space for each, and with nothing: a
tag between two words, or inside one, hides neither.
"""

import re
from collections.abc import Iterator
from html import unescape
from itertools import pairwise
from urllib.parse import unquote

from edition.audit.shown import shown_in
from edition.audit.words import BREAK

_ESCAPE = re.compile(r"\\(?:u\{?([0-9a-fA-F]{4,6})\}?|x([0-9a-fA-F]{2})|(\r?\n)|(.))", re.DOTALL)
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_TAG = re.compile(r"<!--|-->|<[a-zA-Z/!?](?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*>")
_KEY = re.compile(r'"[\w-]*":')
_TAG_NAME = re.compile(r"</?[a-zA-Z][\w-]*")
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_SPACES = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "b": " ", "v": " "}


def spellings_of(text: str) -> Iterator[str]:
    """Yield a file's text as it stands but for its entities, and as read in other ways."""
    plain = unescape(text)
    is_page = _HTML.match(text) is not None
    yield from _as_page(text, plain) if is_page else _as_text(plain)
    for undone in _undone(plain):
        yield from _as_text(undone)


def _as_page(page: str, plain: str) -> Iterator[str]:
    """Yield what a browser shows of a page, and its source for all that it doesn't show."""
    yield _source(plain)
    pieces = shown_in(page)
    yield " ".join(pieces)
    if any(_go_on(left, right) for left, right in pairwise(pieces)):
        yield "".join(pieces)


def _go_on(left: str, right: str) -> bool:
    """Say whether nothing but a tag parts two pieces, so that they may be one word."""
    return left[-1:].isalnum() and right[:1].isalnum()


def _as_text(text: str) -> Iterator[str]:
    text = _KEY.sub(BREAK, text)
    yield _source(text)
    if "<" in text:
        yield _TAG.sub(" ", text)
        yield _TAG.sub("", text)


def _source(text: str) -> str:
    """Keep the names of tags, attributes and keys from being read as a word of what they hold."""
    return _TAG_NAME.sub(BREAK, text).replace('="', f'="{BREAK}').replace("='", f"='{BREAK}")


def _undone(text: str) -> Iterator[str]:
    """Yield the text with one more kind of escape undone each time it holds any."""
    for undo in (_without_escapes, _without_percents, unescape):
        undone = undo(text)
        if undone != text:
            yield undone
            text = undone


def _without_escapes(text: str) -> str:
    if "\\" not in text:
        return text
    spelt = _ESCAPE.sub(_letter, text)
    # Two escapes can be the halves of one letter.
    return spelt.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _letter(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    if code:
        return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else " "
    return _SPACES.get(escape[4], escape[4]) if escape[4] else ""


def _without_percents(text: str) -> str:
    return unquote(text, errors="replace") if _PERCENT.search(text) else text
