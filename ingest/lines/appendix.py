"""A page's lines in; out, whether they begin an appendix or an annex to the form."""

import re
from collections.abc import Sequence

from ingest.lines.line import Line

_APPENDIX = re.compile(r"\W*(?:appendix|annexe?)\b", re.IGNORECASE)
_A_LINE = 4  # letters: less is a speck


def first_line_of(lines: Sequence[Line]) -> Line | None:
    """Give a page's first line of text."""
    return next((line for line in lines if len(line.text) >= _A_LINE), None)


def begins_appendix(lines: Sequence[Line]) -> bool:
    """Say whether a page is headed Appendix or Annex."""
    first = first_line_of(lines)
    return first is not None and _APPENDIX.match(first.text) is not None
