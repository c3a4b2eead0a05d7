"""Listed decisions in, the home page out: search first, the latest, the years."""

from collections.abc import Sequence

from edition.pages.listed import Listed
from edition.pages.lists import Years, years_with_counts
from edition.pages.writing import counted, page, table_of

_LATEST = 10


def home_page(decisions: Sequence[Listed], years: Years, *, site_name: str) -> str:
    """Write the home page; its template puts the search below the first paragraph."""
    latest = (
        "## Latest decisions",
        table_of(decisions[:_LATEST], folder="decisions/"),
        "[All decisions](decisions/index.md)",
        "## By year",
        years_with_counts(years, folder="years/"),
    )
    return page(
        site_name,
        _what_this_is(decisions),
        *(latest if decisions else ()),
        template="home.html",
    )


def _what_this_is(decisions: Sequence[Listed]) -> str:
    if not decisions:
        return "No decision is published here yet."
    how_many = counted(len(decisions)).capitalize()
    return (
        f"{how_many} of the Deputy Mayor for Policing and Crime, each with its full public text. "
        "Search them, read them, and link to a paragraph."
    )
