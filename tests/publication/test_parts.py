"""A scan that was made of several files: what officers said of one of them is not forgotten."""

import pytest
from msgspec.structs import replace

from ingest.record import Extent, PartFile
from publication.reading import reading_of
from publication.rule import rule_on
from publication.ruling import Cleared, Withheld
from register.review import Entry
from tests.publication.records import (
    DEFAULT,
    OTHER_SCAN,
    TODAY,
    a_record,
    confirm,
    correct,
    release,
    seen,
    withhold,
)

A_PART = "ab" * 32
PLAIN = a_record()
PARTS = (
    PartFile(file="a.pdf", sha256=A_PART, pages=1),
    PartFile(file="exempt.pdf", sha256="cd" * 32, pages=PLAIN.source.pages - 1),
)
WHOLE = replace(PLAIN, source=replace(PLAIN.source, parts=PARTS))
ON_A_PART: list[Entry] = [
    replace(withhold(), scan=A_PART),
    replace(correct("deferral.answer", "yes"), scan=A_PART),
    replace(confirm(), scan=A_PART),
    replace(release("not-signed"), scan=A_PART),
]


def codes(*reviews: Entry) -> set[str]:
    """Return what holds the whole."""
    ruling = rule_on(WHOLE, seen(WHOLE, reviews), DEFAULT, TODAY)
    return {ground.code for ground in ruling.grounds} if isinstance(ruling, Withheld) else set()


@pytest.mark.parametrize("entry", ON_A_PART, ids=lambda entry: type(entry).__name__)
def test_a_word_on_a_part_holds_the_whole_until_somebody_looks(entry: Entry) -> None:
    """It was said of half a decision: it has no effect, and is not passed over."""
    assert codes(entry) == {"review-of-another-reading"}
    assert codes(entry, release("review-of-another-reading")) == set()


def test_a_word_on_a_scan_that_is_no_part_has_no_effect() -> None:
    """It is of another decision."""
    assert codes(replace(withhold(), scan=OTHER_SCAN)) == set()


def test_parts_and_extent_change_no_reading() -> None:
    """The parts' hashes are in the scan's own, and their names are for the private side."""
    assert reading_of(WHOLE) == reading_of(PLAIN)
    half = Extent(lacks_beginning=False, lacks_end=True)
    assert reading_of(replace(PLAIN, extent=half)) == reading_of(PLAIN)


def test_a_clearance_names_no_part() -> None:
    """A file's name may be as private as the file."""
    half = Extent(lacks_beginning=False, lacks_end=True)
    ruling = rule_on(replace(WHOLE, extent=half), [], DEFAULT, TODAY)

    assert isinstance(ruling, Cleared)
    assert ruling.contents.record.source.parts == ()
    assert ruling.contents.record.extent is None
