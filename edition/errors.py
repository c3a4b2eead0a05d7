"""What stops an edition, each error named for what happened; nothing is swapped in then."""


class EditionError(Exception):
    """An edition can't be made or found; the message names the remedy."""


class NoEditionError(EditionError):
    """Nothing has been published in this home yet."""


class BadSiteSettings(EditionError):  # noqa: N818 - named for what happened
    """The settings of the site name something unknown or give it an impossible value."""


class BuildFailed(EditionError):  # noqa: N818 - named for what happened
    """MkDocs or Pagefind ended without a site."""


class AuditFailed(EditionError):  # noqa: N818 - named for what happened
    """What was built is not what was cleared, or holds words of something withheld."""


class OfAnotherRegister(AuditFailed):
    """The edition that is live is not one that this register's log knows of."""
