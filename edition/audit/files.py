"""A folder in, everything in it out as the audit sees it: names, bytes, and what is no file."""

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from ingest.file_hash import hash_of


class Found(Struct, frozen=True):
    """A file or folder, by its path from the edition's folder."""

    path: Path
    name: str
    is_folder: bool
    is_plain: bool

    def sha256(self) -> str:
        """Return the hash of a file's bytes."""
        return hash_of(self.path)


def everything_in(edition: Path) -> Iterator[Found]:
    """Yield all files and folders in a fixed order, the folder before what is in it.

    A link, a device or a pipe is not plain: what stands behind it can change after the audit.
    """
    for folder, folders, files in os.walk(edition, onerror=_refuse):
        folders.sort()
        for name in (*folders, *sorted(files)):
            yield _found(Path(folder, name), edition)


def _refuse(error: OSError) -> None:
    raise error


def _found(path: Path, edition: Path) -> Found:
    is_link = path.is_symlink()
    is_folder = path.is_dir() and not is_link
    name = str(path.relative_to(edition))
    return Found(path, name, is_folder, is_folder or (path.is_file() and not is_link))
