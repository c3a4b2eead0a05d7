"""A register of an older version in, the same with what this version keeps besides out.

Every step only adds: no row that is there is touched, so nothing that officers entered can be
lost. An older pcd refuses the register from then on, for it would not know what was added.
"""

from collections.abc import Mapping

from sqlalchemy import Connection, Table, select, update

from register.tables import accounts, drafts, metadata, schema

_ADDED_AFTER: Mapping[int, tuple[Table, ...]] = {2: (accounts, drafts)}


def can_upgrade(version: int) -> bool:
    """Say whether there is a step from this version to the next."""
    return version in _ADDED_AFTER


def upgrade(connection: Connection) -> None:
    """Add the tables of all later versions, in the one transaction given: all of them or none."""
    version = connection.execute(select(schema.c.version).with_for_update()).scalar_one()
    while can_upgrade(version):
        metadata.create_all(connection, tables=_ADDED_AFTER[version])
        version += 1
        connection.execute(update(schema).values(version=version))
