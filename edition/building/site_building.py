"""Markdown pages in, the static site and its search out, by MkDocs and Pagefind.

Both run as commands of their own, apart from this process, in a folder that nobody serves.
"""

import datetime
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from msgspec import Struct

from edition.errors import BuildFailed
from edition.keeping.places import EditionFolder
from edition.settings import SiteSettings
from edition.shipped import Shipped

_PAGE_AT_FAULT = re.compile(r"page '([^']+\.md)'")
_BROKE_MKDOCS = "The program that makes the site broke down on the page."
_SHOWN_OF_A_FAILURE = 600  # characters: what was built is cleared, so its words may be quoted


class PagesFailed(Exception):  # noqa: N818  # named for what happened
    """Pages can't go out as built: each by its path, with a sentence that says why."""

    def __init__(self, pages: Mapping[str, str]) -> None:
        super().__init__(f"These pages failed: {', '.join(pages)}.")
        self.pages = pages


class Configuration(Struct, frozen=True, kw_only=True):
    """What the generated configuration says beside the shipped one."""

    site: SiteSettings
    navigation: Sequence[object]
    preview_of: datetime.date | None = None


def write_pages(edition: EditionFolder, pages: Mapping[str, str]) -> None:
    """Lay out the Markdown that MkDocs is to read."""
    for path, text in pages.items():
        file = edition.pages / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")


def configuration_text(configuration: Configuration, shipped: Shipped) -> str:
    """Write the configuration; paths within the edition are relative to its file's folder."""
    says: dict[str, object] = {
        "INHERIT": str(shipped.mkdocs_yml),
        "site_name": configuration.site.name,
        "docs_dir": "edition/pages",
        "site_dir": "edition/site",
        "theme": {"name": "material", "custom_dir": str(shipped.overrides)},
        "nav": configuration.navigation,
    }
    if configuration.site.url:
        says["site_url"] = configuration.site.url.rstrip("/") + "/"
    if configuration.preview_of:
        says["extra"] = {"preview_of": configuration.preview_of.isoformat()}
    return yaml.safe_dump(says, allow_unicode=True, sort_keys=False)


def build_site(work: Path, *, day: datetime.date) -> tuple[str, ...]:
    """Run MkDocs over `edition/pages` in a work folder; return its warnings.

    Raises `PagesFailed` where it breaks down on a page that it names, else `BuildFailed`.
    """
    at = datetime.datetime.combine(day, datetime.time(), datetime.UTC)
    ran = _run(
        work,
        ("mkdocs", "build", "--config-file", "mkdocs.yml"),
        {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": str(int(at.timestamp()))},
    )
    said = ran.stderr
    if ran.returncode == 0:
        return tuple(line for line in said.splitlines() if line.startswith("WARNING"))
    named = _PAGE_AT_FAULT.search(said)
    if named:
        raise PagesFailed({named[1]: _BROKE_MKDOCS})
    raise BuildFailed(f"MkDocs could not build the site: {said.strip()[-_SHOWN_OF_A_FAILURE:]}")


def build_site_search(site: Path) -> None:
    """Run Pagefind over a built site; it writes `pagefind/` into it."""
    ran = _run(site, ("pagefind", "--site", ".", "--force-language", "en"), {})
    if ran.returncode != 0:
        said = f"{ran.stdout}{ran.stderr}".strip()
        raise BuildFailed(f"Pagefind could not index the site: {said[-_SHOWN_OF_A_FAILURE:]}")


def _run(
    folder: Path, module: Sequence[str], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run an installed module; nothing in the folder can stand in for one (`-I`)."""
    return subprocess.run(  # noqa: S603  # fixed words and our own paths
        (sys.executable, "-I", "-m", *module),
        cwd=folder,
        env={"LANG": "C.UTF-8", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
