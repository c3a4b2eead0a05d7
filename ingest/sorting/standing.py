"""A sheet in; out, from where to where on the form it stands, by its own words."""

from msgspec import Struct

from ingest.lines.flow import Sheet, mark_on
from ingest.lines.numbered import paragraph_numbers
from ingest.lines.template import Mark

_Place = tuple[int, int, int]
_BODY = list(Mark).index(Mark.PART_1)


class Standing(Struct, frozen=True):
    """The first and the last place of the form that a sheet holds: a landmark or a paragraph."""

    first: _Place
    last: _Place

    def is_before(self, other: "Standing") -> bool:
        """Say whether all of this sheet stands before all of the other."""
        return self.last < other.first


def standing_of(sheet: Sheet) -> Standing | None:
    """Tell where a sheet stands; None where it holds neither landmark nor paragraph number.

    A report may speak of a "Recommendation": the front page's places count on a page without
    paragraph numbers only.
    """
    paragraphs = [(_BODY, *number) for number in paragraph_numbers(sheet.lines)]
    marks = [mark for line in sheet.lines if (mark := mark_on(line)) is not None]
    landmarks = [(list(Mark).index(mark), 0, 0) for mark in marks]
    places = [place for place in landmarks if not paragraphs or place[0] >= _BODY] + paragraphs
    return Standing(min(places), max(places)) if places else None
