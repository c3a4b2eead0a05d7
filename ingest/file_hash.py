"""A file in, its SHA-256 out: what ties a record and every review to the very scan."""

import hashlib
from pathlib import Path


def hash_of(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
