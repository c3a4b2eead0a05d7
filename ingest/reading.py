"""One scan in, one decision record out: the order of the work."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import structs

from ingest.checks.doubtful_words import doubtful_words_in
from ingest.checks.extent import extent_of
from ingest.checks.hidden import with_own_text
from ingest.checks.versions import found_in_all_versions
from ingest.fields.form import record_of
from ingest.fields.mentions import mentions_in
from ingest.file_hash import hash_of, hash_together
from ingest.lines.layout import layout_of
from ingest.page import PageReading
from ingest.record import DecisionRecord, PartFile, Source
from ingest.scanning.fast_pages import read_pages_fast
from ingest.scanning.pages import read_pages
from ingest.scanning.pdf import Extras, extras_of


def read_scan(  # noqa: PLR0913  # a reading has that many sides
    pdf: Path,
    *,
    name: str,
    known: Mapping[int, PageReading],
    on_page: Callable[[PageReading], None],
    further: Sequence[tuple[Path, str]] = (),
    fast: bool = False,
) -> DecisionRecord:
    """Read a scan; pages in `known` are not read again, and each new one goes to `on_page`.

    `name` is the file's name as received; `further` are the files, and their names, whose pages
    follow the first's. A `fast` reading leaves the bodies of pages to Tesseract alone. Raises
    `ingest.verdict.Unreadable`.
    """
    pages: list[PageReading] = []
    parts: list[PartFile] = []
    extras: list[Extras] = []
    for file, called in ((pdf, name), *further):
        before = len(pages)
        for page in _pages_of(file, known, before, read_pages_fast if fast else read_pages):
            pages.append(page)
            if page.page not in known:
                on_page(page)
        parts.append(PartFile(file=called, sha256=hash_of(file), pages=len(pages) - before))
        extras.append(_behind(extras_of(file), before))
    pages.sort(key=lambda page: page.page)
    return record_from(pages, _source_of(parts), _all_of(extras))


_ReadPages = Callable[[Path, Mapping[int, PageReading]], Iterator[PageReading]]


def _pages_of(
    pdf: Path, known: Mapping[int, PageReading], before: int, read: _ReadPages
) -> Iterator[PageReading]:
    """Read a file whose pages follow `before` others, and number them so."""
    of_file = {
        number - before: structs.replace(page, page=number - before)
        for number, page in known.items()
    }
    for page in read(pdf, of_file):
        yield structs.replace(page, page=before + page.page)


def _source_of(parts: Sequence[PartFile]) -> Source:
    first = parts[0]
    if len(parts) == 1:
        return Source(sha256=first.sha256, pages=first.pages, file=first.file)
    return Source(
        sha256=hash_together(part.sha256 for part in parts),
        pages=sum(part.pages for part in parts),
        file=first.file,
        parts=tuple(parts),
    )


def _behind(extras: Extras, before: int) -> Extras:
    """Count a file's pages on from those before them."""
    pages = tuple(page + before for page in extras.redaction_pages)
    return structs.replace(extras, redaction_pages=pages)


def _all_of(extras: Sequence[Extras]) -> Extras:
    return Extras(
        attachments=any(each.attachments for each in extras),
        scripts=any(each.scripts for each in extras),
        redaction_pages=tuple(page for each in extras for page in each.redaction_pages),
    )


def record_from(pages: Sequence[PageReading], source: Source, extras: Extras) -> DecisionRecord:
    """Make the record of page readings, without opening the PDF again."""
    layout = layout_of([with_own_text(page) for page in pages])
    found = found_in_all_versions(record_of(layout, source), layout, extras)
    return structs.replace(
        found.record,
        findings=found.findings,
        mentions=mentions_in(found.record),
        doubtful=doubtful_words_in(layout),
        extent=extent_of(layout),
    )
