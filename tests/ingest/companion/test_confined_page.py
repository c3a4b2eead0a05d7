"""A saved page is read behind the same walls as a scan, and costs at most itself."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from ingest.companion.beside import LARGEST_PAGE
from ingest.confined.companion import PageToRead, companion_read, companion_read_in
from ingest.confined.confinement import ReaderNotFit, Stopped
from ingest.confined.messages import Limits
from ingest.confined.process import Nursery
from ingest.record import Companion

WORKER = (str(Path(__file__).parents[1] / "obedient_worker.py"),)


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    """Have a nursery as a run has."""
    nursery = Nursery(WORKER)
    yield nursery
    nursery.end()


def a_page(folder: Path, html: bytes, *, sha256: str | None = None) -> PageToRead:
    """Save a page."""
    page = folder / "pcd-611.html"
    page.write_bytes(html)
    return PageToRead(page=page, name=page.name, sha256=sha256 or hashlib.sha256(html).hexdigest())


def unread(page: PageToRead, why: str) -> Companion:
    """Give what is said of a page that was not read."""
    return Companion(file=page.name, sha256=page.sha256, unclear=(f"the page was not read: {why}",))


def test_a_page_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    """What comes back is a value of ours, checked."""
    page = a_page(tmp_path, b"<h1>New boots</h1><p>Reference code: PCD 611</p>")
    said = companion_read(page, stop=Event(), worker=WORKER)

    assert said == Companion(
        file="pcd-611.html", sha256=page.sha256, title="New boots", reference="PCD 611"
    )


def test_pages_and_scans_share_a_nursery(tmp_path: Path, nursery: Nursery) -> None:
    """One page after the other; each in a fork of its own."""
    for title in ("New boots", "Old boots"):
        page = a_page(tmp_path, f"<h1>{title}</h1>".encode())
        assert companion_read_in(nursery, page, stop=Event()).title == title


@pytest.mark.parametrize(
    "html",
    [
        b"<div>" * 59_000,
        b"<a " + b" ".join(b"x%d=1" % number for number in range(100_000)) + b">",
        b"<!--" * 59_000,
        b"&amp;" * 900_000,
        b"<table><tr><td>Date signed" * 6_000,
        b"<dl><dt>Date signed" * 10_000,
        b"\xff\xfe" + "<p>Date signed".encode("utf-16-le") * 20_000,
    ],
    ids=["deep", "attributes", "comments", "entities", "tables", "terms", "utf-16"],
)
def test_a_hostile_page_ends_in_a_value(tmp_path: Path, nursery: Nursery, html: bytes) -> None:
    """It is read and says nothing, or it is not read and that is told."""
    page = a_page(tmp_path, html)
    said = companion_read_in(nursery, page, stop=Event())

    assert said.sha256 == page.sha256
    assert (said.reference, said.date_signed) == (None, None)


@pytest.mark.parametrize(
    ("html", "why"), [(b"<i>" * 70_000, "too large"), (bytes(LARGEST_PAGE + 1), "too large")]
)
def test_a_page_too_large_says_nothing_but_that(
    tmp_path: Path, nursery: Nursery, html: bytes, why: str
) -> None:
    """The scan beside it is read all the same."""
    page = a_page(tmp_path, html)

    assert companion_read_in(nursery, page, stop=Event()) == unread(page, why)


def test_a_page_that_takes_too_long_is_stopped(tmp_path: Path, nursery: Nursery) -> None:
    """The parent's clock ends it, whatever the parser does."""
    page = a_page(tmp_path, b"<i>" * 59_000)
    said = companion_read_in(nursery, page, stop=Event(), limits=Limits(seconds_in_all=0))

    assert said == unread(page, "timed out")


def test_a_page_that_is_gone_says_nothing(tmp_path: Path, nursery: Nursery) -> None:
    """Somebody moved it between the look and the reading."""
    page = a_page(tmp_path, b"<h1>New boots</h1>")
    page.page.unlink()

    assert companion_read_in(nursery, page, stop=Event()) == unread(page, "crashed")


def test_a_page_that_changed_meanwhile_says_nothing(tmp_path: Path, nursery: Nursery) -> None:
    """The record would name a page that nobody kept."""
    page = a_page(tmp_path, b"<h1>New boots</h1>", sha256="0" * 64)

    assert companion_read_in(nursery, page, stop=Event()) == unread(
        page, "it changed while it was read"
    )


def test_a_machine_without_the_parser_is_no_page_s_fault(tmp_path: Path) -> None:
    """Otherwise one broken installation would silence every page."""
    script = tmp_path / "without.py"
    script.write_text(
        "import sys\nsys.modules['bs4'] = None\n"
        "from ingest.confined.worker import work\nwork(None)",
        "utf-8",
    )
    with pytest.raises(ReaderNotFit) as caught:
        companion_read(a_page(tmp_path, b"<p>"), stop=Event(), worker=(str(script),))

    assert "bs4" in str(caught.value)


def test_asking_to_stop_stops_a_page_too(tmp_path: Path, nursery: Nursery) -> None:
    """Ctrl-C waits for no page."""
    stop = Event()
    stop.set()

    with pytest.raises(Stopped):
        companion_read_in(nursery, a_page(tmp_path, b"<p>"), stop=stop)
