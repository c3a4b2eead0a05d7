"""A desk over a home of its own, and people who sit at it; a form is sent as a browser would."""

import datetime
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag
from httpx2 import Response
from starlette.testclient import TestClient

from desk.accounts import Door, added
from desk.office import Office
from desk.web.app import desk_app
from desk.web.desk import Desk, DeskSettings, templates
from desk.web.sheets import PageStore
from desk.web.views import SheetStore
from publication.settings import Settings
from register.account import Role
from register.case import Case
from register.cases import cases
from register.opening import Register
from tests.edition.homes import NOON, AHome

PASSWORD = "three plain words"  # noqa: S105  # of nobody
LATER = datetime.timedelta(seconds=21)


@dataclass
class ADesk:
    """A desk whose clock only a test moves; `home` is the home that it is of."""

    home: AHome
    register: Register
    settings: DeskSettings = field(default_factory=DeskSettings)
    rule: Settings = field(default_factory=Settings)
    at: datetime.datetime = NOON

    def __post_init__(self) -> None:
        self.office = Office(
            self.register,
            settings=lambda: self.rule,
            clock=lambda: self.at,
            today=lambda: self.at.date(),  # noqa: PLW0108  # its clock moves
        )

    def somebody(
        self,
        name: str = "A. Officer",
        role: Role = Role.OFFICER,
        *,
        address: str = "127.0.0.1",
    ) -> "Somebody":
        """Give somebody an account, and let them sign in."""
        added(self.register, name, role, password=PASSWORD, by="a test", at=self.at)
        person = self.visitor(address=address)
        answer = person.sign_in(name)
        assert answer.status_code == 200, answer.text
        return person

    def visitor(self, *, address: str = "127.0.0.1") -> "Somebody":
        """Return somebody who has not signed in."""
        desk = Desk(
            office=self.office,
            door=Door(self.register, clock=lambda: self.at),
            pages=PageStore(self.register),
            sheets=SheetStore(),
            settings=self.settings,
            templates=templates(),
        )
        app = desk_app(desk, secret="of this test " * 4)
        return Somebody(TestClient(app, base_url="http://localhost", client=(address, 1)))

    def wait(self) -> None:
        """Let the time go by in which an entry can be taken back."""
        self.at += LATER
        self.office.look()

    def case(self, scan: str) -> Case:
        """Return the scan as the register has it."""
        return next(case for case in cases(self.register) if case.scan.sha256 == scan)


@dataclass
class Somebody:
    """Somebody with a browser that keeps cookies and runs no script."""

    client: TestClient

    def sign_in(self, name: str, password: str = PASSWORD) -> Response:
        """Fill in the form at the door."""
        page = self.client.get("/sign-in")
        return self.send(page, "Sign in", name=name, password=password)

    def see(self, path: str = "/") -> Response:
        """Open a page that must be there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer

    def send(self, page: Response, button: str, **filled: str | list[str]) -> Response:
        """Press the first button of this name, with a form filled in so far as said."""
        form = form_with(page, button)
        return self.client.post(str(form["action"]), data={**fields_in(form), **filled})

    def enter(self, scan: str, button: str, **filled: str | list[str]) -> Response:
        """Open a decision and send one of its forms."""
        return self.send(self.see(f"/decisions/{scan}"), button, **filled)

    def correct(self, scan: str, path: str, value: str) -> Response:
        """Open a decision and correct a field."""
        page = self.see(f"/decisions/{scan}")
        for form in soup(page).find_all("form"):
            told = fields_in(form)
            if told.get("kind") == "correct" and told.get("field") == path:
                return self.client.post(str(form["action"]), data={**told, "value": value})
        raise AssertionError(f"no form corrects {path}")


def soup(page: Response) -> BeautifulSoup:
    """Return the page's elements."""
    return BeautifulSoup(page.text, "html.parser")


def focused(page: Response) -> Tag:
    """Return what has the keyboard when the page opens."""
    (found,) = soup(page).select("[autofocus]")
    return found


def words_of(page: Response) -> str:
    """Return what a person reads on the page."""
    return " ".join(soup(page).get_text(" ").split())


def form_with(page: Response, button: str) -> Tag:
    """Return the first form with a button of this name."""
    for form in soup(page).find_all("form"):
        if any(" ".join(one.get_text(" ").split()) == button for one in form.find_all("button")):
            return form
    raise AssertionError(f"no button {button!r} in {words_of(page)}")


def fields_in(form: Tag) -> dict[str, str | list[str]]:
    """Return what a browser would send of a form that nobody has filled in."""
    told: dict[str, str | list[str]] = {}
    for one in form.select("input[name], textarea[name]"):
        is_chosen = one.get("type") not in {"radio", "checkbox"} or one.has_attr("checked")
        if is_chosen:
            text = one.get_text() if one.name == "textarea" else one.get("value") or ""
            told[str(one["name"])] = str(text)
    return told
