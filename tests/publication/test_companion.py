"""What a companion page says weighs on a ruling as little as it must, and is never published."""

from datetime import date

import pytest
from msgspec.structs import replace

from ingest.companion.weighing import with_companion
from ingest.finding import Ground, finding
from ingest.record import Answer, Approval, Companion, DecisionRecord, Deferral, Status
from publication.checking import check
from publication.docket import Case, Pin, newer_reading_waits, rulings_on
from publication.errors import BadCorrection
from publication.grounds import code_of
from publication.markdown import markdown_of
from publication.reading import reading_of
from publication.ruling import Cleared, Withheld
from register.review import Entry
from tests.publication.records import (
    DEFAULT,
    LAST_YEAR,
    TODAY,
    a_record,
    confirm,
    correct,
    deferred_until,
    release,
    ruling_on,
    seen,
)

SIGNED = date(2024, 7, 19)
OFFICER = Approval(signed=True, date=date(2024, 7, 18))
PAGE = Companion(
    file="pcd-611.html",
    sha256="1f" * 32,
    title="New boots",
    reference="PCD 611",
    date_signed=SIGNED,
    decided_by="Ada Example, Deputy Mayor",
    summary="Secondhand boots were looked at too.",
)
DOUBTED = {"approval.date": Status.UNCERTAIN}


def illegible(
    deferral: Deferral | None = None, *, candidates: tuple[date, ...] = ()
) -> DecisionRecord:
    """Make the record of a decision whose approval date no reader made out."""
    approval = Approval(signed=True, date_text="M719", date_candidates=candidates)
    record = a_record(deferral=deferral, statuses=DOUBTED, approval=approval)
    place = record.evidence["approval.date"]
    return replace(record, findings=(finding(Ground.DATE_ILLEGIBLE, page=place.page),))


def heard(record: DecisionRecord, **said: object) -> DecisionRecord:
    """Weigh the page, with other words in place of its own."""
    return with_companion(record, replace(PAGE, **said), today=TODAY)


def codes(ruling: Cleared | Withheld) -> set[str]:
    """Give the codes of the grounds that hold."""
    return {ground.code for ground in ruling.grounds} if isinstance(ruling, Withheld) else set()


def ruled(record: DecisionRecord, *reviews: Entry) -> Cleared | Withheld:
    """Ask the rule about today."""
    ruling = ruling_on(record, reviews, DEFAULT, TODAY)
    assert isinstance(ruling, Cleared | Withheld)
    return ruling


def test_a_supplied_date_takes_a_warning_away_and_is_published() -> None:
    """It stands on another public page of the same body already."""
    before, after = ruled(illegible()), ruled(heard(illegible()))

    assert isinstance(before, Cleared)
    assert isinstance(after, Cleared)
    assert code_of(Ground.DATE_ILLEGIBLE) in {warning.code for warning in before.contents.warnings}
    assert after.contents.warnings == ()
    assert "19 July 2024" in markdown_of(after)


def test_nothing_else_that_the_page_says_is_published() -> None:
    """Its words are no words of the form."""
    ruling = ruled(heard(illegible()))

    assert isinstance(ruling, Cleared)
    assert ruling.contents.record.companion is None
    written = markdown_of(ruling)
    assert "Secondhand" not in written
    assert "Ada" not in written
    assert "pcd-611.html" not in written


@pytest.mark.parametrize(
    "said", [{"reference": "PCD 612"}, {"title": "Taser uplift"}, {"date_signed": date(2024, 1, 1)}]
)
def test_a_conflict_is_held_until_an_officer_lifts_it(said: dict[str, object]) -> None:
    """The form may be right; a person says so."""
    record = heard(a_record(), **said)

    assert codes(ruled(record)) == {"companion-conflict"}
    assert isinstance(ruled(record, release("companion-conflict")), Cleared)


def test_what_a_page_offers_or_garbles_only_warns() -> None:
    """A decision is not held for want of a second witness."""
    record = heard(illegible(candidates=(date(2024, 7, 20),)), unclear=("two values for title",))
    ruling = ruled(record)

    assert isinstance(ruling, Cleared)
    assert {warning.code for warning in ruling.contents.warnings} >= {
        "companion-offers",
        "companion-unclear",
        "date-illegible",
    }
    assert all(warning.read is None for warning in ruling.contents.warnings)


@pytest.mark.parametrize("answer", [Answer.UNCLEAR, Answer.YES])
def test_a_page_clears_nothing_that_was_held(answer: Answer) -> None:
    """Deferral and Part 2 are the form's to answer."""
    record = illegible(Deferral(answer=answer))
    grounds = codes(ruled(record))

    assert grounds
    assert codes(ruled(heard(record))) == grounds


def test_a_supplied_date_does_not_hide_that_the_form_may_say_a_later_one() -> None:
    """A deferral that ends before any day that the hand may mean is held as before."""
    ends = Deferral(answer=Answer.YES, until=date(2024, 8, 1), until_text="x", reason="Tenders.")
    record = illegible(ends, candidates=(SIGNED, date(2024, 9, 19)))
    after = heard(record)

    assert after.approval.date == SIGNED
    assert "until-before-approval" in codes(ruled(record, confirm()))
    assert "until-before-approval" in codes(ruled(after, confirm()))
    assert "until-before-approval" not in codes(ruled(after, confirm(), confirm("approval.date")))


def test_a_supplied_date_after_the_deferral_s_end_is_a_ground() -> None:
    """The form alone would have warned; with the page, the two can't both be right."""
    ends = Deferral(answer=Answer.YES, until=date(2024, 7, 18), until_text="x", reason="Tenders.")
    record = illegible(ends)

    assert "until-before-approval" not in codes(ruled(record, confirm()))
    assert "until-before-approval" in codes(ruled(heard(record), confirm()))


def test_a_date_read_clearly_is_the_only_day_of_approval() -> None:
    """That a page says the same makes it no less sure."""
    approval = Approval(signed=True, date=SIGNED, date_candidates=(date(2027, 7, 19),))
    record = deferred_until(date(2025, 1, 1), approval=approval, officer_approval=OFFICER)

    assert isinstance(ruled(record, confirm()), Cleared)
    assert isinstance(ruled(heard(record), confirm()), Cleared)


def test_a_page_that_changes_nothing_leaves_the_reading_as_it_was() -> None:
    """Officers' words hold: the form says what it said."""
    record = a_record()

    assert reading_of(heard(record)) == reading_of(record)


def test_a_supplied_date_and_a_conflict_are_another_reading() -> None:
    """An officer who confirmed the form without them has not seen them."""
    readings = {
        reading_of(record)
        for record in (
            illegible(),
            heard(illegible()),
            heard(illegible(), reference="PCD 612"),
            heard(illegible(), title="Taser uplift"),
        )
    }
    ends = Deferral(answer=Answer.YES, until=date(2025, 1, 1), until_text="x", reason="Tenders.")
    words = seen(illegible(ends), [confirm()])

    assert len(readings) == 4
    assert "deferral-unconfirmed" not in codes(ruled(illegible(ends), *words))
    assert "deferral-unconfirmed" in codes(ruled(heard(illegible(ends)), *words))


def test_what_is_public_stays_though_a_page_comes_that_contradicts_it() -> None:
    """The newer reading waits until an officer has looked."""
    before, after = a_record(), heard(a_record(), reference="PCD 612")
    pin = Pin(record=before, settings=DEFAULT)
    case = Case(record=after, arrived=LAST_YEAR, pin=pin, was_public=True)

    assert newer_reading_waits(case)
    assert [type(ruling) for ruling in rulings_on([case], DEFAULT, TODAY)] == [Cleared]


def test_nobody_corrects_what_the_page_says() -> None:
    """It is the page's own word; what counts is the field on the form."""
    record = heard(a_record())
    (entry,) = seen(record, [correct("companion.reference", "PCD 1")])
    with pytest.raises(BadCorrection) as caught:
        check(entry, record)

    assert "companion.reference" in str(caught.value)
