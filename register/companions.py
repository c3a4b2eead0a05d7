"""A saved web page that came with a scan in, kept beside it: the bytes first, then the log.

There is no table of them: the log can't be edited, so what it says came, came. The newest counts,
and the older ones stay.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, select, update

from ingest.file_hash import hash_of
from ingest.printable import printable
from register.case import Details, Event, KeptCompanion, ScanStatus
from register.log import note
from register.opening import Register
from register.rows import kept_companion_from
from register.scan_folder import companion_place_of, keep_copy
from register.tables import log, scans
from register.together import joins, wholes_of


def companion_of(register: Register, scan: str) -> KeptCompanion | None:
    """Return the newest saved page that came with the scan, or with the first part that has one."""
    with register.look() as connection:
        for one in (scan, *joins(connection).parts.get(scan, ())):
            if kept := _kept_of(connection, one):
                return kept[-1]
    return None


def take_in_companions(
    register: Register, scan: str, pages: Sequence[Path], *, at: datetime.datetime
) -> bool:
    """Keep the saved pages that lie beside a scan, and say whether one was news.

    The scan's record is then made anew by the next reading, from the pages already read. What
    came before is news only where the newest of all lies there no longer: it was put back.
    """
    if not pages:
        return False
    with register.look() as connection:
        kept = [one.sha256 for one in _kept_of(connection, scan)]
    known = {
        sha256 for sha256 in kept if companion_place_of(sha256, register.scans_folder).is_file()
    }
    found = {page: hash_of(page) for page in pages}
    news = [page for page, sha256 in found.items() if sha256 not in known]
    if not news and kept[-1] not in found.values():
        news = [pages[-1]]
    for page in news:
        _take_in(register, scan, page, at=at)
    return bool(news)


def _take_in(register: Register, scan: str, page: Path, *, at: datetime.datetime) -> None:
    kept = keep_copy(page, register.scans_folder, place_in=companion_place_of)
    details: Details = {
        "companion": kept.sha256,
        "file": printable(page.name),
        "size_bytes": kept.size_bytes,
    }
    with register.step() as connection:
        whole = (scan, *wholes_of(connection, scan))
        unseen = update(scans).where(scans.c.sha256.in_(whole), scans.c.status == ScanStatus.READ)
        connection.execute(unseen.values(tried_with=None))
        note(connection, Event.COMPANION_RECEIVED, scan=scan, at=at, details=details)


def _kept_of(connection: Connection, scan: str) -> list[KeptCompanion]:
    wanted = select(log.c.details).where(
        log.c.scan == scan, log.c.event == Event.COMPANION_RECEIVED
    )
    return [
        kept_companion_from(details)
        for details in connection.execute(wanted.order_by(log.c.number)).scalars()
    ]
