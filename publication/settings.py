"""The settings of the rule, from a home's file or from the day of a publication.

They are only those that FORM.md names.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from publication.errors import BadSettings


class ConfirmFirst(StrEnum):
    """Which decisions need an officer's word before they are first published."""

    DEFERRED = "deferred"
    ALL = "all"
    NONE = "none"


class Settings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How careful the rule is, and what a held decision may show.

    `longest_deferral_months` is the length past which a deferral is warned of, counted from
    the day of the ruling. `show_held` lets a deferred decision show its reference and day.
    """

    confirm: ConfirmFirst = ConfirmFirst.DEFERRED
    longest_deferral_months: Annotated[int, Meta(ge=1, le=1200)] = 12
    show_held: bool = False


def settings_from(mapping: Mapping[str, object]) -> Settings:
    """Make settings of a mapping such as pcd.toml's table; raise `BadSettings` on any doubt."""
    try:
        return msgspec.convert(dict(mapping), Settings)
    except msgspec.ValidationError as error:
        known = ", ".join(Settings.__struct_fields__)
        message = f"The publication settings are not valid: {error}. Known settings: {known}."
        raise BadSettings(message) from error


def settings_as_published(text: str) -> Settings | None:
    """Return the settings that a decision was published under, kept as JSON.

    A setting that this version does not have can't bear on its rule, and is passed over. None
    where a value of one that it has can't be read.
    """
    try:
        told = msgspec.json.decode(text, type=dict[str, object])
        known = {name: told[name] for name in Settings.__struct_fields__ if name in told}
        return msgspec.convert(known, Settings)
    except msgspec.DecodeError:
        return None
