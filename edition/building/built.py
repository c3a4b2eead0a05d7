"""A built site in, a refusal out where it holds anything that nobody put in, or lacks a page.

MkDocs copies whatever it finds, and themes and plugins add files of their own. So every file
must be a page's, a file that we know by its hash, or one of the few that the programs write anew
each time; the audit reads those.
"""

import re
from collections.abc import Collection
from pathlib import Path, PurePosixPath

from edition.errors import AuditFailed
from ingest.file_hash import hash_of

_WRITTEN_ANEW = re.compile(
    r"404\.html|sitemap\.xml|sitemap\.xml\.gz"
    r"|pagefind/pagefind-entry\.json|pagefind/pagefind\.[a-z]+_[0-9a-f]+\.pf_meta"
    r"|pagefind/(?P<kind>fragment|index|filter)/[a-z]+_[0-9a-f]+\.pf_(?P=kind)"
)


def check_built(site: Path, pages: Collection[str], *, allowed: Collection[str]) -> None:
    """Raise `AuditFailed` where the site's files are not those of its pages.

    `pages` are the Markdown pages' paths, `allowed` the SHA-256 of files known by their hash.
    """
    links = [path for path in site.rglob("*") if path.is_symlink()]
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    wanted = {html_path(path) for path in pages}
    lost = sorted(wanted - found)
    if lost:
        raise AuditFailed(f"The built site lacks {len(lost)} pages, first {lost[0]}.")
    strange = sorted(
        path
        for path in found - wanted
        if not _WRITTEN_ANEW.fullmatch(path) and hash_of(site / path) not in allowed
    )
    if strange or links:
        named = strange or [str(links[0].relative_to(site))]
        raise AuditFailed(f"The built site holds files that no page accounts for: {named[0]}.")


def html_path(page: str) -> str:
    """Return where MkDocs writes a page: `decisions/pcd-611.md` becomes a folder's index."""
    path = PurePosixPath(page)
    folder = path.parent if path.name == "index.md" else path.with_suffix("")
    return (folder / "index.html").as_posix()
