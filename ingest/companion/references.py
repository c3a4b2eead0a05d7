"""What a web page calls a reference in, its one spelling out; a title parted from it."""

import re

_DASH = r"\-\u2010-\u2015"
_GAP = rf"[\s:{_DASH}]*(?:No\.?\s*)?"
_SERIES = "PCD|DMPCD|CEOD|ADD|MD|DD"
_LONG_WAY = rf"(?:DMPC\s+Decision[\s:{_DASH}]*)?"
_SAID = re.compile(
    rf"{_LONG_WAY}({_SERIES}){_GAP}(\d{{1,6}})(?:[\s{_DASH}/]+(\d{{1,6}}))?", re.IGNORECASE
)
_DECISION = re.compile(rf"DMPC\s+Decision{_GAP}(\d{{1,6}})", re.IGNORECASE)
# In a title, "add 20" in small letters is as likely a verb.
_IN_TITLE = rf"(?i:{_LONG_WAY})((?i:PCD)|ADD|MD|DD){_GAP}(\d{{1,5}})(?!\d)"
_BEFORE_TITLE = re.compile(rf"(?i:Request\s+for\s+)?{_IN_TITLE}[\s:.|{_DASH}]*")
_AFTER_TITLE = re.compile(rf"\s*[:|{_DASH}(\[]\s*{_IN_TITLE}[)\]]?\Z")
_BY_YEAR = {"DMPCD": " ", "CEOD": "-"}


def reference_said(text: str) -> str | None:
    """Return the reference that is all a text says, spelt as a record spells it ("PCD 611")."""
    plain = text.strip(" .")
    if decision := _DECISION.fullmatch(plain):
        return f"PCD {int(decision[1])}"
    found = _SAID.fullmatch(plain)
    if found is None:
        return None
    series, first, second = found[1].upper(), found[2], found[3]
    if (second is not None) != (series in _BY_YEAR):
        return None
    if second is not None:
        return f"{series} {int(first)}{_BY_YEAR[series]}{int(second)}"
    return f"{series} {int(first)}"


def parted_title(text: str) -> tuple[str | None, str]:
    """Part a reference that a title begins or ends with from the title itself."""
    if alone := reference_said(text):
        return alone, ""
    found = _BEFORE_TITLE.match(text) or _AFTER_TITLE.search(text)
    if found is None:
        return None, text.strip()
    rest = text[: found.start()] + text[found.end() :]
    return f"{found[1].upper()} {int(found[2])}", rest.strip(" :|-\u2013\u2014")
