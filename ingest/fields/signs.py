"""A line's words in, the sign that opens it out: a paragraph number, a bullet, a letter."""

import re

from msgspec import Struct

from ingest.lines.line import Line
from ingest.lines.stretches import is_bullet
from ingest.page import Word

_NUMBER = re.compile(r"[(\[.·'‘]?([\dIlOo]{1,2}[.,:][\dIlOo]{1,2}(?:\.\d{1,2})?)[.,·:;)]{0,2}")
_NUMBER_ATTACHED = re.compile(r"(\d{1,2}\.\d{1,2})\.([A-Za-z“\"'(].*)")
_SECTION_NUMBER = re.compile(r"\(?(\d{1,2})[.,:)]{0,2}")
_SECTION_ATTACHED = re.compile(r"(\d{1,2})[.)]([A-Z].*)")
_BULLET_ATTACHED = re.compile(r"[•·●▪■«»]+(?=\w)")
# What a word processor prints before the items of an inner list, where it stands well apart.
_INNER_BULLETS = frozenset("oO0§➢‣➤→❖✓✔")
_AS_DIGITS = str.maketrans("IlOo,:", "1100..")
_AS_NUMERAL = str.maketrans("1lI|!j", "iiiiii")
_NUMERALS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii",
             "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx")  # fmt: skip  # a table of numbers
_MARK = re.compile(r"(?P<open>\(?)(?P<value>[A-Za-z]|[ivxl1I|!j]{2,5}|\d{1,2})(?P<close>[).])")
_MARK_ATTACHED = re.compile(r"(\((?:[a-z]|[ivx]{1,5})\))(\w.+)")

_NUMERAL_ALONE = re.compile(r"\(?[ivx]{2,5}")
_NUMBER_GAP = 0.004
_INNER_GAP = 0.008  # of the width, behind an inner bullet and a large letter without brackets


class Mark(Struct, frozen=True):
    """An item's letter, numeral or figure: as printed, and its places in the orders it may be of.

    "(i)" is the first numeral and the ninth letter: what stands before it tells which.
    """

    text: str
    shape: str
    places: frozenset[tuple[str, int]]

    @property
    def is_first(self) -> bool:
        """Say whether a list can begin with it."""
        return any(place == 1 for _, place in self.places)

    def follows(self, other: "Mark") -> bool:
        """Say whether it is the next of the same order, printed in the same shape."""
        return self.shape == other.shape and any(
            (order, place - 1) in other.places for order, place in self.places
        )

    def comes_after(self, other: "Mark") -> bool:
        """Say whether it is of the same order and shape and no earlier: a gap, or a repeat."""
        return self.shape == other.shape and any(
            order == of and place >= at for order, place in self.places for of, at in other.places
        )


def without_number(line: Line) -> tuple[str | None, tuple[Word, ...]]:
    """Take a paragraph number off the front of a line, if one stands there."""
    if not line.words:
        return None, ()
    first, *rest = line.words
    if found := _NUMBER_ATTACHED.fullmatch(first.text):
        return found[1], (Word(found[2], first.box, first.confidence), *rest)
    found = _NUMBER.fullmatch(first.text)
    if found is None or not any(map(str.isdigit, first.text)) or not rest:
        return None, line.words
    if rest[0].box.left - first.box.right < _NUMBER_GAP:
        return None, line.words  # "2.5 million": a number in prose stands close to its word
    return found[1].translate(_AS_DIGITS).rstrip("."), tuple(rest)


def section_number(line: Line) -> tuple[str | None, str]:
    """Take a section's number off the front of a line, and give the heading behind it."""
    first, *rest = line.words
    text = " ".join(word.text for word in rest)
    if attached := _SECTION_ATTACHED.fullmatch(first.text):
        return attached[1], f"{attached[2]} {text}".strip()
    if rest and (alone := _SECTION_NUMBER.fullmatch(first.text)):
        return alone[1], text
    return None, ""


def without_bullet(words: tuple[Word, ...]) -> tuple[Word, ...] | None:
    """Take a bullet off the front of a line; None where there is none."""
    if not words:
        return None
    first = words[0]
    if len(words) > 1 and (is_bullet(first.text) or _is_doubled(first.text)):
        return words[1:]
    if len(words) > 1 and first.text in _INNER_BULLETS and _apart(words, _INNER_GAP):
        return words[1:]
    if found := _BULLET_ATTACHED.match(first.text):
        return (Word(first.text[found.end() :], first.box, first.confidence), *words[1:])
    return None


def _is_doubled(text: str) -> bool:
    """Recognise a bullet that a speck or the second reader doubled, as in "*•"."""
    return len(text) == 2 and "•" in text and all(map(is_bullet, text))


def without_mark(words: tuple[Word, ...]) -> tuple[Mark, tuple[Word, ...]] | None:
    """Take a letter, numeral or figure off the front of a line; None where there is none."""
    if not words:
        return None
    first = words[0]
    if found := _MARK_ATTACHED.fullmatch(first.text):
        words = (
            Word(found[1], first.box, 0),
            Word(found[2], first.box, first.confidence),
            *words[1:],
        )
    mark = _mark_of(words[0].text) or _mark_without_dot(words[0].text)
    if mark is None or len(words) < 2:
        return None
    is_initial = mark.shape.endswith("A.") and not _apart(words, _INNER_GAP)
    return None if is_initial else (mark, words[1:])  # "A. Smith" stands close together


def _mark_without_dot(text: str) -> Mark | None:
    """Take "iii" for "iii.", whose dot the readers lost: it is no English word."""
    return _mark_of(f"{text}.") if _NUMERAL_ALONE.fullmatch(text) else None


def _mark_of(text: str) -> Mark | None:
    found = _MARK.fullmatch(text)
    if found is None:
        return None
    value = found["value"]
    case = "A" if value.isupper() else "a"
    places = set()
    if len(value) == 1 and value.isalpha():
        places.add(("letters", ord(value.lower()) - ord("a") + 1))
    if value.isdigit():
        places.add(("figures", int(value)))
    numeral = value.translate(_AS_NUMERAL) if not value.isupper() or value == "I" else value.lower()
    if numeral in _NUMERALS:
        places.add(("numerals", _NUMERALS.index(numeral) + 1))
    return (
        Mark(text, f"{found['open']}{case}{found['close']}", frozenset(places)) if places else None
    )


def _apart(words: tuple[Word, ...], gap: float) -> bool:
    return words[1].box.left - words[0].box.right > gap
