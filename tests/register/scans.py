"""Files, pages, records and reviews that a register may be given, for tests to vary."""

import contextlib
import datetime
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from ingest.page import Box, PageKind, PageReading, Reader, Word
from ingest.record import Answer, Approval, DecisionRecord, Deferral, Part2, Source
from register.review import Confirm, Entry

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


def a_file(folder: Path, name: str = "pcd-611.pdf", content: bytes = b"%PDF-1.7 x") -> Path:
    """Write a file that somebody might take in."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(content)
    return file


def a_page(page: int) -> PageReading:
    """Make a page reading with a word on it."""
    word = Word(text="PCD", box=Box(0.1, 0.1, 0.2, 0.12), confidence=0.9)
    return PageReading(
        page=page,
        kind=PageKind.SCANNED,
        width_points=595,
        height_points=842,
        dpi=300,
        words={Reader.RAPIDOCR: (word,)},
    )


def a_record(scan: str, *, title: str = "Taser uplift") -> DecisionRecord:
    """Make a record of a scan of one page."""
    return DecisionRecord(
        reference="PCD 611",
        number=611,
        title=title,
        form_version=None,
        executive_summary="",
        recommendation="",
        approval=Approval(),
        sections=(),
        deferral=Deferral(answer=Answer.NO),
        part2=Part2(answer=Answer.NO),
        declaration=(),
        officer_approval=Approval(),
        source=Source(sha256=scan, pages=1, file="pcd-611.pdf"),
    )


def a_review(scan: str) -> Entry:
    """Make an officer's entry."""
    return Confirm(
        scan=scan, reading="1f" * 32, by="A. Officer", at=NOON, why="Read it.", field="record"
    )


@contextlib.contextmanager
def raw(folder: Path) -> Iterator[sqlite3.Connection]:
    """Open the database file behind the register's back."""
    database = sqlite3.connect(folder / "register.db", isolation_level=None)
    try:
        yield database
    finally:
        database.close()
