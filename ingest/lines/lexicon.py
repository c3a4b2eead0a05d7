"""A reading in, whether it is a word of the field out: English, policing, money, law, the form."""

from functools import cache
from importlib.resources import files

SPECKS = ".,'‘’`·:;°\""  # what readers make of dirt beside a word

_SAME_SIGN = str.maketrans(
    {"–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "∶": ":", "：": ":", "，": ","}
)


def plain(text: str) -> str:
    """Write quotes and dashes in one way, so that only real differences count."""
    return text.translate(_SAME_SIGN)


def bare(text: str) -> str:
    """Take the signs off a word, so that it can be looked up."""
    return plain(text).strip("()[]!?;" + SPECKS).lower()


def is_known(text: str, vocabulary: frozenset[str]) -> bool:
    """Say whether a word stands in the lexicon or in a file's own vocabulary.

    A word with a hyphen or a stroke is known by its parts.
    """
    word = bare(text).removesuffix("'s")
    if word in vocabulary or word in _lexicon():
        return True
    parts = word.replace("/", "-").split("-")
    return len(parts) > 1 and all(part in vocabulary or part in _lexicon() for part in parts)


def in_lexicon(text: str) -> bool:
    """Say whether a word is one of the field, whatever the file has."""
    return is_known(text, frozenset())


@cache
def _lexicon() -> frozenset[str]:
    lines = (files(__package__) / "lexicon.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
