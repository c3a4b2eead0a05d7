"""A saved page belongs to the scan of its name in its folder."""

import os
from pathlib import Path

import pytest

from ingest.companion.beside import SavedPages, is_saved_page, scans_beside


def lying(folder: Path, *names: str) -> None:
    """Put empty files into a folder."""
    for name in names:
        (folder / name).touch()


@pytest.mark.parametrize("name", ["pcd-611.html", "PCD-611.HTM", "PCD 611.htm", "pcd_611.Html"])
def test_capitals_and_gaps_tell_nothing(tmp_path: Path, name: str) -> None:
    """Whoever saves a page does not type like a scanner."""
    lying(tmp_path, "pcd-611.pdf", name, "pcd-612.html", "pcd-611.txt", "pcd-611 part 2.html")

    assert SavedPages().beside(tmp_path / "pcd-611.pdf") == (tmp_path / name,)
    assert scans_beside(tmp_path / name) == (tmp_path / "pcd-611.pdf",)


def test_pages_elsewhere_and_links_and_folders_are_none(tmp_path: Path) -> None:
    """A link may lead anywhere, so it is passed over like one among scans."""
    (tmp_path / "pcd-611.html").mkdir()
    (tmp_path / "other").mkdir()
    lying(tmp_path / "other", "pcd-611.html", "secret")
    (tmp_path / "PCD 611.htm").symlink_to(tmp_path / "other" / "secret")

    assert SavedPages().beside(tmp_path / "pcd-611.pdf") == ()


def test_several_pages_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    """The last of them counts, on every machine the same."""
    lying(tmp_path, "pcd-611.html", "pcd-611.htm", "PCD 611.html")
    names = [page.name for page in SavedPages().beside(tmp_path / "pcd-611.pdf")]

    assert names == ["PCD 611.html", "pcd-611.htm", "pcd-611.html"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may look into every folder")
def test_a_folder_that_nobody_may_look_into_holds_no_page(tmp_path: Path) -> None:
    """A scan in it may still be read by its name."""
    tmp_path.chmod(0o100)
    pages = SavedPages().beside(tmp_path / "pcd-611.pdf")
    tmp_path.chmod(0o700)

    assert pages == ()


@pytest.mark.parametrize(
    ("name", "is_page"), [("a.html", True), ("a.mhtml", False), ("html", False)]
)
def test_a_page_is_told_by_its_ending(name: str, is_page: bool) -> None:  # noqa: FBT001  # a case
    """An archive of a page is another kind of file."""
    assert is_saved_page(Path(name)) is is_page
