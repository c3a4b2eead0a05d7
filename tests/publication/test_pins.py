"""What was published is pinned: ruled on as it was then, until a review ends it."""

import os
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ingest.finding import Ground, finding
from ingest.record import Answer, DecisionRecord, Deferral, Source
from publication.docket import Case, Pin, asked_of, newer_reading_waits, record_of, rulings_on
from publication.reading import reading_of
from publication.ruling import Cleared, Ruling, Withheld
from publication.settings import ConfirmFirst, Settings
from register.case import Case as RegisterCase
from register.case import PinnedReading, Scan
from register.review import Entry
from tests.publication.records import (
    DEFAULT,
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
    withdraw,
    withhold,
)

MONDAY = datetime(2025, 6, 2, 8, 0, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)
THIRD_SCAN = "77" * 32
EVERY_WORD = Settings(confirm=ConfirmFirst.ALL)
PUBLISHED = a_record()
HELD_ANEW = a_record(title="Old boots", deferral=Deferral(answer=Answer.UNCLEAR))


def of_scan(scan: str, **fields: object) -> DecisionRecord:
    """Make a record of another scan."""
    return replace(PUBLISHED, source=Source(sha256=scan, pages=4, file="boots.pdf"), **fields)


def newcomer(
    scan: str = OTHER_SCAN, arrived: datetime = MONDAY, *reviews: Entry, reference: str = "PCD 611"
) -> Case:
    """Make the case of a scan that is not public."""
    record = of_scan(scan, reference=reference, number=None)
    return Case(record=record, reviews=reviews, arrived=arrived)


def pinned(
    newest: DecisionRecord = PUBLISHED,
    *reviews: Entry,
    published: DecisionRecord = PUBLISHED,
    settings: Settings | None = DEFAULT,
) -> Case:
    """Make the case of a scan that is public, and was read anew since."""
    return Case(
        record=newest,
        reviews=reviews,
        arrived=TUESDAY,
        pin=Pin(record=published, settings=settings),
        was_public=True,
    )


def rulings(*cases: Case, settings: Settings = DEFAULT) -> list[Ruling]:
    """Rule on all of them together."""
    return list(rulings_on(cases, settings, TODAY))


def held_by(ruling: Ruling) -> set[str]:
    """Return the codes of what holds a decision."""
    return {ground.code for ground in ruling.grounds} if isinstance(ruling, Withheld) else set()


def test_a_newer_reading_holds_only_itself() -> None:
    """What is public stays word for word, and the register tells that something else waits."""
    case = pinned(HELD_ANEW)
    (ruling,) = rulings(case)

    assert isinstance(ruling, Cleared)
    assert ruling.contents.record.title == "New boots"
    assert record_of(case) == PUBLISHED
    assert newer_reading_waits(case)
    assert held_by(rulings(replace(case, pin=None))[0]) == {"deferral-unreadable"}


def test_a_reading_that_says_the_same_does_not_wait() -> None:
    """Nobody is asked to look at nothing."""
    assert not newer_reading_waits(pinned())
    assert not newer_reading_waits(pinned(replace(PUBLISHED, read_with="another reader")))
    assert not newer_reading_waits(newcomer())


def test_a_changed_setting_holds_only_what_is_not_public() -> None:
    """The settings of the first publication are kept with it."""
    alone, beside = rulings(pinned(), newcomer(reference="PCD 612"), settings=EVERY_WORD)

    assert alone.kind == "cleared"
    assert held_by(beside) == {"record-unconfirmed"}


def test_settings_that_cannot_be_read_are_today_s() -> None:
    """Nothing is public that today's settings would hold, and nothing is held without a ground."""
    lost = pinned(settings=None)

    assert rulings(lost)[0].kind == "cleared"
    assert held_by(rulings(lost, settings=EVERY_WORD)[0]) == {"record-unconfirmed"}


def test_what_is_public_holds_its_reference_whoever_came_first() -> None:
    """A scan of long ago that is read, or corrected, into its number is the newcomer."""
    older = newcomer(OTHER_SCAN, MONDAY)
    misread = newcomer(THIRD_SCAN, MONDAY, reference="PCD 677")
    corrected = replace(correct("reference", "PCD 611", at=MONDAY), scan=THIRD_SCAN)
    misread = replace(misread, reviews=(corrected,))

    kinds = [ruling.kind for ruling in rulings(older, misread, pinned())]

    assert kinds == ["review", "review", "cleared"]


def test_a_reading_anew_claims_no_other_reference() -> None:
    """The claim is made from what is public: a misread number pushes nothing out."""
    misread = pinned(replace(PUBLISHED, reference="PCD 612", number=612))
    other = newcomer(reference="PCD 612")

    assert [ruling.kind for ruling in rulings(misread, other)] == ["cleared", "cleared"]


@pytest.mark.parametrize("arrived", [MONDAY, TUESDAY + timedelta(days=1)])
def test_a_replacement_takes_over_from_what_is_public(arrived: datetime) -> None:
    """Before an edition carries it, and after."""
    successor = newcomer(OTHER_SCAN, arrived, replace_scan(SCAN, scan=OTHER_SCAN))
    before = rulings(pinned(), successor)
    carried = replace(successor, pin=Pin(record=successor.record, settings=DEFAULT))
    gone = replace(pinned(), pin=None)
    after = rulings(gone, carried)

    for first, second in (before, after):
        assert held_by(first) == {"replaced"}
        assert second.kind == "cleared"


def test_the_later_replacement_stands() -> None:
    """An officer goes back to the first scan, and the two don't change places ever after."""
    going_back = replace_scan(OTHER_SCAN, scan=SCAN)
    later = replace(going_back, at=going_back.at + timedelta(days=1))
    first = replace(pinned(PUBLISHED, later), pin=None)
    second = newcomer(OTHER_SCAN, TUESDAY, replace_scan(SCAN, scan=OTHER_SCAN))
    as_public = Pin(record=second.record, settings=DEFAULT)

    for cases in (
        (first, replace(second, pin=as_public)),
        (pinned(PUBLISHED, later), second),
        (first, second),
    ):
        ruling, other = rulings(*cases)
        assert ruling.kind == "cleared"
        assert held_by(other) == {"replaced"}


def test_an_officer_s_word_on_the_newer_reading_changes_nothing_public() -> None:
    """What is confirmed, released or corrected by its place there was not seen here."""
    there = seen(
        HELD_ANEW, [confirm("record"), release("no-title"), correct("sections.0.heading", "X")]
    )
    here = seen(PUBLISHED, [correct("title", "Boots")])
    (ruling,) = rulings(pinned(HELD_ANEW, *there, *here))

    assert isinstance(ruling, Cleared)
    assert ruling.contents.record.title == "Boots"
    assert ruling.contents.record.sections == PUBLISHED.sections


@pytest.mark.parametrize("last", [withhold(), withdraw()])
def test_an_officer_s_last_word_holds_what_is_public(last: Entry) -> None:
    """A pin is no protection against a review."""
    assert rulings(pinned(HELD_ANEW, last))[0].kind != "cleared"


def test_a_withdrawn_decision_has_its_notice_where_an_edition_carried_it() -> None:
    """And a withdrawn newcomer, clear in every way, has none."""
    unknown = Case(record=PUBLISHED, reviews=(withdraw(),), arrived=MONDAY)
    known, gone = pinned(PUBLISHED, withdraw()), replace(unknown, was_public=True)

    assert [
        isinstance(ruling, Withheld) and ruling.tombstone is not None
        for (ruling,) in (rulings(case) for case in (known, gone, unknown))
    ] == [True, True, False]


def test_an_extension_of_what_is_public_comes_late() -> None:
    """A newer reading does not make it early: the officer saw what was out."""
    published = deferred_until(TODAY - timedelta(days=30))
    said = seen(published, [confirm()])
    late = seen(published, [extend(date(2027, 1, 1), at=datetime(2026, 2, 20, tzinfo=UTC))])
    (ruling,) = rulings(pinned(HELD_ANEW, *said, *late, published=published))

    assert isinstance(ruling, Cleared)
    assert [warning.code for warning in ruling.contents.warnings] == ["extension-late"]


CHANGES: st.SearchStrategy[dict[str, object]] = st.fixed_dictionaries(
    {},
    optional={
        "reference": st.sampled_from([None, "PCD 611", "PCD 612", "PCD 6ll"]),
        "title": st.sampled_from([None, "Old boots"]),
        "withheld_pages": st.just((4,)),
        "deferral": st.builds(Deferral, answer=st.sampled_from(list(Answer))),
        "findings": st.just((finding(Ground.COVERED_TEXT, page=1),)),
    },
)
MOMENTS = st.integers(-50, 50).map(lambda days: MONDAY + timedelta(days=days))
SETTINGS = st.builds(Settings, confirm=st.sampled_from(list(ConfirmFirst)))


@st.composite
def newcomers(draw: st.DrawFn) -> Case:
    """Draw another scan, read and corrected in any way; none has an officer's `Replace`."""
    scan = draw(st.sampled_from([OTHER_SCAN, THIRD_SCAN]))
    corrected = [
        replace(correct("reference", reference, at=at), scan=scan)
        for reference, at in draw(
            st.lists(st.tuples(st.sampled_from(["PCD 611", "PCD 612"]), MOMENTS), max_size=2)
        )
    ]
    return Case(
        record=of_scan(scan, **draw(CHANGES)),
        reviews=tuple(corrected),
        arrived=draw(MOMENTS),
        was_public=draw(st.booleans()),
    )


@given(CHANGES, st.lists(newcomers(), max_size=4), SETTINGS, st.integers(0, 4))
def test_what_is_public_stays_as_it_is_whatever_comes(
    changes: dict[str, object], others: list[Case], how: Settings, place: int
) -> None:
    """No reading, no scan and no setting takes it out or changes a word: only a review does."""
    (alone,) = rulings(pinned())
    case = pinned(replace(PUBLISHED, **changes))
    among = [*others[:place], case, *others[place:]]

    assert rulings(*among, settings=how)[among.index(case)] == alone
    assert isinstance(alone, Cleared)


def held_in_register(
    *reviews: Entry,
    newest: DecisionRecord = PUBLISHED,
    names: tuple[str, ...] = (),
    last: PinnedReading | None = None,
    is_public: bool = True,
) -> RegisterCase:
    """Make a case as the register gives it."""
    scan = Scan(
        sha256=SCAN,
        arrival=1,
        name="boots.pdf",
        other_names=names,
        size_bytes=9,
        received_at=MONDAY,
    )
    return RegisterCase(
        scan=scan,
        record=newest,
        reviews=reviews,
        pin=last if is_public else None,
        last_public=last,
    )


def carried(record: DecisionRecord = PUBLISHED, *, names: int = 1) -> PinnedReading:
    """Make what an edition carried."""
    settings = msgspec.json.encode(DEFAULT).decode()
    return PinnedReading(record=record, record_number=1, names=names, settings=settings)


def test_the_rule_is_told_what_the_register_holds() -> None:
    """Names that can't be shown are replaced, and what was never public has no pin."""
    name = os.fsdecode(b"caf\xe9 part 2.pdf")
    asked = asked_of(held_in_register(names=(name,)), PUBLISHED)

    assert asked.other_names == ("caf\N{REPLACEMENT CHARACTER} part 2.pdf",)
    assert (asked.arrived, asked.pin, asked.was_public) == (MONDAY, None, False)


def test_a_name_that_comes_after_publication_waits_for_a_person() -> None:
    """What is public knew the names of its day; a later one is news of the newcomer."""
    names = ("exempt.pdf", "part 2.pdf")
    known = held_in_register(names=names, last=carried(names=2))
    asked = asked_of(known, PUBLISHED)
    as_published = record_of(asked)

    assert asked.pin is not None
    assert asked.pin.settings == DEFAULT
    assert [found.read for found in as_published.findings] == ["exempt.pdf"]
    assert newer_reading_waits(asked)


def test_what_was_taken_out_is_asked_about_as_it_reads_now() -> None:
    """Its pin is gone with it; that it was public is remembered."""
    known = held_in_register(newest=HELD_ANEW, last=carried(), is_public=False)
    asked = asked_of(known, HELD_ANEW)

    assert asked.pin is None
    assert asked.was_public
    assert record_of(asked) == HELD_ANEW


@pytest.mark.parametrize("is_public", [True, False])
def test_a_notice_names_what_was_public_whatever_is_read_since(*, is_public: bool) -> None:
    """A newer reading with another number, or none, moves no notice."""
    newest = replace(PUBLISHED, reference=None, number=None)
    known = held_in_register(
        withdraw(), newest=newest, names=("part 2.pdf",), last=carried(), is_public=is_public
    )
    asked = asked_of(known, newest)
    (ruling,) = rulings(asked)

    assert reading_of(record_of(asked)) == reading_of(PUBLISHED)
    assert isinstance(ruling, Withheld)
    assert ruling.tombstone is not None
    assert ruling.tombstone.reference == "PCD 611"
