"""An edition and all that must not be in it in, every leak out.

Whatever was withheld is looked for in everything that came out, whoever made it: names of
files and folders too. A file that can't be read is a leak, for nobody can vouch for it.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path, PurePath

from edition.audit.cleared_words import cleared_texts
from edition.audit.contents import Contents, contents_of, texts_between_bytes
from edition.audit.files import Found, everything_in
from edition.audit.leak import ClearedText, How, Leak, WithheldText
from edition.audit.spellings import spellings_of
from edition.audit.vocabulary import for_pagefind, for_whoosh, public_words_of
from edition.audit.wanted import Wanted
from search_index.errors import SearchIndexError
from search_index.words import stored_texts, vocabulary

SEARCH_INDEX = "search_index"
_UNTELLABLE = "…"
_WHOOSH_FILE = re.compile(rf"{SEARCH_INDEX}/_?MAIN_[\w.]+")
_INDEX_SUFFIX = ".pf_index"


def leaks_in(
    edition: Path,
    *,
    withheld: Sequence[WithheldText],
    cleared: Sequence[ClearedText],
    public_texts: Iterable[str],
    allowed: Collection[str],
) -> tuple[Leak, ...]:
    """Look for everything withheld in every file of an edition; in order, each leak once.

    `public_texts` are the pages that no scan gave, as Markdown: an index may hold their words,
    but they excuse no run. `allowed` are the SHA-256 of files that are known as they are.
    """
    public_words = public_words_of(cleared, public_texts)
    audit = _Audit(withheld, Wanted(withheld, cleared), public_words)
    leaks = set(audit.of_search_index(edition / SEARCH_INDEX))
    for found in everything_in(edition):
        leaks.update(audit.of(found, allowed))
    leaks.update(audit.of_indexes())
    return tuple(sorted(leaks, key=lambda leak: (leak.file, leak.how, leak.scan or "")))


def own_leaks(cleared: Iterable[ClearedText], withheld: Iterable[WithheldText]) -> frozenset[str]:
    """Return the cleared scans whose pages say what stands on their own withheld pages.

    Nobody but another scan's cleared page excuses that, and a page that is held for it
    excuses nothing any more.
    """
    pages = {one.scan: one for one in cleared}
    parts = {one.scan: one for one in withheld if one.scan in pages}
    guilty: set[str] = set()
    while found := _guilty(list(pages.values()), list(parts.values())):
        guilty |= found
        pages = {scan: page for scan, page in pages.items() if scan not in found}
        parts = {scan: part for scan, part in parts.items() if scan not in found}
    return frozenset(guilty)


def _guilty(pages: Sequence[ClearedText], parts: Sequence[WithheldText]) -> set[str]:
    wanted = Wanted(parts, pages)
    places = {part.scan: place for place, part in enumerate(parts)}
    return {
        page.scan
        for page in pages
        if page.scan in places and places[page.scan] in wanted.owners_in(cleared_texts(page))
    }


class _Audit:
    """What is looked for, and the search of one file after the other."""

    def __init__(
        self, withheld: Sequence[WithheldText], wanted: Wanted, public_words: Collection[str]
    ) -> None:
        self._withheld = withheld
        self._wanted = wanted
        self._public_words = public_words
        self._indexed: dict[str, tuple[str, ...]] = {}

    def of(self, found: Found, allowed: Collection[str]) -> Iterator[Leak]:
        """Yield every leak of one file or folder."""
        told = self._wanted.owners_in(_names(found.name))
        shown = self._tellable(found.name) if told else found.name
        yield from self._leaks(shown, How.RUN, told)
        if not found.is_plain:
            yield Leak(shown, How.UNREADABLE)
        elif not found.is_folder:
            yield from self._of_file(found, shown, allowed)

    def of_search_index(self, folder: Path) -> Iterator[Leak]:
        """Yield every leak of the Whoosh index: of what it stores, and of what it knows."""
        if not folder.exists():
            return
        try:
            yield from self._of_texts(SEARCH_INDEX, stored_texts(folder))
            known = for_whoosh(self._withheld, self._public_words)
            owners = known.owners_of(vocabulary(folder))
        except SearchIndexError:
            yield Leak(SEARCH_INDEX, How.UNREADABLE)
        else:
            yield from self._leaks(SEARCH_INDEX, How.TERM, owners)

    def of_indexes(self) -> Iterator[Leak]:
        """Yield every leak of the terms of Pagefind's tables, once all of them have been read."""
        if not self._indexed:
            return
        known = for_pagefind(self._withheld, self._public_words)
        if known.owners_of(term for terms in self._indexed.values() for term in terms):
            for shown, terms in self._indexed.items():
                yield from self._leaks(shown, How.TERM, known.owners_of(terms))

    def _of_file(self, found: Found, shown: str, allowed: Collection[str]) -> Iterator[Leak]:
        if found.sha256() in allowed:
            return
        data = found.path.read_bytes()
        if _WHOOSH_FILE.fullmatch(found.name):
            # what it stores and knows is read through Whoosh: see `of_search_index`
            contents = Contents((texts_between_bytes(data),))
        else:
            contents = contents_of(data)
        yield from self._of_texts(shown, contents.texts)
        if not contents.is_readable:
            yield Leak(shown, How.UNREADABLE)
        if contents.terms and found.name.endswith(_INDEX_SUFFIX):
            self._indexed[shown] = contents.terms

    def _of_texts(self, shown: str, texts: Iterable[str]) -> Iterator[Leak]:
        spellings = (spelling for text in texts for spelling in spellings_of(text))
        yield from self._leaks(shown, How.RUN, self._wanted.owners_in(spellings))

    def _leaks(self, shown: str, how: How, owners: Iterable[int]) -> Iterator[Leak]:
        for owner in owners:
            withheld = self._withheld[owner]
            yield Leak(shown, how, withheld.scan, withheld.reference)

    def _tellable(self, name: str) -> str:
        """Return a path cut off before the first name that tells something."""
        path = PurePath(name)
        for part in (*reversed(path.parents), path):
            if self._wanted.owners_in(_names(str(part))):
                return str(part.parent / _UNTELLABLE)
        return _UNTELLABLE


def _names(name: str) -> Iterator[str]:
    """Yield a path as read, whole and its last name without an ending."""
    yield from spellings_of(name)
    yield PurePath(name).stem
