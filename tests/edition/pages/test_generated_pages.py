import ast
from datetime import date
from pathlib import Path

import pytest
import yaml

from edition.pages.generated import generated_pages
from publication.clean import clean
from publication.errors import NotProved
from publication.ruling import Tombstone
from publication.tombstone import tombstone_page
from tests.edition.pages.cleared_pages import a_page, as_seen, links_of, rows_of

HOSTILE = (
    *(Path(__file__).parents[2] / "cases" / "hostile-text.txt").read_text("utf-8").splitlines(),
    repr('"><img src=x onerror=alert(1)>'),
    repr("</title></a></td><script>alert(1)</script>"),
    repr("](javascript:alert(1)) [x"),
)
OURS = frozenset(
    {"html", "body", "h1", "h2", "p", "a", "ul", "li"}
    | {"table", "thead", "tbody", "tr", "th", "td"}
)
GONE = Tombstone(reference="PCD 77", day=date(2026, 2, 3), sentence="Withdrawn on legal advice.")


def test_a_site_without_decisions_still_has_its_ways_in() -> None:
    """An empty home is a home."""
    pages = generated_pages({}, site_name="Decisions")

    assert set(pages) == {"index.md", "decisions/index.md"}
    assert all("published" in page for page in pages.values())


def test_each_year_has_a_page_and_so_have_the_undated() -> None:
    """A year is of the approval, else of the officer's; a decision with neither is undated."""
    pages = generated_pages(
        a_page(1, approved=date(2018, 1, 1))
        | a_page(2, approved=None, officer_approved=date(2019, 1, 1))
        | a_page(3, approved=None, officer_approved=None),
        site_name="Decisions",
    )

    assert set(pages) == {
        *("index.md", "decisions/index.md"),
        *("years/2019.md", "years/2018.md", "years/undated.md"),
    }
    assert rows_of(pages["years/2019.md"]) == [
        ["PCD 2", "New boots", "Not legible; put forward on 1 January 2019"]
    ]
    assert rows_of(pages["years/undated.md"]) == [["PCD 3", "New boots", "Not legible"]]


def test_lists_are_newest_first_with_the_undated_last() -> None:
    """Of one day the higher number is newer: numbers count as numbers, not as letters."""
    pages = generated_pages(
        a_page(9, approved=date(2018, 1, 1))
        | a_page(700, approved=None, officer_approved=None)
        | a_page(10, approved=date(2018, 1, 1))
        | a_page(8, approved=date(2019, 1, 1)),
        site_name="Decisions",
    )

    assert [row[0] for row in rows_of(pages["decisions/index.md"])] == [
        *("PCD 8", "PCD 10", "PCD 9", "PCD 700")
    ]


def test_the_home_page_shows_the_ten_latest_and_counts_all() -> None:
    """The rest is behind links, so that the page stays as short as it is."""
    decisions = {slug: page for number in range(1, 13) for slug, page in a_page(number).items()}
    home = generated_pages(decisions, site_name="Decisions")["index.md"]

    assert [row[0] for row in rows_of(home)] == [f"PCD {number}" for number in range(12, 2, -1)]
    assert "12 decisions" in as_seen(home).get_text()
    assert links_of(home)["2019"] == "years/2019.md"
    assert links_of(home)["All decisions"] == "decisions/index.md"


def test_every_link_leads_to_a_page_that_is_there() -> None:
    """Followed from where it stands, each link ends at a generated page or a decision."""
    decisions = a_page(1) | a_page(2, approved=None, officer_approved=None)
    pages = generated_pages(decisions, site_name="Decisions", tombstones=(GONE,))
    there = {
        *pages,
        *(f"decisions/{slug}.md" for slug in decisions),
        "decisions/pcd-77.md",
    }

    for path, page in pages.items():
        folder = Path("/", path).parent
        for target in links_of(page).values():
            assert str((folder / target).resolve()).removeprefix("/") in there


@pytest.mark.parametrize("written", HOSTILE, ids=str)
def test_a_hostile_title_stays_text_in_every_list(written: str) -> None:
    """It comes out of the HTML as the words of one link, with no tag but ours around it."""
    title = clean(f"T {ast.literal_eval(written)} x")

    for path, page in generated_pages(a_page(title=title), site_name="Decisions").items():
        seen = as_seen(page)
        assert {tag.name for tag in seen.select("*")} <= OURS
        assert {name for tag in seen.select("*") for name in tag.attrs} <= {"id", "href"}
        assert rows_of(page) == [["PCD 611", title, "19 July 2019"]]
        assert links_of(page)[title].endswith("pcd-611.md"), path


def test_a_title_with_a_bar_or_a_bracket_keeps_its_cell() -> None:
    """Tables part at a bar, and links end at a bracket: not at those of a title."""
    page = generated_pages(a_page(title="Vans | cars [phase 2]"), site_name="D")["index.md"]

    assert rows_of(page) == [["PCD 611", "Vans | cars [phase 2]", "19 July 2019"]]


def test_what_is_held_is_named_only_where_there_is_something() -> None:
    """A heading over nothing would tell that something is missing."""
    plain = generated_pages(a_page(), site_name="D")["decisions/index.md"]
    held = generated_pages(
        a_page(),
        site_name="D",
        held_lines=("PCD 734: publication deferred until 1 April 2099", "PCD 735: <b>_x_</b>"),
    )["decisions/index.md"]

    assert "deferred" not in plain
    assert "Withdrawn" not in plain
    items = [item.get_text() for item in as_seen(held).find_all("li")]
    assert "PCD 734: publication deferred until 1 April 2099" in items
    assert "PCD 735: <b>_x_</b>" in items


def test_a_withdrawn_decision_is_listed_by_reference_and_day() -> None:
    """Its link leads to the notice that stands at its old address."""
    pages = generated_pages({}, site_name="D", tombstones=(GONE,))

    listed = pages["decisions/index.md"]
    assert links_of(listed) == {"PCD 77": "pcd-77.md"}
    assert "PCD 77, withdrawn on 3 February 2026" in as_seen(listed).get_text()


def test_a_notice_of_withdrawal_is_no_decision() -> None:
    """What `markdown_of` did not write is refused, so that no list can count it."""
    with pytest.raises(NotProved) as refused:
        generated_pages({"pcd-77": tombstone_page(GONE)}, site_name="D")

    assert "front matter" in str(refused.value)


def test_front_matter_is_quoted_and_its_title_is_html() -> None:
    """Themes print a title raw, and YAML makes False of a bare NO."""
    home = generated_pages({}, site_name="No <b>")["index.md"]
    above = home.split("---\n", 2)[1]

    assert yaml.safe_load(above) == {"title": "No &lt;b&gt;", "template": "home.html"}
    assert '"title": "No' in above
    assert as_seen(home).h1 is not None
    assert as_seen(home).h1.get_text() == "No <b>"  # type: ignore[union-attr]  # the line above
