"""What an edition must hold, file by file, as a value that lies beside it as JSON.

It is the fourth lock: nothing is in a site that isn't in its manifest. And it is the memory of
a run that died between the swap and the register's note.
"""

import datetime
import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct

from edition.errors import AuditFailed
from edition.keeping.places import EditionFolder
from ingest.file_hash import hash_of
from register.publications import Edition, Pinned, TakenOut

FORMAT = 1


class PublishedPage(Struct, frozen=True, kw_only=True):
    """A decision that the edition carries: its page's name, and the reading it is pinned to."""

    slug: str
    reference: str
    pinned: Pinned


class Manifest(Struct, frozen=True, kw_only=True):
    """One edition.

    `inputs` is one hash over all that the site is made from: equal inputs make an equal site.
    `log_number` and `log_hash` are the last entry of the register's log when it was made, so
    that a log whose end was cut off is seen. `pages` and `files` are SHA-256 by path.
    """

    format: int = FORMAT
    edition: str
    day: datetime.date
    made_at: datetime.datetime
    made_with: str
    log_number: int
    log_hash: str
    inputs: str
    decisions: tuple[PublishedPage, ...]
    taken_out: tuple[TakenOut, ...]
    pages: dict[str, str]
    files: dict[str, str] = {}


def write_manifest(manifest: Manifest, edition: EditionFolder) -> None:
    """Write it beside the edition."""
    text = msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=1)
    edition.manifest.write_bytes(text + b"\n")


def manifest_of(edition: EditionFolder) -> Manifest:
    """Read an edition's manifest; raise `AuditFailed` where it is none."""
    try:
        return msgspec.json.decode(edition.manifest.read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError) as error:
        raise AuditFailed(
            f"The manifest of edition {edition.folder.name} can't be read, so nobody knows what "
            "the edition holds. Delete build/current and publish again."
        ) from error


def noted(manifest: Manifest, edition: EditionFolder) -> Edition:
    """Return what the register notes of an edition."""
    return Edition(
        id=manifest.edition,
        day=manifest.day,
        manifest=hash_of(edition.manifest),
        published=tuple(page.pinned for page in manifest.decisions),
        taken_out=manifest.taken_out,
    )


def hashes_below(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of every file below a folder by its path; links are no files."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): hash_of(path) for path in files}


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def one_hash_of(parts: Mapping[str, str]) -> str:
    """Return one hash over named hashes, whatever order they come in."""
    return sha256_of("".join(f"{name}\0{parts[name]}\n" for name in sorted(parts)))


def differences(found: Mapping[str, str], meant: Mapping[str, str]) -> Iterable[str]:
    """Name every path that is missing, too much or not as it was meant."""
    return sorted(
        path for path in found.keys() | meant.keys() if found.get(path) != meant.get(path)
    )
