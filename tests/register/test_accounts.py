import pytest
from msgspec.structs import replace

from register.account import Account, Role
from register.accounts import account_named, add_account, change_account, note_sign_in
from register.case import Event
from register.errors import AccountExistsError, UnknownAccountError
from register.log import faults_in_log, log_entries
from register.opening import Register
from tests.register.scans import NOON

OFFICER = Account(name="A. Officer", role=Role.OFFICER, password_hash="a hash")  # noqa: S106  # none


def test_an_account_is_found_by_its_name(register: Register) -> None:
    """As it was added, and under no other name."""
    add_account(register, OFFICER, by="root", at=NOON)

    assert account_named(register, "A. Officer") == OFFICER
    assert account_named(register, "a. officer") is None


def test_a_name_is_given_once(register: Register) -> None:
    """What stands under a name in the log is one person's, also once the account is disabled."""
    add_account(register, replace(OFFICER, disabled=True), by="root", at=NOON)

    with pytest.raises(AccountExistsError):
        add_account(register, OFFICER, by="root", at=NOON)

    assert account_named(register, "A. Officer") == replace(OFFICER, disabled=True)


def test_a_change_begins_a_new_epoch(register: Register) -> None:
    """So that every session from before is over."""
    add_account(register, OFFICER, by="root", at=NOON)

    change_account(register, replace(OFFICER, role=Role.READER), by="root", at=NOON)

    assert account_named(register, "A. Officer") == replace(OFFICER, role=Role.READER, epoch=2)


def test_nobody_is_changed_who_is_not_there(register: Register) -> None:
    """A slip in a name adds no account."""
    with pytest.raises(UnknownAccountError):
        change_account(register, OFFICER, by="root", at=NOON)

    assert account_named(register, "A. Officer") is None


def test_the_log_tells_of_accounts_and_of_signing_in(register: Register) -> None:
    """Who was let in by whom, and when; never a password or its hash."""
    add_account(register, OFFICER, by="root", at=NOON)
    note_sign_in(register, OFFICER.name, came_in=False, at=NOON)
    note_sign_in(register, OFFICER.name, came_in=True, at=NOON)
    change_account(register, replace(OFFICER, disabled=True), by="root", at=NOON)

    told = log_entries(register)

    assert [entry.event for entry in told] == [
        Event.ACCOUNT_ADDED,
        Event.SIGN_IN_REFUSED,
        Event.SIGNED_IN,
        Event.ACCOUNT_CHANGED,
    ]
    assert "a hash" not in str(told)
    assert faults_in_log(register) == ()
