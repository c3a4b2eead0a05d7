"""What stands in a record or a truth, each typed at this door: both are what `pcd read` prints."""

from collections.abc import Mapping
from typing import TypeAlias

import msgspec

Fields: TypeAlias = Mapping[str, object]


def table_in(fields: Fields, key: str) -> Fields:
    """Return a table in a table."""
    return msgspec.convert(fields[key], dict[str, object])


def list_in(fields: Fields, key: str) -> list[dict[str, object]]:
    """Return the tables of a list."""
    return msgspec.convert(fields[key], list[dict[str, object]])


def rows_in(block: Fields) -> list[list[str]]:
    """Return the cells of a block that is a table."""
    return msgspec.convert(block["rows"], list[list[str]])


def strings_in(fields: Fields, key: str) -> list[str]:
    """Return a list of text."""
    return msgspec.convert(fields[key], list[str])


def numbers_in(fields: Fields, key: str) -> list[int]:
    """Return a list of whole numbers."""
    return msgspec.convert(fields[key], list[int])


def sequence_in(fields: Fields, key: str) -> list[object]:
    """Return a list of anything, empty where there is none."""
    return msgspec.convert(fields.get(key, []), list[object])
