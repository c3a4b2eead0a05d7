"""The installed theme, the site's overrides and Pagefind in, the hashes of their own files out.

Such a file may go out though the audit reads no fonts and no pictures: not a byte of it comes
of a decision.
"""

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from edition.audit.errors import NoThemeError, PagefindError
from ingest.file_hash import hash_of

_TEMPLATES = frozenset({".html", ".xml", ".txt", ".json"})  # filled in, so never as installed
_INDEX_DATA = frozenset({".pf_fragment", ".pf_index", ".pf_meta", ".pf_filter", ".pf_sort"})
_EMPTY_SITE = (
    '<!doctype html><html lang="en"><title>Empty</title><main data-pagefind-body>Empty</main>'
)


def allowed_files(overrides: Path) -> frozenset[str]:
    """Return the SHA-256 of every file of the theme, of the overrides and of Pagefind's program.

    Raises `NoThemeError` or `PagefindError` where either isn't there.
    """
    theme = _theme_folder() / "assets"
    files = [path for folder in (theme, overrides) for path in _fixed_files_in(folder)]
    return frozenset(map(hash_of, files)) | pagefind_files()


def pagefind_files() -> frozenset[str]:
    """Return the SHA-256 of what Pagefind writes for any site: an empty one shows it.

    The program carries these files in itself; none lies on the disk before it is run.
    """
    with TemporaryDirectory(prefix="pcd-pagefind-") as folder:
        site = Path(folder)
        (site / "index.html").write_text(_EMPTY_SITE, encoding="utf-8")
        called = [sys.executable, "-m", "pagefind", "--site", folder]
        done = subprocess.run(called, capture_output=True, text=True, check=False)  # noqa: S603  # no outside words
        if done.returncode:
            raise PagefindError(f"Pagefind failed ({done.stderr.strip()}): install pcd anew.")
        written = (path for path in (site / "pagefind").rglob("*") if path.is_file())
        return frozenset(hash_of(path) for path in written if not _is_index_data(path))


def _is_index_data(path: Path) -> bool:
    return path.suffix in _INDEX_DATA or path.name == "pagefind-entry.json"


def _fixed_files_in(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in _TEMPLATES:
            yield path


def _theme_folder() -> Path:
    """Find the theme without importing it: it is MkDocs' business alone."""
    found = find_spec("material")
    places = list(found.submodule_search_locations or ()) if found else []
    if not places:
        raise NoThemeError("MkDocs Material is not installed: install pcd anew.")
    return Path(places[0]) / "templates"
