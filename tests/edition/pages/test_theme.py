"""What MkDocs makes of pages with the shipped configuration and templates, without a browser."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from msgspec.structs import replace

from edition.pages.generated import generated_pages
from edition.shipped import shipped
from ingest.record import Answer, Paragraph, Part2, Section
from publication.markdown import markdown_of
from publication.ruling import Cleared, Tombstone
from publication.tombstone import tombstone_page
from tests.edition.pages.cleared_pages import IN_2019, a_page
from tests.publication.records import (
    DEFAULT,
    TODAY,
    a_record,
    confirm,
    deferred_until,
    extend,
    ruling_on,
)

HOSTILE = "\"><img src=x onerror=alert(1)></title><script>alert(1)</script>' onclick='x {{ 7*7 }}"
GONE = Tombstone(reference="PCD 77", day=IN_2019, sentence="Withdrawn on legal advice.")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site by the shipped configuration: a few decisions, and all other kinds of page."""
    folder = tmp_path_factory.mktemp("theme")
    for path, text in _pages().items():
        file = folder / "pages" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    says = {
        "INHERIT": str(shipped().mkdocs_yml),
        "docs_dir": "pages",
        "site_dir": "site",
        "site_name": "Decisions <&>",
        "theme": {"name": "material", "custom_dir": str(shipped().overrides)},
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(says), "utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        check=True,
    )
    return folder / "site"


def _pages() -> dict[str, str]:
    deferred = deferred_until(TODAY, reference="PCD 90", number=90, part2=Part2(answer=Answer.YES))
    later = deferred_until(date(2025, 9, 1), reference="PCD 91", number=91)
    hostile = Section(
        number=HOSTILE, heading=HOSTILE, blocks=(Paragraph(number="2.3", text=HOSTILE),)
    )
    rulings = (
        ruling_on(replace(a_record(title=HOSTILE), sections=(hostile,)), (), DEFAULT, TODAY),
        ruling_on(deferred, (confirm(),), DEFAULT, TODAY),
        ruling_on(later, (extend(TODAY), confirm()), DEFAULT, TODAY),
    )
    cleared = [ruling for ruling in rulings if isinstance(ruling, Cleared)]
    decisions = {f"pcd-{one.reference[4:]}": markdown_of(one) for one in cleared}
    decisions |= a_page(5, approved=None) | a_page(6, approved=None, officer_approved=None)
    assert set(decisions) == {"pcd-611", "pcd-90", "pcd-91", "pcd-5", "pcd-6"}
    return {
        **{file.name: file.read_text("utf-8") for file in shipped().pages.glob("*.md")},
        **{f"decisions/{slug}.md": page for slug, page in decisions.items()},
        "decisions/pcd-77.md": tombstone_page(GONE),
        **generated_pages(decisions, site_name="Decisions <&>", tombstones=(GONE,)),
    }


def seen(site: Path, path: str) -> BeautifulSoup:
    """Read one built page."""
    return BeautifulSoup((site / path / "index.html").read_text("utf-8"), "lxml")


def told(site: Path, slug: str) -> dict[str, str]:
    """Return what stands above a decision's text: each term with what is said of it."""
    article = seen(site, f"decisions/{slug}").find("dl")
    assert article is not None
    terms = [term.get_text(" ", strip=True) for term in article.find_all("dt")]
    return dict(
        zip(terms, [dd.get_text(" ", strip=True) for dd in article.find_all("dd")], strict=True)
    )


def test_a_build_by_hand_lands_apart_from_the_live_site() -> None:
    """MkDocs empties the folder it builds in, and its own default would be our sources."""
    configuration = yaml.safe_load(shipped().mkdocs_yml.read_text("utf-8"))

    assert configuration["site_dir"] == "build/unaudited"
    assert configuration["docs_dir"] == "content"
    assert configuration["plugins"] == []


def test_decisions_and_nothing_else_are_for_the_search(site: Path) -> None:
    """Neither lists nor hand-written pages nor notices of withdrawal are found by it."""
    searched = {
        str(file.relative_to(site).parent)
        for file in site.rglob("*.html")
        if "data-pagefind-body" in file.read_text("utf-8")
    }

    assert searched == {f"decisions/pcd-{number}" for number in (611, 90, 91, 5, 6)}


def test_a_page_has_no_script_but_the_searchs_own_and_no_style_within(site: Path) -> None:
    """So a strict content security policy needs no exception."""
    for file in site.rglob("*.html"):
        page = BeautifulSoup(file.read_text("utf-8"), "lxml")
        scripts = [script.get("src") for script in page.find_all("script")]
        expected = ["../assets/decisions/search.js"] if file.parent.name == "search" else []
        assert scripts == expected, file
        assert page.find_all("style") == []
        assert page.select("[style], [onclick], [onerror], [onmouseover]") == []


def test_a_page_asks_no_other_host_for_anything(site: Path) -> None:
    """Links may lead away; what a page loads is the site's own."""
    for file in site.rglob("*.html"):
        page = BeautifulSoup(file.read_text("utf-8"), "lxml")
        loaded = page.select("link, script, img, iframe, object, embed, source")
        assert [one for one in loaded if "//" in f"{one.get('src')} {one.get('href')}"] == [], file
    styles, script = (
        (site / "assets/decisions" / name).read_text("utf-8")
        for name in ("decisions.css", "search.js")
    )
    assert not re.search(r"url\(|@import", styles)
    assert not re.search(r"https?:|fetch\(|innerHTML|eval\(", script)


def test_a_hostile_decision_stays_text_on_its_page(site: Path) -> None:
    """In the browser's title, headings, list of headings and text alike."""
    page = seen(site, "decisions/pcd-611")

    assert page.title is not None
    assert HOSTILE in page.title.get_text()
    assert [heading.get_text() for heading in page.find_all("h1")] == [HOSTILE]
    assert page.find_all(["img", "script"]) == []
    contents = page.select(".contents a")
    assert f"{HOSTILE}. {HOSTILE}" in [link.get_text() for link in contents]


def test_each_paragraph_number_is_an_address(site: Path) -> None:
    """And each heading that the list of headings leads to is there."""
    page = seen(site, "decisions/pcd-611")
    ids = {str(tag["id"]) for tag in page.select("[id]")}

    assert "2.3" in ids
    assert {str(link["href"]) for link in page.select(".contents a")} <= {f"#{one}" for one in ids}


def test_a_plain_decision_says_that_nothing_is_kept_back(site: Path) -> None:
    """Three lines above the text answer what one asks first."""
    assert told(site, "pcd-611") == {
        "Decided": "19 July 2024",
        "Publication": "Not deferred",
        "Part 2": "No Part 2. What this means",
    }


def test_a_deferral_that_has_ended_says_until_when_it_was(site: Path) -> None:
    """The last day counts: of the form, or of an officer who set a later one."""
    assert told(site, "pcd-90")["Publication"] == "Was deferred until 1 March 2026"
    assert told(site, "pcd-91")["Publication"] == "Was deferred until 1 March 2026"
    assert "which is withheld" in told(site, "pcd-90")["Part 2"]


def test_a_day_that_is_not_legible_is_said_to_be_so(site: Path) -> None:
    """The officer's day stands in where there is one, and says that it does."""
    assert told(site, "pcd-5")["Decided"] == (
        "Date not legible; put forward by an officer on 19 July 2019"
    )
    assert told(site, "pcd-6")["Decided"] == "Date not legible"
    assert seen(site, "decisions/pcd-5").select("[data-year='2019']")
    assert not seen(site, "decisions/pcd-6").select("[data-year]")


def test_a_wide_table_can_be_scrolled_by_keyboard(site: Path) -> None:
    """Each table has a frame that can be focused, with a name."""
    tables = seen(site, "decisions/pcd-611").select("table")

    assert tables
    for table in tables:
        assert table.parent is not None
        assert table.parent["tabindex"] == "0"
        assert table.parent["aria-label"]


def test_every_page_has_the_search_and_it_works_by_address(site: Path) -> None:
    """A plain form leads to the search page, with the words in its address."""
    for file in site.rglob("*.html"):
        form = BeautifulSoup(file.read_text("utf-8"), "lxml").select("form[role=search]")
        assert len(form) == 1, file
        assert form[0]["method"] == "get"
        assert [box["name"] for box in form[0].select("input")] == ["q"]
    assert seen(site, "search").select("noscript a[href='../decisions/']")
