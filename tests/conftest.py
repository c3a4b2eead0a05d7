"""The samples, read and published once a session by the real command, in homes of their own."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from register.case import Case
from register.cases import cases
from register.opening import open_register

# A machine shared with two readers of scans is slow by fits; slowness is no failure.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"


@dataclass(frozen=True)
class Run:
    """One call of the command: its exit code and what it said."""

    code: int
    said: str
    complained: str


@dataclass(frozen=True)
class ReadSamples:
    """A home that has read the samples, and the run that read them."""

    home: Path
    run: Run

    def pcd(self, *words: str) -> Run:
        """Call the command in this home."""
        return pcd_in(self.home, *words)

    def cases(self) -> dict[str, Case]:
        """Return every scan in the register by the name of its file."""
        private = self.home / "private"
        with open_register(private / "register.db", scans_folder=private / "scans") as register:
            return {case.scan.name: case for case in cases(register)}


def pcd_in(home: Path, *words: str) -> Run:
    """Call the command in a home, as a person would."""
    called = [sys.executable, "-m", "pcd.main", "--home", str(home), *words]
    done = subprocess.run(  # noqa: S603  # our own command
        called, capture_output=True, text=True, check=False, cwd=ROOT
    )
    return Run(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def read_samples(tmp_path_factory: pytest.TempPathFactory) -> ReadSamples:
    """Read all samples with both readers: some two minutes on two cores, once a session."""
    home = tmp_path_factory.mktemp("home")
    return ReadSamples(home, pcd_in(home, "ingest", str(SAMPLES)))


@dataclass(frozen=True)
class PublishedSamples:
    """A home whose samples are published, and the run that published them."""

    home: Path
    run: Run

    @property
    def build(self) -> Path:
        """Everything that was made."""
        return self.home / "build"

    def pcd(self, *words: str) -> Run:
        """Call the command in this home."""
        return pcd_in(self.home, *words)


@pytest.fixture(scope="session")
def published_samples(
    read_samples: ReadSamples, tmp_path_factory: pytest.TempPathFactory
) -> PublishedSamples:
    """Publish the samples for today, in a copy: who asks for what was read sees only that."""
    home = tmp_path_factory.mktemp("published") / "home"
    shutil.copytree(read_samples.home, home)
    return PublishedSamples(home, pcd_in(home, "publish"))


@pytest.fixture(scope="session")
def expected() -> dict[str, Any]:
    """Tell what the samples' own source says must come of them, on the day they name."""
    told: dict[str, Any] = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))
    return told
