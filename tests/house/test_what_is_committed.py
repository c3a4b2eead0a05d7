import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_BYTES = 1_500_000
MACHINE_PATH = re.compile(rb"(?<![\w.~-])/(?:(?:tmp|root|work|farm)|(?:home|Users)/\w+)/")


@pytest.fixture(scope="session")
def committed() -> dict[str, bytes]:
    """Return every file that is in Git, or would be after `git add`, with its bytes."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603  # a fixed command
    if listed.returncode != 0:
        pytest.skip("this is no Git work tree")
    names = {name for name in listed.stdout.decode().split("\0") if (ROOT / name).is_file()}
    return {name: (ROOT / name).read_bytes() for name in sorted(names)}


def test_every_pdf_is_a_sample_or_a_test_s(committed: dict[str, bytes]) -> None:
    """A scan that slipped in would be published by Git, for ever."""
    pdfs = {name for name, content in committed.items() if content.startswith(b"%PDF-")}
    pdfs |= {name for name in committed if name.lower().endswith(".pdf")}

    assert [name for name in sorted(pdfs) if not name.startswith(("samples/", "tests/"))] == []


def test_nothing_private_is_committed(committed: dict[str, bytes]) -> None:
    """The register, the scans, the cleared decisions and editions stay out of Git."""
    made = ("build/", "content/decisions/")

    assert [name for name in committed if name.startswith(made)] == []
    assert [name for name in committed if "private" in name.split("/")[:-1]] == []
    assert [name for name in committed if name.endswith((".db", ".db-wal", ".sqlite"))] == []


def test_a_wheel_carries_each_committed_page(committed: dict[str, bytes]) -> None:
    """They are listed one by one, so that no page of somebody's home comes in."""
    tool = tomllib.loads(committed["pyproject.toml"].decode())["tool"]
    carried = tool["hatch"]["build"]["targets"]["wheel"]["force-include"]
    pages = [name for name in committed if re.fullmatch(r"content/[^/]+\.md", name)]

    assert [name for name in carried if name.startswith("content/")] == pages
    assert carried == {name: f"edition/shipped_files/{name}" for name in carried}


def test_no_committed_file_is_heavy(committed: dict[str, bytes]) -> None:
    """A clone stays light."""
    assert [name for name, content in committed.items() if len(content) > MOST_BYTES] == []


def test_no_line_names_a_path_of_one_machine(committed: dict[str, bytes]) -> None:
    """What works only where it was written works nowhere else."""
    texts = {name: content for name, content in committed.items() if b"\0" not in content}

    assert [
        f"{name}:{number}"
        for name, content in texts.items()
        for number, line in enumerate(content.splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ] == []


@pytest.mark.parametrize("folder", ["tmp", "root", "home/somebody", "Users/somebody"])
def test_a_path_of_one_machine_is_known_by_its_first_folder(folder: str) -> None:
    """The search above finds what it is meant to find, and leaves relative paths alone."""
    assert MACHINE_PATH.search(f'open("/{folder}/scan.pdf")'.encode())
    assert not MACHINE_PATH.search(f"see ../{folder}/scan.pdf".encode())
