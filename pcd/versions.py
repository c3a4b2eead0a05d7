"""Which version of a package is installed."""

from importlib.metadata import PackageNotFoundError, version


def version_of(package: str) -> str | None:
    """Return an installed package's version."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None
