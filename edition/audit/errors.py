"""What stops an audit before it can say anything."""

from edition.errors import BuildFailed


class AuditError(BuildFailed):
    """The audit cannot be made; nothing is swapped in."""


class PagefindError(AuditError):
    """Pagefind could not be run, so that its own files are not known."""


class NoThemeError(AuditError):
    """The site's theme is not installed, so that its own files are not known."""
