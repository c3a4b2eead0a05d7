"""What a run of publishing works with: the world comes in here, and only here."""

import datetime
import secrets
from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from edition.building.making import Stage, Terms
from edition.keeping.places import Places
from edition.settings import DeliverySettings, SiteSettings
from edition.shipped import Shipped
from publication.settings import Settings
from register.opening import Register
from register.publications import log_tip


class Press(Struct, frozen=True, kw_only=True):
    """A home, its register and settings, a day, and the programs that make a site.

    `home` holds `content/`; `places` is where editions lie; `clock` gives this moment in UTC.
    `made_with` names the programs' versions, and `allowed` are the SHA-256 of their own files.
    `stage` is told of each stage that is done.
    """

    register: Register
    home: Path
    places: Places
    shipped: Shipped
    settings: Settings
    site: SiteSettings
    delivery: DeliverySettings
    day: datetime.date
    clock: Callable[[], datetime.datetime]
    made_with: str
    allowed: frozenset[str]
    stage: Stage

    @property
    def decisions_folder(self) -> Path:
        """Where the Markdown of what is cleared lies."""
        return self.home / "content" / "decisions"

    def terms(self) -> Terms:
        """Name the next edition, by its moment and a word of chance."""
        at = self.clock()
        number, digest = log_tip(self.register)
        return Terms(
            edition=f"{at:%Y-%m-%dT%H%M%SZ}-{secrets.token_hex(3)}",
            day=self.day,
            made_at=at,
            log_number=number,
            log_hash=digest,
            made_with=self.made_with,
            shipped=self.shipped,
            allowed=self.allowed,
        )
