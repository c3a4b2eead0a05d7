from pathlib import Path

import pikepdf
import pytest

from ingest.page import PageReading, Reader
from ingest.record import Answer, Status
from ingest.scanning.fast_pages import read_pages_fast
from tests.ingest.forms import record_of

SAMPLE = Path(__file__).parents[3] / "samples" / "pcd-0412-plain-2018.pdf"


@pytest.fixture(scope="module")
def pages() -> list[PageReading]:
    """Read a sample fast, once."""
    return sorted(read_pages_fast(SAMPLE, {}), key=lambda page: page.page)


def test_the_answers_of_a_sample_are_clear_in_a_fast_reading(pages: list[PageReading]) -> None:
    """Both readers have read them, and the reference."""
    record = record_of(pages, file=SAMPLE.name)

    assert record.reference == "PCD 412"
    assert (record.deferral.answer, record.part2.answer) == (Answer.NO, Answer.NO)
    for path in ("reference", "deferral.answer", "part2.answer"):
        assert record.evidence[path].status is Status.CLEAR


def test_the_other_reader_looks_at_few_rows(pages: list[PageReading]) -> None:
    """Its words stand where they stand on the page, in the bands and nowhere else."""
    words = [(page, word) for page in pages for word in page.words[Reader.RAPIDOCR]]
    by_tesseract = sum(len(page.words[Reader.TESSERACT]) for page in pages)

    assert 0 < len(words) < 0.3 * by_tesseract
    assert all(page.has_two_readers_at(word.box) for page, word in words)


def test_the_likeliest_pages_are_read_whole_where_no_question_was_found(tmp_path: Path) -> None:
    """An answer is not lost because one reader missed the words before it."""
    with pikepdf.open(SAMPLE) as pdf:
        del pdf.pages[1:]
        pdf.save(tmp_path / "front.pdf")
    (page,) = read_pages_fast(tmp_path / "front.pdf", {})

    assert page.bands is None
    assert len(page.words[Reader.RAPIDOCR]) > 0.8 * len(page.words[Reader.TESSERACT])


def test_known_pages_are_given_as_they_are(pages: list[PageReading]) -> None:
    """Nothing is read twice, and what was read in full stays so."""
    known = {page.page: page for page in pages}

    assert list(read_pages_fast(SAMPLE, known)) == pages
