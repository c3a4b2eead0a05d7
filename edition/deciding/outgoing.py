"""A docket in, the pages that go out today, and the decisions whose page failed its proof."""

from collections.abc import Callable, Collection, Mapping

import msgspec
from msgspec import Struct

from edition.building.alike import meant_by
from edition.deciding.docket import Docket
from publication.errors import NotProved
from publication.front import parted
from publication.markdown import markdown_of
from publication.reference import slug_of
from publication.ruling import Cleared
from publication.settings import Settings
from register.case import Case
from register.publications import Pinned
from search_index.paragraphs import Paragraph, paragraphs_of

_OWN_WORDS = "The page holds words of this scan's own withheld pages."
_TWICE = "Another decision has a page of the same name."


class Page(Struct, frozen=True, kw_only=True):
    """A decision's page: its Markdown with front matter, and the reading it is pinned to.

    `meant` is a hash of what the page must say once it is built, `paragraphs` are what the
    search is to find.
    """

    slug: str
    reference: str
    markdown: str
    meant: str
    paragraphs: tuple[Paragraph, ...]
    pinned: Pinned


class Failure(Struct, frozen=True, kw_only=True):
    """A decision that is cleared, and whose page must not go out all the same; and why."""

    scan: str
    reference: str
    says: str


class Outgoing(Struct, frozen=True, kw_only=True):
    """What goes out, by the name of its page, and what failed."""

    pages: Mapping[str, Page]
    failures: tuple[Failure, ...] = ()

    def files(self) -> dict[str, str]:
        """Return the pages' Markdown by the names of their files."""
        return {f"{slug}.md": page.markdown for slug, page in self.pages.items()}

    def by_scan(self) -> dict[str, str]:
        """Return the pages' Markdown by the scans they are of."""
        return {page.pinned.scan: page.markdown for page in self.pages.values()}

    def without(self, failures: Mapping[str, str]) -> "Outgoing":
        """Return what goes out without the pages named; each failure says why."""
        told = tuple(_failure(self.pages[slug], says) for slug, says in failures.items())
        left = {slug: page for slug, page in self.pages.items() if slug not in failures}
        return Outgoing(pages=left, failures=(*self.failures, *told))


def page_of(markdown: str, *, slug: str, reference: str, pinned: Pinned) -> Page:
    """Make a page of its Markdown: all that is read out of it is read at once."""
    return Page(
        slug=slug,
        reference=reference,
        markdown=markdown,
        meant=meant_by(parted(markdown)[1]),
        paragraphs=tuple(paragraphs_of(slug, markdown)),
        pinned=pinned,
    )


def outgoing_of(
    docket: Docket, *, repeated_on: Callable[[Mapping[str, str]], Collection[str]]
) -> Outgoing:
    """Write a page for each cleared decision, and keep back those that fail.

    `repeated_on` takes pages by scan, and returns the scans whose page repeats their own
    withheld pages.
    """
    pages: dict[str, Page] = {}
    failures: list[Failure] = []
    for case, cleared in docket.cleared:
        try:
            page = _page_of(case, cleared, docket.settings)
        except NotProved as failed:
            failures.append(
                Failure(scan=case.scan.sha256, reference=cleared.reference, says=str(failed))
            )
            continue
        if page.slug in pages:
            failures.append(_failure(page, _TWICE))
        else:
            pages[page.slug] = page
    outgoing = Outgoing(pages=dict(sorted(pages.items())), failures=tuple(failures))
    repeating = repeated_on(outgoing.by_scan())
    return outgoing.without(
        {slug: _OWN_WORDS for slug, page in pages.items() if page.pinned.scan in repeating}
    )


def _page_of(case: Case, cleared: Cleared, settings: Settings) -> Page:
    markdown = markdown_of(cleared)
    return page_of(
        markdown,
        slug=slug_of(cleared.reference),
        reference=cleared.reference,
        pinned=_pinned(case, settings),
    )


def _pinned(case: Case, settings: Settings) -> Pinned:
    """Keep the pin of what is public already; pin what is new to today's reading and settings."""
    scan = case.scan.sha256
    if case.pin is not None:
        pin = case.pin
        return Pinned(scan=scan, record=pin.record_number, names=pin.names, settings=pin.settings)
    if case.record_number is None:
        raise ValueError("a cleared decision has a record")
    return Pinned(
        scan=scan,
        record=case.record_number,
        names=1 + len(case.scan.other_names),
        settings=msgspec.json.encode(settings).decode(),
    )


def _failure(page: Page, says: str) -> Failure:
    return Failure(scan=page.pinned.scan, reference=page.reference, says=says)
