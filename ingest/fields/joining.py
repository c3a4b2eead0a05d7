"""The words of successive lines in, running text out: broken words are mended."""

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct

from ingest.lines.lexicon import bare
from ingest.page import Word

SOFT_HYPHENS = ("\u00ad", "¬")
_BROKEN = re.compile(r"(?P<head>\w+)[-\u2010][.,·'’]?\Z")  # a speck after a hyphen is no stop
# Ends of English words that are no words themselves: what stands before them was broken.
_ENDING = re.compile(
    r"(?:[cdlmrstv]?a|i|u)?[st]ion(?:s|al|ally|ed|ing)?|e?ment(?:s|al|ed|ing|ation)?"
    r"|[nr]?ances?|[dr]?ences?|ness|(?:ab|ib)?ility|[lnrstv]?ity|[tv]?(?:ively|ously)|[st]ives?"
    r"|tory|[ct]ial(?:ly)?|[ai]bl[ey]|al|ally|ly|ed|ers?|ery|[crt]ies|ings?|[cdglmnptv]ing"
    r"|is(?:e|ed|es|ing)"
)
_PREFIX = re.compile(
    r"anti|co|cross|cyber|ex|inter|mid|multi|non|post|pre|pro|re|self|semi|sub|under|well"
)


class Spelling(Struct, frozen=True):
    """How a form spells: the words that it prints whole, and those with a hyphen inside."""

    whole: frozenset[str] = frozenset()
    hyphened: frozenset[str] = frozenset()


def spelling_of(words: Iterable[Word]) -> Spelling:
    """Gather what is printed within lines, so that words broken at a line's end can be mended."""
    known = {bare(word.text) for word in words}
    return Spelling(
        frozenset(word for word in known if word.isalpha()),
        frozenset(word for word in known if "-" in word.strip("-")),
    )


def text_of(lines: Sequence[Sequence[Word]], spelling: Spelling | None = None) -> str:
    """Join the words of successive lines, undoing the hyphens of broken words."""
    known = spelling or Spelling()
    text = ""
    for line in lines:
        for at, word in enumerate(line):
            if word.text:
                text = _with_next(text, word.text, known, begins_line=at == 0)
    return text


def _with_next(text: str, word: str, known: Spelling, *, begins_line: bool) -> str:
    """Put a word behind a text: apart, against a hyphen, or in a broken hyphen's place."""
    if begins_line and text.endswith(SOFT_HYPHENS):
        return text[:-1] + word
    broken = _BROKEN.search(text)
    link = broken and _link(broken["head"].lower(), word, known, begins_line=begins_line)
    if broken is None or link is None:
        return f"{text} {word}" if text else word
    return text[: broken.end("head")] + link + word


def _link(head: str, word: str, known: Spelling, *, begins_line: bool) -> str | None:
    """Tell what joins a word to a hyphen before it: nothing, the hyphen, or (None) they don't."""
    tail = bare(word)
    if f"{head}-{tail}" in known.hyphened:
        return "-"
    if begins_line and word[0].islower():
        return "" if _was_one_word(head, tail, known) else "-"
    return "-" if begins_line and _keeps_hyphen(head, word) else None


def _was_one_word(head: str, tail: str, known: Spelling) -> bool:
    """Say whether a line's end broke one word: it stands whole elsewhere, or its end is none."""
    if _PREFIX.fullmatch(head) or not head.isalpha():
        return False
    return head + tail in known.whole or (
        tail not in known.whole and _ENDING.fullmatch(tail) is not None
    )


def _keeps_hyphen(head: str, word: str) -> bool:
    """Recognise a hyphen within a span or a name: "2019-" and "2020", "non-" and "Executive"."""
    span = head[-1].isdigit() and word.lstrip("£")[:1].isdigit()
    return span or (_PREFIX.fullmatch(head) is not None and word[0].isupper())
