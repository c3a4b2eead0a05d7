"""Folders of hand-written pages in, the pages that go out with every edition out."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

_GENERATED = re.compile(r"index\.md|(?:decisions|years)/.*")
_HEADING = re.compile(r"^# +(.+?) *$", re.MULTILINE)


class HandWritten(Struct, frozen=True):
    """Pages by path ("about.md"), and a sentence for each file that is no page of ours."""

    pages: Mapping[str, str]
    warnings: tuple[str, ...] = ()

    def without(self, path: str, says: str) -> "HandWritten":
        """Return the pages but for one, with a word on why."""
        left = {name: text for name, text in self.pages.items() if name != path}
        return HandWritten(left, (*self.warnings, f"content/{path} is left out. {says}"))


def hand_written(shipped: Path, own: Path) -> HandWritten:
    """Return the shipped pages (the top level of a folder), with the home's own over them."""
    pages = {file.name: file.read_text("utf-8") for file in sorted(shipped.glob("*.md"))}
    warnings: list[str] = []
    for path, file in _files_below(own):
        if is_generated(path):
            if not path.startswith("decisions/"):
                warnings.append(f"content/{path} is a page that pcd writes itself: left out.")
        elif file.suffix != ".md" or file.is_symlink():
            warnings.append(f"content/{path} is not a Markdown page: left out.")
        else:
            try:
                pages[path] = file.read_text("utf-8")
            except UnicodeDecodeError:
                pages.pop(path, None)
                warnings.append(f"content/{path} is not UTF-8 text: left out. Save it as UTF-8.")
    return HandWritten(pages, tuple(warnings))


def is_generated(path: str) -> bool:
    """Say whether a page's path is one that pcd writes itself."""
    return _GENERATED.fullmatch(path) is not None


def titles_of(pages: Mapping[str, str]) -> dict[str, str]:
    """Return each page's first heading, or its name where it has none."""
    return {path: _title_in(text) or Path(path).stem for path, text in pages.items()}


def _title_in(text: str) -> str | None:
    found = _HEADING.search(text)
    return found[1] if found else None


def _files_below(folder: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in path.parts)
        if not is_hidden and (file.is_file() or file.is_symlink()):
            yield path.as_posix(), file
