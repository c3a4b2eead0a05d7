import http.client
import json
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from tests.conftest import ROOT, Run
from tests.edition.homes import AHome

PASSWORD = "three plain words\n"  # noqa: S105  # of nobody


def call(home: Path, *words: str, typed: str = "") -> Run:
    """Call `pcd desk` in a home, as a person would."""
    called = [sys.executable, "-m", "pcd.main", "--home", str(home), "desk", *words]
    done = subprocess.run(  # noqa: S603  # our own command
        called, capture_output=True, text=True, check=False, cwd=ROOT, input=typed
    )
    return Run(done.returncode, done.stdout, done.stderr)


@contextmanager
def served(home: Path) -> Iterator[http.client.HTTPConnection]:
    """Serve the home's desk until the end of the block."""
    with subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-m", "pcd.main", "--home", str(home), "desk", "--port", "0"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            line = process.stdout.readline() if process.stdout else ""
            (url,) = [word for word in line.split() if word.startswith("http://127.0.0.1:")]
            connection = http.client.HTTPConnection("127.0.0.1", urlsplit(url).port, timeout=20)
            with closing(connection):
                yield connection
        finally:
            process.kill()


def test_people_are_let_in_from_the_command_line(tmp_path: Path) -> None:
    """Added, listed, changed and disabled; no password or hash is ever printed."""
    added = call(tmp_path, "user", "add", "A. Officer", "--password-stdin", typed=PASSWORD)
    again = call(tmp_path, "user", "add", "A. Officer", "--password-stdin", typed=PASSWORD)
    changed = call(tmp_path, "user", "change", "A. Officer", "--role", "reader")
    disabled = call(tmp_path, "user", "disable", "A. Officer")
    listed = call(tmp_path, "user", "list")
    as_json = call(tmp_path, "user", "list", "--json")

    assert (added.code, added.said) == (0, "A. Officer may sign in, as officer.\n")
    assert (again.code, again.said) == (2, "")
    assert "already" in again.complained
    assert (changed.code, disabled.code) == (0, 0)
    assert listed.said == "A. Officer: reader, disabled\n"
    assert json.loads(as_json.said) == [{"name": "A. Officer", "role": "reader", "disabled": True}]


def test_a_password_that_is_too_short_is_refused(tmp_path: Path) -> None:
    """And nobody is added."""
    run = call(tmp_path, "user", "add", "A. Officer", "--password-stdin", typed="short\n")

    assert run.code == 2
    assert "at least 12 signs" in run.complained
    assert call(tmp_path, "user", "list").said.startswith("Nobody may sign in yet")


def test_a_change_says_what_is_to_change(tmp_path: Path) -> None:
    """Nothing is ended by a command that names nothing."""
    call(tmp_path, "user", "add", "A. Officer", "--password-stdin", typed=PASSWORD)

    assert call(tmp_path, "user", "change", "A. Officer").code == 2
    assert call(tmp_path, "user", "change", "B. Nobody", "--enable").code == 2


def test_a_desk_without_people_is_not_served(tmp_path: Path) -> None:
    """The message says how to begin."""
    with AHome(tmp_path).register():
        pass

    run = call(tmp_path)

    assert run.code == 2
    assert "pcd desk user add" in run.complained


def test_the_desk_is_served_on_this_machine(tmp_path: Path) -> None:
    """It asks who is there; its secret is made once, and only its owner may read it."""
    call(tmp_path, "user", "add", "A. Officer", "--password-stdin", typed=PASSWORD)
    secret = tmp_path / "private" / "desk.secret"

    secrets = []
    for _ in range(2):
        with served(tmp_path) as connection:
            connection.request("GET", "/")
            answer = connection.getresponse()
            assert (answer.status, answer.headers["location"]) == (303, "/sign-in?next=/")
        secrets.append(secret.read_text("utf-8"))

    assert secrets[0] == secrets[1]
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600


def test_wrong_settings_of_the_desk_are_said(tmp_path: Path) -> None:
    """Unknown names, and a header that nobody is named to send."""
    call(tmp_path, "user", "add", "A. Officer", "--password-stdin", typed=PASSWORD)
    says = {
        "port = 1": "Known settings: hosts, signed_in_header, proxies, https",
        'signed_in_header = "X-User"': "signed_in_header and proxies together",
        'hosts = ["*"]': "must be names",
        'https = "yes"': "Known settings",
    }

    for line, expected in says.items():
        (tmp_path / "pcd.toml").write_text(f"[desk]\n{line}\n", "utf-8")
        run = call(tmp_path, "--port", "0")
        assert run.code == 2, line
        assert expected in run.complained
