"""A scan's place in, the saved web page that lies beside it out: same folder, same name.

"PCD 611.htm" belongs to "pcd-611.pdf": capitals, and what parts the words, tell nothing.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

LARGEST_PAGE = 5 << 20
"""More bytes than a page of text has; one that holds its pictures is saved without them."""

_PARTS_WORDS = re.compile(r"[\s_\-]+")
_SUFFIXES = frozenset((".html", ".htm"))


class SavedPages:
    """The saved web pages beside scans; each folder is looked through once."""

    def __init__(self) -> None:
        """Know of no folder yet."""
        self._by_folder: dict[Path, Mapping[str, Sequence[Path]]] = {}

    def beside(self, scan: Path) -> tuple[Path, ...]:
        """Return the saved pages that lie beside a scan under its name, in their names' order."""
        folder = scan.parent
        if folder not in self._by_folder:
            self._by_folder[folder] = _files_by_name(folder, _SUFFIXES)
        return tuple(self._by_folder[folder].get(_name_of(scan), ()))


def is_saved_page(path: Path) -> bool:
    """Say whether a file is called like a web page saved by a browser."""
    return path.suffix.casefold() in _SUFFIXES


def scans_beside(page: Path) -> tuple[Path, ...]:
    """Return the PDFs that lie beside a saved page under its name."""
    return tuple(_files_by_name(page.parent, {".pdf"}).get(_name_of(page), ()))


def _files_by_name(folder: Path, suffixes: frozenset[str] | set[str]) -> Mapping[str, list[Path]]:
    """Return a folder's files of a kind; nothing lies where nobody may look."""
    found: dict[str, list[Path]] = defaultdict(list)
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return found
    for path in paths:
        is_kind = path.suffix.casefold() in suffixes and not path.name.startswith(".")
        if is_kind and path.is_file() and not path.is_symlink():
            found[_name_of(path)].append(path)
    return found


def _name_of(path: Path) -> str:
    return _PARTS_WORDS.sub("-", path.stem.casefold().strip())
