"""An officer's word is on the reading that the officer saw, and on no other of the same scan."""

from datetime import date

import pytest
from msgspec.structs import replace

from ingest.finding import Finding, Ground, Severity, finding
from ingest.page import Box
from ingest.record import Answer, Approval, DecisionRecord, Deferral, Evidence, Source, Status
from publication.reading import reading_of
from publication.rule import rule_on
from publication.ruling import Cleared, Withheld
from publication.settings import ConfirmFirst, Settings
from register.review import Entry
from tests.publication.records import (
    DEFAULT,
    SCAN,
    TODAY,
    YESTERDAY,
    a_record,
    confirm,
    correct,
    deferred_until,
    extend,
    release,
    seen,
    split,
    withdraw,
    withhold,
)

LATE = deferred_until(date(2030, 1, 1))
EARLY = deferred_until(date(2020, 1, 1), approval=Approval(signed=True, date=date(2019, 7, 19)))
ANOTHER = "review-of-another-reading"
PLACE = Box(0.1, 0.2, 0.3, 0.4)
THE_NAME_OF_A_READING = "d3819f752d859cc3cb84bbaa8a227ac4877178ec0c418f0ee0dad8d8dbddfb2d"


def held_by(ruling: Cleared | Withheld) -> set[str]:
    """Return the codes of what holds a decision."""
    return {ground.code for ground in ruling.grounds} if isinstance(ruling, Withheld) else set()


def codes(record: DecisionRecord, *reviews: Entry) -> set[str]:
    """Return what holds a record today, with entries on the readings that they are bound to."""
    return held_by(rule_on(record, reviews, DEFAULT, TODAY))


def on(record: DecisionRecord, *reviews: Entry) -> tuple[Entry, ...]:
    """Let the officers have seen this record."""
    return seen(record, reviews)


def with_status(record: DecisionRecord, path: str, status: Status) -> DecisionRecord:
    """Change how well a field was read."""
    evidence = {**record.evidence, path: replace(record.evidence[path], status=status)}
    return replace(record, evidence=evidence)


def test_a_date_misread_earlier_is_not_released_by_the_word_on_a_later_one() -> None:
    """The officer confirmed 2030; a newer reader makes it 2020."""
    assert codes(EARLY, *on(EARLY, confirm())) == set()
    assert codes(EARLY, *on(LATE, confirm())) == {ANOTHER, "deferral-unconfirmed"}


@pytest.mark.parametrize("field", ["deferral", "deferral.until", "record", "title"])
def test_a_word_on_another_reading_holds_whatever_it_was_on(field: str) -> None:
    """Even where no word is needed: what the officer saw is not what stands here."""
    never = Settings(confirm=ConfirmFirst.NONE)

    assert held_by(rule_on(EARLY, on(LATE, confirm(field)), never, TODAY)) == {ANOTHER}


def test_a_word_on_another_reading_tells_what_was_said() -> None:
    """The officer sees what to say anew; the public and the log see nothing of it."""
    reviews = on(LATE, confirm(), release("script", "attachment"))
    ruling = rule_on(EARLY, reviews, DEFAULT, TODAY)

    assert isinstance(ruling, Withheld)
    assert [one.read for one in ruling.grounds if one.code == ANOTHER] == [
        "confirm deferral, release attachment, release script"
    ]


def test_a_reading_that_says_the_same_keeps_the_officers_word() -> None:
    """However surely it was read, where on the page, under which name and by which reader."""
    found = finding(Ground.SCRIPT, page=1, box=PLACE, read="x")
    record = replace(EARLY, findings=(found,))
    anew = replace(
        record,
        source=Source(sha256=SCAN, pages=4, file="pcd-611.pdf"),
        findings=(replace(found, box=None), found, finding(Ground.LOW_CONFIDENCE, page=2)),
        evidence={
            path: replace(evidence, box=PLACE, confidence=0.4, page=2)
            for path, evidence in record.evidence.items()
        },
        read_with="pcd reader 2",
    )
    unsure = with_status(anew, "deferral.until", Status.UNCERTAIN)
    reviews = on(record, confirm(), release("script"))

    for reading in (record, anew, unsure):
        assert codes(reading, *reviews) == set()


@pytest.mark.parametrize(
    "record",
    [
        replace(EARLY, title="Old boots"),
        replace(EARLY, recommendation=f"{EARLY.recommendation} "),
        replace(EARLY, sections=()),
        replace(EARLY, approval=Approval(date=date(2019, 7, 19))),
        replace(EARLY, approval=Approval(signed=False, date=date(2019, 7, 19))),
        replace(EARLY, withheld_pages=(4,)),
        replace(EARLY, source=Source(sha256=SCAN, pages=5, file="boots.pdf")),
        replace(EARLY, findings=(finding(Ground.SCRIPT),)),
        replace(EARLY, findings=(Finding(ground=Ground.BLANK_PAGE, severity=Severity.REVIEW),)),
    ],
    ids=[
        "the title",
        "a space",
        "the sections",
        "a signature not known",
        "a signature lacking",
        "the withheld pages",
        "the pages",
        "a finding",
        "a warning that was given more weight",
    ],
)
def test_another_word_makes_another_reading(record: DecisionRecord) -> None:
    """Whatever is published, or holds a decision, is part of what the officer saw."""
    assert reading_of(record) != reading_of(EARLY)
    assert ANOTHER in codes(record, *on(EARLY, confirm()))


def test_what_was_found_is_told_apart_by_its_ground_its_page_and_its_words() -> None:
    """A sentence that was released is not another sentence, nor the same on another page."""
    places: list[tuple[int | None, str | None]] = [(None, None), (1, None), (1, "a"), (2, "a")]
    readings = {
        reading_of(a_record(findings=(finding(ground, page=page, read=read),)))
        for page, read in places
        for ground in (Ground.SCRIPT, Ground.PART2_INDICATOR)
    }

    assert len(readings) == 8


@pytest.mark.parametrize("path", ["deferral.reason", "deferral.until"])
def test_ink_that_nobody_could_read_is_no_blank(path: str) -> None:
    """An officer who saw a blank line has not said that the ink found there since is nothing."""
    blank = with_status(a_record(), path, Status.BLANK)
    inked = with_status(a_record(), path, Status.UNCERTAIN)

    assert codes(inked, *on(blank, confirm("record"))) > {ANOTHER}
    assert ANOTHER not in codes(inked, *on(inked, confirm("record")))


def test_an_unclear_answer_is_what_stands_there() -> None:
    """A doubt that was released is not the next doubt about the same answer."""

    def unclear(read: str) -> DecisionRecord:
        evidence = Evidence(status=Status.UNCERTAIN, page=3, read=read)
        record = a_record(deferral=Deferral(answer=Answer.UNCLEAR))
        return replace(record, evidence={**record.evidence, "deferral.answer": evidence})

    reviews = on(unclear("N0"), release("deferral-unreadable"))

    assert codes(unclear("N0"), *reviews) == set()
    assert codes(unclear("YES / N0"), *reviews) == {ANOTHER, "deferral-unreadable"}


def test_a_release_lifts_nothing_in_another_reading() -> None:
    """Not even a ground of the same name: the officer saw another sentence."""
    one = a_record(findings=(finding(Ground.PART2_INDICATOR, read="the exempt report"),))
    other = a_record(findings=(finding(Ground.PART2_INDICATOR, read="the exempt appendix"),))
    reviews = on(one, release("part2-indicator"))

    assert codes(one, *reviews) == set()
    assert codes(other, *reviews) == {ANOTHER, "part2-indicator"}


@pytest.mark.parametrize("anew", ["deferral", "record"])
def test_the_same_word_on_this_reading_settles_it(anew: str) -> None:
    """The officer has looked again; a wider word says as much."""
    assert codes(EARLY, *on(LATE, confirm()), *on(EARLY, confirm(anew))) == set()


@pytest.mark.parametrize("anew", ["deferral.until", "part2", "def"])
def test_a_narrower_or_another_word_does_not_settle_it(anew: str) -> None:
    """Of the rest that was confirmed nobody has spoken since."""
    assert ANOTHER in codes(EARLY, *on(LATE, confirm()), *on(EARLY, confirm(anew)))


def test_releases_are_settled_ground_by_ground() -> None:
    """One released anew, one left; a confirmation releases nothing."""
    found = a_record(findings=(finding(Ground.SCRIPT), finding(Ground.ATTACHMENT)))
    stale = on(LATE, release("script", "attachment"))

    assert codes(found, *stale) == {ANOTHER, "script", "attachment"}
    assert codes(found, *stale, *on(found, release("script"))) == {ANOTHER, "attachment"}
    assert codes(found, *stale, *on(found, confirm("record"))) > {ANOTHER}
    both = on(found, release("attachment"), release("script"))
    assert codes(found, *stale, *both) == set()


def test_a_word_on_this_reading_settles_only_what_was_said_before_it() -> None:
    """The last word was on another reading, so somebody must look."""
    assert codes(EARLY, *on(EARLY, confirm()), *on(LATE, confirm())) == {ANOTHER}


def test_what_no_longer_holds_is_released_by_name() -> None:
    """A field may be gone; releasing the ground does not bring the word back."""
    stale = on(LATE, confirm("sections.0.heading"), confirm())
    gone = replace(EARLY, sections=())
    released = on(gone, release(ANOTHER))

    assert codes(gone, *stale, *released) == {"deferral-unconfirmed"}
    assert codes(gone, *released, *stale) == {ANOTHER, "deferral-unconfirmed"}


def test_a_corrected_field_is_the_officers_own_in_every_reading() -> None:
    """The officer has said what stands on the paper; the paper is the same."""
    corrected = correct("deferral.until", "2031-01-01")

    for record in (EARLY, LATE):
        assert codes(record, *on(LATE, corrected)) == {"until-ahead"}


def test_a_correction_that_goes_by_its_place_is_not_made_in_another_reading() -> None:
    """The third paragraph may be the fourth there, and the name taken out of it come back."""
    corrected = correct("sections.0.blocks.0.text", "Boots wear out, says a constable.")
    anew = replace(a_record(), title="Old boots")

    assert codes(a_record(), *on(a_record(), corrected)) == set()
    assert codes(anew, *on(a_record(), corrected)) == {ANOTHER}
    assert codes(anew, *on(a_record(), corrected), *on(anew, corrected)) == set()


def test_an_officer_who_withholds_is_not_overruled_by_a_release_elsewhere() -> None:
    """What holds a decision holds it in every reading; what lifts it lifts it in one."""
    reviews = [withhold(), *on(LATE, release("officer-withholds"))]

    assert codes(EARLY, *reviews) > {ANOTHER, "officer-withholds"}


def test_an_extension_is_never_late_in_another_reading() -> None:
    """The officer moved a day; a reader that finds no deferral must not undo it."""
    extended = extend(date(2027, 1, 1))

    assert codes(a_record(), *on(LATE, extended)) == {"until-ahead"}
    assert codes(a_record(), *on(a_record(), extended)) == set()


def test_a_withdrawal_and_a_split_are_on_the_scan_itself() -> None:
    """Pages are the paper's, and what is withdrawn is withdrawn in every reading."""
    pages = a_record(withheld_pages=(4,))

    assert codes(pages, split(1, 2, 3)) == set()
    assert codes(replace(pages, title="Old boots"), split(1, 2, 3)) == set()
    assert codes(replace(EARLY, title="Old boots"), withdraw()) > {"withdrawn"}


def test_a_confirmation_ahead_of_the_day_is_looked_at_again_before_it() -> None:
    """The register asks for a person as soon as the reading changes, not on the day."""
    later = replace(LATE, title="Old boots")
    ruling = rule_on(later, on(LATE, confirm()), DEFAULT, YESTERDAY)

    assert ruling.kind == "review"
    assert held_by(ruling) == {ANOTHER, "until-ahead"}


def test_a_reading_keeps_its_name() -> None:
    """An upgrade that names readings otherwise takes back every officer's word in the register.

    Fields added later are empty in records made before, and say nothing.
    """
    plain = deferred_until(
        TODAY, findings=(finding(Ground.SCRIPT, page=1, read="x"),), withheld_pages=(4,)
    )

    assert reading_of(plain) == THE_NAME_OF_A_READING
