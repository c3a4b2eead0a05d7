"""An edition in, whether the command that delivers it did so out."""

import os
import subprocess
from pathlib import Path

from msgspec import Struct

from edition.settings import DeliverySettings

_SECONDS = 3600
_SHOWN = 300


class Delivery(Struct, frozen=True):
    """Whether the edition is where the public reads it; `says` tells why not."""

    is_live: bool
    says: str = ""


def deliver(settings: DeliverySettings, *, home: Path, site: Path, edition: str) -> Delivery | None:
    """Run the home's own command, in the home, with PCD_SITE and PCD_EDITION; None without one."""
    if not settings.after_publish:
        return None
    environment = {**os.environ, "PCD_SITE": str(site.resolve()), "PCD_EDITION": edition}
    try:
        ran = subprocess.run(  # noqa: S603  # the home's own command, word by word, by no shell
            settings.after_publish,
            cwd=home,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS,
            check=False,
        )
    except OSError as error:
        return Delivery(is_live=False, says=f"{settings.after_publish[0]}: {error.strerror}")
    except subprocess.TimeoutExpired:
        return Delivery(is_live=False, says=f"it took longer than {_SECONDS} s")
    if ran.returncode == 0:
        return Delivery(is_live=True)
    said = " ".join(f"{ran.stdout} {ran.stderr}".split())[-_SHOWN:]
    return Delivery(is_live=False, says=f"it ended with {ran.returncode}: {said}".rstrip(": "))
