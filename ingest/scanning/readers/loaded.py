"""The two engines, loaded once a process: a nursery loads them before it forks a worker a file.

Loading reads nothing but what lies in their own wheels, and it takes half a second of a file's
time. No page is read before the fork, so that no worker shares with another what a file did.
"""

from functools import cache

from ingest.scanning.readers.rapid import Rapid
from ingest.scanning.readers.tesseract import Tesseract


@cache
def tesseract() -> Tesseract:
    """Load Tesseract, the first time."""
    return Tesseract()


@cache
def rapid() -> Rapid:
    """Load RapidOCR, the first time."""
    return Rapid()


def load() -> None:
    """Load both."""
    tesseract()
    rapid()
