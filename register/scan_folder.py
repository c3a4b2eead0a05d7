"""The scans as received, each in a file named by its hash: `ab/abcdef….pdf`.

The saved web pages that came with them lie there too, as `….html`.

A file is whole and on the disk before it has its name, so a name always means the whole file.
"""

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

_CHUNK = 1 << 20
_ON_THE_WAY = ".on-the-way-"


class Kept(Struct, frozen=True):
    """A file's hash and size."""

    sha256: str
    size_bytes: int


def place_of(sha256: str, folder: Path) -> Path:
    """Return where the scan of this hash lies."""
    return _place_of(sha256, folder, ".pdf")


def companion_place_of(sha256: str, folder: Path) -> Path:
    """Return where the saved web page of this hash lies."""
    return _place_of(sha256, folder, ".html")


def _place_of(sha256: str, folder: Path, suffix: str) -> Path:
    return folder / sha256[:2] / f"{sha256}{suffix}"


def keep_copy(
    path: Path, folder: Path, *, place_in: Callable[[str, Path], Path] = place_of
) -> Kept:
    """Copy the file to its place, and return what was copied.

    The hash is the copy's own, whatever happens to the original meanwhile.
    """
    descriptor, unfinished = tempfile.mkstemp(prefix=_ON_THE_WAY, dir=folder)  # mode 0600
    try:
        with path.open("rb") as original, os.fdopen(descriptor, "wb") as copy:
            kept = _copied(original, copy)
            copy.flush()
            os.fsync(copy.fileno())
        place = place_in(kept.sha256, folder)
        place.parent.mkdir(mode=0o700, exist_ok=True)
        Path(unfinished).replace(place)
        _sync(place.parent)
        _sync(folder)
    finally:
        Path(unfinished).unlink(missing_ok=True)
    return kept


def sweep(folder: Path) -> None:
    """Delete what a copy that was cut off left behind; only while no other run copies."""
    for unfinished in folder.glob(f"{_ON_THE_WAY}*"):
        unfinished.unlink(missing_ok=True)


def _copied(original: BinaryIO, copy: BinaryIO) -> Kept:
    digest = hashlib.sha256()
    size_bytes = 0
    while chunk := original.read(_CHUNK):
        digest.update(chunk)
        copy.write(chunk)
        size_bytes += len(chunk)
    return Kept(digest.hexdigest(), size_bytes)


def _sync(folder: Path) -> None:
    """Have the folder's entries on the disk too, or a power cut could lose the name."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
