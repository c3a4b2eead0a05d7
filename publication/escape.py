"""Untrusted text in, Markdown that can only be read as that text out.

Every character that any Markdown reader could obey becomes an HTML entity. Backslashes would
not do: `\\{%` still holds `{%` for whatever reads the page before Markdown does.
"""

import re

from publication.clean import clean

_OBEYED = str.maketrans({mark: f"&#{ord(mark)};" for mark in "&<>{}[]()*_`~#|^=$\\!\"'@%+:"})
_OBEYED_AT_THE_START = re.compile(r"^([0-9]*)([-.])")


def escape(untrusted_text: str) -> str:
    """Return one line of Markdown that reads as the text, cleaned and with single spaces."""
    line = clean(untrusted_text).translate(_OBEYED)
    return _OBEYED_AT_THE_START.sub(lambda found: f"{found[1]}&#{ord(found[2])};", line)
