from collections.abc import Sequence

from msgspec import structs

from ingest.finding import Ground, Severity
from ingest.page import Box, PageReading, Reader
from ingest.record import Answer, Status
from ingest.scanning.bands import Seen, bands_on, merged, rows_on
from tests.ingest.forms import a_form, record_of


def read_fast(page: PageReading, bands: Sequence[Box] | None = None) -> PageReading:
    """Leave out what RapidOCR would not have read in a fast reading."""
    if bands is None:
        rows = rows_on(page.words[Reader.TESSERACT])
        bands = merged(bands_on(Seen(rows=rows, is_first=page.page == 1)))
    rapid = tuple(
        word
        for word in page.words[Reader.RAPIDOCR]
        if any(band.top <= word.box.middle <= band.bottom for band in bands)
    )
    words = {**page.words, Reader.RAPIDOCR: rapid}
    return structs.replace(page, words=words, bands=tuple(bands))


def test_a_fast_reading_gives_the_answers_of_a_full_one() -> None:
    """The two answers, the reason, the date and the reference have both readers."""
    form = a_form(deferral="YES", reason="Contract award", until="31 March 2030", part2="YES")
    full, fast = record_of(form), record_of([read_fast(page) for page in form])

    assert (fast.reference, fast.title) == (full.reference, full.title)
    assert (fast.deferral, fast.part2) == (full.deferral, full.part2)
    assert fast.evidence["deferral.answer"].status is Status.CLEAR
    assert fast.evidence["deferral.until"].status is Status.CLEAR


def test_a_fast_reading_says_what_it_is() -> None:
    """In `read_with`, and in a finding that warns and holds nothing."""
    record = record_of([read_fast(page) for page in a_form()])
    (found,) = [one for one in record.findings if one.ground is Ground.READ_FAST]

    assert found.severity is Severity.WARNING
    assert found.read == "pages 1, 2, 3, 4"
    assert "fast: on pages 1, 2, 3, 4" in record.read_with


def test_an_answer_that_one_reader_read_is_never_clear() -> None:
    """Nor is it clear that a reason or a date is not there."""
    form = [read_fast(page, ()) for page in a_form(reason="", until="")]
    record = record_of(form)

    assert record.deferral.answer is Answer.UNCLEAR
    assert record.part2.answer is Answer.UNCLEAR
    assert record.reference is None
    for path in ("deferral.answer", "deferral.reason", "deferral.until", "part2.answer"):
        assert record.evidence[path].status is Status.UNCERTAIN


def test_a_passage_that_one_reader_read_is_uncertain() -> None:
    """However sure that reader was."""
    record = record_of([read_fast(page) for page in a_form()])

    assert record.evidence["title"].status is Status.CLEAR
    assert record.evidence["sections.0.blocks.0"].status is Status.UNCERTAIN


def test_a_typed_date_of_approval_needs_both_readers() -> None:
    """Where only one has read it, it is offered to the reviewer and no more."""
    full = record_of(a_form())
    fast = record_of([read_fast(page) for page in a_form()])

    assert full.approval.date is not None
    assert fast.approval.date is None
    assert fast.approval.date_candidates == (full.approval.date,)
