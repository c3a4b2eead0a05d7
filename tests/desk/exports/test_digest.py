"""The morning's summary says what to do, and nothing that must not leave the private side."""

from datetime import timedelta

from msgspec.structs import replace

from desk.exports.digest import digest_of
from desk.standing.rows import NotRead, Rows
from ingest.record import Answer, Part2
from ingest.verdict import Reason
from register.case import ScanStatus
from tests.desk.standing.registers import a_case, published, rows
from tests.publication.records import TODAY, a_record, confirm, deferred_until, withdraw, withhold

SECRETS = {
    "title": "Zanzibar",
    "reason": "Quagga",
    "until": "Xylophone",
    "basis": "Okapi",
    "file": "pangolin.pdf",
    "why": "Narwhal",
}


def with_secrets(reference: str, arrival: int, days: int | None) -> Rows:
    """Make a register of one deferred decision with a word in each field that is private."""
    day = TODAY + timedelta(days=days) if days is not None else None
    record = deferred_until(
        day,
        text=SECRETS["until"],
        reason=SECRETS["reason"],
        title=SECRETS["title"],
        part2=Part2(answer=Answer.YES, legal_basis=SECRETS["basis"]),
    )
    case = a_case(reference, record, arrival=arrival, reviews=(withhold(SECRETS["why"]),))
    return rows(replace(case, scan=replace(case.scan, name=SECRETS["file"])))


def not_read() -> tuple[NotRead, ...]:
    """Make a scan in quarantine, under a telling name."""
    case = a_case()
    scan = replace(
        case.scan,
        name=SECRETS["file"],
        status=ScanStatus.QUARANTINED,
        reason=Reason.DAMAGED,
        says=SECRETS["why"],
    )
    return rows(replace(case, scan=scan, record=None)).not_read


def test_the_digest_tells_no_secret() -> None:
    """A mail leaves the private side: references, days and fixed sentences only."""
    some = [with_secrets(f"PCD {n}", n, days) for n, days in enumerate((None, -1, 0, 1, 5, 99), 1)]
    no_reference = with_secrets(f"PCD 9 {SECRETS['title']}", 9, 0)
    register = replace(
        no_reference,
        decisions=tuple(row for one in (*some, no_reference) for row in one.decisions),
        not_read=not_read(),
    )

    written = digest_of(register)

    assert "PCD 1" in written
    assert "No clear reference" in written
    hashes = [row.scan[:12] for row in register.decisions]
    assert [word for word in (*SECRETS.values(), *hashes) if word.lower() in written.lower()] == []


def test_the_digest_begins_with_what_presses_most() -> None:
    """Overdue, due and not yet built, then what is ahead."""
    told = digest_of(
        rows(
            a_case("PCD 1", deferred_until(TODAY + timedelta(days=1)), arrival=1),
            a_case("PCD 2", deferred_until(TODAY), arrival=2, reviews=(confirm(),)),
            a_case("PCD 3", deferred_until(TODAY), arrival=3),
        )
    )

    places = [told.index(words) for words in ("Overdue", "Due and not yet built", "due tomorrow")]
    assert places == sorted(places)
    assert "3 decisions: 1 for a person, 1 overdue, 1 due and not yet built." in told


def test_a_quiet_morning_is_said_in_so_many_words() -> None:
    """Silence could be a timer that has stopped."""
    told = digest_of(rows(published(a_case())))

    assert told == (
        "Decisions on 1 March 2026\n"
        "1 decision: none for a person, none overdue, none due and not yet built.\n"
    )


def test_a_flood_is_cut_short() -> None:
    """A mail stays one that is read; the register has the rest."""
    many = [
        a_case(f"PCD {number}", a_record(title=None), arrival=number) for number in range(1, 60)
    ]

    told = digest_of(rows(*many))

    assert "Needs a person (59)" in told
    assert "and 19 more" in told
    assert max(map(len, told.splitlines())) <= 76


def test_what_is_public_and_may_not_be_comes_first() -> None:
    """A withdrawal has no effect before the next edition, and somebody has to build it."""
    public = published(a_case())
    withdrawn = replace(public, reviews=(replace(withdraw(), scan=public.scan.sha256),))

    told = digest_of(rows(withdrawn, a_case("PCD 2", deferred_until(TODAY), arrival=2)))

    assert told.index("Still public") < told.index("Overdue")
    assert "PCD 611: It is still public: take it out with pcd publish." in told
