"""Cleared decisions' pages in, every generated page of the site and its navigation out."""

from collections.abc import Iterable, Mapping, Sequence

from edition.pages.home import home_page
from edition.pages.listed import by_year, listed
from edition.pages.lists import UNDATED, page_of_all, page_of_year, year_in_words
from publication.ruling import Tombstone

HOME = "index.md"
ALL = "decisions/index.md"
SEARCH = "search.md"
_NAMED = frozenset({HOME, ALL, SEARCH})

NavigationItem = dict[str, "str | list[NavigationItem]"]


def generated_pages(
    pages: Mapping[str, str],
    *,
    site_name: str,
    tombstones: Sequence[Tombstone] = (),
    held_lines: Sequence[str] = (),
) -> dict[str, str]:
    """Write the pages that lead to the decisions, by their path below the site's pages.

    `pages` are the cleared decisions' pages by slug, as `markdown_of` wrote them. A tombstone
    is linked to the page of its slug. `held_lines` are plain text, shown as it is.
    """
    decisions = listed(pages)
    years = by_year(decisions)
    return {
        HOME: home_page(decisions, years, site_name=site_name),
        ALL: page_of_all(decisions, years, tombstones=tombstones, held_lines=held_lines),
        **{f"years/{year or UNDATED}.md": page_of_year(year, of) for year, of in years.items()},
    }


def navigation(generated: Iterable[str], hand_written: Mapping[str, str]) -> list[NavigationItem]:
    """Return the site's navigation: home, decisions by year, search, then other pages by title.

    It stays small however many decisions there are. `hand_written` gives each page's title.
    """
    years = [path for path in generated if path.startswith("years/")]
    items: list[NavigationItem] = [
        {"Home": HOME},
        {"Decisions": [{"All decisions": ALL}, *map(_year, sorted(years, key=_newest_first))]},
    ]
    if SEARCH in hand_written:
        items.append({hand_written[SEARCH]: SEARCH})
    others = ((path, title) for path, title in hand_written.items() if path not in _NAMED)
    items.extend({title: path} for path, title in others)
    return items


def _year(path: str) -> NavigationItem:
    return {year_in_words(_year_of(path)): path}


def _newest_first(path: str) -> int:
    return -(_year_of(path) or 0)


def _year_of(path: str) -> int | None:
    name = path.removeprefix("years/").removesuffix(".md")
    return None if name == UNDATED else int(name)
