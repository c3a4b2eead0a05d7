"""The home folder: where the register, the scans and the settings are."""

import tomllib
from pathlib import Path

import click
from msgspec import Struct


class Home(Struct, frozen=True):
    """A home; `register_url` names a database that stands in for the register's own file."""

    folder: Path
    register_url: str | None = None

    @property
    def private(self) -> Path:
        """Everything that must never be published."""
        return self.folder / "private"

    @property
    def build(self) -> Path:
        """Everything that is made, and can be made again."""
        return self.folder / "build"

    @property
    def preview(self) -> Path:
        """The site as it would be on some day, for officers' eyes."""
        return self.private / "preview"

    @property
    def register(self) -> Path | str:
        """The register's SQLite file, or the URL of its database."""
        return self.register_url or self.private / "register.db"

    @property
    def scans(self) -> Path:
        """The scans as received."""
        return self.private / "scans"

    @property
    def lock(self) -> Path:
        """The file that one long run at a time holds."""
        return self.private / "lock"

    def settings(self, table: str) -> dict[str, object]:
        """Return a table of `pcd.toml`; empty where the file or the table isn't there."""
        file = self.folder / "pcd.toml"
        try:
            found = tomllib.loads(file.read_text("utf-8")).get(table, {})
        except FileNotFoundError:
            return {}
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise click.UsageError(f"{file} is not valid TOML: {error}.") from error
        if not isinstance(found, dict):
            raise click.UsageError(f"{file} must give [{table}] as a table.")
        return found
