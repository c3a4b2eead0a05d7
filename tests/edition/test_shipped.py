import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from edition.shipped import shipped

ROOT = Path(__file__).parents[2]
WHEEL = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"][
    "targets"
]["wheel"]
FILES = ("pyproject.toml", "README.md", "LICENSE", ".gitignore", *WHEEL["force-include"])
PLANTED = (
    "content/decisions/secret.md",
    "content/decisions/deep/secret.md",
    "content/secret.md",
    "private/secret.db",
    "build/site/secret.html",
    "samples/secret.pdf",
    "site/secret.html",
    "tests/secret.py",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel where somebody has worked, and unpack it: some three seconds."""
    tree, out = tmp_path_factory.mktemp("tree") / "pcd", tmp_path_factory.mktemp("out")
    for name in (*FILES, *WHEEL["packages"]):
        copy(ROOT / name, tree / name)
    for name in PLANTED:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text("a secret", "utf-8")
    subprocess.run(  # noqa: S603  # a fixed command
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)],
        cwd=tree,
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        archive.extractall(out / "unpacked")
    return out / "unpacked"


def copy(source: Path, target: Path) -> None:
    """Copy a file or a folder to its own place in another tree."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy(source, target)


def files_below(folder: Path) -> set[str]:
    """Return the path of every file below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_wheel_carries_what_the_site_is_made_of(wheel: Path) -> None:
    """The configuration, the theme and each hand-written page, as they are in the source."""
    theirs = wheel / "edition" / "shipped_files"
    ours = {name for name in WHEEL["force-include"] if (ROOT / name).is_file()}
    ours |= {f"site/overrides/{name}" for name in files_below(ROOT / "site" / "overrides")}

    assert "mkdocs.yml" in ours
    assert {name: (theirs / name).read_bytes() for name in files_below(theirs)} == {
        name: (ROOT / name).read_bytes() for name in ours
    }


def test_a_wheel_carries_the_pages_of_the_desk(wheel: Path) -> None:
    """Its templates, its style and its script, as they are in the source."""
    for folder in ("templates", "static"):
        theirs, ours = wheel / "desk" / "web" / folder, ROOT / "desk" / "web" / folder
        assert files_below(ours)
        assert files_below(theirs) == files_below(ours)


def test_a_wheel_carries_nothing_of_the_home_it_was_built_in(wheel: Path) -> None:
    """No decision, no scan, no edition; nor the tests and samples."""
    names = files_below(wheel)
    top = {name.partition("/")[0] for name in names}

    assert [name for name in names if "secret" in name or name.endswith((".pdf", ".db"))] == []
    assert {name for name in top if not name.startswith("pcd-")} == set(WHEEL["packages"])


def test_an_installed_pcd_finds_its_things_beside_itself(wheel: Path, tmp_path: Path) -> None:
    """In any folder, with no file of the source tree about."""
    asks = "from edition.shipped import shipped; print(shipped())"
    said = subprocess.run(  # noqa: S603  # a fixed command
        [sys.executable, "-P", "-c", asks],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(wheel)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout

    places = [Path(place) for place in re.findall(r"Path\('([^']+)'\)", said)]
    assert len(places) == 3
    assert all(place.is_relative_to(wheel) and place.exists() for place in places)


def test_the_source_tree_is_used_as_it_stands() -> None:
    """A change of a page or a template shows in the next edition."""
    here = shipped()

    assert here.mkdocs_yml == ROOT / "mkdocs.yml"
    assert here.overrides == ROOT / "site" / "overrides"
    assert here.pages == ROOT / "content"
