from datetime import date, datetime

import pytest
from msgspec.structs import replace

from ingest.record import Answer, DecisionRecord, Deferral
from publication.checking import check
from publication.errors import BadCorrection, BadReview
from register.review import Entry
from tests.publication.records import (
    OTHER_SCAN,
    SCAN,
    TODAY,
    a_record,
    confirm,
    correct,
    deferred_until,
    extend,
    release,
    replace_scan,
    seen,
    split,
    withdraw,
    withhold,
)

UNCLEAR = a_record(deferral=Deferral(answer=Answer.UNCLEAR))
NAIVE = datetime(2025, 6, 2, 9, 30)  # noqa: DTZ001 - what check refuses
GOOD: list[Entry] = [
    correct("title", "Boots"),
    correct("reference", "CEOD 12-2019"),
    correct("approval.date", "2024-07-19"),
    correct("approval.signed", "true"),
    correct("number", "12"),
    correct("sections.0.blocks.0.text", "Anew."),
    correct("sections.0.blocks.1.items.1", "Anew."),
    correct("declaration.0.ticked", "false"),
    correct("declaration.0.ticked", None),
    correct("part2.answer", "unclear"),
    correct("deferral.reason", None),
    confirm("record"),
    confirm("deferral"),
    confirm("sections.0.heading"),
    split(1, 2),
    release("script", "officer-withholds"),
    withhold(),
    extend(TODAY),
    replace_scan(OTHER_SCAN),
    withdraw(),
]
BAD_CORRECTIONS = [
    ("deferral.answer", "NO"),
    ("deferral.answer", None),
    ("deferral.until", "31 March 2026"),
    ("deferral.until", "2026-02-30"),
    ("deferral.until", "0206-03-01"),
    ("deferral.until", "2200-01-01"),
    ("approval.signed", "perhaps"),
    ("executive_summary", None),
    ("reference", "PCD 890 and 1561"),
    ("reference", ""),
    ("sections.0.blocks.9.text", "x"),
    ("sections.first.heading", "x"),
    ("sections.0.blocks", "x"),
    ("deferral", "x"),
    ("title.first", "x"),
    ("nothing", "x"),
    ("source.sha256", "x"),
    ("withheld_pages.0", "1"),
    ("part2.pages", "1"),
    ("findings", "x"),
    ("approval.date_candidates", "2024-07-19"),
]
BAD: list[tuple[str, Entry, DecisionRecord]] = [
    ("another scan", confirm(scan=OTHER_SCAN), a_record()),
    ("another reading", replace(confirm(), reading=OTHER_SCAN), a_record()),
    ("no officer", replace(confirm(), by=" "), a_record()),
    ("no reason", replace(confirm(), why=""), a_record()),
    ("no time zone", confirm(at=NAIVE), a_record()),
    ("an unknown field", confirm("answer"), a_record()),
    ("what is not on the form", confirm("source"), a_record()),
    ("an answer that is none", confirm("deferral"), UNCLEAR),
    ("an answer that is none, by its path", confirm("deferral.answer"), UNCLEAR),
    ("no page", split(), a_record()),
    ("a page there is not", split(1, 5), a_record()),
    ("no ground", release(), a_record()),
    ("an unknown ground", release("everything"), a_record()),
    ("a ground that is never lifted", release("until-ahead"), a_record()),
    ("an earlier day", extend(date(2026, 2, 28)), deferred_until(TODAY)),
    ("the same day", extend(TODAY), deferred_until(TODAY)),
    ("itself", replace_scan(SCAN), a_record()),
    ("no other scan", replace_scan(""), a_record()),
    ("no sentence", withdraw(" \u200b"), a_record()),
    ("the title told", withdraw("The NEW  boots decision is gone."), a_record()),
]


def bound(entry: Entry, record: DecisionRecord) -> Entry:
    """Let the officer have seen this record."""
    (one,) = seen(record, [entry])
    return one


@pytest.mark.parametrize("entry", GOOD)
def test_an_entry_that_can_take_effect_is_taken(entry: Entry) -> None:
    """Nothing is said about it."""
    check(bound(entry, a_record()), a_record())


@pytest.mark.parametrize(("field", "value"), BAD_CORRECTIONS)
def test_a_correction_that_cannot_be_made_is_refused(field: str, value: str | None) -> None:
    """The refusal names the field, the value and what is expected."""
    with pytest.raises(BadCorrection) as refused:
        check(bound(correct(field, value), a_record()), a_record())

    assert (refused.value.field, refused.value.value) == (field, value)
    assert refused.value.expected in str(refused.value)


@pytest.mark.parametrize(
    ("entry", "record"), [(e, r) for _, e, r in BAD], ids=[name for name, _, _ in BAD]
)
def test_an_entry_that_cannot_take_effect_is_refused(entry: Entry, record: DecisionRecord) -> None:
    """The message is a sentence that says what to do."""
    with pytest.raises(BadReview) as refused:
        check(bound(entry, record), record)

    assert str(refused.value).endswith(".")


def test_an_entry_is_checked_after_those_before_it() -> None:
    """A second extension is later than the first, not than the form."""
    record = deferred_until(TODAY)
    first = bound(extend(date(2027, 1, 1)), record)

    with pytest.raises(BadReview):
        check(bound(extend(date(2026, 12, 31)), record), record, [first])

    check(bound(extend(date(2027, 1, 2)), record), record, [first])
