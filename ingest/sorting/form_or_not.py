"""Sheets in; out, whether they are of a decision form at all, in a language it is written in."""

from collections.abc import Sequence

from ingest.fields.heading import headings_on
from ingest.lines.flow import Sheet
from ingest.lines.template import Mark
from ingest.sorting.another_decision import marks_on

# One of these is enough; the others are words that any report may use.
_OF_THE_FORM_ALONE = frozenset(
    {Mark.APPROVAL_WORDS, Mark.PART_1, Mark.DEFERRAL_QUESTION, Mark.PART_2_QUESTION}
)
_ENOUGH_LANDMARKS = 3
_NO_TEXT = 20  # letters: what two readers make of a photograph
_ENOUGH_WORDS = 20
_LEAST_ENGLISH = 0.08  # of a text's words; of the forms' own, a quarter
# Small words that no neighbour's language has too.
_ENGLISH = frozenset(
    {"the", "of", "and", "to", "that", "for", "with", "by", "be", "this", "from", "which"}
    | {"have", "has", "not", "would", "should", "their"}
)


def is_of_a_form(sheets: Sequence[Sheet]) -> bool:
    """Say whether pages are of a decision form: by heading, footer or landmarks."""
    marks = frozenset[Mark]().union(*map(marks_on, sheets))
    return bool(
        marks & _OF_THE_FORM_ALONE
        or len(marks) >= _ENOUGH_LANDMARKS
        or any(sheet.footer.version for sheet in sheets)
        or headings_on(sheets)
    )


def holds_text(sheets: Sequence[Sheet]) -> bool:
    """Say whether there is any text to speak of."""
    return sum(len(word) for word in _words_on(sheets)) >= _NO_TEXT


def is_in_english(sheets: Sequence[Sheet]) -> bool:
    """Say whether a text has the small words of English; a short one is given the benefit."""
    words = _words_on(sheets)
    small = sum(word in _ENGLISH for word in words)
    return len(words) < _ENOUGH_WORDS or small >= _LEAST_ENGLISH * len(words)


def _words_on(sheets: Sequence[Sheet]) -> list[str]:
    lines = [line for sheet in sheets for line in sheet.lines]
    words = (word.text.strip(".,:;()'\"").lower() for line in lines for word in line.words)
    return [word for word in words if word.isalpha()]
