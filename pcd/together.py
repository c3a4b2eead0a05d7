"""Several files of one decision as named by a person in, one scan made of them out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click
from msgspec import Struct

from ingest.companion.beside import is_saved_page
from ingest.file_hash import hash_of
from ingest.printable import printable
from pcd.clock import now
from register.case import Scan
from register.cases import all_scans
from register.opening import Register
from register.together import take_apart, take_together

_START_OF_A_HASH = re.compile(r"[0-9a-f]{6,64}", re.IGNORECASE)
_ORDER = "Name the files of one decision in their order: pcd ingest --together FIRST SECOND…"


class ScanName(click.Path):
    """A file or a folder; or, where there is none of the name, the start of a scan's hash."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Return it as a path; a name that can be neither is wrong use."""
        if isinstance(value, str) and _names_a_scan(Path(value)):
            return Path(value)
        return Path(str(super().convert(str(value), param, ctx)))


class Joined(Struct, frozen=True, kw_only=True):
    """One scan made of several files, or why it could not be made; `scan` is None then."""

    files: tuple[str, ...]
    scan: str | None = None
    says: str | None = None


def check_named(paths: Sequence[Path]) -> None:
    """Refuse what can't be the files of one decision, before anything is taken in."""
    if len(paths) < 2:
        raise click.UsageError(f"One file alone has nothing to be read together with. {_ORDER}")
    for path in paths:
        if path.is_dir():
            raise click.UsageError(f"{path} is a folder, and says no order. {_ORDER}")
        if path.is_file() and is_saved_page(path):
            raise click.UsageError(f"{path} is a saved web page and no scan. {_ORDER}")
    known: dict[str, Path] = {}
    for path in paths:
        content = hash_of(path) if path.is_file() else path.name.lower()
        if content in known:
            same = "named twice" if known[content] == path else f"the same file as {known[content]}"
            raise click.UsageError(f"{path} is {same}. {_ORDER}")
        known[content] = path


def files_among(paths: Sequence[Path], register: Register) -> tuple[Path, ...]:
    """Return the files to take in; what names a scan by its hash must name one in the register."""
    called = [path for path in paths if _names_a_scan(path)]
    if called:
        by_hash = {scan.sha256: scan for scan in all_scans(register)}
        for path in called:
            _called(path, by_hash)
    return tuple(path for path in paths if path not in called)


def joined(register: Register, paths: Sequence[Path]) -> Joined:
    """Enter the scan that the files make; one that could not be read is told of."""
    by_hash = {scan.sha256: scan for scan in all_scans(register)}
    parts = [by_hash[part] for part in _parts_named(paths, by_hash)]
    files = tuple(printable(part.name) for part in parts)
    unread = [printable(part.name) for part in parts if part.pages is None]
    if unread:
        says = f"{', '.join(unread)} could not be read. Each file stands by itself."
        return Joined(files=files, says=says)
    return Joined(files=files, scan=take_together(register, parts, at=now()))


def parted_again(register: Register, path: Path) -> Joined:
    """Have the files of a scan stand by themselves again; any of them may be named."""
    by_hash = {scan.sha256: scan for scan in all_scans(register)}
    named = _named(path, by_hash)
    whole = by_hash[named.part_of] if named.part_of else named
    if not whole.parts or whole.is_undone:
        raise click.UsageError(f"{path} was read together with no other file.")
    take_apart(register, whole, at=now())
    return Joined(files=tuple(printable(by_hash[part].name) for part in whole.parts))


def _parts_named(paths: Sequence[Path], by_hash: Mapping[str, Scan]) -> tuple[str, ...]:
    """Return the files' scans in order; what is made of several files stands for these."""
    named = [_named(path, by_hash) for path in paths]
    parts = [part for scan in named for part in scan.parts or (scan.sha256,)]
    if len(parts) != len(set(parts)):
        raise click.UsageError(f"One of the scans is a part of another, or named twice. {_ORDER}")
    return tuple(parts)


def _named(path: Path, by_hash: Mapping[str, Scan]) -> Scan:
    if _names_a_scan(path):
        return _called(path, by_hash)
    scan = by_hash.get(hash_of(path))
    if scan is None:
        raise click.UsageError(f"{path} has changed meanwhile; run the command again.")
    return scan


def _called(path: Path, by_hash: Mapping[str, Scan]) -> Scan:
    """Return the scan whose hash begins so; raise UsageError where it is none, or several."""
    found = [scan for sha256, scan in by_hash.items() if sha256.startswith(path.name.lower())]
    match found:
        case [one]:
            return one
        case []:
            raise click.UsageError(f"No scan in the register is called {path}. {_ORDER}")
        case _:
            choices = ", ".join(_choices(found))
            raise click.UsageError(f"{path} means {len(found)} scans: {choices}.")


def _choices(found: Sequence[Scan]) -> Iterator[str]:
    yield from (f"{scan.sha256[:12]} ({printable(scan.name)})" for scan in found)


def _names_a_scan(path: Path) -> bool:
    return _START_OF_A_HASH.fullmatch(str(path)) is not None and not path.exists()
