"""What bears on a stretch of words besides the two readings: its row, and the words beside it."""

from msgspec import Struct

from ingest.lines.lexicon import bare, is_known
from ingest.page import Reader


class Place(Struct, frozen=True):
    """What stands beside a stretch in its row: the word before it, and the one that follows."""

    before: str
    following: str

    @property
    def opens_row(self) -> bool:
        """Say whether nothing stands before it."""
        return not self.before

    @property
    def opens_sentence(self) -> bool:
        """Say whether a sentence ended before it."""
        return self.before.endswith(".")

    @property
    def ends_sentence(self) -> bool:
        """Say whether a sentence may end with it."""
        return not self.following[:1].islower()


class Row(Struct, frozen=True):
    """Whom to believe in a row, and which words are known."""

    trusted: Reader
    vocabulary: frozenset[str]

    def has(self, text: str) -> bool:
        """Say whether both readers agree on the word elsewhere in the file."""
        return bare(text) in self.vocabulary

    def knows(self, text: str) -> bool:
        """Say whether a word is one of the file's own or of the lexicon."""
        return is_known(text, self.vocabulary)
