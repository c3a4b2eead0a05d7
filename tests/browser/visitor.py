"""A site that is served and a browser that notes all that it asks for and complains of."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urldefrag, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, ViewportSize

ROOT = Path(__file__).parents[2]
PHONE: ViewportSize = {"width": 390, "height": 844}
WIDTH = "document.documentElement.scrollWidth"
_LINKS = "Array.from(document.links, link => link.href)"
_PLACES = "Array.from(document.querySelectorAll('[id]'), one => one.id)"


class Seen(NamedTuple):
    """A page as it was shown: its status, its words, the links on it and the places in it."""

    status: int
    title: str
    words: str
    links: tuple[str, ...]
    places: frozenset[str]


class Visitor:
    """Somebody who looks at a site, with a browser of their own."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """Begin with an empty page; `address` is the site's home page."""
        self.address = address
        self.complaints: list[str] = []
        self.asked: list[str] = []
        context.on("request", lambda request: self.asked.append(request.url))
        context.on("console", self._note)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("dialog", lambda dialog: self.complaints.append(f"dialog: {dialog.message}"))
        self.page: Page = context.new_page()

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{message.location.get('url')}: {message.text}")

    def go(self, path: str = "") -> Page:
        """Open a page of the site."""
        self.page.goto(self.address + path)
        return self.page

    @property
    def path(self) -> str:
        """Where the visitor is, from the site's home page on."""
        return self.page.url.removeprefix(self.address)

    @property
    def asked_elsewhere(self) -> list[str]:
        """Every request to any other host."""
        own = urlsplit(self.address).netloc
        return [url for url in self.asked if urlsplit(url).netloc not in {own, ""}]

    def is_own(self, link: str) -> bool:
        """Say whether a link leads to a page of the site."""
        return link.startswith(self.address)

    def see(self, path: str) -> Seen:
        """Open a page and take in what it shows."""
        answer = self.page.goto(self.address + path)
        links: Any = self.page.evaluate(_LINKS)
        places: Any = self.page.evaluate(_PLACES)
        return Seen(
            status=answer.status if answer else 0,
            title=self.page.title(),
            words=self.page.inner_text("body"),
            links=tuple(links),
            places=frozenset(places),
        )

    def walk(self) -> dict[str, Seen]:
        """Follow every link from the home page on; return each page by its path."""
        seen: dict[str, Seen] = {}
        waiting = [""]
        while waiting:
            path = waiting.pop()
            if path in seen:
                continue
            seen[path] = self.see(path)
            own = (urldefrag(link).url for link in seen[path].links if self.is_own(link))
            waiting.extend(url.removeprefix(self.address) for url in own)
        return seen


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve a home's site until the end of the block; give the address of its home page."""
    with subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "pcd.main", "--home", str(home), "serve", "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            found = [word for word in line.split() if word.startswith("http://127.0.0.1:")]
            assert found, f"pcd serve said: {line!r}"
            yield found[0]
        finally:
            process.kill()
