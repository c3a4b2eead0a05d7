import pytest
from msgspec.structs import replace

from desk.accounts import added, changed, hashed
from desk.errors import BadAccount
from desk.web.desk import STATIC, DeskSettings
from register.account import Role
from register.accounts import account_named
from register.case import Event
from register.log import log_entries
from tests.desk.web.desks import PASSWORD, ADesk, fields_in, form_with, words_of
from tests.edition.homes import decision

ADDRESSES = ("/", "/find?called=1", "/register", "/register/due.csv", "/register/due.json")


def test_nobody_sees_anything_without_signing_in(desk: ADesk) -> None:
    """Every page leads to the door, and so does whatever is sent."""
    scan = desk.home.take_in(decision(7)).source.sha256
    visitor = desk.visitor()

    for path in (*ADDRESSES, f"/decisions/{scan}", f"/decisions/{scan}/page-1.png", "/accounts"):
        answer = visitor.client.get(path, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in?next=/")
    for path in (f"/decisions/{scan}/entries", "/drafts/keep", "/accounts/add"):
        answer = visitor.client.post(path, data={"kind": "withhold"}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/")


def test_a_wrong_password_and_an_unknown_name_are_refused_alike(desk: ADesk) -> None:
    """What is said tells nobody which names there are; the log tells of names there are."""
    desk.somebody("A. Officer")
    visitor = desk.visitor()

    wrong = visitor.sign_in("A. Officer", "another password")
    unknown = visitor.sign_in("B. Nobody", "another password")

    assert (wrong.status_code, unknown.status_code) == (403, 403)
    assert words_of(wrong) == words_of(unknown)
    told = [(entry.event, entry.details) for entry in log_entries(desk.register)]
    assert told[-2:] == [
        (Event.SIGNED_IN, {"account": "A. Officer"}),
        (Event.SIGN_IN_REFUSED, {"account": "A. Officer"}),
    ]


def test_who_tries_too_often_waits(desk: ADesk) -> None:
    """Ten tries in five minutes for a name, wherever they come from; then none helps."""
    added(desk.register, "A. Officer", Role.OFFICER, password=PASSWORD, by="a test", at=desk.at)
    visitor = desk.visitor()

    tries = [visitor.sign_in("A. Officer", f"a guess, number {n}").status_code for n in range(11)]
    right = visitor.sign_in("A. Officer")

    assert tries == [403] * 10 + [429]
    assert right.status_code == 429


def test_signing_in_is_no_try(desk: ADesk) -> None:
    """Who mistypes now and then, and comes in, is not shut out by what came before."""
    added(desk.register, "A. Officer", Role.OFFICER, password=PASSWORD, by="a test", at=desk.at)
    visitor = desk.visitor()

    for _ in range(3):
        guesses = [visitor.sign_in("A. Officer", "mistyped, alas").status_code for _ in range(4)]
        assert guesses == [403] * 4
        assert visitor.sign_in("A. Officer").url.path == "/"


@pytest.mark.parametrize(
    "elsewhere", ["//evil.example", "https://evil.example/", "/\\evil.example", "evil", ""]
)
def test_signing_in_leads_nowhere_else(desk: ADesk, elsewhere: str) -> None:
    """A link to the desk must not end at a page that only looks like it."""
    added(desk.register, "A. Officer", Role.OFFICER, password=PASSWORD, by="a test", at=desk.at)
    visitor = desk.visitor()
    page = visitor.client.get("/sign-in", params={"next": elsewhere})

    told = {**fields_in(form_with(page, "Sign in")), "name": "A. Officer", "password": PASSWORD}
    answer = visitor.client.post("/sign-in", data=told, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def test_signing_in_leads_on_to_what_was_wanted(desk: ADesk) -> None:
    """A link in a colleague's mail still works."""
    added(desk.register, "A. Officer", Role.OFFICER, password=PASSWORD, by="a test", at=desk.at)
    visitor = desk.visitor()

    page = visitor.client.get("/register")
    answer = visitor.send(page, "Sign in", name="A. Officer", password=PASSWORD)

    assert answer.url.path == "/register"


def test_an_account_that_changes_ends_its_sessions(desk: ADesk) -> None:
    """A new role, a new password and a disabled account count from the next click on."""
    somebody = desk.somebody("A. Officer")
    register, at = desk.register, desk.at

    changed(register, "A. Officer", role=Role.READER, by="a test", at=at)
    assert somebody.client.get("/").url.path == "/sign-in"
    assert somebody.sign_in("A. Officer").url.path == "/"
    changed(register, "A. Officer", disabled=True, by="a test", at=at)

    assert somebody.client.get("/").url.path == "/sign-in"
    assert somebody.sign_in("A. Officer").status_code == 403


def test_signing_out_ends_the_session(desk: ADesk) -> None:
    """The next one at the machine must sign in."""
    somebody = desk.somebody()

    somebody.send(somebody.see("/"), "Sign out")

    assert somebody.client.get("/").url.path == "/sign-in"


def test_the_session_s_cookie_is_kept_from_scripts_and_other_sites(desk: ADesk) -> None:
    """And travels by HTTPS alone, where the desk is reached so."""
    desk.settings = replace(desk.settings, https=True)

    cookie = desk.visitor().client.get("/sign-in").headers["set-cookie"].lower()

    assert all(word in cookie for word in ("httponly", "samesite=strict", "; secure"))


def test_a_form_of_another_session_is_refused(desk: ADesk) -> None:
    """No other site can have a browser send an entry, nor a page that is too old."""
    scan = desk.home.take_in(decision(7)).source.sha256
    officer, other = desk.somebody("A. Officer"), desk.somebody("B. Officer")
    page = other.see(f"/decisions/{scan}")
    told = {**fields_in(form_with(page, "Withhold")), "why": "Because."}

    of_another = officer.client.post(f"/decisions/{scan}/entries", data=told)
    del told["csrf_token"]
    without = officer.client.post(f"/decisions/{scan}/entries", data=told)

    assert (of_another.status_code, without.status_code) == (400, 400)
    assert desk.case(scan).reviews == ()


def test_every_answer_forbids_what_is_not_the_desk_s_own(desk: ADesk) -> None:
    """No inline style or script, no frame, no other site; and no browser keeps a copy."""
    scan = desk.home.take_in(decision(7)).source.sha256
    somebody = desk.somebody()
    paths = ("/", f"/decisions/{scan}", "/nothing", "/static/desk.css", "/static/none", *ADDRESSES)

    for path in paths:
        headers = somebody.client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"


def test_the_desk_answers_to_its_own_names_only(desk: ADesk) -> None:
    """Another site's name can't be made to lead here."""
    answer = desk.visitor().client.get("/sign-in", headers={"Host": "evil.example"})

    assert answer.status_code == 400


def test_the_templates_hold_no_style_or_script(desk: ADesk) -> None:
    """The policy would stop them; nothing is to be stopped in the first place."""
    pages = [page.read_text("utf-8") for page in (STATIC.parent / "templates").glob("*.html")]

    assert pages
    assert [page for page in pages if " style=" in page or " onclick=" in page] == []
    assert desk.visitor().client.get("/static/desk.js").status_code == 200


def test_a_proxy_s_word_counts_from_its_address_alone(desk: ADesk) -> None:
    """Whoever else sends the header is nobody, and so is a name that has no account."""
    desk.settings = DeskSettings(signed_in_header="X-Remote-User", proxies=("10.0.0.9",))
    register = desk.register
    added(register, "A. Officer", Role.OFFICER, password=None, by="a test", at=desk.at)
    told = {"X-Remote-User": "A. Officer"}

    proxy = desk.visitor(address="10.0.0.9").client

    assert proxy.get("/", headers=told).status_code == 200
    assert proxy.get("/", headers=told).status_code == 200
    assert proxy.get("/").status_code == 403
    assert proxy.get("/", headers={"X-Remote-User": "B. Nobody"}).status_code == 403
    twice = [("X-Remote-User", "A. Officer"), ("X-Remote-User", "A. Officer")]
    assert proxy.get("/", headers=twice).status_code == 403
    assert desk.visitor(address="10.0.0.8").client.get("/", headers=told).status_code == 403
    signed_in = [e for e in log_entries(register) if e.event is Event.SIGNED_IN]
    assert len(signed_in) == 1


def test_without_the_setting_a_header_says_nothing(desk: ADesk) -> None:
    """Nobody is let in by a name that they give themselves."""
    desk.somebody("A. Officer")

    answer = desk.visitor().client.get("/", headers={"X-Remote-User": "A. Officer"})

    assert answer.url.path == "/sign-in"


def test_an_account_without_a_password_has_none(desk: ADesk) -> None:
    """Where a proxy vouches for somebody, no password opens the door."""
    added(desk.register, "A. Officer", Role.OFFICER, password=None, by="a test", at=desk.at)

    assert desk.visitor().sign_in("A. Officer", PASSWORD).status_code == 403
    assert desk.visitor().sign_in("A. Officer", "nobody has this password").status_code == 403


def test_a_short_password_is_no_password() -> None:
    """Twelve signs at least, and any signs."""
    with pytest.raises(BadAccount):
        hashed("eleven sign")

    assert hashed("twelve signs").startswith("$argon2id$")


@pytest.mark.parametrize("name", ["", " ", "A. Officer ", "A.\nOfficer", "x" * 101])
def test_a_name_is_one_that_can_be_told_from_others(desk: ADesk, name: str) -> None:
    """It stands in the log for what was done under it."""
    with pytest.raises(BadAccount):
        added(desk.register, name, Role.OFFICER, password=PASSWORD, by="a test", at=desk.at)

    assert account_named(desk.register, name) is None
