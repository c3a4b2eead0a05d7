"""A docket in, the pages that go out today, and the decisions whose page failed its proof."""

from collections.abc import Callable, Collection, Mapping

import msgspec
from msgspec import Struct

from edition.alike import reads_alike
from edition.docket import Docket
from edition.manifest import sha256_of
from publication.errors import NotProved
from publication.front import parted
from publication.markdown import markdown_of
from publication.reference import slug_of
from publication.ruling import Cleared
from publication.settings import Settings
from register.case import Case
from register.publications import Pinned

_NOT_ALIKE = "The page reads differently in the program that makes the site."
_OWN_WORDS = "The page holds words of this scan's own withheld pages."
_TWICE = "Another decision has a page of the same name."


class Page(Struct, frozen=True, kw_only=True):
    """A decision's page: its Markdown with front matter, and the reading it is pinned to."""

    slug: str
    reference: str
    markdown: str
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


def outgoing_of(
    docket: Docket,
    *,
    proved: Collection[str],
    repeated_on: Callable[[Mapping[str, str]], Collection[str]],
) -> Outgoing:
    """Write a page for each cleared decision, and keep back those that fail.

    `proved` are the hashes of pages that both readers have read alike before. `repeated_on`
    takes pages by scan, and returns the scans whose page repeats their own withheld pages.
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
        says = _fault_of(page, pages, proved)
        if says:
            failures.append(_failure(page, says))
        else:
            pages[page.slug] = page
    outgoing = Outgoing(pages=dict(sorted(pages.items())), failures=tuple(failures))
    repeating = repeated_on(outgoing.by_scan())
    return outgoing.without(
        {slug: _OWN_WORDS for slug, page in pages.items() if page.pinned.scan in repeating}
    )


def _fault_of(page: Page, others: Mapping[str, Page], proved: Collection[str]) -> str | None:
    if page.slug in others:
        return _TWICE
    is_proved = sha256_of(page.markdown) in proved or reads_alike(parted(page.markdown)[1])
    return None if is_proved else _NOT_ALIKE


def _page_of(case: Case, cleared: Cleared, settings: Settings) -> Page:
    return Page(
        slug=slug_of(cleared.reference),
        reference=cleared.reference,
        markdown=markdown_of(cleared),
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
