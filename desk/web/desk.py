"""What the web desk stands on: the office, the door, its settings and its templates."""

from collections.abc import Mapping
from pathlib import Path

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import Struct

from desk.accounts import Door
from desk.errors import BadDeskSettings
from desk.office import Office
from desk.standing.evidence import entry_in_words
from desk.standing.in_words import ruling_in_words
from desk.standing.london import london_time
from desk.web.fields import in_words, plainly
from desk.web.sheets import PageStore
from desk.web.views import SheetStore
from publication.day import day_in_words

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


class DeskSettings(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the desk is reached: the table [desk] of pcd.toml.

    `hosts` are the names a browser may call it by. `signed_in_header` is the header in which a
    proxy gives the name of somebody it has signed in; it is believed from `proxies` alone.
    `https` says that browsers reach it so: then the session's cookie travels no other way.
    """

    hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    signed_in_header: str = ""
    proxies: tuple[str, ...] = ()
    https: bool = False


def desk_settings_from(mapping: Mapping[str, object]) -> DeskSettings:
    """Make settings of the table [desk] of pcd.toml; raises BadDeskSettings on any doubt."""
    try:
        settings = msgspec.convert(dict(mapping), DeskSettings)
    except msgspec.ValidationError as error:
        known = ", ".join(DeskSettings.__struct_fields__)
        message = f"The desk's settings are not valid: {error}. Known settings: {known}."
        raise BadDeskSettings(message) from error
    if bool(settings.signed_in_header) != bool(settings.proxies):
        raise BadDeskSettings(
            "The desk's settings must give signed_in_header and proxies together: the name in "
            "that header is believed from the addresses in proxies, and from nobody else."
        )
    if not settings.hosts or "*" in settings.hosts:
        raise BadDeskSettings("The desk's hosts must be names, such as desk.example.org.")
    return settings


class Desk(Struct, frozen=True, kw_only=True):
    """Everything a page of the desk needs."""

    office: Office
    door: Door
    pages: PageStore
    sheets: SheetStore
    settings: DeskSettings
    templates: Environment

    def rendered(self, template: str, **told: object) -> str:
        """Return a page; what is told is text, and escaped."""
        return self.templates.get_template(template).render(**told)


def templates() -> Environment:
    """Return the desk's templates: everything is escaped, and a missing value is an error."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": day_in_words,
        "entry": entry_in_words,
        "in_words": in_words,
        "plainly": plainly,
        "ruling": ruling_in_words,
        "moment": london_time,
    }
    return environment
