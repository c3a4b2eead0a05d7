"""A docket and the register in, what no edition may say out; and the search for it in one."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from edition.audit.leak import ClearedText, Leak, WithheldText
from edition.audit.searching import leaks_in, own_leaks
from edition.audit.withheld import withheld_texts
from edition.deciding.docket import Docket
from edition.keeping.manifest import sha256_of
from edition.keeping.places import EditionFolder
from publication.ruling import Cleared
from register.opening import Register
from register.words import words_on_pages


class Secrets(Struct, frozen=True):
    """Everything that is withheld on a day, scan by scan."""

    withheld: tuple[WithheldText, ...]

    def repeated_on(self, pages: Mapping[str, str]) -> frozenset[str]:
        """Return the cleared scans whose page repeats the scan's own withheld pages."""
        return own_leaks(_cleared(pages), self.withheld)


def secrets_of(docket: Docket, register: Register) -> Secrets:
    """Gather what every reader saw on every page that is withheld, and what officers wrote."""
    rulings = {one.case.scan.sha256: one.ruling for one in docket.decided}
    words = words_on_pages(register, frozenset(_with_withheld_pages(docket)))
    return Secrets(withheld_texts(docket.cases, rulings, words))


def leaks_in_edition(
    edition: EditionFolder,
    secrets: Secrets,
    cleared: Mapping[str, str],
    *,
    allowed: Collection[str],
) -> tuple[Leak, ...]:
    """Look for them in every file of an edition. `cleared` are the decisions' pages by scan."""
    return leaks_in(
        edition.folder,
        withheld=secrets.withheld,
        cleared=_cleared(cleared),
        public_texts=tuple(_other_pages(edition.pages, frozenset(cleared.values()))),
        # A cleared page's own Markdown holds what the excuses are made of, and nothing else.
        allowed={*allowed, *map(sha256_of, cleared.values())},
    )


def _with_withheld_pages(docket: Docket) -> Iterator[str]:
    for one in docket.decided:
        ruling = one.ruling
        is_whole = isinstance(ruling, Cleared) and not ruling.contents.record.withheld_pages
        if not is_whole:
            yield one.case.scan.sha256
    yield from (case.scan.sha256 for case in docket.unread)


def _cleared(pages: Mapping[str, str]) -> tuple[ClearedText, ...]:
    return tuple(ClearedText(scan, page) for scan, page in pages.items())


def _other_pages(folder: Path, decisions: Collection[str]) -> Iterator[str]:
    for file in sorted(folder.rglob("*.md")):
        text = file.read_text("utf-8")
        if text not in decisions:
            yield text
