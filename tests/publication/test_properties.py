"""What holds for every record, every review and every day, and for every text."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from ingest.finding import Finding, Ground, Severity
from ingest.page import Box
from ingest.record import (
    Answer,
    Approval,
    DecisionRecord,
    Deferral,
    Evidence,
    ItemList,
    Paragraph,
    Part2,
    Section,
    Statement,
    Status,
    Table,
)
from publication.blocks import Grid, Heading, Item, PageBlock, Prose
from publication.grounds import KNOWN_CODES
from publication.markdown import markdown_of
from publication.page import page_of
from publication.proof import prove
from publication.reading import reading_of
from publication.rule import rule_on
from publication.ruling import Cleared, Withheld
from publication.settings import ConfirmFirst, Settings
from publication.writing import written
from register.review import Confirm, Entry, Release
from tests.publication.records import (
    DEFAULT,
    OTHER_SCAN,
    TODAY,
    a_record,
    confirm,
    correct,
    extend,
    release,
    replace_scan,
    ruling_on,
    seen,
    split,
    withdraw,
    withhold,
)

DAYS = st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 12, 31))
LINES = st.sampled_from([None, "", "N/A", "contract award", "3l March", "in part", "Section 43"])
FINDINGS = st.builds(
    Finding,
    ground=st.sampled_from(list(Ground)),
    page=st.none() | st.integers(1, 4),
    severity=st.sampled_from(list(Severity)),
)
STATUSES = st.sampled_from([Status.CLEAR, Status.CLEAR, *Status])
CODES = st.lists(st.sampled_from(sorted(KNOWN_CODES)), max_size=6).map(tuple)
MOMENTS = DAYS.map(lambda day: datetime(day.year, day.month, day.day, tzinfo=UTC))
SETTINGS = st.builds(Settings, confirm=st.sampled_from(list(ConfirmFirst)))


@st.composite
def records(draw: st.DrawFn) -> DecisionRecord:
    """Draw a record that is often clear and as often not."""
    paths = ("deferral.answer", "deferral.until", "part2.answer")
    return a_record(
        deferral=Deferral(
            answer=draw(st.sampled_from(list(Answer))),
            until=draw(st.none() | DAYS),
            until_text=draw(LINES),
            reason=draw(LINES),
        ),
        part2=Part2(answer=draw(st.sampled_from(list(Answer)))),
        evidence={
            path: Evidence(status=draw(STATUSES), page=draw(st.sampled_from([None, 1, 4])))
            for path in paths
        },
        approval=Approval(
            signed=draw(st.sampled_from([True, True, False, None])), date=draw(st.none() | DAYS)
        ),
        withheld_pages=draw(st.sampled_from([(), (), (4,), (3, 4)])),
        findings=tuple(draw(st.lists(FINDINGS, max_size=2))),
    )


ENTRIES: st.SearchStrategy[Entry] = st.one_of(
    st.builds(confirm, st.sampled_from(["deferral", "part2", "record", "deferral.until"])),
    st.builds(correct, st.just("deferral.answer"), st.sampled_from(["yes", "no"])),
    st.builds(correct, st.just("part2.answer"), st.sampled_from(["yes", "no"])),
    st.builds(correct, st.just("deferral.until"), st.none() | DAYS.map(date.isoformat)),
    st.sampled_from([split(1, 2), split(1, 2, 3), split(1, 2, 3, 4)]),
    CODES.map(lambda codes: release(*codes)),
    st.builds(extend, DAYS, at=MOMENTS),
    st.sampled_from([withhold(), replace_scan(), withdraw()]),
)
REVIEWS = st.lists(ENTRIES, max_size=5)


@given(records(), REVIEWS, SETTINGS, DAYS)
def test_what_is_cleared_has_nothing_against_it(
    record: DecisionRecord, reviews: list[Entry], how: Settings, today: date
) -> None:
    """Cleared implies no ground, no date ahead and no page that is withheld without a split."""
    ruling = ruling_on(record, reviews, how, today)

    if isinstance(ruling, Withheld):
        assert ruling.grounds
        return
    contents = ruling.contents
    assert all(warning.effect == "warning" for warning in contents.warnings)
    assert contents.record.deferral.until is None or contents.record.deferral.until <= today
    assert (
        contents.deferral is None
        or contents.deferral.ended is None
        or contents.deferral.ended <= today
    )
    assert not record.withheld_pages or any(
        entry.__class__.__name__ == "Split" for entry in reviews
    )


@given(records(), REVIEWS, SETTINGS, DAYS, FINDINGS)
def test_one_finding_more_never_clears_more(
    record: DecisionRecord, reviews: list[Entry], how: Settings, today: date, one_more: Finding
) -> None:
    """Whatever else is found, what was withheld stays withheld, and every ground is still told.

    An extension that came late comes in time where the finding held the decision: until its day
    the word that is lacking is told among the warnings.
    """
    before = ruling_on(record, reviews, how, today)
    found = replace(record, findings=(*record.findings, one_more))
    after = ruling_on(found, reviews, how, today)

    if isinstance(before, Withheld):
        assert isinstance(after, Withheld)
        told = (*after.grounds, *after.warnings)
        assert {one.code for one in before.grounds} <= {one.code for one in told}


@given(records(), SETTINGS, DAYS, st.sampled_from(list(ConfirmFirst)))
def test_more_to_be_confirmed_never_clears_more(
    record: DecisionRecord, how: Settings, today: date, confirm_first: ConfirmFirst
) -> None:
    """ "all" is stricter than "deferred", and that than "none"."""
    order = [ConfirmFirst.NONE, ConfirmFirst.DEFERRED, ConfirmFirst.ALL]
    stricter = replace(how, confirm=max(how.confirm, confirm_first, key=order.index))

    if isinstance(ruling_on(record, [], how, today), Withheld):
        assert isinstance(ruling_on(record, [], stricter, today), Withheld)


@given(records(), REVIEWS, SETTINGS, DAYS)
def test_a_day_before_the_date_is_never_cleared(
    record: DecisionRecord, reviews: list[Entry], how: Settings, until: date
) -> None:
    """Whatever the answer and whatever is released, a corrected date is waited for."""
    dated = [*reviews, correct("deferral.until", until.isoformat())]
    for days in (1, 2, 400):
        ruling = ruling_on(record, dated, how, until - timedelta(days=days))
        assert isinstance(ruling, Withheld)


@given(records(), REVIEWS, SETTINGS, DAYS)
def test_a_ruling_is_a_function_of_what_it_is_given(
    record: DecisionRecord, reviews: list[Entry], how: Settings, today: date
) -> None:
    """Asked twice, the rule answers the same."""
    assert ruling_on(record, reviews, how, today) == ruling_on(record, list(reviews), how, today)


@given(records(), DAYS, st.lists(FINDINGS, max_size=5), st.randoms())
def test_the_order_of_findings_changes_nothing(
    record: DecisionRecord, today: date, found: list[Finding], random: object
) -> None:
    """Shuffled findings give the same ruling, grounds in the same order."""
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis types it as object

    one = ruling_on(replace(record, findings=tuple(found)), [], DEFAULT, today)
    other = ruling_on(replace(record, findings=tuple(shuffled)), [], DEFAULT, today)

    assert one == other


@given(records(), REVIEWS, SETTINGS, DAYS)
def test_a_second_scan_is_never_cleared_without_a_replacement(
    record: DecisionRecord, reviews: list[Entry], how: Settings, today: date
) -> None:
    """No other review makes a newcomer public."""
    others = [entry for entry in reviews if entry != replace_scan()]

    ruling = ruling_on(record, others, how, today, earlier_scan=OTHER_SCAN)

    assert isinstance(ruling, Withheld)


@given(records(), REVIEWS, DAYS)
def test_what_is_withdrawn_or_withheld_last_is_not_cleared(
    record: DecisionRecord, reviews: list[Entry], today: date
) -> None:
    """An officer's last word against publication stands."""
    for last in (withdraw(), withhold()):
        assert isinstance(ruling_on(record, [*reviews, last], DEFAULT, today), Withheld)


@given(records(), REVIEWS, SETTINGS, DAYS)
def test_a_notice_stands_exactly_where_something_public_was_withdrawn(
    record: DecisionRecord, reviews: list[Entry], how: Settings, today: date
) -> None:
    """That it was public changes nothing else of a ruling."""
    known = ruling_on(record, reviews, how, today, was_public=True)
    unknown = ruling_on(record, reviews, how, today)

    if isinstance(known, Withheld):
        has_place = known.kind == "withdrawn" and known.reference is not None
        assert (known.tombstone is not None) == has_place
        assert replace(known, tombstone=None) == unknown
    else:
        assert known == unknown


@given(records(), records(), REVIEWS, REVIEWS, DAYS)
def test_words_on_another_reading_clear_nothing(
    record: DecisionRecord,
    other: DecisionRecord,
    reviews: list[Entry],
    reviews_of_other: list[Entry],
    today: date,
) -> None:
    """What an officer confirmed or released there holds this reading, whatever is said here."""
    assume(reading_of(record) != reading_of(other))
    spoken = [entry for entry in reviews_of_other if isinstance(entry, Confirm | Release)]
    here, there = seen(record, reviews), seen(other, spoken)

    alone = rule_on(record, here, DEFAULT, today)
    before = rule_on(record, (*there, *here), DEFAULT, today)
    after = rule_on(record, (*here, *there), DEFAULT, today)

    assert isinstance(alone, Cleared) or isinstance(before, Withheld)
    assert isinstance(after, Withheld) or all(entry == release() for entry in spoken)


@given(records(), REVIEWS, SETTINGS, DAYS)
def test_how_surely_it_was_read_makes_no_other_reading(
    record: DecisionRecord, reviews: list[Entry], how: Settings, today: date
) -> None:
    """Where the same words stand, nobody is asked for his word again."""
    evidence = {
        path: replace(one, confidence=0.5, box=Box(0.1, 0.1, 0.2, 0.2))
        for path, one in record.evidence.items()
    }
    anew = replace(record, evidence=evidence, read_with="another reader")

    before = rule_on(record, seen(record, reviews), how, today)
    after = rule_on(anew, seen(record, reviews), how, today)

    assert reading_of(anew) == reading_of(record)
    assert before.kind == after.kind


MARKS = st.sampled_from(
    [*"#*_`~[]()<>{}|\\!&;:@%+=-.1234567890 \n\t\"'^$/", "&#42;", "    ", "\u202e", "---"]
)
TEXTS = st.text(max_size=40) | st.lists(MARKS | st.text(max_size=3), max_size=25).map("".join)
BLOCKS = st.one_of(
    st.builds(Paragraph, number=st.none() | st.sampled_from(["1.1", "2.3"]) | TEXTS, text=TEXTS),
    st.builds(
        ItemList,
        items=st.lists(TEXTS, max_size=6).map(tuple),
        levels=st.lists(st.integers(-2, 9), max_size=6).map(tuple),
        marks=st.lists(TEXTS, max_size=3).map(tuple),
    ),
    st.builds(Table, rows=st.lists(st.lists(TEXTS, max_size=4).map(tuple), max_size=4).map(tuple)),
)
LINES_OF_TEXT = TEXTS.map(lambda text: f"T {text}")
PAGE_BLOCKS: st.SearchStrategy[PageBlock] = st.one_of(
    st.builds(Heading, st.integers(1, 6), LINES_OF_TEXT),
    st.builds(Prose, LINES_OF_TEXT),
    st.builds(lambda text: Item(0, text), LINES_OF_TEXT),
    st.builds(lambda cell: Grid((("a", cell), (cell, "b"))), TEXTS),
)


@given(st.lists(PAGE_BLOCKS, max_size=6))
@settings(max_examples=200)
def test_the_words_out_are_the_words_in(blocks: list[PageBlock]) -> None:
    """Whatever the text, what was written reads back as it, block by block."""
    prove(written(blocks), blocks)


@given(
    title=TEXTS,
    summary=TEXTS,
    recommendation=TEXTS,
    sections=st.lists(
        st.builds(
            Section,
            number=st.none() | TEXTS,
            heading=TEXTS,
            blocks=st.lists(BLOCKS, max_size=3).map(tuple),
        ),
        max_size=3,
    ),
    statement=TEXTS,
)
@settings(max_examples=200)
def test_any_record_that_is_cleared_becomes_a_page(
    title: str, summary: str, recommendation: str, sections: list[Section], statement: str
) -> None:
    """The writer never meets a text that it cannot prove."""
    record = a_record(
        title=title,
        executive_summary=summary,
        recommendation=recommendation,
        interests=statement,
        public_access=(Paragraph(text=summary),),
        sections=tuple(sections),
        declaration=(Statement(topic=title, statement=statement, ticked=True),),
        form_version=statement,
        deferral=Deferral(answer=Answer.YES, until=TODAY, until_text=title, reason=summary),
    )
    reviews = [confirm("record"), release("deferral-in-part")]
    evidence = {**record.evidence, "deferral.until": Evidence(status=Status.CLEAR)}
    ruling = ruling_on(replace(record, evidence=evidence), reviews, DEFAULT, TODAY)

    if isinstance(ruling, Cleared):
        markdown = markdown_of(ruling)
        assert all(block for block in page_of(ruling.contents))
        assert markdown.startswith('---\n"title": "')
