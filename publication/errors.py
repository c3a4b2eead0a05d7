"""What publication refuses, each error named for what happened."""


class PublicationError(Exception):
    """Something in publication cannot go on; the message names the remedy."""


class BadSettings(PublicationError):  # noqa: N818 - named for what happened
    """The settings name something unknown or give it an impossible value."""


class BadReview(PublicationError):  # noqa: N818 - named for what happened
    """An officer's entry cannot have the effect it asks for."""


class BadCorrection(BadReview):
    """A correction names no field that can be corrected, or gives it an impossible value."""

    def __init__(self, field: str, value: str | None, expected: str) -> None:
        super().__init__(f"{field} cannot be corrected to {value!r}: expected {expected}.")
        self.field = field
        self.value = value
        self.expected = expected


class SealBroken(PublicationError):  # noqa: N818 - named for what happened
    """A clearance was not made by the rule, or was altered after the rule made it."""


class NotProved(PublicationError):  # noqa: N818 - named for what happened
    """Markdown as written does not read back as exactly what was meant."""
