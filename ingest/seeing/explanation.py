"""Why a field was read as it was, as it passes from the worker to whoever asked."""

from msgspec import Struct


class Explanation(Struct, frozen=True, kw_only=True):
    """One field: its path in the record, what was made of it, and why, in plain sentences.

    The sentences quote what was read, so they are as private as the record; none quotes a
    withheld page.
    """

    about: str
    value: str
    because: tuple[str, ...]
