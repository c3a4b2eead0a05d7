import datetime

import pytest
from msgspec.structs import replace

from ingest.record import Answer, Deferral
from publication.settings import ConfirmFirst, Settings
from register.account import Role
from register.readings import keep_record
from register.review import Confirm, Correct, Extend, Release, Replace, Split, Withdraw, Withhold
from register.reviews import add_review
from tests.desk.web.desks import ADesk, focused, form_with, words_of
from tests.edition.homes import DAY, decision

SOON = DAY + datetime.timedelta(days=3)
DEFERRED = Deferral(answer=Answer.YES, reason="Talks.", until=SOON, until_text="4 March 2026")


def kinds(desk: ADesk, scan: str) -> list[type]:
    """Return what was entered on a scan for good."""
    return [type(entry) for entry in desk.case(scan).reviews]


def test_two_keys_confirm_a_deferral_and_its_day_releases_it(desk: ADesk) -> None:
    """Enter on the queue opens the first decision, Enter again confirms; nothing else is needed."""
    scan = desk.home.take_in(decision(7, "Text.", deferral=DEFERRED)).source.sha256
    officer = desk.somebody()

    first = focused(officer.see("/"))
    page = officer.see(str(first["href"]))
    assert focused(page).get_text(strip=True) == "Confirm the reading"
    back = officer.send(page, "Confirm the reading")

    assert back.url.path == "/"
    assert "PCD 7: the reading confirmed as read." in words_of(back)
    desk.wait()
    assert kinds(desk, scan) == [Confirm]
    desk.home.day = SOON - datetime.timedelta(days=1)
    desk.home.publish()
    assert desk.home.public_names() == set()
    desk.home.day = SOON
    desk.home.publish()
    assert desk.home.public_names() == {"pcd-7"}


def test_a_deferral_that_nobody_confirmed_is_shown_overdue(desk: ADesk) -> None:
    """Its day does not release it, and the queue puts it first."""
    desk.home.take_in(decision(6, title=None))
    desk.home.take_in(decision(7, "Text.", deferral=DEFERRED))
    desk.at += datetime.timedelta(days=3)

    page = desk.somebody().see("/")

    assert focused(page).get_text(" ", strip=True).startswith("PCD 7")
    assert "Overdue 1" in words_of(page)


def test_an_entry_can_be_taken_back(desk: ADesk) -> None:
    """For twenty seconds it is none yet, and afterwards it never was one."""
    scan = desk.home.take_in(decision(7, deferral=DEFERRED)).source.sha256
    officer = desk.somebody()
    page = officer.enter(scan, "Confirm the reading")

    desk.at += datetime.timedelta(seconds=19)
    answer = officer.send(page, "Take it back")

    assert "Taken back: it was never an entry." in words_of(answer)
    desk.wait()
    assert kinds(desk, scan) == []


def test_what_is_final_is_not_taken_back(desk: ADesk) -> None:
    """The officer is told so, and what to do instead."""
    scan = desk.home.take_in(decision(7, deferral=DEFERRED)).source.sha256
    officer = desk.somebody()
    page = officer.enter(scan, "Confirm the reading")

    desk.wait()
    answer = officer.send(page, "Take it back")

    assert answer.status_code == 409
    assert "final already" in words_of(answer)
    assert kinds(desk, scan) == [Confirm]


def test_only_its_officer_takes_an_entry_back(desk: ADesk) -> None:
    """Another officer sees it and waits."""
    scan = desk.home.take_in(decision(7, deferral=DEFERRED)).source.sha256
    one, other = desk.somebody("A. Officer"), desk.somebody("B. Officer")
    token = form_with(other.see("/"), "Sign out").select_one("[name=csrf_token]")
    one.enter(scan, "Confirm the reading")
    (draft,) = desk.office.look().drafts

    assert token is not None
    told = {"csrf_token": str(token["value"]), "draft": draft.sha256}
    answer = other.client.post("/drafts/take-back", data=told)

    assert answer.status_code == 409
    assert desk.office.look().drafts == (draft,)


def test_the_next_entry_makes_the_one_before_final(desk: ADesk) -> None:
    """An officer corrects a field and then confirms the rest, without waiting in between."""
    scan = desk.home.take_in(decision(7, deferral=DEFERRED)).source.sha256
    officer = desk.somebody()

    officer.correct(scan, "deferral.reason", "Talks are going on.")
    page = officer.see(f"/decisions/{scan}")
    assert "For what reason Talks are going on." in words_of(page)
    officer.send(page, "Confirm the reading")
    assert kinds(desk, scan) == [Correct]
    desk.wait()

    assert kinds(desk, scan) == [Correct, Confirm]
    assert desk.office.look().row(scan).deferral.reason == "Talks are going on."


def test_an_officer_goes_on_from_a_page_whose_entry_became_final(desk: ADesk) -> None:
    """What they saw as a draft is a review by now: that is nobody else's entry."""
    scan = desk.home.take_in(decision(7, deferral=DEFERRED)).source.sha256
    officer = desk.somebody()
    officer.correct(scan, "title", "Boots")
    page = officer.see(f"/decisions/{scan}")

    desk.wait()
    officer.send(page, "Confirm the reading")
    desk.wait()

    assert kinds(desk, scan) == [Correct, Confirm]


def test_the_second_of_two_officers_is_shown_the_first_one_s_entry(desk: ADesk) -> None:
    """Nothing of the second is kept, nothing of the first is overwritten, nothing typed is lost."""
    scan = desk.home.take_in(decision(7, deferral=DEFERRED)).source.sha256
    one, other = desk.somebody("A. Officer"), desk.somebody("B. Officer")
    page = other.see(f"/decisions/{scan}")

    one.enter(scan, "Confirm the reading")
    refused = other.send(page, "Extend", until="2026-05-01", why="Talks are going on.")

    assert refused.status_code == 409
    said = words_of(refused)
    assert "Somebody else has entered something on this decision" in said
    assert "A. Officer has just entered something here: the reading confirmed" in said
    assert "Talks are going on." in said
    with pytest.raises(AssertionError):
        form_with(refused, "Extend")
    desk.wait()
    assert kinds(desk, scan) == [Confirm]


def test_an_entry_from_elsewhere_is_shown_first_too(desk: ADesk) -> None:
    """Whoever enters something from the command line in between is heard."""
    record = desk.home.take_in(decision(7, deferral=DEFERRED))
    scan = record.source.sha256
    officer = desk.somebody()
    page = officer.see(f"/decisions/{scan}")

    add_review(desk.register, Withhold(scan=scan, by="C. Head", at=desk.at, why="Legal advice."))
    refused = officer.send(page, "Confirm the reading")

    assert refused.status_code == 409
    assert "C. Head" in words_of(refused)
    desk.wait()
    assert kinds(desk, scan) == [Withhold]


def test_a_draft_that_came_too_late_is_told_of(desk: ADesk) -> None:
    """It is no entry, and its officer is not left to believe that it is."""
    scan = desk.home.take_in(decision(7, deferral=DEFERRED)).source.sha256
    officer = desk.somebody()
    officer.enter(scan, "Confirm the reading")
    add_review(desk.register, Withhold(scan=scan, by="C. Head", at=desk.at, why="Legal advice."))

    desk.wait()
    page = officer.see("/")

    assert "Your entry on PCD 7 was not kept." in words_of(page)
    assert kinds(desk, scan) == [Withhold]
    officer.send(page, "I have seen it")
    assert "was not kept" not in words_of(officer.see("/"))


def test_a_draft_on_what_was_read_anew_is_not_kept(desk: ADesk) -> None:
    """The officer confirmed another reading than the one that stands there now."""
    record = desk.home.take_in(decision(7, deferral=DEFERRED))
    scan = record.source.sha256
    officer = desk.somebody()
    officer.enter(scan, "Confirm the reading")
    anew = replace(record, deferral=replace(DEFERRED, until=DAY))
    keep_record(desk.register, anew, reader_version="2", at=desk.at)

    desk.wait()

    assert kinds(desk, scan) == []
    assert "was not kept" in words_of(officer.see("/"))


def test_what_holds_back_is_kept_at_once(desk: ADesk) -> None:
    """It must not hang on this desk still running in twenty seconds."""
    scan = desk.home.take_in(decision(7)).source.sha256
    officer = desk.somebody()

    page = officer.enter(scan, "Withhold", why="Waiting for legal advice.")

    assert kinds(desk, scan) == [Withhold]
    assert "Withheld. It stays back" in words_of(page)
    assert "Waiting for legal advice." in words_of(page)


def test_a_withdrawal_is_known_to_be_final(desk: ADesk) -> None:
    """Without the tick nothing happens; with it the decision takes no further entry."""
    scan = desk.home.take_in(decision(7)).source.sha256
    officer = desk.somebody()
    told = {"sentence": "Published in error.", "why": "The DMPC asked for it."}

    unsure = officer.enter(scan, "Withdraw", **told)
    assert (unsure.status_code, kinds(desk, scan)) == (409, [])
    sure = officer.enter(scan, "Withdraw", is_final="y", **told)

    assert kinds(desk, scan) == [Withdraw]
    assert "withdrawn" in words_of(sure)
    with pytest.raises(AssertionError):
        form_with(sure, "Withhold")


def test_every_other_entry_can_be_made(desk: ADesk) -> None:
    """Extend, split, release and replace, each as from the command line."""
    first = desk.home.take_in(decision(7, title="One")).source.sha256
    scan = desk.home.take_in(decision(7, title="Two", deferral=DEFERRED)).source.sha256
    officer = desk.somebody()

    officer.enter(scan, "Extend", until="2026-05-01", why="Talks.")
    officer.enter(scan, "Split", pages="1", why="Page 2 is Part 2.")
    officer.enter(scan, "Replace", replaces=first, why="The better scan.")
    officer.enter(scan, "Withhold", why="A moment.")
    page = officer.see(f"/decisions/{scan}")
    officer.send(page, "Release", grounds=["officer-withholds"], why="It is past.")
    desk.wait()

    extended, split, replaced, _, released = desk.case(scan).reviews
    assert isinstance(extended, Extend)
    assert extended.until == datetime.date(2026, 5, 1)
    assert isinstance(split, Split)
    assert split.part1_pages == (1,)
    assert isinstance(replaced, Replace)
    assert replaced.replaces == first
    assert isinstance(released, Release)
    assert released.grounds == ("officer-withholds",)


@pytest.mark.parametrize(
    ("button", "filled"),
    [
        ("Split", {"pages": "1-99", "why": "x"}),
        ("Split", {"pages": "one", "why": "x"}),
        ("Extend", {"until": "2026-03-01", "why": "x"}),
        ("Extend", {"until": "", "why": "x"}),
        ("Withhold", {"why": ""}),
        ("Withhold", {"why": "  "}),
        ("Withhold", {"why": "x", "kind": "publish"}),
    ],
)
def test_what_could_have_no_effect_is_refused_in_words(
    desk: ADesk, button: str, filled: dict[str, str]
) -> None:
    """The page comes again with what is wrong, and nothing is kept."""
    scan = desk.home.take_in(decision(7, deferral=DEFERRED)).source.sha256
    officer = desk.somebody()

    answer = officer.enter(scan, button, **filled)

    assert answer.status_code in {400, 409}
    assert 'role="alert"' in answer.text
    desk.wait()
    assert kinds(desk, scan) == []


def test_a_wrong_value_is_no_correction(desk: ADesk) -> None:
    """A slip of the keyboard that would release something is said, not kept."""
    scan = desk.home.take_in(decision(7, deferral=DEFERRED)).source.sha256
    officer = desk.somebody()

    answer = officer.correct(scan, "deferral.until", "0206-03-01")

    assert answer.status_code == 409
    assert "expected a whole date" in words_of(answer)
    assert "You had entered: 0206-03-01" in words_of(answer)


def test_a_reader_reads(desk: ADesk) -> None:
    """No form but the one to sign out, and nothing kept of one that is sent all the same."""
    scan = desk.home.take_in(decision(7)).source.sha256
    officer, reader = desk.somebody("A. Officer"), desk.somebody("C. Auditor", Role.READER)
    page = reader.see(f"/decisions/{scan}")

    form = form_with(officer.see(f"/decisions/{scan}"), "Withhold")
    token = form_with(page, "Sign out").select_one("[name=csrf_token]")
    assert token is not None
    told = {"kind": "withhold", "why": "x", "csrf_token": str(token["value"])}
    answer = reader.client.post(str(form["action"]), data=told)

    assert page.text.count("<form") == 2
    assert answer.status_code == 403
    assert kinds(desk, scan) == []


def test_with_confirm_all_a_clear_decision_waits_for_two_keys(desk: ADesk) -> None:
    """The setting asks for an officer's word on every one, and the next comes by itself."""
    desk.rule = Settings(confirm=ConfirmFirst.ALL)
    one = desk.home.take_in(decision(7)).source.sha256
    other = desk.home.take_in(decision(8)).source.sha256
    officer = desk.somebody()

    page = officer.see("/")
    for scan in (one, other):
        link = str(focused(page)["href"])
        assert link == f"/decisions/{scan}"
        page = officer.send(officer.see(link), "Confirm the reading")
    desk.wait()

    assert kinds(desk, one) == kinds(desk, other) == [Confirm]
    assert "Nothing needs you today." in words_of(officer.see("/"))


def test_what_a_form_says_is_only_ever_text(desk: ADesk) -> None:
    """A hostile title, name and reason are words on the page."""
    hostile = '"><script>alert(1)</script>{{ 7*7 }}'
    scan = desk.home.take_in(decision(7, title=hostile)).source.sha256
    officer = desk.somebody("<b>A. Officer</b>")

    page = officer.enter(scan, "Withhold", why=hostile)

    assert "<script>alert" not in page.text
    assert "<b>A." not in page.text
    assert words_of(page).count("{{ 7*7 }}") >= 2


def test_a_scan_that_is_not_there_is_said_to_be(desk: ADesk) -> None:
    """By its hash, by a page of it, and by a name."""
    scan = desk.home.take_in(decision(7)).source.sha256
    officer = desk.somebody()

    for path in (
        "/decisions/abc",
        f"/decisions/{scan}/page-9.png",
        "/find?called=9999",
        "/register?view=nothing",
    ):
        assert officer.client.get(path).status_code == 404
    assert officer.client.get("/find?called=pcd-7").url.path == f"/decisions/{scan}"
