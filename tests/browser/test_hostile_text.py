import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from ingest.record import ItemList, Paragraph, Section, Table
from publication.clean import clean
from tests.browser.visitor import PHONE, WIDTH, Visitor, served
from tests.edition.homes import AHome, decision

LINES = (Path(__file__).parents[1] / "cases" / "hostile-text.txt").read_text("utf-8").splitlines()
BENT_ON_RUNNING = (
    "<img src=x onerror='window.__pwned = 1'>",
    '"><script>window.__pwned = 1</script>',
    "</title></script><script>window.__pwned = 1</script>",
    "' autofocus onfocus='window.__pwned = 1",
    "[a](javascript:window.__pwned=1)",
    "{{ constructor.constructor('window.__pwned = 1')() }}",
    "<svg/onload=alert(1)>",
    "--></style><iframe srcdoc='<script>parent.__pwned = 1</script>'>",
)
_SHOWN = """() => {
    const words = query => document.querySelector(`article ${query}`).innerText;
    return {
        title: document.title, heading: words("h1"), paragraph: words("p:has(> [id='1.1'])"),
        item: words("li"), cell: words("td"),
        strange: document.querySelectorAll("article :is(script, iframe, img, svg, form)").length,
        ran: "__pwned" in window,
    };
}"""
_SCROLLS_BY_ITSELF = """box => {
    box.scrollLeft = 100000;
    return box.scrollLeft > 0 && getComputedStyle(box).overflowX !== "visible";
}"""
HOSTILE = tuple(f"Zebra {text}" for text in (*map(ast.literal_eval, LINES), *BENT_ON_RUNNING))

MEANT = {clean(text) for text in HOSTILE}
WIDE = 1000  # the number of a decision that is too wide for a phone


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Publish a decision for each hostile text: it is title, paragraph, item, cell and heading."""
    home = AHome(tmp_path_factory.mktemp("hostile"))
    for number, text in enumerate(HOSTILE, start=1):
        blocks = (
            Paragraph(number="1.1", text=text),
            ItemList(items=(text,)),
            Table(rows=((text, text), (text, "£1"))),
        )
        section = Section(number="1", heading=text, blocks=blocks)
        home.take_in(
            decision(
                number, title=text, sections=(section,), executive_summary=text, recommendation=text
            )
        )
    rows = (tuple(map(str, range(2010, 2030))),) * 2
    wide = Section(number="1", heading="H" * 300, blocks=(Table(rows=rows),))
    home.take_in(decision(WIDE, title="W" * 300, sections=(wide,)))
    report = home.publish()
    assert report.not_published == ()
    assert len(report.appeared) == len(HOSTILE) + 1
    with served(home.folder) as url:
        yield url


def has_run(visitor: Visitor) -> bool:
    """Say whether any of it did what it wanted."""
    return bool(visitor.page.evaluate("'__pwned' in window"))


def test_a_hostile_decision_shows_its_words_and_does_nothing(visitor: Visitor) -> None:
    """As title, heading, paragraph, item and cell it reads as it is meant."""
    for number, text in enumerate(HOSTILE, start=1):
        shown = visitor.go(f"decisions/pcd-{number}/").evaluate(_SHOWN)
        meant = clean(text)

        assert shown["title"].startswith(f"PCD {number}: {meant} – ")
        assert clean(shown["paragraph"]) == f"1.1 {meant}"
        assert {clean(shown[place]) for place in ("heading", "item", "cell")} == {meant}
        assert (shown["strange"], shown["ran"]) == (0, False), meant


def test_hostile_titles_are_text_in_every_list(visitor: Visitor) -> None:
    """On the home page, among all decisions, and on the page of their year."""
    for path in ("", "decisions/", "years/2024/"):
        page = visitor.go(path)
        titles = {clean(title) for title in page.locator("article td a").all_inner_texts()}

        assert not has_run(visitor)
        assert titles <= MEANT | {"W" * 300}
        assert page.locator("article :is(script, iframe, img, svg)").count() == 0
    assert titles >= MEANT


def test_hostile_text_is_text_among_the_results(visitor: Visitor) -> None:
    """Titles and snippets are put on the page as text."""
    page = visitor.go("search/?q=pwned")
    results = page.locator("#search-results > li")
    expect(results.first).to_be_visible()

    shown = {clean(title) for title in results.locator("h2").all_inner_texts()}
    assert shown <= MEANT
    assert any("onerror=" in title for title in shown)
    assert page.locator("#search-results :is(script, iframe, img, svg)").count() == 0
    assert not has_run(visitor)


def test_what_is_typed_is_text_too(visitor: Visitor) -> None:
    """A link to a search can't carry a script."""
    page = visitor.go("search/")
    for typed in BENT_ON_RUNNING:
        page.locator("input[name=q]").fill(typed)
        expect(page.locator("#search-status")).to_contain_text(f"found for “{typed}”")
        assert not has_run(visitor)


def test_what_is_too_wide_for_a_phone_scrolls_in_its_own_box(
    browser: Browser, address: str
) -> None:
    """A table of twenty columns does; a word of three hundred letters is broken."""
    with browser.new_context(viewport=PHONE) as context:
        visitor = Visitor(context, address)
        for path in ("", "decisions/", f"decisions/pcd-{WIDE}/"):
            assert visitor.go(path).evaluate(WIDTH) <= PHONE["width"], path
        table = visitor.page.locator("div.table", has_text="2029")

        assert table.evaluate(_SCROLLS_BY_ITSELF)
        assert visitor.page.evaluate("window.scrollX") == 0
