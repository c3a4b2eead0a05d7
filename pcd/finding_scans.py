"""Files and folders as named by a person in, the files to take in out."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from ingest.companion.beside import is_saved_page, scans_beside


def files_in(paths: Iterable[Path], *, never_into: frozenset[Path]) -> list[Path]:
    """Return the files named, and every PDF in the folders named, each once and in order.

    A file named outright is taken whatever it is called; a saved web page stands for the scans
    of its name that lie beside it. In folders, hidden entries and
    symbolic links are passed over, and so are the folders `never_into` (the home's own)
    unless one is named outright.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found.update(dict.fromkeys(_pdfs_below(path, never_into)))
        elif path.is_file():
            found.update(dict.fromkeys(_scans_meant_by(path)))
        else:
            raise click.UsageError(f"{path} is neither a file nor a folder.")
    return list(found)


def _scans_meant_by(file: Path) -> tuple[Path, ...]:
    if not is_saved_page(file):
        return (file,)
    scans = scans_beside(file)
    if not scans:
        raise click.UsageError(
            f"{file} is a saved web page, and no scan of its name lies beside it: "
            "put the two into one folder under one name."
        )
    return scans


def _pdfs_below(folder: Path, never_into: frozenset[Path]) -> Iterator[Path]:
    for place, folders, files in os.walk(folder, onerror=_say_unreadable):
        here = Path(place)
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() not in never_into
        )
        for name in sorted(files):
            file = here / name
            is_pdf = name.lower().endswith(".pdf") and not name.startswith(".")
            if is_pdf and file.is_file() and not file.is_symlink():
                yield file


def _say_unreadable(error: OSError) -> None:
    """Stop at a folder that can't be looked into: its scans would be missed in silence."""
    raise click.UsageError(f"{error.filename} can't be looked into: {error.strerror}.")
