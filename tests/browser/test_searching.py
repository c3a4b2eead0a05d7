from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.visitor import Visitor

BOX = "input[name=q]"
RESULTS = "#search-results > li"
STATUS = "#search-status"


def search(visitor: Visitor, words: str) -> Locator:
    """Type words into the box of the search page, and return the decisions found."""
    page = visitor.page if visitor.path.startswith("search/") else visitor.go("search/")
    page.locator(BOX).fill(words)
    expect(page.locator(STATUS)).to_contain_text(f"found for “{words}”")
    return page.locator(RESULTS)


def expect_nothing(visitor: Visitor, words: str) -> None:
    """Search for words that are nowhere, and see that it is said so."""
    results = search(visitor, words)
    expect(visitor.page.locator(STATUS)).to_have_text(f"No decisions found for “{words}”.")
    expect(results).to_have_count(0)


def test_a_word_leads_to_the_paragraph_that_says_it(visitor: Visitor) -> None:
    """The result says which paragraph, and a click jumps there."""
    results = search(visitor, "tricycles")
    expect(results).to_have_count(1)
    expect(results).to_contain_text("Free Marking of Bicycles")
    expect(results).to_contain_text("PCD 1104 · 24 March 2022")
    expect(results.locator("mark")).to_have_text("tricycles")

    results.get_by_role("link", name="Paragraph 7.1").click()

    visitor.page.wait_for_url("**/decisions/pcd-1104/#7.1")
    paragraph = visitor.page.locator("p", has=visitor.page.locator("[id='7.1']"))
    expect(paragraph).to_contain_text("Hand cycles, tricycles")
    expect(paragraph).to_be_in_viewport()


def test_the_title_leads_to_the_decision(visitor: Visitor) -> None:
    """Who wants the whole of it clicks on its name."""
    search(visitor, "tricycles").get_by_role("link", name="Free Marking of Bicycles").click()

    visitor.page.wait_for_url("**/decisions/pcd-1104/")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Free Marking of Bicycles")


def test_a_phrase_in_a_table_is_found(visitor: Visitor) -> None:
    """In quotation marks, words must stand just so; a row of a table is text like any other."""
    results = search(visitor, '"training days"')

    expect(results).to_have_count(1)
    expect(results).to_contain_text("A Handbook for Independent Custody Visitors")
    expect(results.locator("mark")).to_have_text(["Training", "days."])
    results.get_by_role("link", name="Paragraph 3.1").click()
    visitor.page.wait_for_url("**/decisions/pcd-1246/#3.1")
    expect(visitor.page.get_by_role("cell", name="Training days")).to_be_in_viewport()


def test_words_that_stand_apart_are_no_phrase(visitor: Visitor) -> None:
    """The same two words, the other way round, are nowhere."""
    expect_nothing(visitor, '"days training"')


def test_no_result_gives_help(visitor: Visitor) -> None:
    """It says so, and shows two other ways."""
    expect_nothing(visitor, "xylophone")
    page = visitor.page

    expect(page.locator("#search-help")).to_be_visible()
    page.locator("#search-help").get_by_role("link").click()
    page.wait_for_url("**/decisions/")


def test_a_search_has_an_address(visitor: Visitor) -> None:
    """It can be sent to somebody, and one comes back to it from a result."""
    page = visitor.go("search/?q=tricycles")

    expect(page.locator(BOX)).to_have_value("tricycles")
    expect(page.locator(RESULTS)).to_have_count(1)
    page.locator(BOX).fill("handbooks")
    expect(page.locator(RESULTS)).to_contain_text("A Handbook for Independent Custody Visitors")
    assert visitor.path == "search/?q=handbooks"
    page.locator(RESULTS).get_by_role("link").first.click()
    page.wait_for_url("**/decisions/pcd-1246/**")
    page.go_back()
    expect(page.locator(RESULTS)).to_contain_text("A Handbook for Independent Custody Visitors")


def test_the_home_page_s_box_searches(visitor: Visitor) -> None:
    """What is typed there is answered on the search page."""
    page = visitor.go()

    page.locator(BOX).fill("tricycles")
    page.get_by_role("button", name="Search").click()

    page.wait_for_url("**/search/?q=tricycles")
    expect(page.locator(RESULTS)).to_contain_text("Free Marking of Bicycles")


def test_the_keyboard_is_enough(visitor: Visitor) -> None:
    """From the home page to a paragraph without a mouse, and the focus is always seen."""
    page = visitor.go()
    tab_to(visitor, BOX)
    page.keyboard.type("tricycles")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=tricycles")
    expect(page.locator(RESULTS)).to_have_count(1)

    tab_to(visitor, f"{RESULTS} ul a")
    page.keyboard.press("Enter")

    page.wait_for_url("**/decisions/pcd-1104/#7.1")


def tab_to(visitor: Visitor, wanted: str) -> None:
    """Press Tab until the focus is there; whatever has it on the way must show that it has."""
    for _ in range(40):
        visitor.page.keyboard.press("Tab")
        focus = visitor.page.locator(":focus")
        assert focus.evaluate("one => getComputedStyle(one).outlineStyle") != "none"
        if focus.evaluate("(one, wanted) => one.matches(wanted)", wanted):
            return
    pytest.fail(f"forty times Tab, and {wanted} does not have the focus")


def test_every_cleared_decision_is_found_by_its_title_and_its_reference(
    visitor: Visitor, expected: dict[str, Any]
) -> None:
    """The one with the title comes first; the reference finds those that cite it as well."""
    for sample in expected["samples"].values():
        if sample["ruling"] == "cleared":
            title = sample["title"]
            expect(search(visitor, title).first).to_contain_text(title)
            by_reference = search(visitor, sample["reference"])
            expect(by_reference.filter(has=visitor.page.get_by_text(title))).to_have_count(1)


def test_no_title_of_a_withheld_decision_is_found(
    visitor: Visitor, expected: dict[str, Any]
) -> None:
    """Nor any secret sentence, as a phrase."""
    held = [
        sample for sample in expected["samples"].values() if sample["ruling"] in {"until", "review"}
    ]

    assert len(held) >= 6
    for phrase in (text for one in held for text in (one["title"], *one["secrets"])):
        expect_nothing(visitor, f'"{phrase}"')


def test_without_javascript_one_is_led_to_the_lists(browser: Browser, address: str) -> None:
    """The search page says what to do instead, and every decision is a few links away."""
    with browser.new_context(java_script_enabled=False) as context:
        visitor = Visitor(context, address)
        page = visitor.go()
        page.locator(BOX).fill("tricycles")
        page.get_by_role("button", name="Search").click()
        page.wait_for_url("**/search/?q=tricycles")
        instead = page.locator("noscript p")  # no look-up by text goes into the element itself
        expect(instead).to_contain_text("Searching needs JavaScript")
        expect(instead).to_be_visible()

        instead.locator("a").click()
        page.get_by_role("link", name="Free Marking of Bicycles").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Free Marking of Bicycles")
        assert visitor.complaints == []
