"""A file in, a scan in the register out: the bytes first, then the row."""

import datetime
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, func, insert, select

from ingest.file_hash import hash_of
from register.case import Details, Event, ScanStatus
from register.log import note
from register.opening import Register
from register.rows import name_in_row
from register.scan_folder import Kept, keep_copy, place_of
from register.tables import names, scans
from register.together import wholes_of


class Arrival(Struct, frozen=True):
    """What became of a file: its hash, and whether it was new to the register."""

    sha256: str
    is_new: bool


def take_in(register: Register, path: Path, *, at: datetime.datetime) -> Arrival:
    """Keep the file's bytes and enter it; a known one costs a hash and a look.

    The name is kept as it came, odd bytes and all. A known scan under a new name gets the
    name noted, for a name can be evidence ("part 2.pdf").
    """
    folder = register.scans_folder
    sha256 = hash_of(path)
    # the folder's own files may be taken in again: their names say nothing
    is_ours = path.name == place_of(sha256, folder).name
    with register.look() as connection:
        is_entered = _is_known(connection, sha256)
        known_as = _names_of(connection, sha256)
    if is_entered and place_of(sha256, folder).is_file():
        if not is_ours and name_in_row(path.name) not in known_as:
            with register.step() as connection:
                _note_name(connection, sha256, path.name, at=at)
        return Arrival(sha256, is_new=False)
    kept = keep_copy(path, folder)
    with register.step() as connection:
        is_new = not _is_known(connection, kept.sha256)
        if is_new:
            _enter(connection, kept, path.name, at=at)
        elif not is_ours:
            _note_name(connection, kept.sha256, path.name, at=at)
    return Arrival(kept.sha256, is_new=is_new)


def _is_known(connection: Connection, sha256: str) -> bool:
    found = connection.execute(select(scans.c.sha256).where(scans.c.sha256 == sha256))
    return found.scalar() is not None


def _names_of(connection: Connection, sha256: str) -> frozenset[bytes]:
    found = connection.execute(select(names.c.name).where(names.c.scan == sha256))
    return frozenset(found.scalars())


def _enter(connection: Connection, kept: Kept, name: str, *, at: datetime.datetime) -> None:
    last = connection.execute(select(func.max(scans.c.arrival))).scalar() or 0
    connection.execute(
        insert(scans).values(
            sha256=kept.sha256,
            arrival=last + 1,
            size_bytes=kept.size_bytes,
            received_at=at,
            status=ScanStatus.WAITING,
        )
    )
    connection.execute(insert(names).values(scan=kept.sha256, name=name_in_row(name), position=0))
    details: Details = {"size_bytes": kept.size_bytes}
    note(connection, Event.RECEIVED, scan=kept.sha256, at=at, details=details)


def _note_name(connection: Connection, sha256: str, name: str, *, at: datetime.datetime) -> None:
    """Note a further name, unless another run was first; it is a name of what it is part of too."""
    for scan in (sha256, *wholes_of(connection, sha256)):
        known_as = _names_of(connection, scan)
        if name_in_row(name) in known_as:
            continue
        row = {"scan": scan, "name": name_in_row(name), "position": len(known_as)}
        connection.execute(insert(names).values(**row))
        details: Details = {"name": len(known_as)}
        note(connection, Event.RECEIVED_AGAIN, scan=scan, at=at, details=details)
