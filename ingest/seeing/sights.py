"""Page readings and their record in, what a person can look at out: reasons and pictures.

Runs in the confined worker, for it opens pictures.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from ingest.checks.hidden import with_own_text
from ingest.lines.layout import Layout, layout_of
from ingest.page import PageReading
from ingest.record import DecisionRecord
from ingest.seeing.boxes import seen_in
from ingest.seeing.drawing import drawn
from ingest.seeing.explaining import explanations_of
from ingest.seeing.explanation import Explanation


class Sights(Struct, frozen=True):
    """A record with the layout it was read from."""

    pages: tuple[PageReading, ...]
    layout: Layout
    record: DecisionRecord

    def explanations(self) -> tuple[Explanation, ...]:
        """Say in words why each field that matters was read as it was."""
        return explanations_of(self.record, self.layout)

    def pictures(self) -> Iterator[tuple[int, bytes]]:
        """Draw page after page: its number, and its picture as PNG."""
        seen = seen_in(self.record, self.layout)
        for reading in self.pages:
            here = [each for each in seen if each.page == reading.page]
            withheld = reading.page in self.record.withheld_pages
            yield reading.page, drawn(reading, here, withheld=withheld)


def sights_of(pages: Sequence[PageReading], record: DecisionRecord) -> Sights:
    """Lay the pages out as they were when the record was made."""
    layout = layout_of([with_own_text(page) for page in pages])
    return Sights(tuple(pages), layout, record)
