"""The parser never raises on any text: whatever two readers may make of a page."""

import msgspec
import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from ingest.lines.flow import sheet_of
from ingest.lines.template import LANDMARKS
from ingest.page import Box, PageKind, PageReading, Reader, Word
from ingest.record import Answer, DecisionRecord
from ingest.scanning.picture import packed
from tests.ingest.forms import record_of
from tests.ingest.paper import a_page

FRAGMENTS = st.sampled_from(
    [
        *(landmark.example for landmark in LANDMARKS),
        *(
            "1.1",
            "2.",
            "•",
            "|",
            "NO",
            "YES",
            "Yes",
            "No",
            "31/3/2020",
            "Signature",
            "Date",
            "PCD 611",
        ),
        *(
            "CONFIDENTIAL",
            "PART II",
            "Part 2 of the Act",
            "£313,500",
            "PCD October 2018 6",
            "::",
            "²",
        ),
    ]
)
TEXTS = st.one_of(
    FRAGMENTS, st.text(min_size=1, max_size=12).filter(lambda text: bool(text.strip()))
)
FRACTIONS = st.floats(0, 1, allow_nan=False)
BOXES = st.builds(
    lambda x, y, w, h: Box(min(x, w), min(y, h), max(x, w), max(y, h)),
    FRACTIONS, FRACTIONS, FRACTIONS, FRACTIONS,
)  # fmt: skip  # four alike, in one row
WORDS = st.builds(Word, TEXTS.map(str.strip), BOXES, FRACTIONS)
ROWS = st.lists(WORDS, max_size=12).map(tuple)
RULES = st.lists(BOXES, max_size=5).map(tuple)
INK = packed(np.zeros((175, 124), np.uint8))


READINGS = st.builds(
    PageReading,
    page=st.just(1),
    kind=st.sampled_from(PageKind),
    width_points=st.just(595.0),
    height_points=st.just(842.0),
    dpi=st.just(200.0),
    words=st.fixed_dictionaries(dict.fromkeys(Reader, ROWS)),
    level_rules=RULES,
    upright_rules=RULES,
    ink=st.just(INK),
    covered=RULES,
)
PAGES = st.lists(READINGS, min_size=1, max_size=3).map(
    lambda pages: [structs.replace(page, page=n) for n, page in enumerate(pages, start=1)]
)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(PAGES)
def test_any_words_anywhere_make_a_record(pages: list[PageReading]) -> None:
    """And the record can be written out and read back."""
    record = record_of(pages)

    assert msgspec.json.decode(msgspec.json.encode(record), type=DecisionRecord) == record
    assert record.source.pages == len(pages)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(FRAGMENTS, max_size=4).map(" ".join), max_size=40).map("\n".join))
def test_any_order_of_the_form_s_own_words_makes_a_record(text: str) -> None:
    """Lines of the form may come in any order, or many times."""
    record = record_of([a_page(text.replace("|", "¦"))])

    assert record.deferral.answer in Answer


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(READINGS)
def test_laying_out_a_page_loses_no_word(page: PageReading) -> None:
    """Every word that a reader gave stands in a line, in a cell or among what was left out."""
    sheet = sheet_of(page, frozenset())

    for reader in (Reader.RAPIDOCR, Reader.TESSERACT):
        kept = [
            word
            for line in (*sheet.lines, *sheet.left_out)
            for word in line.by_reader.get(reader, ())
        ]
        assert [word for word in page.words[reader] if word not in kept] == []
