"""A desk of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.web.desks import ADesk
from tests.edition.homes import AHome


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[ADesk]:
    """Open a desk over an empty home."""
    home = AHome(tmp_path)
    with home.register() as register:
        yield ADesk(home=home, register=register)
