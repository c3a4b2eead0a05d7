"""Files that are part of another scan are no decisions of an edition."""

from datetime import UTC, datetime

from msgspec.structs import replace

from edition.deciding.docket import docket_of
from ingest.record import Source
from register.case import Case, Scan, ScanStatus
from tests.publication.records import DEFAULT, TODAY, a_record

RECEIVED = datetime(2025, 6, 2, 8, 0, tzinfo=UTC)
PART, WHOLE = "ab" * 32, "cd" * 32


def a_case(sha256: str, arrival: int) -> Case:
    """Make a case of a scan that was read."""
    scan = Scan(sha256=sha256, arrival=arrival, name="a.pdf", size_bytes=9, received_at=RECEIVED)
    record = replace(a_record(), source=Source(sha256=sha256, pages=8, file="a.pdf"))
    return Case(scan=replace(scan, status=ScanStatus.READ), record=record, record_number=arrival)


def test_only_the_whole_is_ruled_on() -> None:
    """A part came first, and is no rival: each of its words is the whole's too."""
    part = a_case(PART, 1)
    part = replace(part, scan=replace(part.scan, status=ScanStatus.PART, part_of=WHOLE))

    docket = docket_of([part, a_case(WHOLE, 2)], DEFAULT, TODAY)

    assert [case.scan.sha256 for case, _ in docket.cleared] == [WHOLE]
    assert [case.scan.sha256 for case in docket.cases] == [WHOLE]
    assert [case.scan.sha256 for case in docket.parts] == [PART]
