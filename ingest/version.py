"""What the register asks of a reading it keeps: is it still what this reader would give?

Kept apart from the readers, so that asking imports none of them.
"""

# Changes whenever a record made anew could differ: records are then made again, from pages kept.
READER_VERSION = "3"

# Changes whenever a page read anew could differ: pages are then read again, which takes hours.
# Raise READER_VERSION with it: it alone tells which scans to look at again.
READING_SETTINGS = "2"


def fast(name: str) -> str:
    """Name the fast way of a version or of settings, so that it is never taken for the full one."""
    return f"{name}-fast"
