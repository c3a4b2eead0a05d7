import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import unquote, urldefrag

import pytest
from playwright.sync_api import Browser

from publication.reference import slug_of
from tests.browser.visitor import PHONE, WIDTH, Seen, Visitor
from tests.test_nothing_leaks import all_runs, words_of

_A_DECISION = re.compile(r"decisions/(pcd-[^/#]+)/")
_A_YEAR = re.compile(r"years/[^/#]+/")


class Walk(NamedTuple):
    """Every page that links lead to, by its path, and what the browser said of all of them."""

    address: str
    pages: Mapping[str, Seen]
    complaints: list[str]
    asked_elsewhere: list[str]


@pytest.fixture(scope="module")
def walk(browser: Browser, address: str) -> Walk:
    """Follow every link of the samples' site, once."""
    with browser.new_context() as context:
        somebody = Visitor(context, address)
        return Walk(address, somebody.walk(), somebody.complaints, somebody.asked_elsewhere)


@pytest.fixture(scope="module")
def cleared(expected: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Tell what must be public, by the name of its page."""
    return {
        slug_of(sample["reference"]): sample
        for sample in expected["samples"].values()
        if sample["ruling"] == "cleared"
    }


@pytest.fixture(scope="module")
def withheld(expected: dict[str, Any]) -> list[dict[str, Any]]:
    """Tell what must not be public, as far as it has a reference at all."""
    return [
        sample for sample in expected["samples"].values() if sample["ruling"] in {"until", "review"}
    ]


def decisions_on(page: Seen) -> set[str]:
    """Return the decisions that a page links to."""
    return {found[1] for link in page.links if (found := _A_DECISION.search(link))}


@pytest.mark.parametrize("path", ["", "decisions/"])
def test_a_list_links_to_what_is_cleared_and_to_nothing_else(
    walk: Walk, cleared: dict[str, Any], path: str
) -> None:
    """The home page has room for all of the samples, and so has the page of all decisions."""
    page = walk.pages[path]

    assert decisions_on(page) == set(cleared)
    for sample in cleared.values():
        assert sample["title"] in page.words
        assert sample["reference"] in page.words


def test_each_decision_is_on_the_page_of_its_year(walk: Walk, cleared: dict[str, Any]) -> None:
    """Of the approval's year, or of the officer's where that date can't be read; once."""
    years = {path: decisions_on(page) for path, page in walk.pages.items() if _A_YEAR.match(path)}
    meant: dict[str, set[str]] = {}
    for slug, sample in cleared.items():
        day = sample["approval"]["date"] or sample["officer_approval"]["date"]
        meant.setdefault(f"years/{day[:4]}/", set()).add(slug)

    assert years == meant


def test_every_decision_that_is_cleared_has_its_page_and_no_other_has(
    walk: Walk, cleared: dict[str, Any]
) -> None:
    """With its title, its reference and each of its headings."""
    found = {at[1]: page for path, page in walk.pages.items() if (at := _A_DECISION.match(path))}

    assert set(found) == set(cleared)
    for slug, sample in cleared.items():
        assert sample["reference"] in found[slug].title
        assert sample["title"] in found[slug].words
        for section in sample["sections"]:
            assert section["heading"] in found[slug].words
            assert f"{section['number']}.1" in found[slug].places


def test_no_link_of_the_site_is_broken(walk: Walk) -> None:
    """Each leads to a page that is there, and to a place that is on it."""
    broken = [
        (path, link)
        for path, page in walk.pages.items()
        for link in page.links
        if link.startswith(walk.address)
        for url, place in [urldefrag(link)]
        for target in [walk.pages[url.removeprefix(walk.address)]]
        if target.status != 200 or (place and unquote(place) not in target.places)
    ]

    assert broken == []
    assert len(walk.pages) > len(("home", "all", "search", "about", "deferral")) + 7


def test_nothing_of_what_is_withheld_is_shown(
    walk: Walk, withheld: list[dict[str, Any]], expected: dict[str, Any]
) -> None:
    """Not on a page, not in its title, not in an address that a link leads to."""
    shown = words_of(
        " ".join(f"{page.title} {page.words} {page.links}" for page in walk.pages.values())
    )
    secrets = {words_of(sample["title"]) for sample in withheld} | all_runs(expected)
    references = {words_of(sample["reference"]) for sample in withheld}

    assert len(withheld) >= 6
    assert {secret for secret in secrets if secret in shown} == set()
    assert {told for told in references if re.search(rf"\b{told}\b", shown)} == set()


def test_the_address_of_a_withheld_decision_is_like_any_that_never_was(
    address: str, withheld: list[dict[str, Any]]
) -> None:
    """The same page says that there is none."""
    never = asked(f"{address}decisions/pcd-4711/")

    assert never[0] == 404
    for sample in withheld:
        assert asked(f"{address}decisions/{slug_of(sample['reference'])}/") == never


def asked(url: str) -> tuple[int, bytes]:
    """Ask for a page without a browser; return its status and what came."""
    try:
        with urllib.request.urlopen(url, timeout=20) as answer:  # noqa: S310  # our own server
            return answer.status, answer.read()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read()


def test_no_page_complains_and_none_asks_another_host(walk: Walk) -> None:
    """No error on the console, none in a script, and not one request to anybody else."""
    assert walk.complaints == []
    assert walk.asked_elsewhere == []


def test_on_a_phone_no_page_scrolls_sideways(browser: Browser, walk: Walk) -> None:
    """All that is on it fits, or scrolls in a box of its own."""
    with browser.new_context(viewport=PHONE) as context:
        somebody = Visitor(context, walk.address)
        wide = [path for path in walk.pages if somebody.go(path).evaluate(WIDTH) > PHONE["width"]]

    assert wide == []
    assert somebody.complaints == []
