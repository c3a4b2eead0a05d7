"""A register of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from register.opening import Register, open_or_make_register


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    """Open a register of its own for a test."""
    with open_or_make_register(tmp_path / "register.db", scans_folder=tmp_path / "scans") as opened:
        yield opened
