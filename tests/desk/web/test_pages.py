import io

import pytest
from msgspec.structs import replace
from PIL import Image
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

from desk.exports.spreadsheet import csv_of
from desk.exports.views import View, sheet_of
from desk.web.paper import as_paper
from desk.web.sessions import Visit, for_a
from ingest.finding import Ground, finding
from ingest.page import Box, Ink
from register.account import Role
from register.readings import keep_page_reading, keep_record
from tests.desk.web.desks import ADesk, form_with, soup, words_of
from tests.edition.homes import NOON, a_page, decision

WIDTH, HEIGHT = 40, 60


def some_ink() -> Ink:
    """Make the ink of a page as a reading keeps it: a bit a dot, ink is white."""
    picture = Image.new("1", (WIDTH, HEIGHT), 0)
    picture.paste(1, (10, 20, 30, 25))
    written = io.BytesIO()
    picture.save(written, "PNG")
    return Ink(width=WIDTH, height=HEIGHT, png=written.getvalue())


def test_ink_is_shown_dark_on_white_paper() -> None:
    """The picture that a browser gets is the page's, turned round, and no library opens it."""
    shown = Image.open(io.BytesIO(as_paper(some_ink()) or b"")).convert("L")

    assert shown.size == (WIDTH, HEIGHT)
    assert shown.getpixel((0, 0)) == 255
    assert shown.getpixel((15, 22)) < 40  # type: ignore[operator]  # a grey


def test_only_a_picture_of_that_kind_is_shown() -> None:
    """Anything else that might have been kept is refused, and not handed to a browser."""
    grey = io.BytesIO()
    Image.new("L", (4, 4)).save(grey, "PNG")

    for png in (b"GIF89a", grey.getvalue(), b""):
        assert as_paper(Ink(width=4, height=4, png=png)) is None


def test_a_question_is_marked_on_its_page_and_zoomed_beside_its_ground(desk: ADesk) -> None:
    """The page as it was read, the place on it, and a crop of it beside the words."""
    box = Box(0.25, 0.5, 0.75, 0.6)
    found = replace(finding(Ground.UNREAD_INK), page=1, box=box)
    record = desk.home.take_in(decision(7, findings=(found,)))
    scan = record.source.sha256
    page = replace(a_page(1, "PCD 7"), ink=some_ink())
    keep_page_reading(desk.register, scan, page, settings="1", at=NOON)
    keep_record(desk.register, record, reader_version="1", at=NOON)
    somebody = desk.somebody(role=Role.READER)

    shown = soup(somebody.see(f"/decisions/{scan}"))
    picture = somebody.see(f"/decisions/{scan}/page-1.png")

    (mark,) = shown.select("#page-1 rect")
    assert [mark[name] for name in ("x", "y", "width", "height")] == ["10", "30", "20", "6"]
    assert shown.select(".grounds svg image")[0]["href"] == f"/decisions/{scan}/page-1.png"
    assert picture.headers["content-type"] == "image/png"
    assert picture.content == as_paper(some_ink())


def test_the_queue_puts_first_what_matters_most(desk: ADesk) -> None:
    """What is public and held, then what a person must look at, then what only waits."""
    public = desk.home.take_in(decision(9, "Text."))
    desk.home.publish()
    desk.home.take_in(decision(8, title=None))
    desk.home.take_in(decision(7))
    officer = desk.somebody()
    officer.enter(public.source.sha256, "Withhold", why="Legal advice.")

    page = soup(officer.see("/"))

    headings = [" ".join(one.get_text(" ").split()) for one in page.find_all("h2")]
    assert headings == ["Still public, and held 1", "For review 1", "Cleared, not yet built 1"]
    names = [one.get_text(strip=True) for one in page.select(".queue strong")]
    assert names == ["PCD 9", "PCD 8", "PCD 7"]


def test_a_long_group_is_shown_whole_on_a_page_of_its_own(desk: ADesk) -> None:
    """The queue stays one that can be looked over."""
    for number in range(1, 43):
        desk.home.take_in(decision(number))
    somebody = desk.somebody()

    assert len(soup(somebody.see("/")).select(".queue li")) == 40
    assert len(soup(somebody.see("/?group=due")).select(".queue li")) == 42


@pytest.mark.parametrize("view", list(View))
def test_each_view_is_shown_and_handed_out(desk: ADesk, view: View) -> None:
    """On the page, as the very spreadsheet that the command writes, and as JSON."""
    desk.home.take_in(decision(7))
    desk.home.take_in(decision(9, title="=1+1"))
    somebody = desk.somebody(role=Role.READER)

    shown = somebody.see(f"/register?view={view.value}")
    sheet = somebody.see(f"/register/{view.value}.csv")
    values = somebody.see(f"/register/{view.value}.json")

    rows = desk.office.look().rows
    assert sheet.content == csv_of(sheet_of(view, rows))
    assert "attachment" in sheet.headers["content-disposition"]
    assert values.json() is not None
    assert soup(shown).select_one("[aria-current=page]") is not None
    assert len(soup(shown).select("tbody tr")) == len(sheet_of(view, rows).rows)


def test_the_calendar_is_handed_out(desk: ADesk) -> None:
    """As the command writes it."""
    answer = desk.somebody(role=Role.READER).see("/register/deferrals.ics")

    assert answer.content.startswith(b"BEGIN:VCALENDAR")


def test_an_administrator_lets_people_in_and_shuts_them_out(desk: ADesk) -> None:
    """Others see no accounts, and nobody changes their own."""
    head = desk.somebody("C. Head", Role.ADMINISTRATOR)
    officer = desk.somebody("A. Officer")
    assert officer.client.get("/accounts").status_code == 403

    told = {"name": "B. New", "password": "three other words"}
    differ = head.send(head.see("/accounts"), "Add", again="and three more", **told)
    assert (differ.status_code, "The two passwords differ." in words_of(differ)) == (400, True)
    head.send(head.see("/accounts"), "Add", again="three other words", role="reader", **told)
    assert desk.visitor().sign_in("B. New", "three other words").url.path == "/"

    head.send(head.see("/accounts"), "Change A. Officer", disabled="y")
    assert officer.client.get("/").url.path == "/sign-in"
    page = head.see("/accounts")
    form = form_with(page, "Change A. Officer")
    own = {"name": "C. Head", "role": "reader"}
    token = str(form.select("[name=csrf_token]")[0]["value"])
    answer = head.client.post("/accounts/change", data={**own, "csrf_token": token})
    assert answer.status_code == 409
    assert head.client.get("/accounts").status_code == 200


def test_a_fault_of_ours_is_told_without_a_word_of_the_decision(
    desk: ADesk, caplog: pytest.LogCaptureFixture
) -> None:
    """An error's own words can quote what it failed on: only its kind and place are told."""
    somebody = desk.somebody()

    def failing(_: Visit) -> Response:
        raise LookupError("A secret title")

    app = somebody.client.app
    assert isinstance(app, Starlette)
    app.router.routes.insert(0, Route("/fails", for_a(Role.READER, failing)))
    answer = somebody.client.get("/fails")

    assert answer.status_code == 500
    assert "LookupError in" in words_of(answer)
    assert "secret" not in answer.text + caplog.text
