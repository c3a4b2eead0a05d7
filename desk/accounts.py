"""A name and a password in, an account out or nothing: who may sit at the desk.

Passwords are kept as argon2id hashes (RFC 9106) and compared in constant time; a name that
nobody has takes as long to refuse as a wrong password.
"""

import datetime
from collections.abc import Callable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from msgspec.structs import replace

from desk.errors import BadAccount, TooManyTries
from register.account import Account, Role
from register.accounts import account_named, add_account, change_account, note_sign_in
from register.errors import UnknownAccountError
from register.opening import Register

SHORTEST_PASSWORD = 12  # signs; NCSC: length, and no rules on which signs
_LONGEST_NAME = 100
_LONGEST_PASSWORD = 1000  # hashing more than anybody types is work for nothing
# In five minutes. Behind a proxy a whole office has one address, and arrives at nine.
_TRIES_OF_A_NAME = RateLimitItemPerMinute(10, 5)
_TRIES_FROM_AN_ADDRESS = RateLimitItemPerMinute(100, 5)

_hasher = PasswordHasher()


class Door:
    """Lets people in; counts who tries too often, in this process alone."""

    def __init__(self, register: Register, *, clock: Callable[[], datetime.datetime]) -> None:
        self._register = register
        self._clock = clock
        self._tries = MovingWindowRateLimiter(MemoryStorage())

    def account_of(self, name: str, password: str, *, address: str) -> Account | None:
        """Return the account where the password is right; None where anything is wrong.

        Raises TooManyTries once a name, or an address, was tried too often; who comes in after
        all begins anew.
        """
        key = name.casefold()
        may_try = self._tries.hit(_TRIES_FROM_AN_ADDRESS, address)
        if not (self._tries.hit(_TRIES_OF_A_NAME, key) and may_try):
            raise TooManyTries("Too many tries. Wait five minutes, then sign in again.")
        account = account_named(self._register, name)
        is_right = _is_right(account, password)
        if account is None:
            return None
        note_sign_in(self._register, account.name, came_in=is_right, at=self._clock())
        if not is_right:
            return None
        self._tries.clear(_TRIES_OF_A_NAME, key)
        return self._with_fresh_hash(account, password)

    def _with_fresh_hash(self, account: Account, password: str) -> Account:
        """Hash anew where the library's advice on how has changed since."""
        if account.password_hash and _hasher.check_needs_rehash(account.password_hash):
            renewed = replace(account, password_hash=hashed(password))
            change_account(self._register, renewed, by=account.name, at=self._clock())
            return account_named(self._register, account.name) or account
        return account


def added(  # noqa: PLR0913 - an account and who made it
    register: Register,
    name: str,
    role: Role,
    *,
    password: str | None,
    by: str,
    at: datetime.datetime,
) -> Account:
    """Add an account; without a password, only a proxy can sign its owner in.

    Raises BadAccount, or AccountExistsError where the name is taken.
    """
    if (
        name != " ".join(name.split())
        or not name.isprintable()
        or not 0 < len(name) <= _LONGEST_NAME
    ):
        raise BadAccount(f"A name has 1 to {_LONGEST_NAME} signs, without spaces around them.")
    account = Account(
        name=name, role=role, password_hash=hashed(password) if password is not None else None
    )
    add_account(register, account, by=by, at=at)
    return account


def changed(  # noqa: PLR0913 - what may change of an account, and who does it
    register: Register,
    name: str,
    *,
    role: Role | None = None,
    password: str | None = None,
    disabled: bool | None = None,
    by: str,
    at: datetime.datetime,
) -> Account:
    """Change what is named of an account, and end its sessions.

    Raises BadAccount, or UnknownAccountError where there is none of this name.
    """
    account = account_named(register, name)
    if account is None:
        raise UnknownAccountError(f"There is no account {name!r}.")
    account = replace(
        account,
        role=role or account.role,
        password_hash=account.password_hash if password is None else hashed(password),
        disabled=account.disabled if disabled is None else disabled,
    )
    change_account(register, account, by=by, at=at)
    return account


def hashed(password: str) -> str:
    """Return the password's hash; raises BadAccount for one that is too short or too long."""
    if not SHORTEST_PASSWORD <= len(password) <= _LONGEST_PASSWORD:
        raise BadAccount(f"A password has at least {SHORTEST_PASSWORD} signs: three words will do.")
    return _hasher.hash(password)


def _is_right(account: Account | None, password: str) -> bool:
    kept = account.password_hash if account and account.password_hash else _hash_of_nobody()
    try:
        _hasher.verify(kept, password[:_LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False
    return account is not None and account.password_hash is not None and not account.disabled


@cache
def _hash_of_nobody() -> str:
    """Return what a try is compared with where there is nothing to compare it with."""
    return _hasher.hash("nobody has this password")
