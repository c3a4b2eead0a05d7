"""A withheld decision in, the one line that the public may see of it out, or nothing."""

from publication.day import day_in_words
from publication.ruling import RulingKind, Withheld
from publication.settings import Settings


def public_line(withheld: Withheld, settings: Settings) -> str | None:
    """Return the reference and the day, where a setting asks for it and the day is certain."""
    is_certain = withheld.kind is RulingKind.UNTIL and settings.show_held
    if not is_certain or withheld.reference is None or withheld.until is None:
        return None
    return f"{withheld.reference}: publication deferred until {day_in_words(withheld.until)}"
