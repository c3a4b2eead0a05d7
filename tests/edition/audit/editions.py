"""A small edition of real parts, with what is withheld and what is cleared, for tests to spoil."""

import subprocess
import sys
from html import escape
from pathlib import Path

from msgspec import Struct

from edition.audit.leak import ClearedText, Leak, WithheldText
from edition.audit.searching import leaks_in
from publication.markdown import markdown_of
from publication.ruling import Cleared
from search_index.building import build
from search_index.paragraphs import paragraphs_of
from tests.publication.records import DEFAULT, OTHER_SCAN, SCAN, TODAY, a_record, ruling_on

SENTENCE = (
    "The supplier was paid 1,046,380 pounds to leave quietly before the quartermaster’s audit "
    "began in Walthamstow."
)
TITLE = "Quiet Settlement With Supplier"
WITHHELD = WithheldText(scan=OTHER_SCAN, reference="PCD 734", texts=(SENTENCE, TITLE))


class Edition(Struct, frozen=True):
    """An edition on disk, and what it was made from."""

    folder: Path
    cleared: tuple[ClearedText, ...]
    withheld: tuple[WithheldText, ...] = (WITHHELD,)
    public_texts: tuple[str, ...] = ("# Home\n\nDecisions of the Deputy Mayor.",)
    allowed: frozenset[str] = frozenset()

    def put(self, name: str, content: str | bytes) -> None:
        """Write a file into the edition."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def leaks(self) -> tuple[Leak, ...]:
        """Audit it."""
        return leaks_in(
            self.folder,
            withheld=self.withheld,
            cleared=self.cleared,
            public_texts=self.public_texts,
            allowed=self.allowed,
        )


def a_page(
    *, scan: str = SCAN, title: str = "New boots", summary: str | None = None
) -> ClearedText:
    """Write a cleared page by the real rule and the real writer."""
    record = a_record(title=title, executive_summary=summary or "Officers need boots.")
    ruling = ruling_on(record, (), DEFAULT, TODAY)
    assert isinstance(ruling, Cleared)
    return ClearedText(scan, markdown_of(ruling))


def an_edition(folder: Path) -> Edition:
    """Lay out an edition with one cleared page."""
    page = a_page()
    edition = Edition(folder, (page,))
    edition.put("pages/decisions/pcd-611.md", page.page)
    edition.put("site/index.html", html("<h1>Home</h1><p>Decisions of the Deputy Mayor.</p>"))
    edition.put("site/decisions/pcd-611/index.html", html("<h1>New boots</h1>"))
    return edition


def html(body: str) -> str:
    """Return a page of the site."""
    head = '<html lang="en"><head><title>Site</title></head>'
    return f"<!doctype html>\n{head}<body>{body}</body></html>"


def with_pagefind(edition: Edition, *bodies: str) -> Path:
    """Index pages with the real Pagefind; return the folder that it writes."""
    for number, body in enumerate(bodies):
        marked = html(f"<main data-pagefind-body>{body}</main>")
        edition.put(f"site/decisions/{number}/index.html", marked)
    site = edition.folder / "site"
    called = [sys.executable, "-m", "pagefind", "--site", str(site)]
    subprocess.run(called, check=True, capture_output=True)  # noqa: S603  # our own words
    for number in range(len(bodies)):
        edition.put(f"site/decisions/{number}/index.html", html(""))
    return site / "pagefind"


def with_whoosh(edition: Edition, page: str) -> None:
    """Index one page with the real index's maker."""
    build(edition.folder / "search_index", paragraphs_of("pcd-611", page))


def as_entities(text: str) -> str:
    """Write every letter as an entity."""
    return "".join(f"&#{ord(letter)};" for letter in text)


def in_html(text: str) -> str:
    """Escape a text for a page."""
    return escape(text)
