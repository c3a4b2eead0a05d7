"""One of the form's two questions in, why its answer was read as it was out.

The reader's own word is the evidence; what is measured here anew, in the same ink, are the
figures that a person wants to see beside it.
"""

import re
from enum import StrEnum

from ingest.fields.answer_place import ANSWERS
from ingest.lines.flow import mark_on
from ingest.lines.grid import Grid
from ingest.lines.inkmap import InkMap
from ingest.lines.layout import Layout
from ingest.lines.line import Line, lines_in
from ingest.lines.template import Mark
from ingest.page import OCR_READERS, Box, PageReading
from ingest.record import Answer, Evidence, Status
from ingest.seeing.explanation import Explanation
from ingest.seeing.saying import PublicPages, in_full, quoted

_BOX_SIGNS, _STRUCK_SIGN = "☐☒☑", "struck"
_AROUND = " .,:;?-–—'‘’`•·_|()[]"
_NEAR_BOX = 0.035  # of the page's width: a tick box stands no farther from its word
_EDGE = 0.27  # of a tick box's side: its own lines lie within


class Standing(StrEnum):
    """How an answer stands on the form."""

    IN_TICK_BOXES = "in tick boxes beside the words"
    AS_A_WORD_LEFT = "as the one of two printed words that is not struck through"
    IN_COLUMN = "in the table's column to the right of the question"
    ON_THE_LINE = "after the question on its line"
    BELOW = "on the line below the question"


_BY_MARKS = (Standing.IN_TICK_BOXES, Standing.AS_A_WORD_LEFT)


def why_answered(
    about: str, question: Mark, answer: Answer, evidence: Evidence, layout: Layout
) -> Explanation:
    """Say where the answer stands, who read what, what the ink shows and what follows."""
    pages = PublicPages(layout)
    value = f"{answer.value}, {evidence.status.value}"
    page, ink = pages.page_of(evidence), pages.ink_of(evidence)
    if evidence.box is None or page is None or ink is None:
        nowhere = "The question was not found on any page that may be read."
        return Explanation(about=about, value=value, because=(nowhere,))
    how = _standing(question, evidence.read or "", evidence.box, page, layout)
    texts = pages.texts_at(evidence)
    return Explanation(
        about=about,
        value=value,
        because=(
            in_full(f"{pages.place_of(evidence)}: the answer stands {how}"),
            *pages.reading_of(evidence),
            *_taken_together(how, evidence, texts),
            *_ink_in_words(how, evidence.box, page, ink),
            _what_follows(how, answer, evidence, texts, ink),
        ),
    )


def _standing(question: Mark, read: str, box: Box, page: PageReading, layout: Layout) -> Standing:
    if any(sign in read for sign in _BOX_SIGNS):
        return Standing.IN_TICK_BOXES
    if _STRUCK_SIGN in read:
        return Standing.AS_A_WORD_LEFT
    if _is_beside_in_table(question, box, page.page, layout):
        return Standing.IN_COLUMN
    row = Box(0.0, box.top, box.left, box.bottom)
    words = [word for line in lines_in(page, row, frozenset()) for word in line.words]
    return Standing.ON_THE_LINE if words else Standing.BELOW


def _is_beside_in_table(question: Mark, box: Box, page: int, layout: Layout) -> bool:
    grids = (
        item
        for sheet in layout.sheets
        for item in sheet.items
        if isinstance(item, Grid) and item.page == page and item.box.meets(box)
    )
    return any(
        _asks(row[0].lines, question) and box.centre > row[0].box.right
        for grid in grids
        for row in grid.rows
    )


def _asks(lines: tuple[Line, ...], question: Mark) -> bool:
    return any(mark_on(line) is question for line in lines)


def _taken_together(how: Standing, evidence: Evidence, texts: tuple[str, ...]) -> tuple[str, ...]:
    """Tell of what counts besides the words in the place itself."""
    read = evidence.read
    if read is None or read in (*texts, " / ".join(texts)):
        return ()
    with_what = "With its marks" if how in _BY_MARKS else "Taken together"
    return (f"{with_what} it reads {quoted(read)}.",)


def _ink_in_words(how: Standing, box: Box, page: PageReading, ink: InkMap) -> tuple[str, ...]:
    """Give the figures that the ink's judgement rests on."""
    words = _printed_answers(box, page)
    if how is Standing.IN_TICK_BOXES:
        shares = {
            name: share
            for name, word in words.items()
            if (share := _share_in_box(word, ink)) is not None
        }
        said = " and ".join(
            f"{share:.0%} of the inside of the box right of {name}"
            for name, share in shares.items()
        )
        return (f"Ink covers {said}.",) if said else ()
    if how is Standing.AS_A_WORD_LEFT:
        said = " and ".join(
            f"{max(ink.widest_stroke(word), ink.pen_across(word).share):.0%} of the width of {name}"
            for name, word in words.items()
        )
        return (f"One stroke covers {said}; print alone never covers 80 %.",) if said else ()
    return ()


def _printed_answers(box: Box, page: PageReading) -> dict[str, Box]:
    found: dict[str, Box] = {}
    for line in lines_in(page, box, frozenset()):
        for reader in OCR_READERS:
            for word in line.by_reader.get(reader, ()):
                for letters in re.finditer("[A-Za-z]+", word.text):
                    if letters[0] in ANSWERS:
                        found.setdefault(letters[0].upper(), _part_of(word.box, letters, word.text))
    return found


def _part_of(box: Box, letters: re.Match[str], text: str) -> Box:
    """Cut one word out of "YES/NO"."""
    letter = box.width / len(text)
    return Box(
        box.left + letter * letters.start(),
        box.top,
        box.left + letter * letters.end(),
        box.bottom,
    )


def _share_in_box(word: Box, ink: InkMap) -> float | None:
    """Measure the ink inside the tick box right of a word; None where no box is made out."""
    around = 0.3 * word.height
    near = Box(word.right, word.top - around, word.right + _NEAR_BOX, word.bottom + around)
    squares = [square for blot in ink.blots_in(near) for square in ink.squares_of(blot.box)]
    if len(squares) != 1:
        return None
    across, down = _EDGE * squares[0].width, _EDGE * squares[0].height
    (square,) = squares
    return ink.share_in(
        Box(square.left + across, square.top + down, square.right - across, square.bottom - down)
    )


def _what_follows(
    how: Standing, answer: Answer, evidence: Evidence, texts: tuple[str, ...], ink: InkMap
) -> str:
    if answer is not Answer.UNCLEAR:
        return _why_clear(how, answer)
    match evidence.status:
        case Status.BLANK if how is Standing.IN_TICK_BOXES:
            return "Both boxes are empty, so nothing is answered."
        case Status.BLANK:
            return "There is no word and no ink larger than dust, so nothing is answered."
        case Status.CONFLICT if how in _BY_MARKS:
            return "The marks on the two words leave a doubt, so neither is taken."
        case Status.CONFLICT:
            return "Both answers were read there, and nothing clearly picks one, so none is taken."
        case _:
            return _why_uncertain(evidence, texts, ink)


def _why_clear(how: Standing, answer: Answer) -> str:
    meant = answer.value.upper()
    match how:
        case Standing.IN_TICK_BOXES:
            return f"Ink stands clearly in one box and clearly not in the other: {meant}."
        case Standing.AS_A_WORD_LEFT:
            return f"A stroke runs clearly through one word and clearly not through {meant}."
        case _:
            return f"Both readers read {meant} exactly, and no unread ink stands beside it."


def _why_uncertain(evidence: Evidence, texts: tuple[str, ...], ink: InkMap) -> str:
    bare = {text.strip(_AROUND) for text in texts}
    if bare == {""}:
        return "Something is written there that neither reader could read."
    if len(bare) == 1 and bare <= set(ANSWERS):
        struck = evidence.box is not None and ink.is_struck_through(evidence.box)
        doubt = "a stroke runs through it" if struck else "ink beside it may be a word nobody read"
        return f"The word alone would be clear, but {doubt}."
    if len(bare) == 1:
        return "That is not exactly YES or NO, and nothing that is only like one is taken for it."
    return "The readers don't both read the same YES or NO exactly, so neither is believed."
