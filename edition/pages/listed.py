"""A decision's page in, what a list says of the decision out."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from publication.front import NOT_LEGIBLE, parted

_NUMBERS = re.compile(r"[0-9]+")


class Listed(Struct, frozen=True, kw_only=True):
    """A decision as lists show it.

    `title_html` and `reference_html` are escaped for HTML, as they stand in the front matter.
    `approved` is the day the DMPC decided and `officer_approved` the day an officer put it
    forward, each None where it isn't legible; `year` is of the first of them that is known.
    """

    reference_html: str
    slug: str
    title_html: str
    approved: date | None
    officer_approved: date | None

    @property
    def day(self) -> date | None:
        """Return the day a list sorts by: of the decision, else of the officer's approval."""
        return self.approved or self.officer_approved

    @property
    def year(self) -> int | None:
        """Return the year the decision is filed under, None where no day is legible."""
        return self.day.year if self.day else None


def listed(pages: Mapping[str, str]) -> tuple[Listed, ...]:
    """List decisions from their pages by slug: newest first, the undated last.

    Raises `NotProved` for a page that `markdown_of` did not write.
    """
    return tuple(sorted((_listed(slug, page) for slug, page in pages.items()), key=_newest_first))


def by_year(decisions: Iterable[Listed]) -> Mapping[int | None, tuple[Listed, ...]]:
    """File decisions by year, in the order in which they come."""
    filed: dict[int | None, list[Listed]] = {}
    for decision in decisions:
        filed.setdefault(decision.year, []).append(decision)
    return {year: tuple(of_year) for year, of_year in filed.items()}


def _listed(slug: str, page: str) -> Listed:
    front, _ = parted(page)
    return Listed(
        reference_html=front.reference,
        slug=slug,
        title_html=front.title,
        approved=_day(front.approved),
        officer_approved=_day(front.officer_approved),
    )


def _day(told: str) -> date | None:
    return None if told == NOT_LEGIBLE else date.fromisoformat(told)


def _newest_first(decision: Listed) -> tuple[int, tuple[int, ...], str]:
    """Order by day, then by number (PCD 10 before PCD 9), both from the newest."""
    day = decision.day.toordinal() if decision.day else 0
    numbers = tuple(-int(number) for number in _NUMBERS.findall(decision.slug))
    return -day, numbers, decision.slug
