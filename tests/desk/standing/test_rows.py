"""The register tells what the public sees, where that is not what the ruling alone says."""

from datetime import UTC, date, datetime

import msgspec
import pytest
from msgspec.structs import replace

from desk.standing.in_words import ruling_in_words
from desk.standing.rows import Decision, Rows, rows_of
from ingest.record import DecisionRecord
from pcd.register_table import print_rows
from publication.settings import Settings
from register.case import Case, PinnedReading, Scan
from tests.publication.records import (
    DEFAULT,
    SCAN,
    TODAY,
    a_record,
    confirm,
    correct,
    deferred_until,
    extend,
    seen,
    withhold,
)

RECEIVED = datetime(2025, 6, 2, 8, 0, tzinfo=UTC)
READ = a_record()
SCANNED = Scan(sha256=SCAN, arrival=1, name="boots.pdf", size_bytes=9, received_at=RECEIVED)
WAITS = Case(scan=SCANNED, record=READ, record_number=1)


def published(case: Case, record: DecisionRecord = READ) -> Case:
    """Have an edition carry the case."""
    settings = msgspec.json.encode(Settings()).decode()
    pin = PinnedReading(record=record, record_number=1, names=1, settings=settings)
    return replace(case, pin=pin, last_public=pin)


def rows(case: Case) -> Rows:
    """Return the register of one case."""
    return rows_of([case], DEFAULT, TODAY)


def row(case: Case) -> Decision:
    """Return the one row of it."""
    (one,) = rows(case).decisions
    return one


READ_ANEW = replace(published(WAITS), record=a_record(title="Old boots"), record_number=2)
PUBLIC_AND_HELD = replace(published(WAITS), reviews=(withhold(),))
FAILED = replace(WAITS, page_failure="It reads differently in the program that makes the site.")
UNTIL = replace(WAITS, record=deferred_until(TODAY.replace(year=2027)))


@pytest.mark.parametrize(
    ("case", "words", "asks"),
    [
        (WAITS, "cleared, not published yet", False),
        (published(WAITS), "cleared", False),
        (READ_ANEW, "cleared, a newer reading waits", True),
        (PUBLIC_AND_HELD, "for review, still public", True),
        (FAILED, "cleared, not published yet, its page failed", True),
        (replace(FAILED, reviews=(withhold(),)), "for review", True),
        (UNTIL, "until 2027-03-01", False),
    ],
    ids=["new", "public", "read anew", "held since", "failed", "held, failed once", "deferred"],
)
def test_a_ruling_is_told_with_what_the_public_sees(case: Case, words: str, *, asks: bool) -> None:
    """Cleared is not published, and held is not yet gone."""
    assert ruling_in_words(row(case)) == words
    assert rows(case).needs_a_person is asks


def test_a_row_is_of_what_is_public() -> None:
    """An officer's review is of that as well; what waits is only told of."""
    shown = row(READ_ANEW)

    assert (shown.title, shown.published, shown.newer_reading_waits) == ("New boots", True, True)


def test_a_page_that_failed_is_told_only_while_it_should_be_public() -> None:
    """What is held since needs no page."""
    assert row(FAILED).page_failure == FAILED.page_failure
    assert row(replace(FAILED, reviews=(withhold(),))).page_failure is None


def test_the_table_says_why_a_page_failed(capsys: pytest.CaptureFixture[str]) -> None:
    """In the column that says why."""
    print_rows(rows(FAILED))

    assert "It reads differently" in capsys.readouterr().out


def test_a_row_says_since_when_the_public_is_kept_waiting() -> None:
    """Since it came in, or since an edition took it out; not while it is public."""
    out = replace(
        WAITS,
        first_public=datetime(2025, 7, 1, 23, 30, tzinfo=UTC),
        taken_out=datetime(2025, 12, 1, 8, 0, tzinfo=UTC),
    )

    assert row(WAITS).held_since == row(WAITS).received == date(2025, 6, 2)
    assert row(published(WAITS)).held_since is None
    assert row(out).held_since == date(2025, 12, 1)
    assert row(out).first_published == date(2025, 7, 2)


def test_a_row_has_the_deferral_as_an_officer_has_left_it() -> None:
    """Corrected, confirmed, extended: with what is printed beside the day that counts."""
    entries = (correct("deferral.reason", "Talks go on."), extend(date(2027, 6, 1)))
    case = replace(UNTIL, reviews=seen(deferred_until(date(2027, 3, 1)), entries))

    deferral = row(case).deferral

    assert (deferral.reason, deferral.until_text) == ("Talks go on.", "2027-03-01")
    assert (deferral.until, deferral.ends) == (date(2027, 3, 1), date(2027, 6, 1))
    assert not deferral.is_confirmed
    confirmed = replace(case, reviews=seen(deferred_until(date(2027, 3, 1)), (confirm(),)))
    assert row(confirmed).deferral.is_confirmed


def test_a_row_has_both_dates_of_the_form() -> None:
    """The DMPC's and the officer's, of which the first counts."""
    assert row(WAITS).approved == date(2024, 7, 19)
    assert row(WAITS).officer_approved == date(2024, 7, 18)
