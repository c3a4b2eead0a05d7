"""Any text in, its words out in the one spelling in which all of the audit compares.

A word is a run of letters and digits. Case, accents, invisible characters and apostrophes fall
away, and so do the points and commas inside a number: "1,046,380" is one word however a reader
or a heading's link spells it. All else, hyphens and £ too, only keeps words apart.
"""

import re
import unicodedata
from functools import lru_cache

BREAK = " pcdauditbreak "
"""A word that no text holds: put between two others, no run goes on from one to the other."""

# Two of these in turn are four times as fast as one: each begins with a letter to look for.
_POINT_IN_NUMBER = re.compile(r"\.(?<=[0-9]\.)(?=[0-9])")
_COMMA_IN_NUMBER = re.compile(r",(?<=[0-9],)(?=[0-9])")
_BEYOND_ASCII = re.compile(r"&#([0-9]+);")
_APOSTROPHES = frozenset("\u2018\u2019\u02bc\u2032\u00b4\uff07")
_DRAWN_AS_NOTHING = frozenset({"Mn", "Me", "Cf"})
_PLAIN = str.maketrans(
    {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
)


def words_of(text: str) -> list[str]:
    """Return the words of a text in their order."""
    if not text.isascii():
        spelt = text.encode("ascii", "xmlcharrefreplace").decode("ascii")
        text = _BEYOND_ASCII.sub(_plain, spelt)
    text = text.replace("'", "")
    text = _COMMA_IN_NUMBER.sub("", _POINT_IN_NUMBER.sub("", text))
    return text.translate(_PLAIN).split()


def _plain(found: re.Match[str]) -> str:
    return _plainly(int(found[1]))


@lru_cache(maxsize=1 << 16)
def _plainly(code: int) -> str:
    """Return a letter beyond ASCII as plain as it goes: bare, caseless, a sign as a space."""
    if code > 0x10FFFF or chr(code) in _APOSTROPHES:
        return ""
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", chr(code)).casefold())
    return "".join(
        letter if letter.isalnum() or letter in ".,'" else _unless_nothing(letter)
        for letter in bare
    )


def _unless_nothing(letter: str) -> str:
    return "" if unicodedata.category(letter) in _DRAWN_AS_NOTHING else " "
