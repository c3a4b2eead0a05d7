import gzip
import os
import re
import subprocess
import sys
import sysconfig
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from edition.keeping.manifest import hashes_below
from publication.reference import slug_of
from search_index.searching import search
from tests.conftest import ROOT, PublishedSamples
from tests.edition.homes import AHome, decision
from tests.test_nothing_leaks import all_runs, words_of

PAGEFIND = (".pf_fragment", ".pf_index", ".pf_meta")
LATER = "2031-07-01"  # a day after the last deferral before 2099


def with_ruling(expected: dict[str, Any], *rulings: str) -> list[dict[str, Any]]:
    """Return what is expected of the samples that are ruled on so; there are some."""
    found = [sample for sample in expected["samples"].values() if sample["ruling"] in rulings]
    assert len(found) >= 6
    return found


def names_of(samples: list[dict[str, Any]]) -> set[str]:
    """Return the names that the samples' pages have or would have."""
    return {slug_of(sample["reference"]) for sample in samples}


def public_in(build: Path) -> set[str]:
    """Return the names of the decisions' pages below a folder that editions are built in."""
    return {page.parent.name for page in (build / "site").glob("decisions/*/index.html")} - {
        "decisions"
    }


def test_what_is_cleared_is_published_and_all_is_well(
    published_samples: PublishedSamples, expected: dict[str, Any]
) -> None:
    """Exit 0: that others are held is no failure, and a broken file none of publishing."""
    cleared = names_of(with_ruling(expected, "cleared"))
    content = published_samples.home / "content" / "decisions"

    assert published_samples.run.code == 0, published_samples.run.complained
    assert public_in(published_samples.build) == cleared
    assert {file.stem for file in content.iterdir()} == cleared


def test_the_table_names_each_decision_by_its_reference_alone(
    published_samples: PublishedSamples, expected: dict[str, Any]
) -> None:
    """Each stands in the row of its ruling; no title is told, not even a public one."""
    said = published_samples.run.said
    rows = {"cleared": "cleared", "until a day": "until", "for review": "review"}
    titles = {words_of(one["title"]) for one in expected["samples"].values() if "title" in one}

    for row, ruling in rows.items():
        (line,) = [line for line in said.splitlines() if line.startswith(row)]
        wanted = [one for one in expected["samples"].values() if one["ruling"] == ruling]
        assert set(re.findall(r"PCD \d+", line)) == {one["reference"] for one in wanted}
        assert int(line.removeprefix(row).split()[0]) == len(wanted)
    assert re.search(r"^read +13$", said, re.MULTILINE)
    assert re.search(r"^quarantined +1 ", said, re.MULTILINE)
    told = words_of(said + published_samples.run.complained)
    assert {title for title in titles | all_runs(expected) if title in told} == set()


def test_no_secret_is_anywhere_in_what_was_built(
    published_samples: PublishedSamples, expected: dict[str, Any]
) -> None:
    """No word run of a confidential page, no title of what is held, packed or not."""
    secrets = all_runs(expected)
    secrets |= {words_of(one["title"]) for one in with_ruling(expected, "until", "review")}
    cleared = with_ruling(expected, "cleared")[0]["title"]
    is_found = False

    for file in (*published_samples.build.rglob("*"), *published_samples.home.glob("content/**/*")):
        for told in texts_in(file):
            assert {secret for secret in secrets if secret in told} == set(), file
            is_found = is_found or (file.suffix == PAGEFIND[0] and words_of(cleared) in told)

    assert is_found, "a search that finds nothing proves nothing"


def texts_in(file: Path) -> Iterator[str]:
    """Yield what a file says as plain words: as its bytes are, and unpacked."""
    yield words_of(str(file))
    if file.is_symlink() or not file.is_file():
        return
    data = file.read_bytes()
    yield words_of(data.decode("utf-8", "replace"))
    if data.startswith(b"\x1f\x8b"):
        yield words_of(gzip.decompress(data).decode("utf-8", "replace"))
    else:
        assert file.suffix not in PAGEFIND, "packed in another way than this test unpacks"
    for at in re.finditer(rb"x[\x01\x9c\xda]", data):
        unpacked = zlib.decompressobj()
        try:
            yield words_of(unpacked.decompress(data[at.start() :]).decode("utf-8", "replace"))
        except zlib.error:
            continue


def test_publishing_again_is_quick_and_changes_nothing(published_samples: PublishedSamples) -> None:
    """The edition is compared with what would be made, and stays."""
    before = hashes_below(published_samples.build)
    began = time.monotonic()

    again = published_samples.pcd("publish")

    assert again.code == 0, again.complained
    assert time.monotonic() - began < 20
    assert "Nothing has changed" in again.said
    assert hashes_below(published_samples.build) == before


def test_the_search_finds_each_cleared_decision(
    published_samples: PublishedSamples, expected: dict[str, Any]
) -> None:
    """By its title and by its reference, and it comes first."""
    index = published_samples.build / "search_index"
    for sample in with_ruling(expected, "cleared"):
        for words in (sample["title"].replace(":", ""), sample["reference"]):
            assert search(index, words).hits[0].reference == sample["reference"], words

    told = published_samples.pcd("search", "hand", "cycles", "tricycles")
    assert told.code == 0
    assert "PCD 1104, 7.1  Free Marking of Bicycles" in told.said
    assert f"{index.parent}/site/decisions/pcd-1104/index.html#7.1" in told.said


def test_the_search_finds_nothing_of_what_is_withheld(
    published_samples: PublishedSamples, expected: dict[str, Any]
) -> None:
    """Not a title, not a secret sentence, not the reference as a decision of its own."""
    index = published_samples.build / "search_index"
    for sample in with_ruling(expected, "until", "review"):
        for phrase in (sample["title"], *sample["secrets"]):
            assert search(index, f'"{phrase}"').hits == (), phrase
        found = search(index, sample["reference"]).hits
        assert sample["reference"] not in {hit.reference for hit in found}

    told = published_samples.pcd("search", '"Cold Storage of Forensic Exhibits"')
    assert told.code == 0
    assert "Nothing that is published has these words." in told.said


def test_the_audit_finds_nothing(published_samples: PublishedSamples) -> None:
    """The log's chain, the manifest and every file are as they were made."""
    audited = published_samples.pcd("audit")

    assert audited.code == 0, audited.said
    assert "holds nothing withheld" in audited.said


def test_a_preview_of_a_day_to_come_leaves_the_site_alone(
    published_samples: PublishedSamples, expected: dict[str, Any]
) -> None:
    """The day of a deferral comes, and without an officer's word nothing is released on it."""
    before = hashes_below(published_samples.build)

    previewed = published_samples.pcd("publish", "--preview", "--as-of", LATER)

    assert previewed.code == 0, previewed.complained
    assert "1 July 2031" in previewed.said
    shown = published_samples.home / "private" / "preview"
    assert public_in(shown) == names_of(with_ruling(expected, "cleared"))
    assert hashes_below(published_samples.build) == before


def test_no_day_but_today_is_ever_published(published_samples: PublishedSamples) -> None:
    """`--as-of` without `--preview` is wrong use, and nothing is done."""
    before = hashes_below(published_samples.build)

    refused = published_samples.pcd("publish", "--as-of", LATER)

    assert (refused.code, refused.said) == (2, "")
    assert "--as-of goes with --preview" in refused.complained
    assert hashes_below(published_samples.build) == before


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel of the source tree and install it, alone, in a folder of its own."""
    folder = tmp_path_factory.mktemp("installed")
    wheel, packages = str(folder / "wheel"), folder / "packages"
    build = ("hatchling", "build", "-t", "wheel", "-d", wheel)
    install = ("pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    from_there = ("--no-index", "--find-links", wheel, "--target", str(packages), "pcd")
    for command in (build, (*install, *from_there)):
        subprocess.run(  # noqa: S603  # fixed commands
            [sys.executable, "-m", *command], cwd=ROOT, check=True, capture_output=True
        )
    return packages


def test_an_installed_pcd_works_in_any_home(installed: Path, tmp_path: Path) -> None:
    """A register in, a site out, with no file of the source tree beside it."""
    elsewhere = tmp_path / "elsewhere"
    home = AHome(tmp_path / "home")
    elsewhere.mkdir()
    home.folder.mkdir()
    home.take_in(decision(1, "Boots are bought."))
    home.take_in(decision(2, "Laces are not.", title=None))

    def python(*words: str) -> str:
        # -S: no .pth file leads to the source tree, -P: nor does the current folder
        ran = subprocess.run(  # noqa: S603  # our own command
            [sys.executable, "-S", "-P", *words],
            cwd=elsewhere,
            env=environment_of(installed) | {"PCD_HOME": str(home.folder)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    def pcd(*words: str) -> str:
        return python("-m", "pcd.main", *words)

    about = python("-c", "import edition, pcd, sys; print(edition, pcd, sys.path)")
    assert about.count(str(installed)) == 3
    assert str(ROOT) not in about.replace(sys.prefix, "")
    assert "Published for the first time: PCD 1." in pcd("publish")
    assert home.public_names() == {"pcd-1"}
    assert "PCD 1" in pcd("search", "boots")
    assert "holds nothing withheld" in pcd("audit")
    assert list(elsewhere.iterdir()) == []


def environment_of(installed: Path) -> dict[str, str]:
    """Return an environment that leads to the packages and what they need, and no further."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PCD_"))
    }
    places = (str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    return {**clean, "PYTHONPATH": os.pathsep.join(dict.fromkeys(places))}
