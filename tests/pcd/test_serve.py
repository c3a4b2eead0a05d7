import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest

from pcd.exit_code import Exit

ROOT = Path(__file__).parents[2]


class Answer(NamedTuple):
    """What came back for one request."""

    status: int
    headers: http.client.HTTPMessage
    body: str


class Served(NamedTuple):
    """A running `pcd serve` and where it is."""

    process: subprocess.Popen[str]
    port: int

    def get(
        self, path: str, *, method: str = "GET", headers: dict[str, str] | None = None
    ) -> Answer:
        """Ask for a path as it is written, with nothing tidied away."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request(method, path, headers=headers or {})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode())
        finally:
            connection.close()


def make_edition(home: Path, name: str) -> None:
    """Make a tiny edition and swap it in, as `pcd publish` does."""
    site = home / "build" / "editions" / name / "site"
    (site / "decisions" / "pcd-611").mkdir(parents=True)
    (site / "empty").mkdir()
    (site / "index.html").write_text(f"home of {name}", "utf-8")
    (site / "404.html").write_text("no such page", "utf-8")
    (site / "decisions" / "pcd-611" / "index.html").write_text(f"PCD 611 in {name}", "utf-8")
    (home / "build" / "next").symlink_to(f"editions/{name}")
    (home / "build" / "next").rename(home / "build" / "current")
    if not (home / "build" / "site").is_symlink():
        (home / "build" / "site").symlink_to("current/site")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a home with one edition, a preview, and things that are nobody's business."""
    folder = tmp_path_factory.mktemp("home")
    make_edition(folder, "first")
    (folder / "build" / "current" / "manifest.json").write_text("a secret", "utf-8")
    (folder / "private" / "preview" / "site").mkdir(parents=True)
    (folder / "private" / "register.db").write_text("a secret", "utf-8")
    (folder / "private" / "preview" / "site" / "index.html").write_text("a preview", "utf-8")
    (folder / "build" / "site" / "out.html").symlink_to(folder / "private" / "register.db")
    (folder / "build" / "site" / "deep").symlink_to(folder / "private")
    return folder


def call(home: Path, *words: str) -> subprocess.Popen[str]:
    """Call `pcd serve` in a home, as a person would."""
    return subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "pcd.main", "--home", str(home), "serve", *words],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@contextmanager
def serving(home: Path, *words: str) -> Iterator[Served]:
    """Serve a home until the end of the block."""
    with call(home, "--port", "0", *words) as process:
        assert process.stdout
        line = process.stdout.readline()
        found = [word for word in line.split() if word.startswith("http://127.0.0.1:")]
        try:
            assert found, line + (process.stderr.read() if process.stderr else "")
            yield Served(process, urlsplit(found[0]).port or 0)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[Served]:
    """Serve the home's site for the tests that only look."""
    with serving(home) as running:
        yield running


def test_the_site_is_served(served: Served) -> None:
    """The home page, and a decision by the address of its folder."""
    page = served.get("/decisions/pcd-611/")

    assert served.get("/").body == "home of first"
    assert (page.status, page.body) == (200, "PCD 611 in first")
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert served.get("/decisions/pcd-611").headers["Location"].endswith("/decisions/pcd-611/")


def test_head_tells_without_sending(served: Served) -> None:
    """A link checker gets the length and no body; nothing can be sent to the site."""
    head = served.get("/", method="HEAD")

    assert (head.status, head.body) == (200, "")
    assert head.headers["Content-Length"] == str(len("home of first"))
    assert served.get("/", method="POST").status == 405


@pytest.mark.parametrize("path", ["/nothing", "/decisions/", "/empty/", "/decisions/pcd-611/x"])
def test_what_is_not_there_is_said_so(served: Served, path: str) -> None:
    """With the site's own page and status 404; no folder is listed."""
    answer = served.get(path)

    assert (answer.status, answer.body) == (404, "no such page")


@pytest.mark.parametrize(
    "path",
    [
        "/../manifest.json",
        "/../../../../private/register.db",
        "/%2e%2e/manifest.json",
        "/..%2fmanifest.json",
        "/decisions/..%2f..%2f..%2fmanifest.json",
        "/..%5cmanifest.json",
        "//../manifest.json",
        "/%2fetc/passwd",
        "//etc/passwd",
        "/out.html",
        "/deep/register.db",
        "/%00",
        "/" + "a" * 5000,
        "/../site/../manifest.json",
    ],
)
def test_nothing_outside_the_site_is_served(served: Served, path: str) -> None:
    """Not by dots, however they are written, nor by a link that leads out."""
    answer = served.get(path)

    assert answer.status == 404
    assert "secret" not in answer.body
    assert "root:" not in answer.body


@pytest.mark.parametrize("path", ["/", "/nothing", "/decisions/pcd-611"])
def test_every_answer_has_the_sensible_headers(served: Served, path: str) -> None:
    """Nothing is guessed, nobody is told where one came from, and copies are asked about."""
    headers = served.get(path).headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-cache"
    assert "Server" not in headers


def test_only_this_machine_s_browser_is_answered(served: Served) -> None:
    """A page elsewhere can't have its own name lead here; nor does another machine come in."""
    stranger = served.get("/", headers={"Host": "example.org"})

    assert stranger.status == 400
    assert "home of" not in stranger.body
    assert served.get("/", headers={"Host": f"localhost:{served.port}"}).status == 200
    with socket.socket() as other:
        other.settimeout(5)
        assert other.connect_ex(("127.0.0.2", served.port)) != 0


def test_a_new_edition_is_shown_without_a_restart(tmp_path: Path) -> None:
    """The link is followed at each request, and a browser's copy of the last one is stale."""
    make_edition(tmp_path, "first")
    with serving(tmp_path) as running:
        before = running.get("/")
        known = {"If-None-Match": before.headers["ETag"]}
        unchanged = running.get("/", headers=known)
        make_edition(tmp_path, "second")
        after = running.get("/", headers=known)

    assert before.body == "home of first"
    assert unchanged.status == 304
    assert (after.status, after.body) == (200, "home of second")


def test_no_request_fails_while_editions_are_swapped(tmp_path: Path) -> None:
    """Each page is the old edition's or the new one's, and it is whole."""
    make_edition(tmp_path, "0")
    with serving(tmp_path) as running:
        swapping = threading.Event()
        swapper = threading.Thread(target=keep_swapping, args=(tmp_path, swapping))
        swapper.start()
        answers = [running.get("/decisions/pcd-611/") for _ in range(300)]
        swapping.set()
        swapper.join()

    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) > 1
    assert all(answer.body.startswith("PCD 611 in ") for answer in answers)


def keep_swapping(home: Path, until: threading.Event) -> None:
    """Swap in one edition after the other; what was asked of an old one has time to come out."""
    number = 0
    while not until.wait(0.005):
        number += 1
        make_edition(home, str(number))
        shutil.rmtree(home / "build" / "editions" / str(number - 20), ignore_errors=True)


def test_a_preview_is_served_when_asked_for(home: Path) -> None:
    """From the private folder, and the browser keeps no copy."""
    with serving(home, "--preview") as running:
        answer = running.get("/")

    assert answer.body == "a preview"
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "Nothing is published yet: run pcd publish first."),
        (("--preview",), "There is no preview yet: run pcd publish --preview first."),
    ],
)
def test_without_a_site_one_is_told_how_to_make_it(
    tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    """Exit 2, and the command that comes first."""
    with call(tmp_path, *words) as process:
        printed, complaint = process.communicate(timeout=30)

    assert process.returncode == Exit.WRONG_USE
    assert printed == ""
    assert complaint == f"pcd: {told}\n"


def test_a_port_that_is_taken_is_said_so(home: Path, served: Served) -> None:
    """Exit 2, and what to type instead."""
    with call(home, "--port", str(served.port)) as process:
        printed, complaint = process.communicate(timeout=30)

    assert process.returncode == Exit.WRONG_USE
    assert printed == ""
    assert complaint.startswith(f"pcd: Port {served.port} is taken. Name another one: pcd serve")


def test_ctrl_c_ends_it_quietly(home: Path) -> None:
    """Exit 0 with nothing said: it is the way to end it, even while a browser is connected."""
    with serving(home) as running:
        browser = http.client.HTTPConnection("127.0.0.1", running.port, timeout=20)
        browser.request("GET", "/")
        browser.getresponse().read()
        os.kill(running.process.pid, signal.SIGINT)
        said, complaint = running.process.communicate(timeout=20)
        browser.close()

    assert running.process.returncode == Exit.DONE
    assert (said, complaint) == ("", "")


def test_the_address_can_be_had_as_json(home: Path) -> None:
    """For scripts: the first words on standard output, before anything is asked."""
    with call(home, "--port", "0", "--json") as process:
        assert process.stdout
        told = json.loads("".join(iter(process.stdout.readline, "}\n")) + "}")
        port = urlsplit(told["url"]).port or 0
        answer = Served(process, port).get("/")
        process.kill()

    assert told["folder"] == str(home / "build" / "site")
    assert told["preview"] is False
    assert answer.body == "home of first"
