"""The pages that go out in, `content/decisions/` equal to them out: no page more, none less."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path


def make_equal(folder: Path, pages: Mapping[str, str]) -> None:
    """Make a folder hold exactly these Markdown files; whatever else lies there is deleted.

    Removals come first: a run that dies half-way has published nothing more.
    """
    if folder.is_symlink():
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    for entry in sorted(folder.iterdir()):
        if entry.name not in pages or not entry.is_file() or entry.is_symlink():
            _remove(entry)
    for name, text in pages.items():
        file = folder / name
        if not file.exists() or file.read_bytes() != text.encode():
            _write_whole(file, text)


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    else:
        entry.unlink()


def _write_whole(file: Path, text: str) -> None:
    descriptor, unfinished = tempfile.mkstemp(prefix=".", dir=file.parent)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as stream:
        os.fchmod(stream.fileno(), 0o644)
        stream.write(text)
    Path(unfinished).replace(file)
