"""A home in, every way in which what is public or remembered is not as it was made out."""

from collections.abc import Iterator

from msgspec import Struct

from edition.audit.leak import Leak
from edition.deciding.docket import docket_of
from edition.deciding.leaks import leaks_in_edition, secrets_of
from edition.errors import AuditFailed
from edition.keeping.live import Live, find_live
from edition.press import Press
from ingest.file_hash import hash_of
from register.cases import cases
from register.log import faults_in_log
from register.publications import last_edition, log_holds


class Findings(Struct, frozen=True, kw_only=True):
    """What an audit found; nothing at all is the good case. `edition` is the live one."""

    edition: str | None
    faults: tuple[str, ...]
    leaks: tuple[Leak, ...]


def audit(press: Press) -> Findings:
    """Verify the log's chain, the live edition's manifest and files, and look for leaks in it."""
    faults = list(faults_in_log(press.register))
    try:
        live = find_live(press.places)
    except AuditFailed as failed:
        return Findings(edition=None, faults=(*faults, str(failed)), leaks=())
    if live is None:
        return Findings(edition=None, faults=tuple(faults), leaks=())
    faults.extend(_faults_of(press, live))
    docket = docket_of(cases(press.register), press.settings, press.day)
    leaks = leaks_in_edition(
        live.edition,
        secrets_of(docket, press.register),
        live.markdown(),
        allowed=press.allowed,
    )
    return Findings(edition=live.manifest.edition, faults=tuple(faults), leaks=leaks)


def _faults_of(press: Press, live: Live) -> Iterator[str]:
    manifest = live.manifest
    if not log_holds(press.register, manifest.log_number, manifest.log_hash):
        yield "The log doesn't hold what it held when the live edition was made: it was cut short."
    last = last_edition(press.register)
    if last is None or last.id != manifest.edition:
        yield "The live edition is not the newest that the log knows of: run pcd publish."
    elif last.manifest != hash_of(live.edition.manifest):
        yield "The manifest of the live edition was changed after it was noted in the log."
    for file in live.changed_files():
        yield f"{file} in the live edition was changed after it was made."
