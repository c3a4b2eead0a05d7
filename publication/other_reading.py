"""An officer's entry and the reading at hand in, what of the entry must be said anew out.

An entry on what was read speaks of the reading that the officer saw. Read anew, a scan may say
something else, and nobody has confirmed that.
"""

from register.review import Confirm, Correct, Entry, Release


def is_of_another(entry: Entry, reading: str) -> bool:
    """Say whether the entry says nothing about this reading.

    A correction gives the officer's own value, which stands in every reading; but a field that
    goes by its place in a list ("sections.0.blocks.2.text") may be another one there.
    """
    match entry:
        case Confirm() | Release():
            return entry.reading != reading
        case Correct():
            return entry.reading != reading and _goes_by_place(entry.field)
    return False


def words_of(entry: Entry) -> frozenset[str]:
    """Return what the entry says of a reading, each as an officer would enter it anew."""
    match entry:
        case Correct():
            return frozenset({f"correct {entry.field}"})
        case Confirm():
            return frozenset({f"confirm {entry.field}"})
        case Release():
            return frozenset(f"release {code}" for code in entry.grounds)
    return frozenset()


def words_on_part(entry: Entry) -> frozenset[str]:
    """Return what an entry on one of several files says of the decision that they make.

    What an officer said of half a decision was not said of the whole, and is not forgotten.
    """
    return words_of(entry) or frozenset({type(entry).__name__.lower()})


def not_said_anew(words: frozenset[str], entry: Entry) -> frozenset[str]:
    """Return the words that an entry on this reading does not repeat; a wider word does."""
    return frozenset(word for word in words - words_of(entry) if not _covers(entry, word))


def _covers(entry: Entry, word: str) -> bool:
    """Say whether the entry confirms the group, or the whole record, that the word is part of."""
    verb, _, field = word.partition(" ")
    if verb != "confirm" or not isinstance(entry, Confirm):
        return False
    return entry.field == "record" or field.startswith(f"{entry.field}.")


def _goes_by_place(field: str) -> bool:
    return any(step.isdecimal() for step in field.split("."))
