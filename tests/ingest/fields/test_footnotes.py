from msgspec import structs

from ingest.fields.prose import pieces_of
from ingest.fields.sections import sections_of
from ingest.lines.flow import Item, sheet_of
from ingest.page import OCR_READERS, Box, PageReading, Word
from ingest.record import Paragraph
from tests.ingest.paper import HIGH, a_page, words

BODY = (
    "1.\tIntroduction\n\n"
    "1.1\tThe strategy of 2017 asked for radios that work.1 The programme board has since\n"
    "\tseen three kinds of radio and prefers the second, which costs the least over ten\n"
    "\tyears and is"
)
SMALL = 0.75  # of the usual letter


def with_small_print(page: PageReading, *lines: str, top: float = 0.86) -> PageReading:
    """Print lines in small letters at the foot of a page."""

    def small(line: str, at: int) -> list[Word]:
        above = top + 0.014 * at
        return [
            Word(word.text, _smaller(word.box, above), word.confidence)
            for word in words(line, top=above)
        ]

    added = tuple(word for at, line in enumerate(lines) for word in small(line, at))
    read = {**page.words, **{reader: page.words[reader] + added for reader in OCR_READERS}}
    return structs.replace(page, words=read)


def _smaller(box: Box, top: float) -> Box:
    left, right = (0.12 + (x - 0.12) * SMALL for x in (box.left, box.right))
    return Box(left, top, right, top + HIGH * SMALL)


def items_on(*pages: PageReading) -> list[Item]:
    """Lay out pages, without their furniture."""
    return [item for page in pages for item in sheet_of(page, frozenset()).items]


def test_a_footnote_is_no_part_of_the_paragraph_that_goes_on_over_the_page() -> None:
    """It stands behind the blocks of its section, under its figure."""
    first = with_small_print(a_page(BODY), "1 Police and Crime Plan, page 12.")
    items = items_on(first, a_page("\tkept in stock.\n\n1.2\tBatteries fail.", page=2))

    (section,) = sections_of(items)
    texts = [piece.block.text for piece in section.pieces if isinstance(piece.block, Paragraph)]

    assert texts[0].endswith("years and is kept in stock.")
    assert texts[1:] == ["Batteries fail.", "Footnote 1: Police and Crime Plan, page 12."]


def test_a_footnote_runs_over_several_lines() -> None:
    """The next figure begins the next one."""
    page = with_small_print(
        a_page(BODY), "1 Police and Crime Plan,", "page 12.", "2 Decision 398, as published."
    )

    notes = [str(piece.block) for piece in pieces_of(items_on(page))][-2:]

    assert "Footnote 1: Police and Crime Plan, page 12." in notes[0]
    assert "Footnote 2: Decision 398, as published." in notes[1]


def test_a_footnote_is_no_heading() -> None:
    """Though its figure would be the next section's."""
    page = with_small_print(a_page(BODY), "2 See the plan of that year.")

    assert [section.number for section in sections_of(items_on(page))] == ["1"]


def test_a_footnote_may_have_lost_its_figure() -> None:
    """Readers make a quotation mark of it; that it is small, and far below, is enough."""
    page = with_small_print(a_page(BODY), "'Police and Crime Plan,", "page 12.")

    note = pieces_of(items_on(page))[-1]

    assert note.block == Paragraph(text="Footnote: Police and Crime Plan, page 12.")


def test_text_as_large_as_the_rest_is_no_footnote() -> None:
    """A figure that begins a low line is not enough."""
    page = a_page(BODY + "\n" + "\n" * 40 + "12 officers were asked.")

    assert "Footnote" not in str(pieces_of(items_on(page)))


def test_a_footnote_knows_its_place() -> None:
    """Its evidence is on its own page."""
    page = with_small_print(a_page(BODY), "1 Police and Crime Plan, page 12.")

    note = pieces_of(items_on(page))[-1]

    assert note.page == 1
    assert note.box.top > 0.85
