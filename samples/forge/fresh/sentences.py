"""A symbol of the grammar in, words out: drawn by lot, so that no two decisions say the same."""

import datetime
import re
import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct
from numpy.random import Generator

from samples.forge.fresh.lot import between, by_chance, one_of

_SYMBOL = re.compile(r"\{(\w+)\}")
_Lines = Mapping[str, tuple[str, ...]]


class Grammar(Struct, frozen=True):
    """What `grammar.toml` holds."""

    rules: _Lines
    headings: _Lines
    topics: _Lines
    names: _Lines


@cache
def grammar() -> Grammar:
    """Read the grammar."""
    told = _told_in("grammar.toml")
    tables = {name: told.pop(name) for name in ("headings", "topics", "names")}
    return msgspec.convert({"rules": told, **tables}, Grammar)


def languages() -> _Lines:
    """Read the sentences of other languages."""
    return msgspec.convert(_told_in("languages.toml"), dict[str, tuple[str, ...]])


def _told_in(name: str) -> dict[str, object]:
    return tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))


class Speaker:
    """Speaks of one decision, in the years about its own."""

    def __init__(self, rng: Generator, year: int) -> None:
        self._rng = rng
        self._year = year
        self._making: dict[str, Callable[[], str]] = {
            "money": self._money,
            "day": self._day,
            "span": lambda: f"between {self._span()}",
            "Span": lambda: f"Between {self._span()}",
            "count": lambda: str(between(rng, 3, 260)),
            "small": lambda: str(between(rng, 2, 9)),
            "share": lambda: f"{between(rng, 2, 97)}%",
            "fy": self._financial_year,
            "cited": lambda: f"{one_of(rng, ('DMPC Decision', 'PCD'))} {between(rng, 12, 1900)}",
            "cited_plain": lambda: f"PCD {between(rng, 12, 1900)}",
            "name": self._name,
        }

    def say(self, symbol: str) -> str:
        """Say one thing of the kind; each {name} in it is said in turn."""
        if symbol in self._making:
            return self._making[symbol]()
        return self._filled(one_of(self._rng, grammar().rules[symbol]))

    def several(self, symbol: str, least: int, most: int) -> str:
        """Say some things of the kind, one after the other."""
        return " ".join(self.different(symbol, between(self._rng, least, most)))

    def different(self, symbol: str, count: int) -> list[str]:
        """Say so many things of the kind, each in its own way."""
        lines = grammar().rules[symbol]
        order = self._rng.permutation(len(lines))[:count]
        return [self._filled(lines[int(place)]) for place in order]

    def date(self) -> datetime.date:
        """Draw a day of the decision's own years."""
        first = datetime.date(self._year - 2, 1, 1)
        return first + datetime.timedelta(days=between(self._rng, 0, 1400))

    def _filled(self, line: str) -> str:
        return _SYMBOL.sub(lambda found: self.say(found[1]), line)

    def _day(self) -> str:
        return _written(self.date())

    def _span(self) -> str:
        return " and ".join(map(_written, sorted((self.date(), self.date()))))

    def _money(self) -> str:
        if by_chance(self._rng, 0.3):
            return f"£{between(self._rng, 11, 990) / 10:.1f}m"
        return f"£{between(self._rng, 3, 9900) * one_of(self._rng, (100, 350, 1000)):,}"

    def _financial_year(self) -> str:
        first = self._year + between(self._rng, -2, 3)
        return f"{first}/{(first + 1) % 100:02}"

    def _name(self) -> str:
        names = grammar().names
        return one_of(self._rng, names["first"]) + one_of(self._rng, names["last"])


def _written(day: datetime.date) -> str:
    return f"{day.day} {day:%B} {day.year}"
