"""The system's browser before the samples' site, as it is really served."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visitor import Visitor, served
from tests.conftest import PublishedSamples

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Open the system's browser, or skip; CI sets PCD_BROWSER_REQUIRED, and fails instead."""
    program = os.environ.get("PCD_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        says = f"no browser on this machine: install {NAMES[0]}, or name one in PCD_BROWSER"
        if os.environ.get("PCD_BROWSER_REQUIRED"):
            pytest.fail(says)
        pytest.skip(says)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def address(published_samples: PublishedSamples) -> Iterator[str]:
    """Serve the samples' site; give the address of its home page."""
    with served(published_samples.home) as url:
        yield url


@pytest.fixture
def visitor(browser: Browser, address: str) -> Iterator[Visitor]:
    """Let somebody look at the samples' site; nothing may complain or ask elsewhere."""
    with browser.new_context() as context:
        context.set_default_timeout(20_000)
        somebody = Visitor(context, address)
        yield somebody
        assert somebody.complaints == []
        assert somebody.asked_elsewhere == []
