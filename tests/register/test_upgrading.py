from pathlib import Path

import pytest

from register.account import Account, Role
from register.accounts import add_account, all_accounts
from register.cases import cases
from register.errors import OtherSchemaError
from register.intake import take_in
from register.log import faults_in_log, log_entries
from register.opening import Register, open_or_make_register, open_register
from register.readings import keep_record
from register.reviews import add_review
from register.tables import SCHEMA_VERSION
from tests.register.scans import NOON, a_file, a_record, a_review, raw


def as_version_2_kept_it(folder: Path) -> None:
    """Make a register with a reviewed decision, and take away what came after version 2."""
    with open_or_make_register(folder / "register.db", scans_folder=folder / "scans") as register:
        scan = take_in(register, a_file(folder / "inbox"), at=NOON).sha256
        keep_record(register, a_record(scan), reader_version="1", at=NOON)
        add_review(register, a_review(scan))
    with raw(folder) as database:
        database.execute("DROP TABLE accounts")
        database.execute("DROP TABLE drafts")
        database.execute("UPDATE schema_version SET version = 2")


def every_row(folder: Path) -> dict[str, list[object]]:
    """Return all that stands in the tables of version 2."""
    tables = ("scans", "names", "page_readings", "records", "reviews", "log")
    with raw(folder) as database:
        return {table: database.execute(f"SELECT * FROM {table}").fetchall() for table in tables}  # noqa: S608  # our own names


def test_an_older_register_is_brought_up_to_date_where_it_lies(tmp_path: Path) -> None:
    """Opening it adds what is new and changes nothing that officers entered."""
    as_version_2_kept_it(tmp_path)
    before = every_row(tmp_path)

    with open_register(tmp_path / "register.db", scans_folder=tmp_path / "scans") as register:
        add_account(register, Account(name="A. Officer", role=Role.OFFICER), by="me", at=NOON)
        (case,) = cases(register)

        assert [account.name for account in all_accounts(register)] == ["A. Officer"]
        assert len(case.reviews) == 1
        assert faults_in_log(register) == ()
        assert len(log_entries(register)) == len(before["log"]) + 1
    after = every_row(tmp_path)
    assert {**after, "log": after["log"][:-1]} == before


def test_an_upgrade_is_done_once(tmp_path: Path) -> None:
    """The version is this one's afterwards, however often the register is opened."""
    as_version_2_kept_it(tmp_path)

    for _ in range(2):
        with open_register(tmp_path / "register.db", scans_folder=tmp_path / "scans"):
            pass

    with raw(tmp_path) as database:
        assert database.execute("SELECT version FROM schema_version").fetchall() == [
            (SCHEMA_VERSION,)
        ]


def test_a_register_of_a_later_pcd_is_left_alone(register: Register, tmp_path: Path) -> None:
    """What this version does not know it does not touch."""
    with raw(tmp_path) as database:
        database.execute("UPDATE schema_version SET version = ?", [SCHEMA_VERSION + 1])

    with (
        pytest.raises(OtherSchemaError) as refused,
        open_register(tmp_path / "register.db", scans_folder=register.scans_folder),
    ):
        pass

    assert "Nothing was changed" in str(refused.value)
