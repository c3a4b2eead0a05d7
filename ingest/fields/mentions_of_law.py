"""Text in, the legislation it names out: "section 149 of the Equality Act 2010", "s.22 FOIA".

A law in our statute book gets its identity. Any other Act is named as printed, and an
instrument only by its number; a title or year that is nearly one of ours may be a slip of
either reader, and is left out.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from rapidfuzz import fuzz

from ingest.fields.provisions import provisions_after, provisions_before
from ingest.fields.statute_book import LAWS, Law

_WORDS = re.compile(r"[a-z0-9]+")
_NO_LETTER = r"[^A-Za-z0-9&]{1,4}"
# "Freedom of Information Act 2002" is not the Act of 2000, nor "FOIA 1999".
_NO_YEAR_AFTER = r"(?![\s,(]{1,3}[0-9OIl]{4}(?![A-Za-z0-9]))"
_NO_LONGER_TITLE = r"(?!\s?\([^()]{3,80}\)\s?(?:Regulations?|Orders?|Rules)\b)"
_CAPITAL = r"[A-Z][A-Za-z’'\-]{0,30}"
_SPECIAL = re.compile(
    rf"\b[Tt]he\s+(?P<title>(?P<name>{_CAPITAL}"
    rf"(?:,?\s(?:{_CAPITAL}|and|of|for|etc\.|&|\([A-Z][A-Za-z ,’'\-]{{2,60}}\))){{0,12}}?)\s"
    r"(?P<kind>Act|Regulations|Order|Rules)\s(?P<year>(?:1[89]|20)[0-9]{2}))(?![A-Za-z0-9])"
    rf"{_NO_LONGER_TITLE}"
)
_INSTRUMENT = (
    r"S\.?\s?I\.?\s?(?:No\.?\s?)?(?P<year>(?:19|20)[0-9]{2})\s?/\s?(?P<number>[0-9]{1,4})"
    r"(?![A-Za-z0-9])(?![.,/\-–][0-9])"
)
_INSTRUMENT_BESIDE = re.compile(rf"\s?[,(]?\s?{_INSTRUMENT}\)?")
_INSTRUMENT_ALONE = re.compile(rf"(?<![A-Za-z0-9]){_INSTRUMENT}")
_DEFINED = re.compile(
    r"\s?\((?:the\s)?[\"“”'‘’]{0,2}(?:the\s)?"
    r"(?P<short>[A-Z][A-Za-z]?[A-Z]{1,8}|(?:1[89]|20)[0-9]{2}\s(?:Act|Order|Regulations))"
    r"[\"“”'‘’]{0,2}\)"
)
_A_SLIP_AWAY = 85.0  # of 100: "Equaiity Act 2010"


class Cited(Struct, frozen=True):
    """A law named at `start`, with the provisions that stand beside it."""

    start: int
    text: str
    title: str
    identity: str | None = None
    provisions: tuple[str, ...] = ()


class _Named(Struct, frozen=True):
    """A law's name alone; `end` is behind a number or a short name in brackets after it.

    The title is empty where the number is another law's: one of the two is misread.
    """

    start: int
    name_end: int
    end: int
    title: str
    identity: str | None


ShortNames = Mapping[str, Law]


def laws_in(text: str, short_names: ShortNames) -> Iterator[Cited]:
    """Find the laws a text names; `short_names` are those that the same record defines."""
    named = list(_known_in(text, short_names))
    named += _apart_from(named, _special_in(text))
    named += _apart_from(named, _instruments_in(text))
    for law in named:
        if law.title:
            yield _with_provisions(law, text)


def short_names_in(texts: Sequence[str]) -> ShortNames:
    """Give the names that texts define for our laws: "(“the 2011 Act”)"; one law a name."""
    defined: dict[str, set[str]] = {}
    by_identity = {law.identity: law for law in LAWS}
    for text in texts:
        after = {named.name_end: named.identity for named in _known_in(text, {})}
        for match in _DEFINED.finditer(text):
            # Behind anything else the same letters mean something else: "(DPA)".
            meant = after.get(match.start()) or ""
            defined.setdefault(_spaced(match["short"]), set()).add(meant)
    return {
        short: by_identity[identity]
        for short, identities in defined.items()
        if len(identities) == 1 and (identity := next(iter(identities)))
    }


def _known_in(text: str, short_names: ShortNames) -> Iterator[_Named]:
    """Find the laws of our book, each with what stands in brackets behind its name."""
    defined_to = 0
    for match, law in _names_in(text, short_names):
        if match.start() < defined_to:
            continue  # "(FOIA)" behind the Act's own title
        name_end = match.end() + _closes_bracket(match)
        beside = _INSTRUMENT_BESIDE.match(text, name_end)
        end = beside.end() if beside else name_end
        short = _DEFINED.match(text, end)
        defined_to = short.end() if short else end
        is_one = beside is None or _identity_of(beside) == law.identity
        title, identity = (law.title, law.identity) if is_one else ("", None)
        yield _Named(match.start(), name_end, defined_to, title, identity)


def _closes_bracket(name: re.Match[str]) -> bool:
    """Say whether the bracket that "Act (2010)" opens is closed right behind it."""
    is_open = name[0].count("(") > name[0].count(")")
    return is_open and name.string.startswith(")", name.end())


def _names_in(text: str, short_names: ShortNames) -> list[tuple[re.Match[str], Law]]:
    """Find titles, and short names outside of titles, from left to right."""
    found = [(match, _BY_NAME[_key(match[0])]) for match in _NAMES.finditer(text)]
    shorts = [(match, _BY_SHORT[_spaced(match[0])]) for match in _SHORTS.finditer(text)]
    if short_names:
        own = re.compile(_any_of(short_names, _as_it_stands))
        shorts += [(match, short_names[_spaced(match[0])]) for match in own.finditer(text)]
    taken = _letters_of(match.span() for match, _ in found)
    found += [(match, law) for match, law in shorts if taken.isdisjoint(range(*match.span()))]
    found.sort(key=lambda one: (one[0].start(), -one[0].end()))
    return found


def _special_in(text: str) -> Iterator[_Named]:
    """Find Acts that our book lacks, and instruments whose number is printed."""
    for match in _SPECIAL.finditer(text):
        start, end = match.span("title")
        if _is_nearly_ours(match["title"]) or re.search(r"\bActs?\b", match["name"]):
            continue
        beside = _INSTRUMENT_BESIDE.match(text, end)
        if match["kind"] == "Act":
            yield _Named(start, end, end, match["title"], None)
        elif beside and beside["year"] == match["year"]:
            yield _Named(start, end, beside.end(), match["title"], _identity_of(beside))


def _instruments_in(text: str) -> Iterator[_Named]:
    """Find instruments that are named by their number alone."""
    titles = {law.identity: law.title for law in LAWS}
    for match in _INSTRUMENT_ALONE.finditer(text):
        identity = _identity_of(match)
        title = titles.get(identity, f"SI {match['year']}/{int(match['number'])}")
        yield _Named(match.start(), match.end(), match.end(), title, identity)


def _identity_of(instrument: re.Match[str]) -> str:
    return f"uksi/{instrument['year']}/{int(instrument['number'])}"


def _apart_from(named: Sequence[_Named], further: Iterator[_Named]) -> list[_Named]:
    taken = _letters_of((one.start, one.end) for one in named)
    return [one for one in further if taken.isdisjoint(range(one.start, one.end))]


def _letters_of(spans: Iterable[tuple[int, int]]) -> set[int]:
    return {letter for start, end in spans for letter in range(start, end)}


def _with_provisions(law: _Named, text: str) -> Cited:
    start, end = law.start, law.name_end
    before = provisions_before(text, start)
    after = None if before else provisions_after(text, law.end)
    if before:
        start = before.start
    elif after:
        end = after.end
    found = before or after
    return Cited(start, text[start:end], law.title, law.identity, found.named if found else ())


def _is_nearly_ours(title: str) -> bool:
    """Say whether a title is one of ours but for a year or a few letters."""
    words = title.casefold()
    return any(
        words[:-4] == name[:-4] or fuzz.ratio(words, name) >= _A_SLIP_AWAY for name in _LOWER_TITLES
    )


def _spaced(name: str) -> str:
    return " ".join(name.split())


def _key(name: str) -> tuple[str, ...]:
    return tuple(_WORDS.findall(name.casefold().replace("&", " and ")))


def _as_printed(name: str) -> str:
    """Give the pattern of a title: any stops, dashes and brackets between the same words."""
    words = [r"(?:and|&)" if word == "and" else word for word in _key(name)]
    undated = "" if words[-1].isdigit() else _NO_YEAR_AFTER
    return _NO_LETTER.join(words) + r"(?![A-Za-z0-9])" + undated + _NO_LONGER_TITLE


def _as_it_stands(name: str) -> str:
    undated = "" if name[-1].isdigit() else _NO_YEAR_AFTER
    return re.escape(name).replace(r"\ ", r"\s") + r"(?![A-Za-z0-9])" + undated


def _any_of(names: Sequence[str] | ShortNames, pattern: Callable[[str], str]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return r"(?<![A-Za-z0-9])(?:" + "|".join(map(pattern, longest_first)) + ")"


_BY_NAME = {_key(name): law for law in LAWS for name in (law.title, *law.other_names)}
_BY_SHORT = {name: law for law in LAWS for name in law.short}
_LOWER_TITLES = tuple(law.title.casefold() for law in LAWS)
_ALL_NAMES = [name for law in LAWS for name in (law.title, *law.other_names)]
_NAMES = re.compile(_any_of(_ALL_NAMES, _as_printed), re.IGNORECASE | re.ASCII)
_SHORTS = re.compile(_any_of(list(_BY_SHORT), _as_it_stands))
