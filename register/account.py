"""Somebody who may sign in at the desk, and what they may do there."""

from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    """What somebody may do at the desk: look, enter reviews, or manage accounts as well."""

    READER = "reader"
    OFFICER = "officer"
    ADMINISTRATOR = "administrator"


class Account(Struct, frozen=True, kw_only=True):
    """Somebody who may sign in.

    `password_hash` is None where a proxy vouches for them. `epoch` counts the changes: a
    session begun under an earlier one is over. `disabled` accounts stay, for what they did does.
    """

    name: str
    role: Role
    password_hash: str | None = None
    epoch: int = 1
    disabled: bool = False
