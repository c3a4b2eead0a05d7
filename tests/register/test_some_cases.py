from msgspec.structs import replace

from ingest.file_hash import hash_together
from register.cases import all_scans, cases, cases_of
from register.history import scans_told_of
from register.intake import take_in
from register.opening import Register
from register.publications import log_tip
from register.readings import keep_page_reading, keep_record
from register.reviews import add_review
from register.together import take_together
from tests.register.scans import NOON, a_file, a_page, a_record, a_review


def three_scans(register: Register) -> list[str]:
    """Take in three scans, read and reviewed."""
    inbox = register.scans_folder.parent / "inbox"
    scans = []
    for name in ("a.pdf", "b.pdf", "c.pdf"):
        scan = take_in(register, a_file(inbox, name, name.encode()), at=NOON).sha256
        keep_page_reading(register, scan, a_page(1), settings="1", at=NOON)
        keep_record(register, a_record(scan), reader_version="1", at=NOON)
        add_review(register, a_review(scan))
        scans.append(scan)
    return scans


def test_some_cases_are_as_among_all(register: Register) -> None:
    """Asking for one scan gives what asking for all gives of it."""
    scans = three_scans(register)

    (one,) = cases_of(register, scans[1:2])

    assert one == cases(register)[1]


def test_a_part_brings_what_it_is_part_of(register: Register) -> None:
    """An officer's word on a part bears on the whole, so the whole is news as well."""
    first, rest, _ = three_scans(register)
    take_together(register, all_scans(register)[:2], at=NOON)
    whole = hash_together([first, rest])
    keep_record(register, replace(a_record(whole)), reader_version="1", at=NOON)

    found = cases_of(register, [rest])

    assert {case.scan.sha256 for case in found} == {rest, whole}
    assert found == tuple(c for c in cases(register) if c.scan.sha256 in {rest, whole})


def test_the_log_names_what_is_news(register: Register) -> None:
    """Only the scans that something happened to since are named."""
    scans = three_scans(register)
    end, _ = log_tip(register)

    assert scans_told_of(register, after=end) == frozenset()
    add_review(register, a_review(scans[2]))

    assert scans_told_of(register, after=end) == {scans[2]}
