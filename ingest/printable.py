"""A file's name as received in, a name that can be shown out."""

import sys


def printable(name: str) -> str:
    """Return a name as received with every character that can't be shown replaced.

    Names come with any bytes at all, escape sequences for terminals among them. The bytes are
    those that `os.fsencode` gives; this module is imported where `os` may not be.
    """
    received = name.encode(sys.getfilesystemencoding(), sys.getfilesystemencodeerrors())
    text = received.decode("utf-8", "replace")
    return "".join(mark if mark.isprintable() else "\N{REPLACEMENT CHARACTER}" for mark in text)
