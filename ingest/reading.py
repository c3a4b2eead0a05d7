"""One scan in, one decision record out: the order of the work."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ingest.form import form_of
from ingest.hidden import with_own_text
from ingest.oddities import findings_on
from ingest.page import PageReading
from ingest.pages import read_pages
from ingest.pdf import Extras, extras_of
from ingest.record import DecisionRecord, Source
from ingest.version import READER_VERSION


def read_scan(
    pdf: Path,
    *,
    name: str,
    known: Mapping[int, PageReading],
    on_page: Callable[[PageReading], None],
) -> DecisionRecord:
    """Read a scan; pages in `known` are not read again, and each new one goes to `on_page`.

    `name` is the file's name as received. Raises `ingest.verdict.Unreadable`.
    """
    pages = []
    for page in read_pages(pdf, known):
        pages.append(page)
        if page.page not in known:
            on_page(page)
    source = Source(sha256=sha256_of(pdf), pages=len(pages), file=name)
    return record_from(pages, source, extras_of(pdf))


def record_from(pages: Sequence[PageReading], source: Source, extras: Extras) -> DecisionRecord:
    """Make the record of page readings, without opening the PDF again."""
    pages = [with_own_text(page) for page in pages]
    form = form_of(pages)
    return DecisionRecord(
        reference=form.reference,
        number=form.number,
        title=form.title,
        form_version=form.form_version,
        executive_summary=form.executive_summary,
        recommendation=form.recommendation,
        interests=form.interests,
        approval=form.approval,
        sections=form.sections,
        public_access=form.public_access,
        deferral=form.deferral,
        part2=form.part2,
        declaration=form.declaration,
        officer_approval=form.officer_approval,
        source=source,
        findings=findings_on(form, pages, source, extras),
        withheld_pages=form.withheld_pages,
        evidence=form.evidence,
        read_with=f"pcd reader {READER_VERSION}; rapidocr and tesseract",
    )


def sha256_of(path: Path) -> str:
    """Give a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
