"""One scan in, one decision record out: the order of the work."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import structs

from ingest.checks.hidden import with_own_text
from ingest.checks.oddities import findings_on
from ingest.fields.form import record_of
from ingest.fields.mentions import mentions_in
from ingest.file_hash import hash_of
from ingest.lines.layout import layout_of
from ingest.page import PageReading
from ingest.record import DecisionRecord, Source
from ingest.scanning.pages import read_pages
from ingest.scanning.pdf import Extras, extras_of


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
    source = Source(sha256=hash_of(pdf), pages=len(pages), file=name)
    return record_from(pages, source, extras_of(pdf))


def record_from(pages: Sequence[PageReading], source: Source, extras: Extras) -> DecisionRecord:
    """Make the record of page readings, without opening the PDF again."""
    layout = layout_of([with_own_text(page) for page in pages])
    record = record_of(layout, source)
    findings = findings_on(record, layout, extras)
    return structs.replace(record, findings=findings, mentions=mentions_in(record))
