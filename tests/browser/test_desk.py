import datetime
import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from ingest.finding import Ground, finding
from ingest.page import Box, Ink
from ingest.record import Answer, Deferral
from register.readings import keep_page_reading
from tests.browser.visitor import PHONE, ROOT, WIDTH, Visitor
from tests.edition.homes import NOON, AHome, a_page, decision

NAME, PASSWORD = "A. Officer", "three plain words"  # of nobody
FAR = Deferral(
    answer=Answer.YES,
    reason="Talks.",
    until=datetime.date(2099, 4, 1),
    until_text="1 April 2099",
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> AHome:
    """Make a home of two deferrals, and of a decision with a question on its page."""
    home = AHome(tmp_path_factory.mktemp("desk"))
    home.take_in(decision(7, deferral=FAR))
    home.take_in(decision(8, deferral=FAR))
    box = Box(0.25, 0.5, 0.75, 0.6)
    odd = decision(9, findings=(replace(finding(Ground.UNREAD_INK), page=1, box=box),))
    scan = home.take_in(odd).source.sha256
    picture = io.BytesIO()
    Image.new("1", (400, 600), 0).save(picture, "PNG")
    page = replace(a_page(1, "PCD 9"), ink=Ink(width=400, height=600, png=picture.getvalue()))
    with home.register() as register:
        keep_page_reading(register, scan, page, settings="1", at=NOON)
    add = ("user", "add", NAME, "--role", "administrator", "--password-stdin")
    subprocess.run(_desk(home.folder, *add), input=f"{PASSWORD}\n", text=True, check=True, cwd=ROOT)  # noqa: S603  # our own command
    return home


@pytest.fixture(scope="module")
def address(home: AHome) -> Iterator[str]:
    """Serve the home's desk; give the address of its queue."""
    with subprocess.Popen(  # noqa: S603  # our own command
        _desk(home.folder, "--port", "0"), cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            (url,) = [word for word in line.split() if word.startswith("http://127.0.0.1:")]
            yield url
        finally:
            process.kill()


def _desk(home: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "pcd.main", "--home", str(home), "desk", *words]


def sign_in(page: Page, address: str) -> None:
    """Sign in by keyboard alone: the first field has it already."""
    page.goto(address)
    expect(page.get_by_label("Name")).to_be_focused()
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Queue")


def confirm_the_next(page: Page, number: int) -> None:
    """Press Enter twice, and see that the decision of this number is confirmed."""
    expect(page.locator(".queue a:focus")).to_contain_text(f"PCD {number}")
    page.keyboard.press("Enter")
    expect(page.locator("button:focus")).to_have_text("Confirm the reading")
    page.keyboard.press("Enter")
    said = page.get_by_role("status")
    expect(said).to_contain_text(f"PCD {number}: the reading confirmed as read.")


def test_every_page_fits_and_asks_for_nothing_elsewhere(visitor: Visitor) -> None:
    """On a desk and on a phone; the policy of the desk stops nothing that is on its pages."""
    sign_in(visitor.page, visitor.address)
    decisions = [
        str(link.get_attribute("href")).removeprefix("/")
        for link in visitor.page.locator(".queue a").all()
    ]

    assert len(decisions) == 3
    for path in ("", *decisions, "register", "register?view=decisions", "accounts"):
        for size in (PHONE, {"width": 1280, "height": 900}):
            visitor.page.set_viewport_size(size)  # type: ignore[arg-type]  # both are sizes
            assert visitor.see(path).status == 200
            assert visitor.page.evaluate(WIDTH) <= size["width"]


def test_the_picture_of_a_page_is_shown_with_its_mark(visitor: Visitor) -> None:
    """The browser draws it, on the page and in the crop beside the ground."""
    sign_in(visitor.page, visitor.address)
    visitor.page.get_by_role("link", name="PCD 9").click()

    expect(visitor.page.locator("#page-1 rect")).to_have_count(1)
    with visitor.page.expect_response("**/page-1.png") as answer:
        visitor.page.reload()
    assert answer.value.status == 200


def test_two_keys_confirm_with_and_without_scripts(browser: Browser, address: str) -> None:
    """Enter opens what the queue begins with, Enter confirms it; u or a button takes it back."""
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        sign_in(page, address)
        page.goto(f"{address}?group=unconfirmed")
        confirm_the_next(page, 7)
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_role("status")).to_contain_text("it was never an entry")
    with browser.new_context() as scripted:
        page = scripted.new_page()
        sign_in(page, address)
        page.goto(f"{address}?group=unconfirmed")
        confirm_the_next(page, 7)
        page.wait_for_load_state()  # the words are there before the script that knows the key is
        page.keyboard.press("u")
        expect(page.get_by_role("status")).to_contain_text("it was never an entry")
