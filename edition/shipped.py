"""Where the things are that come with the program: the site's source and its own pages.

A wheel carries them as data beside this module. In the source tree they are where they are
written; `content/decisions/` lies below the pages there, and is made, not shipped.
"""

from pathlib import Path

from msgspec import Struct


class Shipped(Struct, frozen=True, kw_only=True):
    """The places; only `*.md` files right in `pages` are shipped pages, none in its folders."""

    mkdocs_yml: Path
    overrides: Path
    pages: Path


def shipped() -> Shipped:
    """Return where the shipped things are, in a wheel or in the source tree."""
    here = Path(__file__).resolve().parent
    in_wheel = here / "shipped_files"  # pyproject.toml says what the wheel puts there
    root = in_wheel if in_wheel.is_dir() else here.parent
    return Shipped(
        mkdocs_yml=root / "mkdocs.yml",
        overrides=root / "site" / "overrides",
        pages=root / "content",
    )
