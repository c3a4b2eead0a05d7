"""The site's settings, from the tables [site] and [edition] of pcd.toml."""

from collections.abc import Mapping
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from edition.errors import BadSiteSettings

Settings = TypeVar("Settings", bound=Struct)


class SiteSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the site is called, and the address it will have (empty where that isn't known)."""

    name: Annotated[str, Meta(min_length=1, max_length=120)] = "Decisions"
    url: Annotated[str, Meta(pattern=r"^$|^https?://[^\s/]+(/[^\s]*)?$")] = ""


class DeliverySettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The command that delivers an edition, word by word; none by default."""

    after_publish: tuple[Annotated[str, Meta(min_length=1)], ...] = ()


def site_settings_from(table: Mapping[str, object]) -> SiteSettings:
    """Make the site's settings of pcd.toml's table [site]; raise `BadSiteSettings` on doubt."""
    return _settings_from(table, "site", SiteSettings)


def delivery_settings_from(table: Mapping[str, object]) -> DeliverySettings:
    """Make the settings of pcd.toml's table [edition]; raise `BadSiteSettings` on doubt."""
    return _settings_from(table, "edition", DeliverySettings)


def _settings_from(table: Mapping[str, object], name: str, kind: type[Settings]) -> Settings:
    try:
        return msgspec.convert(dict(table), kind)
    except msgspec.ValidationError as error:
        known = ", ".join(kind.__struct_fields__)
        raise BadSiteSettings(
            f"[{name}] in pcd.toml is not valid: {error}. Known settings: {known}."
        ) from error
