"""A scan's pages in, what is shown of each out: its size, and the places that are in question."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from ingest.page import Box, Ink
from publication.grounds import Effect, HeldGround
from register.case import Case
from register.opening import Register
from register.readings import pictured_pages

_BESIDE, _ABOVE = 0.03, 0.012  # of the page: a little of what stands around a place
_NARROWEST = 0.5  # of the page: a single word is not blown up to a headline
_SCANS_AT_HAND = 8  # the one before an officer's eyes, and those just before and after


class Mark(Struct, frozen=True, kw_only=True):
    """A place on a page in dots, and what is the matter there."""

    x: int
    y: int
    width: int
    height: int
    says: str
    only_warns: bool


class Sheet(Struct, frozen=True, kw_only=True):
    """A page as it is shown: width and height in dots, whether it is withheld, and its marks."""

    page: int
    width: int
    height: int
    withheld: bool
    marks: tuple[Mark, ...]

    def view_of(self, box: Box) -> str:
        """Return what a picture shows of a place and what is around it, as SVG's viewBox."""
        across, down = self.width, self.height
        half = max(_NARROWEST, box.width + 2 * _BESIDE) / 2
        left = min(max(0.0, box.centre - half), max(0.0, 1.0 - 2 * half))
        right = min(1.0, left + 2 * half)
        top, bottom = max(0.0, box.top - _ABOVE), min(1.0, box.bottom + _ABOVE)
        view = (left * across, top * down, (right - left) * across, (bottom - top) * down)
        return " ".join(str(round(number)) for number in view)


class PageStore:
    """The pictures of the scans that somebody is looking at, kept at hand for a while."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._of_scan = lru_cache(maxsize=_SCANS_AT_HAND)(self._pictures)

    def pictures(self, case: Case) -> Mapping[int, Ink]:
        """Return the pages' pictures by number; another record means that they were read anew."""
        return self._of_scan(case.scan.sha256, case.record_number)

    def _pictures(self, scan: str, _record: int | None) -> Mapping[int, Ink]:
        pages = pictured_pages(self._register, scan)
        return {number: page.ink for number, page in pages.items() if page.ink is not None}


def sheets_of(
    pictures: Mapping[int, Ink], withheld: Iterable[int], grounds: Iterable[HeldGround]
) -> tuple[Sheet, ...]:
    """Return every page that has a picture, with the places of these grounds."""
    found, kept_back = tuple(grounds), frozenset(withheld)
    return tuple(
        Sheet(
            page=page,
            width=ink.width,
            height=ink.height,
            withheld=page in kept_back,
            marks=tuple(_mark(one, one.box, ink) for one in found if one.page == page and one.box),
        )
        for page, ink in pictures.items()
    )


def _mark(ground: HeldGround, box: Box, ink: Ink) -> Mark:
    return Mark(
        x=round(box.left * ink.width),
        y=round(box.top * ink.height),
        width=max(1, round(box.width * ink.width)),
        height=max(1, round(box.height * ink.height)),
        says=ground.says,
        only_warns=ground.effect is Effect.WARNING,
    )
