import datetime
from pathlib import Path

from msgspec.structs import replace

from desk.office import Office
from desk.standing.rows import rows_of
from ingest.record import Answer, Deferral
from publication.settings import ConfirmFirst, Settings
from register.cases import all_scans, cases
from register.opening import Register
from register.readings import keep_record
from register.review import Replace, Withhold
from register.reviews import add_review
from register.together import take_together
from tests.edition.homes import DAY, NOON, AHome, decision

SOON = DAY + datetime.timedelta(days=3)
DEFERRED = Deferral(answer=Answer.YES, reason="Talks.", until=SOON, until_text="4 March 2026")


class _World:
    """A home, an office over it, and the day and the settings that it is told."""

    def __init__(self, folder: Path, register: Register) -> None:
        self.home, self.register = AHome(folder), register
        self.day, self.rule = DAY, Settings()
        self.office = Office(
            register, settings=lambda: self.rule, clock=lambda: NOON, today=lambda: self.day
        )

    def look(self) -> None:
        """See what is seen when all is loaded and ruled on anew."""
        seen = rows_of(cases(self.register), self.rule, self.day)
        assert self.office.look().rows == seen


def test_a_quick_look_is_a_true_look(tmp_path: Path) -> None:
    """Whatever happens in between, what is kept at hand never makes a difference."""
    with AHome(tmp_path).register() as register:
        world = _World(tmp_path, register)
        home = world.home
        world.look()
        one = home.take_in(decision(7, "Text.", deferral=DEFERRED), "page one")
        two = home.take_in(decision(8, "Other text."))
        world.look()
        home.take_in(decision(7, "Text.", title="A second scan"))
        world.look()
        add_review(register, Withhold(scan=two.source.sha256, by="A", at=NOON, why="Wait."))
        world.look()
        keep_record(register, replace(one, title="Read anew"), reader_version="2", at=NOON)
        world.look()
        world.rule = Settings(confirm=ConfirmFirst.ALL)
        world.look()
        world.day = SOON
        world.look()
        world.rule = Settings(confirm=ConfirmFirst.NONE)
        home.day = SOON
        home.publish()
        world.look()
        third = home.take_in(decision(9, "More."), "a page")
        take_together(register, all_scans(register)[-2:], at=NOON)
        world.look()
        replaces = Replace(
            scan=third.source.sha256, by="A", at=NOON, why="So.", replaces=one.source.sha256
        )
        add_review(register, replaces)
        world.look()


def test_a_row_after_an_entry_is_the_row_once_it_is_kept(tmp_path: Path) -> None:
    """What an officer is told would happen is what happens."""
    with AHome(tmp_path).register() as register:
        world = _World(tmp_path, register)
        scan = world.home.take_in(decision(7)).source.sha256
        entry = Withhold(scan=scan, by="A", at=NOON, why="Wait.")

        before = world.office.look().row(scan)
        told = world.office.row_after(scan, entry)
        assert world.office.look().row(scan) == before
        number = add_review(register, entry)

        assert world.office.look().row(scan) == replace(told, last_review=number)


def test_what_nobody_could_be_shown_stops_no_one(tmp_path: Path) -> None:
    """A look ahead in the background leaves a failure to whoever looks next."""
    home = AHome(tmp_path)
    with home.register() as register:
        office = _World(tmp_path, register).office
        office.look()
    (tmp_path / "private" / "register.db").rename(tmp_path / "gone.db")
    (tmp_path / "private" / "register.db").mkdir()

    office.look_if_possible()
