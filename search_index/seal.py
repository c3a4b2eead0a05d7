"""The file that says that an index is whole, and of the form that this version makes and reads.

It is the last thing that is written, so an index without it is none.
"""

import os
from pathlib import Path

import msgspec
from msgspec import Struct

from search_index.engine import version
from search_index.errors import NoIndexError, OtherIndexError

FORM = 2
"""The form of our fields, terms and stored paragraphs: one more with every change of them."""

_NAME = "format.json"


class _Seal(Struct, frozen=True, kw_only=True):
    name: str = "pcd search index"
    form: int = FORM
    whoosh: str


def seal(folder: Path) -> None:
    """Say that the index in the folder is whole."""
    unfinished = folder / f"{_NAME}.part"
    with unfinished.open("wb") as file:
        file.write(msgspec.json.format(msgspec.json.encode(_Seal(whoosh=version()))) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / _NAME)


def check_seal(folder: Path) -> None:
    """Raise `NoIndexError` or `OtherIndexError` unless a whole index of our form is here."""
    try:
        found = msgspec.json.decode((folder / _NAME).read_bytes(), type=_Seal)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise NoIndexError(
            f"Nothing is published yet: there is no search index at {folder}. Run: pcd publish"
        ) from error
    except msgspec.DecodeError as error:
        raise _other(folder) from error
    if found != _Seal(whoosh=version()):
        raise _other(folder)


def _other(folder: Path) -> OtherIndexError:
    return OtherIndexError(
        f"The search index at {folder} was made by another version. Make it again with: pcd publish"
    )
