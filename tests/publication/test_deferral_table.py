"""FORM.md, the first table: one row, or one remark, is one case here."""

from datetime import date, timedelta

import pytest
from msgspec import Struct

from ingest.record import Answer, Approval, DecisionRecord, Deferral, Evidence, Status
from publication.deferral_grounds import months_after
from publication.ruling import Cleared, Withheld
from publication.settings import ConfirmFirst, Settings
from register.review import Entry
from tests.publication.records import (
    DEFAULT,
    TODAY,
    YESTERDAY,
    a_record,
    confirm,
    correct,
    deferred_until,
    release,
    ruling_on,
)

TOMORROW = date(2026, 3, 2)
BLANK = {"deferral.answer": Status.BLANK}
ABSENT = {"deferral.answer": Status.ABSENT}
CONFLICT = {"deferral.answer": Status.CONFLICT}
UNCERTAIN = {"deferral.answer": Status.UNCERTAIN}
UNCLEAR = Deferral(answer=Answer.UNCLEAR)


class Row(Struct, frozen=True):
    """What stands on the form, and what must become of it today without any review."""

    fact: str
    record: DecisionRecord
    ruling: str
    grounds: frozenset[str] = frozenset()
    warnings: frozenset[str] = frozenset()


def no(
    *, until: date | None = None, text: str | None = None, reason: str | None = None
) -> Deferral:
    """Make a block that is answered NO."""
    return Deferral(answer=Answer.NO, until=until, until_text=text, reason=reason)


def row(
    fact: str, record: DecisionRecord, ruling: str, *grounds: str, warns: tuple[str, ...] = ()
) -> Row:
    """Make a row; the grounds and the warnings are all there are."""
    return Row(fact, record, ruling, frozenset(grounds), frozenset(warns))


_UNCONFIRMED = "deferral-unconfirmed"

ROWS = (
    row("NO alone is cleared", a_record(deferral=no()), "cleared"),
    *(
        row(
            f"NO with {words!r} for date and reason is cleared",
            a_record(deferral=no(text=words, reason=words)),
            "cleared",
        )
        for words in (
            "N/A",
            "n/a",
            "N/A.",
            "N / A",
            "NA",
            "n.a.",
            "Not applicable",
            "None",
            "-",
            "—",
            " ",
        )
    ),
    row(
        "NO with a date ahead is a contradiction",
        a_record(deferral=no(until=TOMORROW, text="2 March 2026")),
        "review",
        "deferral-contradiction",
        "until-ahead",
        warns=(_UNCONFIRMED,),
    ),
    row(
        "NO with a date gone by is a contradiction too",
        a_record(deferral=no(until=YESTERDAY)),
        "review",
        "deferral-contradiction",
        _UNCONFIRMED,
    ),
    row(
        "NO with an event is a contradiction",
        a_record(deferral=no(text="contract award")),
        "review",
        "deferral-contradiction",
        _UNCONFIRMED,
    ),
    row(
        "NO with a reason and no date is for review",
        a_record(deferral=no(reason="Commercial interests")),
        "review",
        "deferral-reason-without-yes",
    ),
    row(
        "NO with ink for a date that nobody could read is for review",
        a_record(deferral=no(), statuses={"deferral.until": Status.UNCERTAIN}),
        "review",
        "until-unreadable",
    ),
    row(
        "NO with ink for a reason that nobody could read is for review",
        a_record(deferral=no(), statuses={"deferral.reason": Status.CONFLICT}),
        "review",
        "deferral-reason-without-yes",
    ),
    row(
        "YES with a date ahead and a reason waits for the date",
        deferred_until(TOMORROW),
        "until",
        "until-ahead",
        warns=(_UNCONFIRMED,),
    ),
    row(
        "YES with a date ahead and no reason waits, and the lack is told",
        deferred_until(TOMORROW, reason=None),
        "until",
        "until-ahead",
        warns=(_UNCONFIRMED, "deferral-reason-missing"),
    ),
    row(
        "YES with a date reached and unconfirmed is for review",
        deferred_until(TODAY),
        "review",
        _UNCONFIRMED,
    ),
    row(
        "YES until a day before the approval is for review",
        deferred_until(date(2024, 7, 18)),
        "review",
        "until-before-approval",
        _UNCONFIRMED,
    ),
    row(
        "YES with no date is for review",
        deferred_until(None),
        "review",
        "until-blank",
        _UNCONFIRMED,
    ),
    row(
        "YES until N/A is for review",
        deferred_until(None, text="N/A"),
        "review",
        "until-blank",
        _UNCONFIRMED,
    ),
    row(
        "YES until an event is for review",
        deferred_until(None, text="contract award"),
        "review",
        "until-event",
        _UNCONFIRMED,
    ),
    row(
        "YES until something with figures is a date nobody could read",
        deferred_until(None, text="3l March 2O26"),
        "review",
        "until-unreadable",
        _UNCONFIRMED,
    ),
    row(
        "YES until words the readers differ on is unreadable",
        deferred_until(None, text="marsh", statuses={"deferral.until": Status.CONFLICT}),
        "review",
        "until-unreadable",
        _UNCONFIRMED,
    ),
    row(
        "YES with ink for a date that nobody could read is unreadable, not blank",
        deferred_until(None, statuses={"deferral.until": Status.UNCERTAIN}),
        "review",
        "until-unreadable",
        _UNCONFIRMED,
    ),
    row(
        "YES until a date that was not read clearly is for review",
        deferred_until(TOMORROW, statuses={"deferral.until": Status.UNCERTAIN}),
        "review",
        "until-unreadable",
        "until-ahead",
        warns=(_UNCONFIRMED,),
    ),
    row(
        "YES until more than twelve months ahead waits, and the length is told",
        deferred_until(date(2027, 3, 2)),
        "until",
        "until-ahead",
        warns=(_UNCONFIRMED, "until-far"),
    ),
    row(
        "YES until twelve months ahead is not yet long",
        deferred_until(date(2027, 3, 1)),
        "until",
        "until-ahead",
        warns=(_UNCONFIRMED,),
    ),
    row(
        "A blank answer is for review",
        a_record(deferral=UNCLEAR, statuses=BLANK),
        "review",
        "deferral-blank",
    ),
    row(
        "An absent block is for review",
        a_record(deferral=UNCLEAR, statuses=ABSENT),
        "review",
        "deferral-absent",
    ),
    row(
        "Both answers, or readers who differ, are for review",
        a_record(deferral=UNCLEAR, statuses=CONFLICT),
        "review",
        "deferral-conflict",
    ),
    row(
        "An unreadable answer, or a doubtful strike, is for review",
        a_record(deferral=UNCLEAR, statuses=UNCERTAIN),
        "review",
        "deferral-unreadable",
    ),
    row(
        "No answer, however clear its evidence, is for review",
        a_record(deferral=UNCLEAR),
        "review",
        "deferral-unreadable",
    ),
    row(
        "A NO whose evidence is in doubt is for review",
        a_record(deferral=no(), statuses=UNCERTAIN),
        "review",
        "deferral-unreadable",
    ),
    row(
        "A NO with no evidence at all is for review",
        a_record(deferral=no(), evidence={"part2.answer": Evidence(status=Status.CLEAR)}),
        "review",
        "deferral-unreadable",
    ),
    row(
        "A date ahead holds behind a blank answer as well",
        a_record(deferral=Deferral(answer=Answer.UNCLEAR, until=TOMORROW), statuses=BLANK),
        "review",
        "deferral-blank",
        "until-ahead",
        warns=(_UNCONFIRMED,),
    ),
    *(
        row(
            f"{words!r} defers nobody knows what: for review",
            deferred_until(TOMORROW, reason=words),
            "review",
            "deferral-in-part",
            "until-ahead",
            warns=(_UNCONFIRMED,),
        )
        for words in ("In part.", "Partly", "Appendix 1 only", "Prices in the Annexes")
    ),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fact)
def test_each_row_of_the_deferral_table_is_ruled_as_printed(row: Row) -> None:
    """The first table of FORM.md, with no review and the settings as they come."""
    ruling = ruling_on(row.record, [], DEFAULT, TODAY)

    assert ruling.kind == row.ruling
    assert codes(ruling) == row.grounds
    assert warning_codes(ruling) == row.warnings


def codes(ruling: Cleared | Withheld) -> frozenset[str]:
    """Return the codes of what holds a decision."""
    grounds = ruling.grounds if isinstance(ruling, Withheld) else ()
    return frozenset(ground.code for ground in grounds)


def warning_codes(ruling: Cleared | Withheld) -> frozenset[str]:
    """Return the codes of what goes along."""
    warnings = ruling.warnings if isinstance(ruling, Withheld) else ruling.contents.warnings
    return frozenset(ground.code for ground in warnings)


def kind_of(record: DecisionRecord, reviews: list[Entry], day: date = TODAY) -> str:
    """Rule with the settings as they come."""
    return ruling_on(record, reviews, DEFAULT, day).kind


def test_a_deferral_ends_on_the_morning_it_names() -> None:
    """The day printed after "until" is the first public day."""
    record = deferred_until(TODAY)

    assert kind_of(record, [confirm()], YESTERDAY) == "until"
    assert kind_of(record, [confirm()], TODAY) == "cleared"


def test_a_confirmation_turns_the_second_key_before_the_date_or_after() -> None:
    """When the officer confirms is of no matter; that he does is."""
    record = deferred_until(TODAY)
    week = timedelta(days=7)

    assert kind_of(record, [confirm()]) == "cleared"
    assert kind_of(record, [confirm()], TODAY + week) == "cleared"
    assert kind_of(record, [], TODAY + week) == "review"


@pytest.mark.parametrize("field", ["deferral", "deferral.until", "record"])
def test_the_date_is_confirmed_by_itself_with_its_block_or_with_the_record(field: str) -> None:
    """An officer's word on any of the three covers the date."""
    assert kind_of(deferred_until(TODAY), [confirm(field)]) == "cleared"


@pytest.mark.parametrize("field", ["deferral.answer", "deferral.reason", "part2", "title"])
def test_a_word_on_another_field_does_not_confirm_the_date(field: str) -> None:
    """The second key is the reading of the date."""
    assert kind_of(deferred_until(TODAY), [confirm(field)]) == "review"


def test_a_corrected_date_is_an_officers_word_on_it() -> None:
    """A correction turns the second key."""
    record = deferred_until(None, text="l March 2O26")
    corrected = correct("deferral.until", TODAY.isoformat())

    assert kind_of(record, [corrected], YESTERDAY) == "until"
    assert kind_of(record, [corrected], TODAY) == "cleared"


def test_an_overdue_decision_is_shown_as_overdue() -> None:
    """The date has come and no officer has confirmed the reading."""
    ahead = ruling_on(deferred_until(TOMORROW), [], DEFAULT, TODAY)
    reached = ruling_on(deferred_until(TODAY), [], DEFAULT, TODAY)

    assert isinstance(ahead, Withheld)
    assert (ahead.until, ahead.overdue) == (TOMORROW, False)
    assert isinstance(reached, Withheld)
    assert (reached.until, reached.overdue) == (TODAY, True)


def test_a_released_decision_tells_since_when_it_is_due() -> None:
    """The register compares this day with what is built."""
    deferred = ruling_on(deferred_until(YESTERDAY), [confirm()], DEFAULT, TODAY)
    plain = ruling_on(a_record(), [], DEFAULT, TODAY)

    assert isinstance(deferred, Cleared)
    assert deferred.due_since == YESTERDAY
    assert isinstance(plain, Cleared)
    assert plain.due_since is None


def test_with_no_confirmation_asked_for_a_deferral_ends_by_itself() -> None:
    """The setting "none" takes the second key away, and nothing else."""
    settings = Settings(confirm=ConfirmFirst.NONE)

    assert ruling_on(deferred_until(TODAY), [], settings, TODAY).kind == "cleared"
    assert ruling_on(deferred_until(TOMORROW), [], settings, TODAY).kind == "until"
    assert ruling_on(deferred_until(None), [], settings, TODAY).kind == "review"


def test_with_all_to_be_confirmed_a_plain_decision_needs_an_officers_word() -> None:
    """The setting "all": every decision, before it is first published."""
    settings = Settings(confirm=ConfirmFirst.ALL)
    both = [confirm("deferral"), confirm("part2")]

    assert codes(ruling_on(a_record(), [], settings, TODAY)) == {"record-unconfirmed"}
    assert codes(ruling_on(a_record(), both[:1], settings, TODAY)) == {"record-unconfirmed"}
    assert ruling_on(a_record(), both, settings, TODAY).kind == "cleared"
    assert ruling_on(a_record(), [confirm("record")], settings, TODAY).kind == "cleared"


def test_with_all_to_be_confirmed_a_date_ahead_still_only_waits() -> None:
    """The lack of a word is told while the date is ahead, and holds once it has come."""
    settings = Settings(confirm=ConfirmFirst.ALL)
    record = deferred_until(TODAY)

    assert ruling_on(record, [], settings, YESTERDAY).kind == "until"
    assert codes(ruling_on(record, [confirm("deferral")], settings, TODAY)) == {
        "record-unconfirmed"
    }


def test_the_longest_deferral_is_a_setting() -> None:
    """Past it, the length is told; it never holds."""
    settings = Settings(longest_deferral_months=6)
    record = deferred_until(date(2026, 9, 2))

    assert "until-far" in warning_codes(ruling_on(record, [], settings, TODAY))
    assert "until-far" not in warning_codes(ruling_on(record, [], DEFAULT, TODAY))


def test_a_date_with_no_evidence_is_unreadable() -> None:
    """A date that points to no place on the form was not read there."""
    record = deferred_until(TOMORROW, evidence={})

    assert "until-unreadable" in codes(ruling_on(record, [], DEFAULT, TODAY))


def test_an_unknown_day_of_approval_warns_that_the_date_was_not_compared() -> None:
    """An illegible approval date warns; here it also leaves a check undone."""
    record = deferred_until(TOMORROW, approval=Approval(signed=True))
    ruling = ruling_on(record, [], DEFAULT, TODAY)

    assert ruling.kind == "until"
    assert warning_codes(ruling) == {
        "approval-date-unknown",
        "until-unchecked",
        "deferral-unconfirmed",
    }


@pytest.mark.parametrize(
    ("approval", "officer"),
    [
        (Approval(signed=True, date_candidates=(date(2024, 1, 1), TOMORROW)), Approval()),
        (Approval(signed=True), Approval(signed=True, date=TOMORROW)),
    ],
    ids=["a candidate date", "the officer's date"],
)
def test_a_date_that_may_lie_before_the_approval_is_for_review(
    approval: Approval, officer: Approval
) -> None:
    """The DMPC never approves before the officer, and may have signed on any candidate day."""
    record = deferred_until(TODAY, approval=approval, officer_approval=officer)

    assert "until-before-approval" in codes(ruling_on(record, [confirm()], DEFAULT, TODAY))


def test_a_deferral_may_end_on_the_day_of_approval() -> None:
    """Only a day before the approval is impossible."""
    assert kind_of(deferred_until(date(2024, 7, 19)), [confirm()]) == "cleared"


def test_part_2_in_a_reason_is_no_deferral_in_part() -> None:
    """ "In Part 2" says where, not how much."""
    assert (
        kind_of(deferred_until(TODAY, reason="Prices stand in Part 2."), [confirm()]) == "cleared"
    )


def test_an_answer_in_part_is_told_from_an_unreadable_one() -> None:
    """Both grounds are listed: what stands there, and that it is no clear answer."""
    evidence = {"deferral.answer": Evidence(status=Status.UNCERTAIN, page=3, read="Yes, in part")}
    record = a_record(deferral=UNCLEAR, evidence={**a_record().evidence, **evidence})
    ruling = ruling_on(record, [], DEFAULT, TODAY)

    assert codes(ruling) == {"deferral-in-part", "deferral-unreadable"}
    assert isinstance(ruling, Withheld)
    assert {(one.page, one.read) for one in ruling.grounds} == {(3, "Yes, in part")}


def test_an_event_is_looked_at_again_after_the_longest_deferral() -> None:
    """An event is kept as text, with a day to look at it again."""
    ruling = ruling_on(deferred_until(None, text="contract award"), [], DEFAULT, TODAY)
    undated = deferred_until(None, text="contract award", approval=Approval(signed=True))

    assert isinstance(ruling, Withheld)
    assert ruling.review_on == date(2025, 7, 19)
    assert ruling.grounds[0].effect == "review"
    without_officer = ruling_on(a_record(), [], DEFAULT, TODAY)
    assert isinstance(without_officer, Cleared)
    fallback = ruling_on(undated, [], DEFAULT, TODAY)
    assert isinstance(fallback, Withheld)
    assert fallback.review_on == date(2025, 7, 18)


def test_a_deferral_of_unknown_beginning_has_no_day_to_look_again() -> None:
    """None means not known."""
    record = deferred_until(
        None, text="contract award", approval=Approval(signed=True), officer_approval=Approval()
    )
    ruling = ruling_on(record, [], DEFAULT, TODAY)

    assert isinstance(ruling, Withheld)
    assert ruling.review_on is None


def test_an_event_that_an_officer_confirmed_may_be_released_once_it_is_past() -> None:
    """The words are known and hold no date, so a release by name lifts them."""
    record = deferred_until(None, text="Stage 2 contract award")
    confirmed = [confirm("deferral")]

    assert codes(ruling_on(record, confirmed, DEFAULT, TODAY)) == {"until-event"}
    assert kind_of(record, [*confirmed, release("until-event")]) == "cleared"


@pytest.mark.parametrize("text", ["31 March 2099", "1/2/99", "end of 2027"])
def test_a_date_written_as_words_is_never_released_as_an_event(text: str) -> None:
    """An officer who confirms a date as printed has still to correct the field that holds it."""
    reviews = [confirm("deferral"), release("until-event", "until-unreadable")]

    assert codes(ruling_on(deferred_until(None, text=text), reviews, DEFAULT, TODAY)) == {
        "until-unreadable"
    }


def test_months_end_where_the_month_ends() -> None:
    """31 January and one month make the last day of February."""
    assert months_after(date(2026, 1, 31), 1) == date(2026, 2, 28)
    assert months_after(date(2026, 12, 31), 12) == date(2027, 12, 31)
