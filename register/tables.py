"""The register's tables, in SQL that SQLite and PostgreSQL both speak.

Records, reviews and the log are append-only, and the database itself refuses anything else.
"""

import datetime
from collections.abc import Iterator
from itertools import product

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

SCHEMA_VERSION = 3  # register/upgrading.py brings older ones here


class Moment(TypeDecorator[datetime.datetime]):
    """An aware moment, kept as UTC; SQLite has no time zones of its own."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime.datetime | None, dialect: Dialect
    ) -> datetime.datetime | None:
        """Turn any aware moment into UTC; a naive one is a fault of ours."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{dialect.name} gets aware moments only, not {value}")
        return value.astimezone(datetime.UTC)

    def process_result_value(
        self,
        value: datetime.datetime | None,
        dialect: Dialect,  # noqa: ARG002  # SQLAlchemy calls it so
    ) -> datetime.datetime | None:
        """Say UTC where the database can't."""
        if value is None:
            return None
        return (value if value.tzinfo else value.replace(tzinfo=datetime.UTC)).astimezone(
            datetime.UTC
        )


metadata = MetaData()


def _scan() -> Column[str]:
    return Column("scan", String(64), ForeignKey("scans.sha256"), nullable=False, index=True)


def _number() -> Column[int]:
    """Return a key that the register counts itself, so that no number is ever missing."""
    return Column("number", Integer, primary_key=True, autoincrement=False)


schema = Table("schema_version", metadata, Column("version", Integer, nullable=False))

scans = Table(
    "scans",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("arrival", Integer, nullable=False, unique=True),
    Column("size_bytes", Integer, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("status", String(20), nullable=False),
    Column("reason", String(40)),
    Column("says", Text),
    Column("pages", Integer),
    Column("tried_with", String(100)),
)

# A name is evidence ("part 2.pdf"), so every name a scan came under is kept, as bytes.
names = Table(
    "names",
    metadata,
    Column("scan", String(64), ForeignKey("scans.sha256"), primary_key=True),
    Column("name", LargeBinary, primary_key=True),
    Column("position", Integer, nullable=False),
)

page_readings = Table(
    "page_readings",
    metadata,
    Column("scan", String(64), ForeignKey("scans.sha256"), primary_key=True),
    Column("page", Integer, primary_key=True, autoincrement=False),
    Column("settings", String(200), primary_key=True),
    Column("reading", LargeBinary, nullable=False),
)

records = Table(
    "records",
    metadata,
    _number(),
    _scan(),
    Column("reader_version", String(100), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("record", Text, nullable=False),
)

reviews = Table(
    "reviews",
    metadata,
    _number(),
    _scan(),
    Column("kind", String(20), nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("why", Text, nullable=False),
    Column("entry", Text, nullable=False),
)

log = Table(
    "log",
    metadata,
    _number(),
    Column("at", Moment, nullable=False),
    Column("event", String(40), nullable=False),
    Column("scan", String(64), ForeignKey("scans.sha256"), index=True),
    Column("details", Text, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)
# What the editions carried is found among ten times as many pages read.
Index("log_by_event", log.c.event, log.c.number)

# Who may sign in at the desk; what they did is in the log, and stays when they are gone.
accounts = Table(
    "accounts",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("password_hash", Text),
    Column("epoch", Integer, nullable=False),
    Column("disabled", Boolean, nullable=False),
)

# Entries that can still be taken back, one a scan: no review yet, so nothing rests on them.
drafts = Table(
    "drafts",
    metadata,
    Column("scan", String(64), ForeignKey("scans.sha256"), primary_key=True),
    Column("entry", Text, nullable=False),
    Column("seen_last", Integer, nullable=False),
    Column("final_at", Moment, nullable=False),
    Column("refused", Text),
)

APPEND_ONLY = (records, reviews, log)

# INSERT OR REPLACE deletes without firing a delete trigger, so a taken number is refused too.
_SQLITE = """
CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} {when}
BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END
"""
_SQLITE_ACTS = {
    "UPDATE": "",
    "DELETE": "",
    "INSERT": "WHEN EXISTS (SELECT 1 FROM {table} WHERE number = NEW.number)",
}
_POSTGRESQL_FUNCTION = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the table is append-only'; END $$
"""
_POSTGRESQL = """
CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def refuse_changes(connection: Connection) -> None:
    """Have the database itself keep the append-only tables from being changed."""
    for statement in _refusals(connection.dialect.name):
        connection.exec_driver_sql(statement)


def _refusals(dialect: str) -> Iterator[str]:
    tables = [table.name for table in APPEND_ONLY]
    if dialect == "sqlite":
        for table, (act, when) in product(tables, _SQLITE_ACTS.items()):
            yield _SQLITE.format(table=table, act=act, when=when.format(table=table))
    else:
        yield _POSTGRESQL_FUNCTION
        yield from (_POSTGRESQL.format(table=table) for table in tables)
