"""A heading or a file name in, the number of its decision out: "PCD 611", "pcd-0611 signed"."""

import re

from rapidfuzz import fuzz

_DIGITS = r"[\dOoIl]{1,4}"
_HEADING = re.compile(
    r"(?:(?:request\s+for\s+)?D\s?M\s?P\s?C\s+DECISION\b.{0,12}?|^\W*P[CG]D(?![A-Z])\W{0,6}(?:No\W{0,3})?)"
    rf"(?<![\dOoIl])({_DIGITS})\s*\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<![A-Za-z\d])(?:PCD)?([OoIl]?\d[\dOoIl]*)(?![A-Za-z\d])", re.ASCII)
_IN_FILE_NAME = re.compile(r"(?<![a-z])pcd[\s_\-]*0*(\d{1,4})(?!\d)", re.IGNORECASE)
# Three figures at least: "add 2 pages" is no decision of an assistant director.
_ANOTHER_SERIES = re.compile(r"(?<![a-z])(?:md|a?dd)[\s_\-]?0*(\d{3,4})(?!\d)", re.IGNORECASE)
_ALIKE = 75.0  # of 100: "Reguest tor"
_LOOK_ALIKE = str.maketrans("OoIl", "0011")


def number_in_heading(text: str) -> int | None:
    """Read the number out of the form's heading; O and I among digits are 0 and 1."""
    found = _HEADING.search(text.strip())
    if found is None or not any(map(str.isdigit, found[1])):
        return None
    before = text.strip()[: found.start()].strip()
    # "… as approved by DMPC Decision 568": a sentence that cites another decision.
    if any(map(str.islower, before)) and fuzz.ratio(before.lower(), "request for") < _ALIKE:
        return None
    return int(found[1].translate(_LOOK_ALIKE))


def numbers_in(text: str) -> tuple[int, ...]:
    """Give every whole number in a text; O and I among digits are 0 and 1."""
    return tuple(int(number.translate(_LOOK_ALIKE)) for number in _NUMBER.findall(text))


def number_in_file_name(name: str) -> int | None:
    """Read the number out of a file name such as "pcd-0611 signed.pdf"."""
    found = _IN_FILE_NAME.findall(name) or _ANOTHER_SERIES.findall(name)
    numbers = set(map(int, found))
    return numbers.pop() if len(numbers) == 1 else None
