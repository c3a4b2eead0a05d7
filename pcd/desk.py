"""`pcd desk`: the officers' review desk on this machine, and who may sit at it."""

import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from pcd.clock import now, today
from pcd.desk_user import user
from pcd.exit_code import Exit
from pcd.home import Home
from pcd.listening import listening_on, serve_until_stopped
from pcd.output import print_json
from publication.settings import settings_from
from register.accounts import all_accounts
from register.opening import Register, open_register

if TYPE_CHECKING:
    from desk.office import Office

_LOOKS_EVERY_SECONDS = 2.0


class Served(Struct, frozen=True, kw_only=True):
    """Where a browser finds the desk."""

    url: str


@click.group(invoke_without_command=True, subcommand_metavar="[user …]")
@click.option(
    "--port",
    type=click.IntRange(min=0, max=65535),
    default=8010,
    show_default=True,
    help="Where a browser finds the desk; 0 takes any port that is free.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the address as JSON.")
@click.pass_context
def verb(ctx: click.Context, port: int, as_json: bool) -> Exit:  # noqa: FBT001  # click's flag
    """Serve the officers' review desk on this machine, until Ctrl-C.

    Nobody else on the network can reach it; for others, put a proxy with HTTPS before it, and see
    [desk] in pcd.toml. Somebody must have an account first.

    \b
    Examples:
      pcd desk user add "A. Officer"
      pcd desk
      pcd desk --port 8080
    """  # \b is click's mark for lines that must not be wrapped
    if ctx.invoked_subcommand is not None:
        return Exit.DONE
    home = ctx.ensure_object(Home)
    with open_register(home.register, scans_folder=home.scans) as register:
        if not any(not account.disabled for account in all_accounts(register)):
            raise click.ClickException(
                'Nobody has an account yet: run pcd desk user add "YOUR NAME" first.'
            )
        _serve(home, register, port, _say_json if as_json else _say)
    return Exit.DONE


verb.add_command(user)


def _say(url: str) -> None:
    click.echo(f"The desk is at {url} – Ctrl-C stops it.")


def _say_json(url: str) -> None:
    print_json(Served(url=url))


def _serve(home: Home, register: Register, port: int, say: Callable[[str], None]) -> None:
    from desk.accounts import Door  # noqa: PLC0415  # slow to import
    from desk.office import Office  # noqa: PLC0415  # the same
    from desk.web.app import desk_app  # noqa: PLC0415  # the same
    from desk.web.desk import Desk, desk_settings_from, templates  # noqa: PLC0415  # the same
    from desk.web.sheets import PageStore  # noqa: PLC0415  # the same
    from desk.web.views import SheetStore  # noqa: PLC0415  # the same

    office = Office(
        register,
        settings=lambda: settings_from(home.settings("publication")),
        clock=now,
        today=today,
    )
    desk = Desk(
        office=office,
        door=Door(register, clock=now),
        pages=PageStore(register),
        sheets=SheetStore(),
        settings=desk_settings_from(home.settings("desk")),
        templates=templates(),
    )
    app = desk_app(desk, secret=_secret_in(home))
    with listening_on(port, verb="desk") as listener:
        say(f"http://127.0.0.1:{listener.getsockname()[1]}/")
        with _looking_ahead(office):
            serve_until_stopped(app, listener)


@contextmanager
def _looking_ahead(office: "Office") -> Iterator[None]:
    """Look every now and then, so that an officer's look is quick and drafts become final."""
    is_over = threading.Event()

    def look_on() -> None:
        while not is_over.is_set():
            office.look_if_possible()
            is_over.wait(_LOOKS_EVERY_SECONDS)

    looking = threading.Thread(target=look_on, name="looking ahead", daemon=True)
    looking.start()
    try:
        yield
    finally:
        is_over.set()
        looking.join()


def _secret_in(home: Home) -> str:
    """Return what signs the desk's sessions, made once; only the home's owner may read it."""
    file = home.private / "desk.secret"
    try:
        made = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        secret = file.read_text("utf-8").strip()
    else:
        secret = secrets.token_urlsafe(48)
        with os.fdopen(made, "w", encoding="utf-8") as written:
            written.write(f"{secret}\n")
    if len(secret) < 32:
        raise click.ClickException(f"{file} holds no secret: delete it, and it is made anew.")
    return secret
