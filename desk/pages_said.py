"""Page numbers as people write them in ("1-6", "1-3, 5"), the pages out."""

import re

from desk.errors import BadEntry

_RANGE = re.compile(r"(\d{1,4})(?:-(\d{1,4}))?")


def pages_said(text: str) -> tuple[int, ...]:
    """Return the pages in order; raises BadEntry for anything else."""
    found: set[int] = set()
    for part in text.replace("–", "-").split(","):
        match = _RANGE.fullmatch(re.sub(r"\s", "", part))
        if match is None:
            raise BadEntry("Give pages as in 1-6 or 1-3,5.")
        first, last = int(match[1]), int(match[2] or match[1])
        found.update(range(first, last + 1))
    return tuple(sorted(found))
