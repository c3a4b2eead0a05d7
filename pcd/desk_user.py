"""`pcd desk user`: who may sit at the desk, from the command line."""

import getpass
import sys

import click

from pcd.clock import now
from pcd.exit_code import Exit
from pcd.home import Home
from pcd.output import print_json
from register.account import Role
from register.accounts import all_accounts
from register.opening import open_or_make_register, open_register

_ROLE = click.Choice([role.value for role in Role])
_FROM_STDIN = click.option(
    "--password-stdin", "from_stdin", is_flag=True, help="Read the password from standard input."
)


@click.group()
def user() -> None:
    """Manage who may sign in at the desk: add, list, change, disable.

    \b
    Examples:
      pcd desk user add "A. Officer"
      pcd desk user add "B. Head" --role administrator
      pcd desk user change "A. Officer" --password
      pcd desk user disable "A. Officer"
      pcd desk user list
    """  # \b is click's mark for lines that must not be wrapped


@user.command()
@click.argument("name")
@click.option("--role", type=_ROLE, default=Role.OFFICER.value, show_default=True)
@_FROM_STDIN
@click.option("--no-password", is_flag=True, help="Only a proxy that pcd.toml trusts vouches.")
@click.pass_obj
def add(home: Home, name: str, role: str, *, from_stdin: bool, no_password: bool) -> Exit:
    """Let NAME sign in; the password is asked for twice.

    \b
    Examples:
      pcd desk user add "A. Officer"
      pcd desk user add "C. Auditor" --role reader
    """  # \b is click's mark for lines that must not be wrapped
    from desk.accounts import added  # noqa: PLC0415  # slow to import

    password = None if no_password else _password(from_stdin=from_stdin)
    with open_or_make_register(home.register, scans_folder=home.scans) as register:
        account = added(register, name, Role(role), password=password, by=_who_asks(), at=now())
    click.echo(f"{account.name} may sign in, as {account.role}.")
    return Exit.DONE


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON, without any password.")
@click.pass_obj
def list_all(home: Home, *, as_json: bool) -> Exit:
    """List every account.

    \b
    Examples:
      pcd desk user list
    """  # \b is click's mark for lines that must not be wrapped
    with open_register(home.register, scans_folder=home.scans) as register:
        every = all_accounts(register)
    if as_json:
        told = ({"name": a.name, "role": a.role, "disabled": a.disabled} for a in every)
        print_json(tuple(told))
        return Exit.DONE
    for account in every:
        click.echo(f"{account.name}: {account.role}{', disabled' if account.disabled else ''}")
    if not every:
        click.echo('Nobody may sign in yet: pcd desk user add "YOUR NAME".')
    return Exit.DONE


@user.command()
@click.argument("name")
@click.option("--role", type=_ROLE, help="What they may do from now on.")
@click.option("--password", "wants_password", is_flag=True, help="Ask for a new password.")
@_FROM_STDIN
@click.option("--enable", is_flag=True, help="Let them sign in again.")
@click.pass_obj
def change(  # noqa: PLR0913 - click's options
    home: Home,
    name: str,
    role: str | None,
    *,
    wants_password: bool,
    from_stdin: bool,
    enable: bool,
) -> Exit:
    """Change NAME's role or password, or let them in again; it ends their sessions.

    \b
    Examples:
      pcd desk user change "A. Officer" --role administrator
      pcd desk user change "A. Officer" --password
    """  # \b is click's mark for lines that must not be wrapped
    from desk.accounts import changed  # noqa: PLC0415  # slow to import

    if not (role or wants_password or from_stdin or enable):
        raise click.UsageError("Say what is to change: --role, --password or --enable.")
    wants_password = wants_password or from_stdin
    password = _password(from_stdin=from_stdin) if wants_password else None
    with open_register(home.register, scans_folder=home.scans) as register:
        account = changed(
            register,
            name,
            role=Role(role) if role else None,
            password=password,
            disabled=False if enable else None,
            by=_who_asks(),
            at=now(),
        )
    click.echo(f"{account.name} is changed, as {account.role}; their sessions are over.")
    return Exit.DONE


@user.command()
@click.argument("name")
@click.pass_obj
def disable(home: Home, name: str) -> Exit:
    """Let NAME sign in no longer, and end their sessions; what they entered stays.

    \b
    Examples:
      pcd desk user disable "A. Officer"
    """  # \b is click's mark for lines that must not be wrapped
    from desk.accounts import changed  # noqa: PLC0415  # slow to import

    with open_register(home.register, scans_folder=home.scans) as register:
        changed(register, name, disabled=True, by=_who_asks(), at=now())
    click.echo(f"{name} may sign in no longer.")
    return Exit.DONE


def _password(*, from_stdin: bool) -> str:
    """Ask for it twice, or take the first line of standard input."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    password = click.prompt("Password", hide_input=True, confirmation_prompt="Again")
    return str(password)


def _who_asks() -> str:
    """Return the login name: an administrator of the machine, with no account of the desk."""
    try:
        return f"{getpass.getuser()}, at the command line"
    except (KeyError, OSError):
        return "somebody at the command line"
