"""All that a site is made from in, a whole edition in the work folder out, held against it."""

import datetime
import shutil
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct

from edition.building.alike import shown_by
from edition.building.built import check_built, html_path
from edition.building.hand_written import HandWritten, titles_of
from edition.building.site_building import (
    Configuration,
    PagesFailed,
    build_site,
    build_site_search,
    configuration_text,
    write_pages,
)
from edition.deciding.outgoing import Page
from edition.errors import AuditFailed
from edition.keeping.manifest import (
    Manifest,
    PublishedPage,
    differences,
    hashes_below,
    one_hash_of,
    sha256_of,
    write_manifest,
)
from edition.keeping.places import EditionFolder, Places
from edition.pages.generated import generated_pages, navigation
from edition.settings import SiteSettings
from edition.shipped import Shipped
from publication.reference import slug_of
from publication.ruling import Tombstone
from publication.tombstone import tombstone_page
from register.publications import TakenOut
from search_index.building import build as build_search_index

_NOT_AS_WRITTEN = "The program that makes the site reads the page differently."

Stage = Callable[[str], None]


class Sources(Struct, frozen=True, kw_only=True):
    """Everything that a site says: decisions by page name, the pages around them, its name."""

    decisions: Mapping[str, Page]
    tombstones: Sequence[Tombstone]
    held_lines: Sequence[str]
    hand_written: HandWritten
    site: SiteSettings
    preview_of: datetime.date | None = None


class Terms(Struct, frozen=True, kw_only=True):
    """What an edition is made with, and what its manifest says of the making.

    `made_with` names the versions of all programs whose change could change a page; `allowed`
    are the SHA-256 of the theme's and the programs' own files.
    """

    edition: str
    day: datetime.date
    made_at: datetime.datetime
    log_number: int
    log_hash: str
    made_with: str
    shipped: Shipped
    allowed: frozenset[str]


class Made(Struct, frozen=True, kw_only=True):
    """An edition in the work folder, whole and not yet audited."""

    edition: EditionFolder
    manifest: Manifest
    warnings: tuple[str, ...]


class LaidOut(Struct, frozen=True, kw_only=True):
    """A site before it is made: every Markdown page by its path, and MkDocs' configuration.

    `inputs` is one hash over all that decides what the site says and how it looks.
    """

    sources: Sources
    terms: Terms
    pages: Mapping[str, str]
    hashes: Mapping[str, str]
    configuration: str
    inputs: str


def laid_out(sources: Sources, terms: Terms) -> LaidOut:
    """Write every page of the site, and make nothing of them yet."""
    pages = pages_of(sources)
    hashes = {path: sha256_of(text) for path, text in pages.items()}
    configuration = _configuration(sources, pages, terms)
    inputs = one_hash_of(
        {
            **hashes,
            "configuration": sha256_of(configuration),
            "made with": sha256_of(terms.made_with),
            "theme": one_hash_of(hashes_below(terms.shipped.overrides)),
        }
    )
    return LaidOut(
        sources=sources,
        terms=terms,
        pages=pages,
        hashes=hashes,
        configuration=configuration,
        inputs=inputs,
    )


def pages_of(sources: Sources) -> dict[str, str]:
    """Return every Markdown page of the site by its path."""
    decisions = {slug: page.markdown for slug, page in sources.decisions.items()}
    withdrawn = {slug_of(one.reference): tombstone_page(one) for one in sources.tombstones}
    generated = generated_pages(
        decisions,
        site_name=sources.site.name,
        tombstones=sources.tombstones,
        held_lines=sources.held_lines,
    )
    return {
        **sources.hand_written.pages,
        **{f"decisions/{slug}.md": text for slug, text in withdrawn.items()},
        **{f"decisions/{slug}.md": text for slug, text in decisions.items()},
        **generated,
    }


def make_edition(
    site: LaidOut, taken_out: Sequence[TakenOut], places: Places, stage: Stage
) -> Made:
    """Make an edition in the work folder: pages, site, search; then hold it against the pages.

    Raises `PagesFailed` where MkDocs breaks down on a page or a built page doesn't say what it
    must, `BuildFailed` where it or Pagefind ends without a site, `AuditFailed` where something
    is there that nobody put in.
    """
    decisions, terms = site.sources.decisions, site.terms
    shutil.rmtree(places.work, ignore_errors=True)
    # Its own folder: MkDocs outlives a run that was killed, and writes on where it began.
    work = places.work / terms.edition
    edition = EditionFolder(work / "edition")
    write_pages(edition, site.pages)
    (work / "mkdocs.yml").write_text(site.configuration, "utf-8")
    _check_pages(edition, site.hashes)
    stage("pages")
    warnings = build_site(work, day=terms.day)
    _check_shown(edition.site, decisions)
    stage("site")
    build_site_search(edition.site)
    stage("search on the site")
    paragraphs = chain.from_iterable(page.paragraphs for page in decisions.values())
    build_search_index(edition.search_index, paragraphs)
    stage("search index")
    check_built(edition.site, site.pages, allowed=terms.allowed)
    manifest = _manifest(site, taken_out, edition)
    write_manifest(manifest, edition)
    return Made(edition=edition, manifest=manifest, warnings=warnings)


def _configuration(sources: Sources, pages: Mapping[str, str], terms: Terms) -> str:
    titles = titles_of(sources.hand_written.pages)
    generated = [path for path in pages if path not in titles]
    configuration = Configuration(
        site=sources.site,
        navigation=navigation(generated, titles),
        preview_of=sources.preview_of,
    )
    return configuration_text(configuration, terms.shipped)


def _check_pages(edition: EditionFolder, meant: Mapping[str, str]) -> None:
    """Hold what lies before MkDocs against what was meant, hash by hash."""
    wrong = differences(hashes_below(edition.pages), meant)
    if wrong:
        raise AuditFailed(f"The work folder is not as it was laid out: {', '.join(wrong)}.")


def _check_shown(site: Path, decisions: Mapping[str, Page]) -> None:
    """Hold each decision's built page against what its Markdown was proved to say."""
    wrong: list[str] = []
    for slug, page in decisions.items():
        path = f"decisions/{slug}.md"
        built = site / html_path(path)
        if not built.is_file() or shown_by(built.read_text("utf-8")) != page.meant:
            wrong.append(path)
    if wrong:
        raise PagesFailed(dict.fromkeys(wrong, _NOT_AS_WRITTEN))


def _manifest(site: LaidOut, taken_out: Sequence[TakenOut], edition: EditionFolder) -> Manifest:
    terms = site.terms
    return Manifest(
        edition=terms.edition,
        day=terms.day,
        made_at=terms.made_at,
        made_with=terms.made_with,
        log_number=terms.log_number,
        log_hash=terms.log_hash,
        inputs=site.inputs,
        decisions=tuple(
            PublishedPage(slug=page.slug, reference=page.reference, pinned=page.pinned)
            for page in site.sources.decisions.values()
        ),
        taken_out=tuple(taken_out),
        pages=dict(site.hashes),
        files=hashes_below(edition.folder),
    )
