"""Places, readings and ink in, phrases that a person understands out."""

from ingest.lines.inkmap import InkMap
from ingest.lines.layout import Layout
from ingest.lines.line import lines_in
from ingest.page import OCR_READERS, Box, PageReading, Reader
from ingest.record import Evidence, Status

NAMES = {Reader.RAPIDOCR: "RapidOCR", Reader.TESSERACT: "Tesseract"}
_LONGEST_QUOTE = 160
_HEIGHTS = ((0.2, "at the top"), (0.4, "above the middle"), (0.6, "in the middle"))
_LOWER = ((0.8, "below the middle"), (1.0, "at the foot"))
_STATUS = {
    Status.CLEAR: "It is clear.",
    Status.UNCERTAIN: "It is not certain.",
    Status.BLANK: "Nothing is filled in there.",
    Status.ABSENT: "Its place on the form was not found.",
    Status.CONFLICT: "What was read there is in conflict.",
    Status.CONFIRMED: "An officer has confirmed it.",
}


class PublicPages:
    """The public pages of a form, asked what stands at a place and who read it."""

    def __init__(self, layout: Layout) -> None:
        """Know the pages that may be quoted: those whose ink the layout has, no withheld one."""
        self._pages = {page.page: page for page in layout.pages if page.page in layout.ink}
        self._ink = layout.ink

    def page_of(self, evidence: Evidence) -> PageReading | None:
        """Give the page that a field was read from; None where it may not be quoted."""
        return self._pages.get(evidence.page) if evidence.page is not None else None

    def ink_of(self, evidence: Evidence) -> InkMap | None:
        """Give the ink of that page."""
        return self._ink.get(evidence.page) if evidence.page is not None else None

    def texts_at(self, evidence: Evidence) -> tuple[str, ...]:
        """Give what each of the two readers read in the field's place."""
        page = self.page_of(evidence)
        if page is None or evidence.box is None:
            return ("", "")
        lines = lines_in(page, _a_little_wider(evidence.box), frozenset())
        return tuple(
            " ".join(filter(None, (line.as_read_by(reader) for line in lines)))
            for reader in OCR_READERS
        )

    def place_of(self, evidence: Evidence) -> str:
        """Say where a field stands: its page, and how far down."""
        if evidence.page is None:
            return "nowhere"
        where = f", {how_far_down(evidence.box)}" if evidence.box else ""
        return f"page {evidence.page}{where}"

    def reading_of(self, evidence: Evidence) -> tuple[str, ...]:
        """Say who read what in a field's place, and how surely."""
        if self.page_of(evidence) is None:
            return ()
        sure = evidence.confidence
        how_sure = f", {sure:.0%} sure" if sure is not None else ""
        return (f"{_who_read_what(*self.texts_at(evidence))}{how_sure}.",)


def in_full(text: str) -> str:
    """Begin a phrase with a capital and end it with a stop."""
    return f"{text[:1].upper()}{text[1:]}."


def status_in_words(evidence: Evidence) -> str:
    """Say how well a field was read."""
    return _STATUS[evidence.status]


def how_far_down(box: Box) -> str:
    """Say where a box stands on its page."""
    return next((says for end, says in (*_HEIGHTS, *_LOWER) if box.middle < end), "at the foot")


def quoted(text: str) -> str:
    """Put what was read between quotation marks, cut where it is long."""
    cut = text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rstrip()} …"
    return f"“{cut}”"


def _who_read_what(ours: str, theirs: str) -> str:
    if not ours and not theirs:
        return "Neither reader read a word there"
    if ours == theirs:
        return f"Both readers read {quoted(ours)}"
    first, second = (NAMES[reader] for reader in OCR_READERS)
    return f"{first} read {_or_nothing(ours)}, {second} {_or_nothing(theirs)}"


def _or_nothing(text: str) -> str:
    return quoted(text) if text else "nothing"


def _a_little_wider(box: Box) -> Box:
    """Hold the words whose middles a rounding puts on the edge."""
    return Box(box.left - 0.002, box.top - 0.002, box.right + 0.002, box.bottom + 0.002)
