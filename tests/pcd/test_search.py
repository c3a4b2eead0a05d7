import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import pcd_in
from tests.edition.homes import AHome
from tests.search_index.pages import some_records


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home that has published three decisions."""
    home = AHome(tmp_path_factory.mktemp("home"))
    for record in some_records():
        home.take_in(record)
    home.publish()
    return home.folder


def test_the_command_prints_where_the_words_stand(home: Path) -> None:
    """Reference, number, title, section, the words, and the file to read on in."""
    done = pcd_in(home, "search", "soles", "of", "rubber")

    file = home / "build" / "site" / "decisions" / "pcd-611" / "index.html"
    assert (done.code, done.complained) == (0, "")
    assert done.said.splitlines() == [
        "PCD 611, 3.1  New boots",
        "  3. Commercial Issues",
        "  The soles are made of: rubber from Malaysia; and cork. "
        "Cost type | 2019/20 Revenue (£) | 1,313,500",
        f"  {file}#3.1",
        "",
        "1 place.",
    ]


def test_the_command_links_to_the_site_where_it_has_an_address(home: Path, tmp_path: Path) -> None:
    """As pcd.toml gives it."""
    (tmp_path / "build").symlink_to(home / "build")
    (tmp_path / "pcd.toml").write_text('[site]\nurl = "https://decisions.example/"\n')

    done = pcd_in(tmp_path, "search", "cork")

    assert "  https://decisions.example/decisions/pcd-611/#3.1\n" in done.said


def test_the_command_says_how_many_there_are_beyond_the_limit(home: Path) -> None:
    """Nobody takes the first for all."""
    done = pcd_in(home, "search", "boots", "--limit", "1")

    assert "The first 1 of " in done.said


def test_the_command_speaks_json(home: Path) -> None:
    """For scripts: what was looked for is marked in pieces of plain text."""
    found = json.loads(pcd_in(home, "search", "--json", "malaysia").said)

    assert found["total"] == 1
    assert found["hits"][0]["link"] == "decisions/pcd-611/#3.1"
    assert {"text": "Malaysia", "is_hit": True} in found["hits"][0]["snippet"]


def test_finding_nothing_is_no_failure(home: Path) -> None:
    """A plain sentence says what else to try."""
    done = pcd_in(home, "search", "zebra")

    assert done.code == 0
    assert done.said.startswith("Nothing that is published has these words. Try")


def test_before_the_first_edition_the_command_says_what_to_do(tmp_path: Path) -> None:
    """Exit code 2: there is nothing to search yet."""
    done = pcd_in(tmp_path, "search", "boots")

    assert (done.code, done.said) == (2, "")
    assert done.complained.startswith("pcd: Nothing is published here yet: run pcd publish")


def test_a_search_index_that_somebody_changed_is_never_opened(home: Path, tmp_path: Path) -> None:
    """Whoosh unpickles its table of contents: only one that the manifest vouches for is read."""
    shutil.copytree(home / "build", tmp_path / "build", symlinks=True)
    [contents] = (tmp_path / "build" / "current" / "search_index").glob("*.toc")
    contents.write_bytes(contents.read_bytes() + b"!")

    done = pcd_in(tmp_path, "search", "boots")

    assert (done.code, done.said) == (5, "")
    assert "was changed after it was made" in done.complained
