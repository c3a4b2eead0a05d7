"""A reference as printed in, the one spelling of it that we compare and publish out."""

import re
from functools import lru_cache

from msgspec import Struct

_DASHES_AND_SPACES = re.compile(r"[\s\-\u2010-\u2015\u2212]+")
_SPELT = re.compile(
    r"(?P<series>DMPC DECISION(?: PCD)?|DMPCD|PCD|CEOD|ADD|MD|DD) ?(?P<numbers>[0-9OIL ]+)"
)
_LETTERS_FOR_DIGITS = str.maketrans("OIL", "011")
_BETWEEN_YEAR_AND_NUMBER = {"DMPCD": " ", "CEOD": "-"}
_MOST_DIGITS = 9


class Reference(Struct, frozen=True):
    """A series and its number; two numbers in the series that count by year."""

    series: str
    numbers: tuple[int, ...]

    def __str__(self) -> str:
        between = _BETWEEN_YEAR_AND_NUMBER.get(self.series, "")
        return f"{self.series} {between.join(str(number) for number in self.numbers)}"


def reference_in(printed: str | None) -> Reference | None:
    """Return the one reference printed, or None where it is none, several or not clear."""
    series, numbers = _spelt(printed)
    return _reference(series, numbers)


@lru_cache(maxsize=16_384)  # the desk asks it of every decision at each look
def likely_reference_in(printed: str | None) -> Reference | None:
    """Return the reference that was meant, O for 0 and I or l for 1 allowed.

    Only ever used to find a second scan of the same decision, which withholds.
    """
    series, numbers = _spelt(printed)
    return _reference(series, numbers.translate(_LETTERS_FOR_DIGITS))


def slug_of(reference: str) -> str:
    """Return the name of a decision's page: "PCD 611" stands at `pcd-611`."""
    return _DASHES_AND_SPACES.sub("-", reference.strip()).lower()


def _spelt(printed: str | None) -> tuple[str, str]:
    plain = _DASHES_AND_SPACES.sub(" ", (printed or "").upper()).strip()
    found = _SPELT.fullmatch(plain)
    return (found["series"], found["numbers"]) if found else ("", "")


def _reference(spelt_series: str, spelt_numbers: str) -> Reference | None:
    series = "PCD" if spelt_series.startswith("DMPC DECISION") else spelt_series
    numbers = spelt_numbers.split()
    expected = 2 if series in _BETWEEN_YEAR_AND_NUMBER else 1
    if len(numbers) != expected:
        return None
    if not all(number.isdecimal() and len(number) <= _MOST_DIGITS for number in numbers):
        return None
    return Reference(series, tuple(int(number) for number in numbers))
