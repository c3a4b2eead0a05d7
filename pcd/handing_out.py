"""What of the private register is handed out in a file: for its owner's eyes, and never in public.

A file comes whole or not at all, and only its owner may read it.
"""

import tempfile
from pathlib import Path

import click

from pcd.home import Home

STANDARD_OUTPUT = Path("-")


def hand_out(content: bytes, to: Path, *, kind: str, home: Home) -> None:
    """Write to the file, or to standard output where it is `-`; `kind` is what its name ends in.

    Raises UsageError where the file would lie among what is published, or is no such file: a slip
    of the keyboard must not write over the register.
    """
    if to == STANDARD_OUTPUT:
        click.echo(content, nl=False)
        return
    if to.suffix.lower() != kind:
        raise click.UsageError(f"{str(to)!r}: name a file that ends in {kind}, or - to print.")
    if not to.parent.is_dir():
        raise click.UsageError(f"{str(to)!r}: there is no folder {str(to.parent)!r}.")
    _refuse_public_places(to, home)
    _write_whole(content, to)
    click.echo(f"{to} is written. It is as private as the register.")


def _refuse_public_places(to: Path, home: Home) -> None:
    """Refuse what an edition is made of, or is: whatever lies there is public."""
    real = to.resolve()
    for place in (home.folder / "content", home.folder / "site", home.build):
        if real.is_relative_to(place.resolve()):
            raise click.UsageError(
                f"{str(to)!r} lies where the public site is made of, and this is private; write "
                "it elsewhere, such as to private/."
            )


def _write_whole(content: bytes, to: Path) -> None:
    """Write beside the file, which nobody else may read, and put it in its place."""
    with tempfile.NamedTemporaryFile(dir=to.parent, prefix=f".{to.name}.", delete=False) as made:
        try:
            made.write(content)
            made.close()
            Path(made.name).replace(to)
        except BaseException:
            Path(made.name).unlink(missing_ok=True)
            raise
