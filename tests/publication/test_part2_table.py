"""FORM.md, the second table: one row, or one remark, is one case here."""

import pytest
from msgspec import Struct
from msgspec.structs import replace

from ingest.finding import Finding, Ground, Severity, finding
from ingest.record import Answer, DecisionRecord, Evidence, Part2, Status
from publication.ruling import Cleared, Withheld
from tests.publication.records import (
    DEFAULT,
    TODAY,
    a_record,
    confirm,
    correct,
    release,
    ruling_on,
    split,
)

YES, NO, UNCLEAR = (Part2(answer=answer) for answer in (Answer.YES, Answer.NO, Answer.UNCLEAR))
INDICATOR = finding(Ground.PART2_INDICATOR, page=2, read="See the exempt report.")
MARKED = finding(Ground.PART2_MARKING, page=3, read="CONFIDENTIAL")
HEADED = finding(Ground.PART2_PAGES, page=3, read="PART II")
STANDING = "Part 2 of this Report is exempt because of commercial interests."


class Row(Struct, frozen=True):
    """What stands on the form, and the grounds that hold it; none means cleared."""

    fact: str
    record: DecisionRecord
    grounds: frozenset[str]


def row(fact: str, record: DecisionRecord, *grounds: str) -> Row:
    """Make a row; the grounds are all there are."""
    return Row(fact, record, frozenset(grounds))


def with_pages(part2: Part2, *found: Finding) -> DecisionRecord:
    """Make a record whose pages 3 and 4 are withheld."""
    evidence = {path: replace(one, page=1) for path, one in a_record().evidence.items()}
    return a_record(part2=part2, withheld_pages=(3, 4), findings=found, evidence=evidence)


ROWS = (
    row("NO and no indicator is cleared", a_record(part2=NO)),
    row(
        "NO and an indicator is for review",
        a_record(part2=NO, findings=(INDICATOR,)),
        "part2-indicator",
    ),
    row(
        "NO and the standing sentence is for review",
        a_record(part2=Part2(answer=Answer.NO, legal_basis=STANDING)),
        "part2-indicator",
    ),
    row("YES and no page of Part 2 is cleared", a_record(part2=YES)),
    row("YES and an indicator changes nothing", a_record(part2=YES, findings=(INDICATOR,))),
    row(
        "YES and the standing sentence changes nothing",
        a_record(part2=Part2(answer=Answer.YES, legal_basis=STANDING)),
    ),
    *(
        row(
            f"{answer.answer} and a marked page is for review",
            with_pages(answer, MARKED),
            "withheld-pages",
            "part2-marking",
        )
        for answer in (YES, NO)
    ),
    *(
        row(
            f"{answer.answer} and a headed page is for review",
            with_pages(answer, HEADED),
            "withheld-pages",
            "part2-pages",
        )
        for answer in (YES, NO)
    ),
    row(
        "Pages that look like Part 2 are enough",
        a_record(part2=Part2(answer=Answer.YES, pages=(4,))),
        "withheld-pages",
    ),
    row("A marking is enough", a_record(part2=YES, findings=(MARKED,)), "part2-marking"),
    row(
        "A blank answer is for review",
        a_record(part2=UNCLEAR, statuses={"part2.answer": Status.BLANK}),
        "part2-blank",
    ),
    row(
        "Both answers are for review",
        a_record(part2=UNCLEAR, statuses={"part2.answer": Status.CONFLICT}),
        "part2-conflict",
    ),
    row(
        "An unreadable answer is for review",
        a_record(part2=UNCLEAR, statuses={"part2.answer": Status.UNCERTAIN}),
        "part2-unreadable",
    ),
    row(
        "An absent question is for review",
        a_record(part2=UNCLEAR, statuses={"part2.answer": Status.ABSENT}),
        "part2-absent",
    ),
    row(
        "A NO in doubt is for review",
        a_record(part2=NO, statuses={"part2.answer": Status.UNCERTAIN}),
        "part2-unreadable",
    ),
    row(
        "A YES in doubt is for review",
        a_record(part2=YES, statuses={"part2.answer": Status.UNCERTAIN}),
        "part2-unreadable",
    ),
    row(
        "A field read from a withheld page is told beside the page",
        a_record(part2=YES, withheld_pages=(3, 4)),
        "withheld-pages",
        "text-from-withheld-page",
    ),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.fact)
def test_each_row_of_the_part_2_table_is_ruled_as_printed(row: Row) -> None:
    """The second table of FORM.md, with no review and the settings as they come."""
    ruling = ruling_on(row.record, [], DEFAULT, TODAY)

    assert ruling.kind == ("review" if row.grounds else "cleared")
    assert codes(ruling) == row.grounds


def codes(ruling: Cleared | Withheld) -> frozenset[str]:
    """Return the codes of what holds a decision."""
    grounds = ruling.grounds if isinstance(ruling, Withheld) else ()
    return frozenset(ground.code for ground in grounds)


def test_a_cleared_decision_tells_whether_a_part_2_exists() -> None:
    """A Part 2 that exists is noted; an answer that was released is not made up."""
    unclear = a_record(part2=UNCLEAR, statuses={"part2.answer": Status.BLANK})

    assert part2_of(ruling_on(a_record(part2=YES), [], DEFAULT, TODAY)) is True
    assert part2_of(ruling_on(a_record(part2=NO), [], DEFAULT, TODAY)) is False
    assert part2_of(ruling_on(unclear, [release("part2-blank")], DEFAULT, TODAY)) is None


def part2_of(ruling: Cleared | Withheld) -> bool | None:
    """Return what a clearance says of a Part 2."""
    assert isinstance(ruling, Cleared)
    return ruling.contents.part2_exists


def test_a_split_that_the_record_was_read_with_settles_the_pages() -> None:
    """The officer says what the reading had found; markings are settled with it."""
    for answer in (YES, NO):
        record = with_pages(answer, MARKED, HEADED)
        assert ruling_on(record, [split(1, 2)], DEFAULT, TODAY).kind == "cleared"


@pytest.mark.parametrize("pages", [(1, 2, 3), (1,), (1, 2, 3, 4), (1, 2, 3, 4, 5), ()])
def test_a_split_that_the_record_was_not_read_with_asks_for_a_new_reading(
    pages: tuple[int, ...],
) -> None:
    """The record lacks text of a Part 1 page, or holds text of a page now withheld."""
    ruling = ruling_on(with_pages(NO, MARKED), [split(*pages)], DEFAULT, TODAY)

    assert codes(ruling) == {"split-not-read"}


def test_a_split_that_withholds_a_page_of_a_plain_record_holds_it() -> None:
    """What an officer says is Part 2 was read as Part 1."""
    assert codes(ruling_on(a_record(), [split(1, 2, 3)], DEFAULT, TODAY)) == {"split-not-read"}


def test_a_record_without_any_part_1_page_is_never_settled() -> None:
    """A split that leaves nothing leaves nothing to publish."""
    record = replace(a_record(evidence={}), withheld_pages=(1, 2, 3, 4))

    assert "split-not-read" in codes(ruling_on(record, [split()], DEFAULT, TODAY))


def test_the_last_split_counts() -> None:
    """Entries are taken in order."""
    record = with_pages(NO, MARKED)

    assert ruling_on(record, [split(1), split(1, 2)], DEFAULT, TODAY).kind == "cleared"
    assert ruling_on(record, [split(1, 2), split(1)], DEFAULT, TODAY).kind == "review"


def test_a_release_never_lifts_a_withheld_page() -> None:
    """Neither the pages nor the marking that made them; only a split settles them."""
    record = with_pages(NO, MARKED, HEADED)
    released = release("withheld-pages", "part2-marking", "part2-pages", "text-from-withheld-page")

    ruling = ruling_on(record, [released, confirm("record")], DEFAULT, TODAY)

    assert codes(ruling) == {"withheld-pages", "part2-marking", "part2-pages"}


def test_a_confirmed_no_does_not_explain_an_indicator() -> None:
    """The answer was never in doubt; the sentence is."""
    record = a_record(part2=NO, findings=(INDICATOR,))

    assert codes(ruling_on(record, [confirm("part2")], DEFAULT, TODAY)) == {"part2-indicator"}
    assert ruling_on(record, [release("part2-indicator")], DEFAULT, TODAY).kind == "cleared"
    assert ruling_on(record, [correct("part2.answer", "yes")], DEFAULT, TODAY).kind == "cleared"


def test_a_marking_that_lost_its_severity_still_holds() -> None:
    """The rule trusts the ground, not what a record says of its weight."""
    light = Finding(ground=Ground.PART2_MARKING, page=3, severity=Severity.WARNING)

    assert codes(ruling_on(a_record(findings=(light,)), [], DEFAULT, TODAY)) == {"part2-marking"}


def test_an_answer_in_doubt_is_cleared_by_an_officers_word() -> None:
    """Confirm clears the doubt about a NO as read; it makes no answer out of none."""
    doubtful = {"part2.answer": Status.UNCERTAIN}

    assert (
        ruling_on(a_record(statuses=doubtful), [confirm("part2")], DEFAULT, TODAY).kind == "cleared"
    )
    unclear = a_record(part2=UNCLEAR, statuses=doubtful)
    assert codes(ruling_on(unclear, [confirm("part2")], DEFAULT, TODAY)) == {"part2-unreadable"}


def test_an_answer_without_evidence_can_be_confirmed() -> None:
    """An officer who has looked at the form is evidence enough."""
    evidence = {"deferral.answer": Evidence(status=Status.CLEAR)}
    record = a_record(evidence=evidence)

    assert codes(ruling_on(record, [], DEFAULT, TODAY)) == {"part2-unreadable"}
    assert ruling_on(record, [confirm("part2")], DEFAULT, TODAY).kind == "cleared"
