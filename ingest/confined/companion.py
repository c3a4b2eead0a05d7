"""A saved web page in, what it says out, by way of a confined process of its own.

A page that hangs, crashes or outgrows its worker costs only itself: the scan beside it is read
all the same, and its record tells that the page was not.
"""

from collections.abc import Iterable
from pathlib import Path
from threading import Event

from msgspec import Struct

from ingest.confined.confinement import (
    THE_WORKER,
    refusal_in,
    told_in,
)
from ingest.confined.messages import (
    Answer,
    CompanionRead,
    CompanionRequest,
    GivenUp,
    Limits,
    NoSuchMessageError,
    NotFit,
)
from ingest.confined.process import Nursery
from ingest.printable import printable
from ingest.record import Companion
from ingest.verdict import Unreadable

PAGE_LIMITS = Limits(
    cpu_seconds=20, message_bytes=1 << 20, seconds_between_pages=60, seconds_in_all=60
)


class PageToRead(Struct, frozen=True, kw_only=True):
    """A saved page, the name it came under and its own hash."""

    page: Path
    name: str
    sha256: str


def companion_read_in(
    nursery: Nursery, page: PageToRead, *, stop: Event, limits: Limits = PAGE_LIMITS
) -> Companion:
    """Read a saved page in a process of the nursery's.

    One that can't be read says nothing, and why. Raises ReaderNotFit for the machine, Stopped
    once `stop` is set.
    """
    name = printable(page.name)
    request = CompanionRequest(page=str(page.page.absolute()), name=name, limits=limits)
    try:
        said = told_in(nursery, request, _companion_in, stop=stop, limits=limits)
        if said.sha256 == page.sha256:
            return said
        why = "it changed while it was read"
    except Unreadable as verdict:
        why = str(verdict.reason)
    return Companion(file=name, sha256=page.sha256, unclear=(f"the page was not read: {why}",))


def companion_read(
    page: PageToRead, *, stop: Event, worker: tuple[str, ...] = THE_WORKER
) -> Companion:
    """Read one saved page, and no other after it; as `companion_read_in` does."""
    nursery = Nursery(worker)
    try:
        return companion_read_in(nursery, page, stop=stop)
    finally:
        nursery.end()


def _companion_in(answers: Iterable[Answer]) -> Companion | None:
    for answer in answers:
        match answer:
            case CompanionRead(companion):
                return companion
            case GivenUp() | NotFit():
                raise refusal_in(answer)
            case _:
                raise NoSuchMessageError("nobody asked for a scan")
    return None
