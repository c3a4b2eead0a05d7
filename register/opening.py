"""A place in, an open register out: made or checked, with one way to read and one to write."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    insert,
    inspect,
    make_url,
    select,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

from register.errors import NoRegisterError, OtherSchemaError, UnavailableError
from register.tables import SCHEMA_VERSION, metadata, refuse_changes, schema
from register.upgrading import can_upgrade, upgrade

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # A page costs seconds of reading and a review an officer's time; a lost commit costs more
    # than a wait for the disk. NORMAL would lose the last commits when the power goes.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA busy_timeout=20000",
)


class Register:
    """An open register: the database, and the folder that keeps the scans as received."""

    def __init__(self, engine: Engine, scans_folder: Path) -> None:
        self.scans_folder = scans_folder
        self._writing = engine
        self._reading = engine.execution_options(begin="BEGIN")

    @contextlib.contextmanager
    def step(self) -> Iterator[Connection]:
        """Open one transaction that writes: all of it happens, or none.

        Writers stand in line, so that numbers and the log's chain have no gaps or forks.
        """
        with _plainly(self._writing), self._writing.begin() as connection:
            connection.execute(select(schema.c.version).with_for_update())
            yield connection

    @contextlib.contextmanager
    def look(self) -> Iterator[Connection]:
        """Open one transaction that only reads, and so sees one moment of the register."""
        with _plainly(self._reading), self._reading.begin() as connection:
            yield connection


@contextlib.contextmanager
def open_register(place: Path | str, *, scans_folder: Path) -> Iterator[Register]:
    """Open the register at an SQLite file or a database URL; it must be there.

    Raises NoRegisterError, OtherSchemaError or UnavailableError.
    """
    if isinstance(place, Path) and not place.is_file():
        raise NoRegisterError(
            f"There is no register at {place} yet; run pcd ingest FOLDER first, "
            "or name another home with --home."
        )
    with _engine_at(place) as engine:
        with _plainly(engine):
            _check_schema(engine, place)
        yield Register(engine, scans_folder)


@contextlib.contextmanager
def open_or_make_register(place: Path | str, *, scans_folder: Path) -> Iterator[Register]:
    """Open the register, and make it where there is none."""
    if isinstance(place, Path):
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        place.touch(mode=0o600)
    scans_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _engine_at(place) as engine:
        with _plainly(engine):
            _make_schema(engine)
            _check_schema(engine, place)
        yield Register(engine, scans_folder)


@contextlib.contextmanager
def _engine_at(place: Path | str) -> Iterator[Engine]:
    try:
        url = URL.create("sqlite", database=str(place)) if isinstance(place, Path) else None
        engine = create_engine(url or make_url(str(place)))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise UnavailableError(
            f"PCD_REGISTER_URL names no database that can be opened here ({error}); "
            "write it as postgresql+psycopg://USER@HOST/NAME and install that driver."
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_on_sqlite)
    try:
        yield engine
    finally:
        engine.dispose()


def _set_up_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Set the pragmas, and leave BEGIN to us: the driver would begin too late."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_on_sqlite(connection: Connection) -> None:
    """Take the write lock at the start of a step: a reader can't always become a writer."""
    options = connection.get_execution_options()
    connection.exec_driver_sql(str(options.get("begin", "BEGIN IMMEDIATE")))


def _make_schema(engine: Engine) -> None:
    with engine.begin() as connection:
        if not inspect(connection).get_table_names():
            metadata.create_all(connection)
            refuse_changes(connection)
            connection.execute(insert(schema).values(version=SCHEMA_VERSION))


def _check_schema(engine: Engine, place: Path | str) -> None:
    shown = place if isinstance(place, Path) else make_url(place).render_as_string()
    with engine.connect() as connection:
        if not inspect(connection).has_table(schema.name):
            raise OtherSchemaError(
                f"{shown} is a database, but no register; name another home with --home."
            )
        version = connection.execute(select(schema.c.version)).scalar_one()
    if can_upgrade(version):
        with engine.begin() as connection:
            upgrade(connection)
    elif version != SCHEMA_VERSION:
        raise OtherSchemaError(
            f"The register at {shown} has schema {version}, this pcd knows {SCHEMA_VERSION}; "
            "use the version of pcd that wrote it. Nothing was changed."
        )


@contextlib.contextmanager
def _plainly(engine: Engine) -> Iterator[None]:
    """Say a database's failure in our words: callers know no SQL."""
    try:
        yield
    except SQLAlchemyError as error:
        cause = getattr(error, "orig", None) or error
        shown = engine.url.render_as_string()
        raise UnavailableError(
            f"The register at {shown} failed: {cause}. See that the disk has room, that you "
            "may write there and that no other program holds it; then run the command again."
        ) from error
