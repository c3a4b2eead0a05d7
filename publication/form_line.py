"""A line of the form as read in, whether anything was filled in there out."""

import re

_SAYS_NOTHING = re.compile(r"n ?[/.]? ?a|not applicable|none|[-\u2010-\u2015\u2212 ]*")


def is_filled(text: str | None) -> bool:
    """Say whether a line says something; "N/A", "none" and a dash say nothing."""
    plain = " ".join((text or "").casefold().split()).removesuffix(".")
    return _SAYS_NOTHING.fullmatch(plain) is None
