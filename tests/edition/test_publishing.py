import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest

from edition.errors import AuditFailed, OfAnotherRegister
from edition.keeping.manifest import hashes_below
from edition.settings import DeliverySettings
from publication.settings import ConfirmFirst, Settings
from register.case import Event
from register.log import faults_in_log, log_entries
from tests.edition.homes import NOON, AHome, decision
from tests.publication.records import confirm, correct, deferred_until, withdraw, withhold

ROOT = Path(__file__).parents[2]
KEPT_BACK = "the stables at Pennard Street will be guarded by nobody on the third Sunday of May"
LATER = NOON + datetime.timedelta(days=1)


@pytest.fixture
def home(tmp_path: Path) -> AHome:
    """Make a home with one cleared decision, one for review and one deferred."""
    home = AHome(tmp_path)
    home.take_in(decision(1, "Boots are bought.", "Laces as well."), "PCD 1 Boots are bought.")
    home.take_in(
        decision(2, KEPT_BACK, deferral=decision(9).deferral, reference="PCD 2", title=None)
    )
    until = deferred_until(datetime.date(2099, 4, 1)).deferral
    home.take_in(decision(3, f"Before long {KEPT_BACK}.", deferral=until), f"PCD 3 {KEPT_BACK}")
    return home


def test_what_is_cleared_is_published_and_nothing_else(home: AHome) -> None:
    """The content folder and the site hold the cleared decision's page, and no other."""
    report = home.publish()

    assert report.appeared == ("PCD 1",)
    assert home.public_names() == {"pcd-1"}
    assert [file.name for file in (home.folder / "content" / "decisions").iterdir()] == ["pcd-1.md"]
    assert "Boots are bought." in (home.live.site / "decisions/pcd-1/index.html").read_text("utf-8")


def test_no_word_run_of_the_withheld_is_anywhere_in_the_build(home: AHome) -> None:
    """Not in a page, not in an index, not in the manifest."""
    home.publish()

    told = home.all_bytes()
    assert b"Pennard" not in told
    assert b"PCD 3" not in told
    assert b"pcd-3" not in told


def test_the_register_remembers_what_was_published(home: AHome) -> None:
    """Each decision and the edition stand in the log, and the chain is whole."""
    report = home.publish()

    with home.register() as register:
        told = [(entry.event, entry.details.get("edition")) for entry in log_entries(register)]
        assert faults_in_log(register) == ()
    assert told[-2:] == [(Event.EDITION, report.edition), (Event.PUBLISHED, report.edition)]


def test_publishing_again_makes_no_new_edition(home: AHome) -> None:
    """Where nothing has changed, the edition that is live stays."""
    first = home.publish()
    again = home.publish()

    assert (again.edition, again.is_new) == (first.edition, False)
    assert len(list(home.places.editions.iterdir())) == 1


def test_a_deferral_is_released_on_its_day_once_an_officer_has_confirmed_it(home: AHome) -> None:
    """Neither the day nor the officer's word is enough alone."""
    record = home.take_in(
        decision(4, "A tender.", deferral=deferred_until(datetime.date(2026, 3, 2)).deferral)
    )

    assert home.publish().appeared == ("PCD 1",)
    home.review(record, confirm("record"))
    assert home.publish().appeared == ()
    home.day = datetime.date(2026, 3, 2)
    assert home.publish().appeared == ("PCD 4",)
    assert home.public_names() == {"pcd-1", "pcd-4"}


def test_what_an_officer_withholds_is_taken_out_with_its_words_and_a_reason(home: AHome) -> None:
    """Page, index and content let go of it, and the log says why."""
    record = home.take_in(decision(5, "Zebras are painted on the crossing by quartermasters."))
    home.publish()
    home.review(record, withhold())

    report = home.publish()

    assert [(gone.reference, gone.grounds) for gone in report.departed] == [
        ("PCD 5", ("officer-withholds",))
    ]
    assert home.public_names() == {"pcd-1"}
    assert b"quartermaster" not in home.all_bytes().lower()
    with home.register() as register:
        gone = [e for e in log_entries(register) if e.event is Event.TAKEN_OUT]
    assert [entry.details["grounds"] for entry in gone] == ["officer-withholds"]


def test_a_withdrawn_decision_leaves_a_tombstone_without_its_title(home: AHome) -> None:
    """Reference, day and the officer's sentence, and not a word of the text."""
    record = home.take_in(decision(6, "Zebras are painted."))
    home.publish()
    home.review(record, withdraw("It was published in error."))

    home.publish()

    page = (home.live.site / "decisions/pcd-6/index.html").read_text("utf-8")
    assert "It was published in error." in page
    assert "PCD 6" in page
    assert b"Decision of the number 6" not in home.all_bytes()
    assert b"Zebras" not in home.all_bytes()


def test_what_was_never_public_leaves_no_tombstone(home: AHome) -> None:
    """A withdrawal of something that nobody saw tells nobody of it."""
    record = home.take_in(decision(6, "Zebras are painted."))
    home.review(record, withdraw("It was published in error."))

    home.publish()

    assert home.public_names() == {"pcd-1"}
    assert b"published in error" not in home.all_bytes()


def test_a_stricter_setting_holds_newcomers_only(home: AHome) -> None:
    """What is public stays, under the settings of its first publication."""
    home.publish()
    home.settings = Settings(confirm=ConfirmFirst.ALL)
    home.take_in(decision(7, "New."))

    report = home.publish()

    assert home.public_names() == {"pcd-1"}
    assert "PCD 7" in report.stand.review


def test_a_second_scan_of_a_published_decision_is_held(home: AHome) -> None:
    """The page stays as it is, word for word."""
    home.publish()
    before = (home.live.pages / "decisions/pcd-1.md").read_text("utf-8")
    home.take_in(decision(1, "Boots are sold."), "PCD 1 Boots are sold.")

    home.publish()

    assert (home.live.pages / "decisions/pcd-1.md").read_text("utf-8") == before
    assert b"Boots are sold" not in home.all_bytes()


def test_a_corrected_title_is_published(home: AHome) -> None:
    """An officer's correction reaches the page, the lists and the search."""
    record = home.take_in(decision(8, "New."))
    home.publish()
    home.review(record, correct("title", "Saddles for the mounted branch"))

    home.publish()

    assert "Saddles for the mounted branch" in (home.live.site / "index.html").read_text("utf-8")
    assert b"Decision of the number 8" not in home.all_bytes()


def test_a_stray_page_in_the_content_folder_is_deleted(home: AHome) -> None:
    """The folder is made equal to the rulings: what nobody cleared does not stay there."""
    stray = home.folder / "content" / "decisions" / "pcd-3.md"
    stray.parent.mkdir(parents=True)
    stray.write_text(KEPT_BACK, "utf-8")

    home.publish()

    assert not stray.exists()
    assert home.public_names() == {"pcd-1"}


def test_a_leak_in_a_hand_written_page_stops_the_swap(home: AHome) -> None:
    """The old edition stays, whole, and the report names the file and the decision."""
    first = home.publish()
    page = home.folder / "content" / "news.md"
    page.write_text(f"# News\n\nWe hear that {KEPT_BACK}.\n", "utf-8")

    report = home.publish()

    assert {leak.reference for leak in report.leaks} >= {"PCD 3"}
    assert "site/news/index.html" in {leak.file for leak in report.leaks}
    assert home.live.folder.name == first.edition
    assert b"Pennard" not in home.all_bytes()


def test_removals_go_on_where_publishing_is_stopped(home: AHome) -> None:
    """A leak in a new page can't keep a withdrawn decision public."""
    record = home.take_in(decision(5, "Zebras."))
    home.publish()
    (home.folder / "content" / "news.md").write_text(f"# News\n\n{KEPT_BACK}\n", "utf-8")
    home.review(record, withhold())
    home.take_in(decision(7, "New."))
    assert home.publish().leaks

    report = home.take_out()

    assert report.leaks == ()
    assert [gone.reference for gone in report.departed] == ["PCD 5"]
    assert home.public_names() == {"pcd-1"}
    assert not (home.live.site / "news").exists()


def test_removals_alone_add_nothing(home: AHome) -> None:
    """With nothing to take out, the live edition stays."""
    first = home.publish()
    home.take_in(decision(7, "New."))

    report = home.take_out()

    assert report.is_new is False
    assert home.live.folder.name == first.edition


def test_a_clock_that_is_behind_releases_nothing_new(home: AHome) -> None:
    """It still takes out what must go."""
    record = home.take_in(decision(5, "Zebras."))
    home.publish()
    home.day = datetime.date(2026, 2, 1)
    home.take_in(decision(7, "New."))
    home.review(record, withhold())

    report = home.publish()

    assert report.clock_is_behind
    assert home.public_names() == {"pcd-1"}


def test_a_run_that_died_after_the_swap_is_noted_by_the_next(home: AHome) -> None:
    """The live edition's own manifest tells what the register missed."""
    home.publish()
    database = home.folder / "private" / "register.db"
    before = database.read_bytes()
    home.take_in(decision(7, "New."))
    middle = database.read_bytes()
    assert before != middle
    home.publish()
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    database.write_bytes(middle)

    home.publish()

    with home.register() as register:
        published = [e for e in log_entries(register) if e.event is Event.PUBLISHED]
    assert len(published) == 2
    assert home.public_names() == {"pcd-1", "pcd-7"}


def test_a_register_that_was_cut_short_stops_everything(home: AHome) -> None:
    """An older register would take public decisions for unknown ones: a person must look."""
    database = home.folder / "private" / "register.db"
    older = database.read_bytes()
    home.take_in(decision(7, "New."))
    first = home.publish()
    for suffix in ("-wal", "-shm"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
    database.write_bytes(older)

    with pytest.raises(OfAnotherRegister):
        home.publish()

    assert home.live.folder.name == first.edition


def test_a_file_changed_by_hand_in_the_live_edition_is_seen(home: AHome) -> None:
    """What is live is what was audited, or somebody is told."""
    home.publish()
    page = home.live.site / "index.html"
    page.write_text(page.read_text("utf-8").replace("PCD", "PCP"), "utf-8")

    with pytest.raises(AuditFailed, match="changed after it was made"):
        home.publish()


def test_a_preview_shows_a_day_to_come_and_publishes_nothing(home: AHome) -> None:
    """It lies under `private/`, and the register forgets it."""
    record = home.take_in(
        decision(4, "A tender.", deferral=deferred_until(datetime.date(2026, 3, 9)).deferral)
    )
    home.review(record, confirm("record"))
    home.publish()

    report = home.preview(datetime.date(2026, 3, 9))

    shown = home.folder / "private" / "preview" / "site" / "decisions"
    assert {page.parent.name for page in shown.glob("*/index.html")} == {"pcd-1", "pcd-4"}
    assert report.is_new
    assert home.public_names() == {"pcd-1"}
    assert b"A tender" not in home.all_bytes()


def test_the_site_of_no_decisions_is_a_site(tmp_path: Path) -> None:
    """A home where all is held still shows the pages that say what this is."""
    home = AHome(tmp_path)
    home.take_in(decision(2, KEPT_BACK, title=None))

    report = home.publish()

    assert report.is_new
    assert (home.live.site / "about" / "index.html").is_file()


def test_a_command_of_the_home_delivers_each_edition(home: AHome) -> None:
    """It is told where the site is; where it fails the edition is not live, and tried again."""
    told = home.folder / "delivered.txt"
    home.delivery = DeliverySettings(
        after_publish=("sh", "-c", 'test -f ready && echo "$PCD_EDITION $PCD_SITE" > delivered.txt')
    )
    failed = home.publish()
    (home.folder / "ready").touch()
    home.at = LATER
    again = home.publish()

    assert failed.delivery is not None
    assert not failed.delivery.is_live
    assert again.delivery is not None
    assert again.delivery.is_live
    assert told.read_text().split() == [again.edition, os.fspath(home.live.site.resolve())]


def test_mkdocs_by_hand_never_touches_the_live_edition(home: AHome) -> None:
    """A bare `mkdocs build` empties its folder first: that one must be nobody's."""
    home.publish()
    for name in ("mkdocs.yml", "site"):
        (home.folder / name).symlink_to(ROOT / name)
    before = hashes_below(home.live.folder)

    subprocess.run(
        (sys.executable, "-m", "mkdocs", "build", "--quiet"), cwd=home.folder, check=True
    )

    assert (home.folder / "build" / "unaudited" / "index.html").parent.is_dir()
    assert hashes_below(home.live.folder) == before
    assert (home.folder / "build" / "site").readlink() == Path("current/site")
