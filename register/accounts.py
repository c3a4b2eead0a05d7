"""Who may sign in at the desk: accounts in, rows out; a password is only ever kept as its hash."""

import datetime

from sqlalchemy import insert, select, update

from register.account import Account
from register.case import Details, Event
from register.errors import AccountExistsError, UnknownAccountError
from register.log import note
from register.opening import Register
from register.rows import account_from
from register.tables import accounts


def add_account(register: Register, account: Account, *, by: str, at: datetime.datetime) -> None:
    """Add an account; raises AccountExistsError where the name is taken, by a disabled one too."""
    with register.step() as connection:
        if connection.execute(select(accounts.c.name).filter_by(name=account.name)).first():
            raise AccountExistsError(f"There is an account {account.name!r} already.")
        connection.execute(insert(accounts).values(**_row(account)))
        details: Details = {"account": account.name, "role": account.role.value, "by": by}
        note(connection, Event.ACCOUNT_ADDED, scan=None, at=at, details=details)


def change_account(register: Register, account: Account, *, by: str, at: datetime.datetime) -> None:
    """Put the account in the place of the one of its name, and end its sessions.

    Raises UnknownAccountError where there is none.
    """
    with register.step() as connection:
        before = connection.execute(select(accounts).filter_by(name=account.name)).mappings()
        row = before.first()
        if row is None:
            raise UnknownAccountError(f"There is no account {account.name!r}.")
        changed = {**_row(account), "epoch": row["epoch"] + 1}
        connection.execute(update(accounts).filter_by(name=account.name).values(**changed))
        details: Details = {
            "account": account.name,
            "role": account.role.value,
            "disabled": int(account.disabled),
            "by": by,
        }
        note(connection, Event.ACCOUNT_CHANGED, scan=None, at=at, details=details)


def account_named(register: Register, name: str) -> Account | None:
    """Return the account of this name, disabled or not, or None."""
    with register.look() as connection:
        row = connection.execute(select(accounts).filter_by(name=name)).mappings().first()
    return account_from(row) if row else None


def all_accounts(register: Register) -> tuple[Account, ...]:
    """Return every account by name."""
    with register.look() as connection:
        rows = connection.execute(select(accounts).order_by(accounts.c.name)).mappings().all()
    return tuple(map(account_from, rows))


def note_sign_in(register: Register, name: str, *, came_in: bool, at: datetime.datetime) -> None:
    """Note that somebody signed in, or tried to under a name that there is."""
    event = Event.SIGNED_IN if came_in else Event.SIGN_IN_REFUSED
    with register.step() as connection:
        note(connection, event, scan=None, at=at, details={"account": name})


def _row(account: Account) -> dict[str, str | int | bool | None]:
    return {
        "name": account.name,
        "role": account.role.value,
        "password_hash": account.password_hash,
        "epoch": account.epoch,
        "disabled": account.disabled,
    }
