"""`pcd serve`: the built site, shown on this machine alone."""

from pathlib import Path

import click
from msgspec import Struct

from pcd.exit_code import Exit
from pcd.home import Home
from pcd.listening import listening_on, serve_until_stopped
from pcd.output import print_json


class Shown(Struct, frozen=True, kw_only=True):
    """What is served, and where a browser finds it."""

    url: str
    folder: str
    preview: bool


@click.command()
@click.option(
    "--port",
    type=click.IntRange(min=0, max=65535),
    default=8000,
    show_default=True,
    help="Where a browser finds the site; 0 takes any port that is free.",
)
@click.option("--preview", is_flag=True, help="Serve what pcd publish --preview made.")
@click.option("--json", "as_json", is_flag=True, help="Print the address as JSON.")
@click.pass_obj
def verb(home: Home, port: int, preview: bool, as_json: bool) -> Exit:  # noqa: FBT001  # click's flags
    """Serve the built site on this machine, until Ctrl-C.

    Nobody else on the network can reach it: for the public, deliver build/site to a web server.
    A new edition is shown as soon as it is published.

    \b
    Examples:
      pcd serve
      pcd serve --port 8080
      pcd serve --preview
    """  # \b is click's mark for lines that must not be wrapped
    folder = site_in(home, preview=preview)
    from pcd.static_site import site_app  # noqa: PLC0415  # slow to import

    with listening_on(port, verb="serve") as listener:
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        if as_json:
            print_json(Shown(url=url, folder=str(folder), preview=preview))
        else:
            what = "preview" if preview else "site"
            click.echo(f"The {what} is at {url} – Ctrl-C stops it.")
        serve_until_stopped(site_app(folder, may_be_kept=not preview), listener)
    return Exit.DONE


def site_in(home: Home, *, preview: bool) -> Path:
    """Return the folder to serve: a fixed link, so that it leads to each new edition in turn."""
    parent, command = home.build, "pcd publish"
    if preview:
        parent, command = home.private / "preview", "pcd publish --preview"
    folder = parent.absolute() / "site"
    if not folder.is_dir():
        what = "There is no preview yet" if preview else "Nothing is published yet"
        raise click.ClickException(f"{what}: run {command} first.")
    return folder
