"""The command `pcd`: finds the verb, and says every error in a sentence with its exit code.

A verb's module is imported only when that verb is called, so that `pcd --help` is quick.
"""

import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from pcd.exit_code import Exit

VERBS = {
    "ingest": "Take scans into the register and read them.",
    "read": "Print the decision record of one PDF; change nothing.",
    "review": "Enter an officer's review of one decision.",
    "desk": "Serve the officers' review desk on this machine.",
    "register": "List every decision with its ruling for a day.",
    "publish": "Build the public site from what is cleared today, and swap it in.",
    "serve": "Serve the built site on this machine.",
    "search": "Search the full text of what is published.",
    "audit": "Verify the log, the live edition, and that nothing withheld is in it.",
    "schema": "Print the JSON Schema of a decision record.",
    "doctor": "Say what this machine has and lacks.",
}

_PACKAGES = ("pcd", "desk", "edition", "search_index", "publication", "register", "ingest")
_STOPPED = "Stopped. What was done is kept; run the command again to go on."


class Verbs(click.Group):
    """The verbs, each in the module of its name under `verb`."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        """Return the verbs in the order of the work."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's signature
        """Import a verb when it is wanted."""
        if cmd_name not in VERBS:
            return None
        verb = importlib.import_module(f"pcd.{cmd_name}").verb
        if not isinstance(verb, click.Command):
            raise TypeError(f"pcd.{cmd_name}.verb is no command")
        return verb

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002  # click's signature
        """List the verbs without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:  # noqa: FBT001  # click's signature
    if wanted:
        from pcd.versions import version_of  # noqa: PLC0415  # slow, and seldom wanted

        click.echo(f"pcd {version_of('pcd') or 'as it stands in the source tree'}")
        ctx.exit()


@click.command(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Begin with:  pcd ingest FOLDER-OF-SCANS, then:  pcd publish",
)
@click.option(
    "--home",
    "folder",
    envvar="PCD_HOME",
    show_envvar=True,
    default=Path(),
    show_default="the current folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder that holds private/, content/, build/ and pcd.toml.",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version)
@click.pass_context
def pcd(ctx: click.Context, folder: Path) -> None:
    """Read scanned DMPC decision forms and publish what may be published.

    Exit codes: 0 done, 2 wrong use, 3 some input could not be read, 4 something needs a
    person, 5 the log or an edition failed its audit, 6 another run holds the lock, 1 a fault
    of ours.
    """
    from pcd.home import Home  # noqa: PLC0415  # only once a verb is called

    ctx.obj = Home(folder, os.environ.get("PCD_REGISTER_URL") or None)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and end the process with the exit code that tells what happened."""
    try:
        code = _run(sys.argv[1:] if arguments is None else list(arguments))
        sys.stdout.flush()
    except BrokenPipeError:
        # who reads the pipe (head, less) had enough: no error, but nothing more can be said
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = Exit.DONE
    except KeyboardInterrupt:
        click.echo(f"\npcd: {_STOPPED}", err=True)
        code = Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001  # the one place where every error becomes a sentence
        code = _explained(error)
    sys.exit(code)


def _run(arguments: list[str]) -> int:
    """Run a verb; unlike click's own `main`, leave every exception to ours."""
    try:
        with pcd.make_context("pcd", arguments) as ctx:
            return int(pcd.invoke(ctx) or Exit.DONE)
    except click.exceptions.Exit as ended:
        return ended.exit_code


def _explained(error: Exception) -> Exit:
    """Say what happened and what to do next, on standard error."""
    from desk.errors import DeskError  # noqa: PLC0415  # only when something is wrong
    from edition.errors import AuditFailed, BuildFailed, EditionError  # noqa: PLC0415  # the same
    from ingest.confined.confinement import ReaderNotFit  # noqa: PLC0415  # the same
    from pcd.lock import LockedError  # noqa: PLC0415  # the same
    from publication.errors import PublicationError  # noqa: PLC0415  # the same
    from register.errors import RegisterError, UnavailableError  # noqa: PLC0415  # the same
    from search_index.errors import SearchIndexError  # noqa: PLC0415  # the same

    match error:
        case click.exceptions.NoArgsIsHelpError():
            error.show()
            return Exit.WRONG_USE
        case click.ClickException():
            code, says = Exit.WRONG_USE, _what_was_wrong(error)
        case LockedError():
            code, says = Exit.LOCKED, str(error)
        case ReaderNotFit():
            code, says = Exit.FAULT_OF_OURS, f"{error}. See what is lacking with: pcd doctor"
        case UnavailableError():
            code, says = Exit.FAULT_OF_OURS, str(error)
        case AuditFailed():
            code, says = Exit.AUDIT_FAILED, str(error)
        case BuildFailed():
            code, says = Exit.FAULT_OF_OURS, str(error)
        case (
            RegisterError() | PublicationError() | EditionError() | SearchIndexError() | DeskError()
        ):
            code, says = Exit.WRONG_USE, str(error)
        case OSError(strerror=str() as what):
            where = f": {os.fsdecode(error.filename)!r}" if error.filename else ""
            code, says = Exit.FAULT_OF_OURS, f"{what}{where}. What was done is kept."
        case _:
            code, says = Exit.FAULT_OF_OURS, _fault_of_ours(error)
    click.echo(f"pcd: {says}", err=True)
    return code


def _what_was_wrong(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    help_line = f" See: {context.command_path} --help" if context else ""
    return error.format_message() + help_line


def _fault_of_ours(error: Exception) -> str:
    """Tell where it happened; the error's own words could quote a decision."""
    if os.environ.get("PCD_TRACEBACK"):
        traceback.print_exception(error)
    ours = [
        f"{frame.f_globals['__name__']}, line {line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if str(frame.f_globals.get("__name__")).partition(".")[0] in _PACKAGES
    ]
    return (
        f"a fault of ours: {type(error).__name__} in {ours[-1]}. Nothing was left half done. "
        "Run it again with PCD_TRACEBACK=1 set, and report what it prints after taking out "
        "any decision's text."
    )


if __name__ == "__main__":
    main()
