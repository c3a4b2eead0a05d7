"""Where an answer stands, and what was read there, with its evidence."""

from msgspec import Struct

from ingest.page import Box, Reader, Word
from ingest.record import Answer, Evidence

# The only spellings that are ever a clear answer.
ANSWERS = dict.fromkeys(("YES", "Yes", "yes"), Answer.YES)
ANSWERS |= dict.fromkeys(("NO", "No", "no"), Answer.NO)


class AnswerPlace(Struct, frozen=True):
    """Where an answer stands, and every reader's words there, line after line."""

    page: int
    box: Box
    words: dict[Reader, tuple[tuple[Word, ...], ...]]

    @property
    def every_word(self) -> tuple[Word, ...]:
        """All readers' words there."""
        return tuple(word for lines in self.words.values() for line in lines for word in line)


class ReadAnswer(Struct, frozen=True):
    """An answer with its evidence."""

    answer: Answer
    evidence: Evidence
