"""A cleared scan's page in, all that it makes public out: as prose, and as lists print it."""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape

import msgspec

from edition.audit.leak import ClearedText
from publication.day import day_in_words
from publication.front import FrontMatter, parted

_REFERENCE = re.compile(r"^Reference&#58;.*$", re.MULTILINE)  # between title and summary
_ANCHOR = re.compile(r'<a id="[0-9.]*"></a>')


def cleared_texts(cleared: ClearedText) -> Iterator[str]:
    """Yield the page's text, its front matter's values, and its line in a list of decisions."""
    front, body = parted(cleared.page)
    yield unescape(cleared.page)  # an edition keeps the Markdown too
    yield unescape(_ANCHOR.sub(" ", body))
    yield unescape(_ANCHOR.sub(" ", _REFERENCE.sub(" ", body)))  # as the form and search have it
    yield from _values(front)
    title = unescape(front.title)
    approved = _in_words(front.approved)
    yield f"Title: {title}"
    yield f"{front.reference} {title} {approved}"
    yield f"{title} {front.reference} {approved}"
    yield f"{approved} {front.reference} {title}"
    yield f"{front.reference} {approved} {title}"


def _values(front: FrontMatter) -> Iterator[str]:
    for value in msgspec.structs.astuple(front):
        yield from map(unescape, (value,) if isinstance(value, str) else value)


def _in_words(day: str) -> str:
    try:
        return day_in_words(date.fromisoformat(day))
    except ValueError:
        return day
