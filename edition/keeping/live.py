"""The edition that is live, with its manifest; found, held against the register, and noted."""

import datetime
from pathlib import Path

from msgspec import Struct

from edition.errors import AuditFailed, NoEditionError, OfAnotherRegister
from edition.keeping.manifest import (
    Manifest,
    differences,
    hashes_below,
    manifest_of,
    noted,
    sha256_of,
)
from edition.keeping.places import EditionFolder, Places
from edition.keeping.swap import live_edition, sweep
from ingest.file_hash import hash_of
from register.opening import Register
from register.publications import log_holds, note_edition


class Live(Struct, frozen=True):
    """The edition that is live."""

    edition: EditionFolder
    manifest: Manifest

    def changed_files(self) -> tuple[str, ...]:
        """Return every file that is not as the edition was made."""
        found = hashes_below(self.edition.folder)
        found.pop(self.edition.manifest.name, None)
        return tuple(differences(found, self.manifest.files))

    def markdown(self) -> dict[str, str]:
        """Return each decision's Markdown by its scan, where it is as it was when it was made."""
        found = (
            (page.pinned.scan, self.page(f"decisions/{page.slug}.md"))
            for page in self.manifest.decisions
        )
        return {scan: text for scan, text in found if text is not None}

    def page(self, path: str) -> str | None:
        """Return the Markdown of a page, or None where it isn't as it was when it was made."""
        try:
            text = (self.edition.pages / path).read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            return None
        return text if sha256_of(text) == self.manifest.pages.get(path) else None


def find_live(places: Places) -> Live | None:
    """Return the live edition, if there is one."""
    edition = live_edition(places)
    return Live(edition, manifest_of(edition)) if edition else None


def search_index_of(places: Places) -> Path:
    """Return the live search index, vouched for by the manifest: opening one unpickles it.

    Raises `NoEditionError` before the first edition, `AuditFailed` for a file that is not as
    it was made.
    """
    live = find_live(places)
    if live is None:
        raise NoEditionError("Nothing is published here yet: run pcd publish first.")
    folder = live.edition.search_index
    for contents in folder.glob("*.toc"):
        name = contents.relative_to(live.edition.folder).as_posix()
        if hash_of(contents) != live.manifest.files.get(name):
            raise AuditFailed(f"{name} was changed after it was made: see pcd audit.")
    return folder


def settle(register: Register, places: Places, *, at: datetime.datetime) -> Live | None:
    """Finish what a run that died left: note a live edition nobody noted, sweep the rest.

    Raises `OfAnotherRegister` where the live edition was made from another register, or from
    a log whose end has since been cut off.
    """
    sweep(places)
    live = find_live(places)
    if live is None:
        return None
    if not log_holds(register, live.manifest.log_number, live.manifest.log_hash):
        raise OfAnotherRegister(
            f"Edition {live.manifest.edition} is live, and the register's log doesn't hold what "
            "it held when that edition was made: the register was cut short, or is another one. "
            "Restore the register's newest backup; or, to begin anew, delete build/current."
        )
    note_edition(register, noted(live.manifest, live.edition), at=at)
    return live
