"""A home with a real register and decisions in it, without the hours that reading scans takes."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from edition import publishing
from edition.audit.allowed import allowed_files
from edition.keeping.places import EditionFolder, Places
from edition.keeping.swap import live_edition
from edition.press import Press
from edition.removing import take_out
from edition.report import Report
from edition.settings import DeliverySettings, SiteSettings
from edition.shipped import shipped
from ingest.page import Box, PageKind, PageReading, Reader, Word
from ingest.record import DecisionRecord, Paragraph, Section, Source
from publication.settings import Settings
from register.intake import take_in
from register.opening import Register, open_or_make_register
from register.readings import keep_page_reading, keep_record
from register.review import Entry
from register.reviews import add_review
from tests.publication.records import a_record, seen

NOON = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)
DAY = NOON.date()


@cache
def _allowed() -> frozenset[str]:
    return allowed_files(shipped().overrides)


@dataclass
class AHome:
    """A home in a folder; `at` is its clock, which only a test moves."""

    folder: Path
    at: datetime.datetime = NOON
    day: datetime.date = DAY
    settings: Settings = field(default_factory=Settings)
    delivery: DeliverySettings = field(default_factory=DeliverySettings)

    @property
    def places(self) -> Places:
        """Where editions lie."""
        return Places(self.folder / "build")

    @property
    def live(self) -> EditionFolder:
        """The edition that is live."""
        edition = live_edition(self.places)
        assert edition is not None
        return edition

    @contextmanager
    def register(self) -> Iterator[Register]:
        """Open the register."""
        private = self.folder / "private"
        with open_or_make_register(
            private / "register.db", scans_folder=private / "scans"
        ) as opened:
            yield opened

    def take_in(self, record: DecisionRecord, *pages: str) -> DecisionRecord:
        """Take in a scan that reads as the record, and return the record of that very scan."""
        inbox = self.folder / "private" / "inbox"
        inbox.mkdir(parents=True, exist_ok=True)
        file = inbox / record.source.file
        file.write_bytes(f"%PDF-1.7 {record.reference} {record.title} {pages}".encode())
        with self.register() as register:
            sha256 = take_in(register, file, at=self.at).sha256
            whole = replace(record, source=replace(record.source, sha256=sha256))
            for number, text in enumerate(pages, start=1):
                reading = a_page(number, text)
                keep_page_reading(register, sha256, reading, settings="1", at=self.at)
            keep_record(register, whole, reader_version="1", at=self.at)
        return whole

    def review(self, record: DecisionRecord, *entries: Entry) -> None:
        """Enter officers' reviews of a decision."""
        with self.register() as register:
            for entry in seen(record, entries):
                add_review(register, replace(entry, scan=record.source.sha256))

    def publish(self) -> Report:
        """Publish for the day."""
        with self.press() as press:
            return publishing.publish(press)

    def preview(self, day: datetime.date) -> Report:
        """Build a preview of a day."""
        with self.press(Places(self.folder / "private" / "preview"), day) as press:
            return publishing.preview(press)

    def take_out(self) -> Report:
        """Take out what is no longer cleared, and add nothing."""
        with self.press() as press:
            return take_out(press)

    @contextmanager
    def press(
        self, places: Places | None = None, day: datetime.date | None = None
    ) -> Iterator[Press]:
        """Open what a run works with."""
        with self.register() as register:
            yield Press(
                register=register,
                home=self.folder,
                places=places or self.places,
                shipped=shipped(),
                settings=self.settings,
                site=SiteSettings(),
                delivery=self.delivery,
                day=day or self.day,
                clock=lambda: self.at,
                allowed=_allowed(),
                made_with="the programs of this test",
                stage=lambda _: None,
            )

    def public_names(self) -> set[str]:
        """Return the names of the decisions' pages that are live."""
        return {page.parent.name for page in self.live.site.glob("decisions/*/index.html")}

    def all_bytes(self) -> bytes:
        """Return everything below `build/`, one file after the other."""
        files = sorted(self.places.build.rglob("*"))
        return b"\n".join(file.read_bytes() for file in files if file.is_file())


def a_page(number: int, text: str) -> PageReading:
    """Make a page that one reader read as this text."""
    words = tuple(
        Word(text=word, box=Box(0.1, 0.1, 0.2, 0.12), confidence=0.9) for word in text.split()
    )
    return PageReading(
        page=number,
        kind=PageKind.SCANNED,
        width_points=595,
        height_points=842,
        dpi=300,
        words={Reader.RAPIDOCR: words},
    )


def decision(number: int, *paragraphs: str, **fields: object) -> DecisionRecord:
    """Make the record of a clear decision of this number that says these paragraphs."""
    blocks = tuple(
        Paragraph(number=f"1.{place}", text=text) for place, text in enumerate(paragraphs, start=1)
    )
    said: dict[str, object] = {
        "reference": f"PCD {number}",
        "number": number,
        "title": f"Decision of the number {number}",
        "sections": (Section(number="1", heading="Introduction", blocks=blocks),),
        "source": Source(sha256="", pages=2, file=f"pcd-{number}.pdf"),
        **fields,
    }
    return a_record(**said)  # type: ignore[arg-type]  # fields of a_record
