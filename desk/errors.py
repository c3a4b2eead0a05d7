"""What the desk refuses, each error named for what happened."""


class DeskError(Exception):
    """Something at the desk cannot go on; the message names the remedy."""


class NoSuchDecision(DeskError):  # noqa: N818 - named for what happened
    """Nothing in the register answers to what was asked for."""


class SeveralMeant(DeskError):  # noqa: N818 - named for what happened
    """What was asked for means several scans: the message names them."""


class BadEntry(DeskError):  # noqa: N818 - named for what happened
    """A form was filled in such that no entry can be made of it."""


class BadAccount(DeskError):  # noqa: N818 - named for what happened
    """An account can't be made or changed as asked."""


class TooManyTries(DeskError):  # noqa: N818 - named for what happened
    """Somebody has tried to sign in too often."""


class BadDeskSettings(DeskError):  # noqa: N818 - named for what happened
    """The table [desk] of pcd.toml names something unknown or gives it an impossible value."""
