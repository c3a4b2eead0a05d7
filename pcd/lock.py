"""One long run at a time in a home; the second is told who holds it."""

import contextlib
import datetime
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path


class LockedError(Exception):
    """Another run is at work in this home."""


@contextlib.contextmanager
def only_run(lock: Path, *, verb: str, at: datetime.datetime) -> Iterator[None]:
    """Hold the home's lock; raise LockedError where another run holds it.

    The system lets go of it when the process ends, however it ends.
    """
    lock.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(lock, os.O_RDWR | os.O_CREAT, 0o600), "r+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LockedError(
                f"Another run is at work here: {file.read().strip() or 'it is just starting'}. "
                "Wait for it to end, then run the command again."
            ) from error
        file.truncate()
        file.write(f"pcd {verb}, process {os.getpid()}, since {at:%Y-%m-%d %H:%M:%S} UTC\n")
        file.flush()
        yield
