"""A file in, its SHA-256 out: what ties a record and every review to the very scan."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def hash_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_together(parts: Iterable[str]) -> str:
    """Return the SHA-256 of a scan made of several files: of their hashes, each on a line.

    The same files in the same order are the same scan, whatever version of any library reads it.
    """
    return hashlib.sha256("".join(f"{part}\n" for part in parts).encode()).hexdigest()
