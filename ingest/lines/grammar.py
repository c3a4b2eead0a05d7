"""One reader's word in, what it can be out: a figure well written, two words run together.

Nothing here touches a word that holds a digit: a figure is taken as a reader gave it, or not at
all.
"""

import re
import unicodedata
from collections.abc import Callable

KnownTest = Callable[[str], bool]

_STOPS = "!?;.,'‘’`·:°\"“”*"
_EDGES = "()[]" + _STOPS
_OPENS = "([\"'‘“"
_AMOUNT = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d{1,5}(?:\.\d{1,2})?"
_FIGURE = re.compile(
    rf"-?£?(?:{_AMOUNT})(?:m|bn|k|p|%|st|nd|rd|th|x)?"  # 17, £313,500, £5.2m, 31st, 12%
    r"|\d{1,2}(?P<dot>[/.-])\d{1,2}(?P=dot)(?:19|20)?\d\d"  # 19/07/2019
    r"|(?:19|20)\d\d[/-](?:20)?\d\d"  # 2019/20
    r"|\d{1,2}(?:\.\d{1,2}){1,3}"  # 4.13.2
    r"|\d{1,3}[A-Z]{0,2}(?:\(\w{1,4}\))+|\d{1,3}[A-Z]{1,2}"  # 143(1)(b), 22A
    r"|(?:PCD|DMPCD?|CEOD|MD|DD|ADD)-?\d{1,4}"
    r"|s\.?\d{1,3}[A-Z]?|\d{1,3}[/-]\d{1,3}|\d{1,2}[:.]\d\d(?:am|pm)?"  # s.43, 24/7, 9:30
)
# What dirt between two words is read as, besides a stop, a comma and the like.
_BETWEEN = re.compile(r"[.,:;·°*_'’‘\"]")
_ENDS_AFTER_APOSTROPHE = frozenset({"s", "t", "d", "m", "re", "ll", "ve"})
_QUOTES = "'’‘"
_ACCENTED = frozenset({"café", "cafés", "cliché", "clichés", "résumé", "résumés"})
_SHORTEST = 2  # letters: of either half of a word without a space
_LAWS = frozenset({"act", "order", "regulations", "rules"})
_YEAR = re.compile(r"(?:18|19|20)\d\d[.,;:)]*")


def is_figure(text: str) -> bool:
    """Say whether a word with a digit is written as sums, dates, numbers and references are."""
    begun = text.lstrip(_OPENS)
    return any(_FIGURE.fullmatch(begun.rstrip(ends)) for ends in (_STOPS, _EDGES))


def names_law(text: str, following: str) -> bool:
    """Say whether a word is what stands before a year in the name of a law."""
    return text.lower() in _LAWS and _YEAR.fullmatch(following) is not None


def apart(text: str, is_known: KnownTest) -> tuple[str, ...]:
    """Part words that one sign holds together where a space was printed: "young.people".

    Both halves must be known, and the whole must not be. A sign that can end a sentence stays
    before a capital, all others were dirt. What holds a digit, and an abbreviation, stays whole.
    """
    found = _BETWEEN.search(text, 1, len(text.rstrip(_EDGES)))
    if found is None or any(map(str.isdigit, text)) or is_known(text):
        return (text,)
    first, second = text[: found.start()], text[found.end() :]
    if not (_is_word(first, is_known) and second.strip(_EDGES)):
        return (text,)
    if found[0] in _QUOTES and second.strip(_EDGES).lower() in _ENDS_AFTER_APOSTROPHE:
        return (text,)
    rest = apart(second, is_known)
    if not _is_word(rest[0], is_known):
        return (text,)
    ends = found[0] in ".:" and second[:1].isupper()
    return (first + found[0] if ends or found[0] == "," else first, *rest)


def run_together(text: str, is_word: KnownTest) -> tuple[str, ...]:
    """Part two words that stand as one, which is none: "suchinterests".

    Only small letters: a capital may begin a name.
    """
    if not (text.strip(_EDGES).isalpha() and text.islower()) or is_word(text):
        return (text,)
    places = range(_SHORTEST, len(text.rstrip(_EDGES)) - _SHORTEST + 1)
    ways = [(text[:at], text[at:]) for at in places if is_word(text[:at]) and is_word(text[at:])]
    return ways[0] if len(ways) == 1 else (text,)


def without_false_accent(text: str, is_known: KnownTest) -> str:
    """Take the accents off a word that is known without them only: specks stand above letters."""
    if text.isascii() or any(map(str.isdigit, text)) or is_known(text):
        return text
    letters = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    if plain == text or text.strip(_EDGES).lower() in _ACCENTED or not is_known(plain):
        return text
    return plain


def _is_word(text: str, is_known: KnownTest) -> bool:
    word = text.strip(_EDGES)
    return (
        (len(word) > 1 or word in {"a", "A", "I"})
        and word.replace("-", "").isalpha()
        and (is_known(word))
    )
