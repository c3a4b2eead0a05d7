"""A finished edition in, the live one out: one link is swapped, and everything hangs on it."""

import os
import shutil
from pathlib import Path

from edition.keeping.places import EditionFolder, Places


def live_edition(places: Places) -> EditionFolder | None:
    """Return the edition that is live, if one is."""
    try:
        name = places.current.readlink().name
    except OSError:
        return None
    edition = EditionFolder(places.editions / name)
    return edition if edition.folder.is_dir() else None


def swap_in(work: EditionFolder, name: str, places: Places) -> EditionFolder:
    """Give an edition its name and make it live; before the last line nothing has changed.

    All is on the disk before the link is, so that a power cut leaves the old or the new.
    """
    places.editions.mkdir(parents=True, exist_ok=True)
    finished = EditionFolder(places.editions / name)
    work.folder.rename(finished.folder)
    _fix_links(places)
    os.sync()
    _point(places.current, Path("editions", name))
    os.sync()
    return finished


def sweep(places: Places) -> None:
    """Delete what is unfinished and every edition but the live one."""
    shutil.rmtree(places.work, ignore_errors=True)
    live = live_edition(places)
    for folder in places.editions.glob("*") if places.editions.is_dir() else ():
        if live is None or folder != live.folder:
            shutil.rmtree(folder, ignore_errors=True)


def _fix_links(places: Places) -> None:
    for link, target in places.fixed_links.items():
        if not link.is_symlink():
            if link.is_dir():
                shutil.rmtree(link)
            _point(link, target)


def _point(link: Path, target: Path) -> None:
    """Point a link elsewhere in one step."""
    unfinished = link.with_name(f".{link.name}-to-be")
    unfinished.unlink(missing_ok=True)
    unfinished.symlink_to(target)
    unfinished.replace(link)
