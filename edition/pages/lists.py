"""Listed decisions in, the pages that list them out: all of them, and a page for each year."""

from collections.abc import Mapping, Sequence

from edition.pages.listed import Listed
from edition.pages.writing import bullets, counted, link, page, table_of
from publication.day import day_in_words
from publication.escape import escape
from publication.reference import slug_of
from publication.ruling import Tombstone

Years = Mapping[int | None, tuple[Listed, ...]]
UNDATED = "undated"


def years_with_counts(years: Years, *, folder: str) -> str:
    """Write a list of the years, each with how many decisions it has."""
    return bullets(
        f"{link(year_in_words(year), f'{folder}{year or UNDATED}.md')} ({counted(len(of_year))})"
        for year, of_year in years.items()
    )


def year_in_words(year: int | None) -> str:
    """Return what a page of a year is called."""
    return str(year) if year else "Date not legible"


def page_of_all(
    decisions: Sequence[Listed],
    years: Years,
    *,
    tombstones: Sequence[Tombstone],
    held_lines: Sequence[str],
) -> str:
    """Write the page of all decisions; what is held or withdrawn has its own heading."""
    return page(
        "All decisions",
        *_part("By year", years_with_counts(years, folder="../years/")),
        *_part("Publication deferred", bullets(escape(line) for line in held_lines)),
        *_part("Withdrawn", bullets(_withdrawn(one) for one in tombstones)),
        *_part("Newest first", table_of(decisions, folder="") if decisions else _NONE_YET),
    )


def page_of_year(year: int | None, decisions: Sequence[Listed]) -> str:
    """Write the page of one year."""
    title = f"Decisions of {year}" if year else "Decisions with no legible date"
    return page(
        title,
        f"{counted(len(decisions)).capitalize()}, newest first. "
        f"{link('All decisions', '../decisions/index.md')}",
        table_of(decisions, folder="../decisions/"),
    )


_NONE_YET = "No decision is published yet."


def _part(heading: str, markdown: str) -> tuple[str, ...]:
    return (f"## {heading}", markdown) if markdown else ()


def _withdrawn(tombstone: Tombstone) -> str:
    stone = f"{slug_of(tombstone.reference)}.md"
    return f"[{escape(tombstone.reference)}]({stone}), withdrawn on {day_in_words(tombstone.day)}"
