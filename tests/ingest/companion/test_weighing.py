"""Two witnesses are weighed: the page bears out, contradicts, or supplies a date; no more."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ingest.companion.weighing import with_companion
from ingest.finding import Finding, Ground, Severity, finding
from ingest.page import Box
from ingest.record import (
    Answer,
    Approval,
    Companion,
    DecisionRecord,
    Deferral,
    Evidence,
    Part2,
    Source,
    Status,
)

SIGNED = datetime.date(2019, 7, 19)
OFFICER = datetime.date(2019, 7, 18)
TODAY = datetime.date(2026, 3, 1)
DAY = datetime.timedelta(days=1)
PLACE = Box(0.5, 0.8, 0.9, 0.85)
ELSEWHERE = Box(0.5, 0.2, 0.9, 0.25)
ILLEGIBLE = Approval(signed=True, date_text="M719")
PAGE = Companion(
    file="pcd-611.html",
    sha256="1f" * 32,
    title="New boots for officers",
    reference="PCD 611",
    date_signed=SIGNED,
    decided_by="Ada Example",
    summary="Boots.",
)


def a_record(**fields: object) -> DecisionRecord:
    """Make the record of a scan whose approval date no reader could make out."""
    record = DecisionRecord(
        reference="PCD 611",
        number=611,
        title="New boots for officers",
        form_version=None,
        executive_summary="Boots.",
        recommendation="",
        approval=ILLEGIBLE,
        sections=(),
        deferral=Deferral(answer=Answer.UNCLEAR),
        part2=Part2(answer=Answer.UNCLEAR),
        declaration=(),
        officer_approval=Approval(signed=True, date=OFFICER),
        source=Source(sha256="5a" * 32, pages=4, file="pcd-611.pdf"),
        findings=(
            finding(Ground.DATE_ILLEGIBLE, page=1, box=PLACE, read="M719"),
            finding(Ground.DATE_ILLEGIBLE, page=4, box=ELSEWHERE),
        ),
        evidence={
            "reference": Evidence(status=Status.CLEAR, page=1, confidence=0.9),
            "title": Evidence(status=Status.CLEAR, page=1),
            "approval.date": Evidence(status=Status.UNCERTAIN, page=1, box=PLACE, read="M719"),
        },
    )
    return replace(record, **fields)


def read_clearly(day: datetime.date) -> DecisionRecord:
    """Make the record of a scan whose approval date was read."""
    evidence = {"approval.date": Evidence(status=Status.CLEAR, page=1)}
    return a_record(approval=Approval(signed=True, date=day), findings=(), evidence=evidence)


def weighed(record: DecisionRecord, **said: object) -> DecisionRecord:
    """Weigh the page, with other words in place of its own."""
    return with_companion(record, replace(PAGE, **said), today=TODAY)


def new_findings(before: DecisionRecord, after: DecisionRecord) -> list[Finding]:
    """Give the findings that the page has made."""
    return [one for one in after.findings if one not in before.findings]


def grounds(before: DecisionRecord, after: DecisionRecord) -> list[Ground]:
    """Give the grounds of the findings that the page has made."""
    return [one.ground for one in new_findings(before, after)]


def test_the_page_supplies_a_date_that_no_reader_made_out() -> None:
    """The warning on it goes, the other date's stays, and the evidence says whose word it is."""
    record = a_record()
    after = weighed(record)

    assert after.approval == replace(ILLEGIBLE, date=SIGNED)
    assert after.findings == record.findings[1:]
    assert after.evidence["approval.date"] == replace(
        record.evidence["approval.date"], borne_out_by="pcd-611.html"
    )
    assert after.companion == PAGE


def test_a_date_among_the_candidates_is_supplied() -> None:
    """One look at the hand saw it as well."""
    seen = Approval(signed=True, date_candidates=(SIGNED - DAY, SIGNED))

    assert weighed(a_record(approval=seen)).approval == replace(seen, date=SIGNED)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"approval": Approval(signed=True, date_candidates=(SIGNED + DAY,))}, {}),
        ({"approval": Approval(signed=False)}, {}),
        ({"approval": Approval()}, {}),
        ({"officer_approval": Approval(date=SIGNED + DAY)}, {}),
        ({"officer_approval": Approval(date=SIGNED - 367 * DAY)}, {}),
        ({"officer_approval": Approval(date_candidates=(SIGNED + DAY,))}, {}),
        ({"officer_approval": Approval()}, {"date_signed": TODAY + DAY}),
        ({"evidence": {"approval.date": Evidence(status=Status.BLANK)}}, {}),
        ({"evidence": {"approval.date": Evidence(status=Status.ABSENT)}}, {}),
        ({"evidence": {}}, {}),
        ({"reference": None, "number": None}, {}),
        ({}, {"reference": None}),
    ],
)
def test_a_date_that_something_speaks_against_is_only_offered(
    fields: dict[str, object], said: dict[str, object]
) -> None:
    """No signature, no ink, other candidates, an impossible order, or nobody knows whose page."""
    record = a_record(**fields)
    after = weighed(record, **said)

    assert after.approval == record.approval
    assert Ground.COMPANION_OFFERS in grounds(record, after)
    assert {one.severity for one in new_findings(record, after)} == {Severity.WARNING}
    assert set(record.findings) <= set(after.findings)


def test_what_both_say_is_borne_out_and_no_surer() -> None:
    """How well the scan was read stays as it was."""
    record = read_clearly(SIGNED)
    record = replace(record, evidence={**a_record().evidence, **record.evidence})
    after = weighed(record)

    assert grounds(record, after) == []
    assert {path: one.borne_out_by for path, one in after.evidence.items()} == {
        "reference": "pcd-611.html",
        "title": "pcd-611.html",
        "approval.date": "pcd-611.html",
    }
    assert {path: replace(one, borne_out_by=None) for path, one in after.evidence.items()} == (
        record.evidence
    )


@pytest.mark.parametrize(
    ("record", "said", "read"),
    [
        (a_record(), {"reference": "PCD 612"}, "page PCD 612, form PCD 611"),
        (a_record(), {"reference": "MD 611"}, "page MD 611, form PCD 611"),
        (a_record(), {"title": "Taser uplift programme"}, "page: Taser uplift programme"),
        (read_clearly(SIGNED + DAY), {}, "page 2019-07-19, form 2019-07-20"),
    ],
)
def test_a_contradiction_is_a_ground_for_review(
    record: DecisionRecord, said: dict[str, object], read: str
) -> None:
    """A page of another decision supplies nothing, and a person looks."""
    after = weighed(record, **said)
    (conflict,) = new_findings(record, after)

    assert (conflict.ground, conflict.severity) == (Ground.COMPANION_CONFLICT, Severity.REVIEW)
    assert conflict.read == read
    assert after.approval == record.approval
    assert (after.reference, after.title) == (record.reference, record.title)


@pytest.mark.parametrize(
    ("form", "page"),
    [
        ("New boots for officers", "NEW BOOTS FOR OFFICERS"),
        ("Hew bools tor officcrs", "New boots for officers"),
        ("Purchase of new boots for officers on patrol 2019/20", "New boots for officers"),
        ("Oracle Licences – Renewal", "Renewal of Oracle licences"),
        ("Emergency Services Network Programme: further funding", "Emergency Services Network"),
    ],
)
def test_a_title_shortened_misread_or_turned_round_is_the_same(form: str, page: str) -> None:
    """Who puts a page up chooses the words; only another decision's title is a conflict."""
    record = a_record(title=form)

    assert Ground.COMPANION_CONFLICT not in grounds(record, weighed(record, title=page))


@pytest.mark.parametrize(
    ("form", "page"),
    [
        ("New boots for officers", "Taser uplift"),
        ("Oracle licences renewal", "Sexual violence services funding 2019/20"),
        ("Extension of the vehicle recovery contract", "Police and crime plan grants"),
    ],
)
def test_another_decision_s_title_is_a_conflict(form: str, page: str) -> None:
    """So a page saved under a wrong name is noticed even where it gives no reference."""
    record = a_record(title=form)

    assert Ground.COMPANION_CONFLICT in grounds(record, weighed(record, title=page, reference=None))


def test_a_number_that_no_reader_made_out_stays_unread_and_is_offered() -> None:
    """The page never makes an unclear reference clear; the officer sees what it says."""
    evidence = {"reference": Evidence(status=Status.CONFLICT, page=1, box=PLACE)}
    record = a_record(reference=None, number=None, title=None, evidence=evidence)
    after = weighed(record)

    assert (after.reference, after.number, after.title) == (None, None, None)
    assert after.evidence == evidence
    assert {(one.ground, one.read) for one in new_findings(record, after)} == {
        (Ground.COMPANION_OFFERS, "PCD 611"),
        (Ground.COMPANION_OFFERS, "New boots for officers"),
        (Ground.COMPANION_OFFERS, "2019-07-19"),
    }


def test_a_page_that_contradicts_itself_is_told_of() -> None:
    """What it says twice is not said; the rest of it still counts."""
    record = a_record()
    after = weighed(record, date_signed=None, unclear=("two values for date signed",))

    assert grounds(record, after) == [Ground.COMPANION_UNCLEAR]
    assert after.approval.date is None
    assert after.evidence["reference"].borne_out_by == "pcd-611.html"


@given(
    st.builds(
        Companion,
        file=st.just("x.html"),
        sha256=st.just("1f" * 32),
        title=st.none() | st.text(),
        reference=st.none() | st.sampled_from(["PCD 611", "PCD 612", "MD 2"]) | st.text(),
        date_signed=st.none() | st.dates(OFFICER - DAY, SIGNED + DAY) | st.dates(),
        summary=st.none() | st.just("Part 2: exempt. Is there a Part 2 form - YES"),
    ),
    st.sampled_from([a_record(), a_record(reference=None), read_clearly(SIGNED)]),
)
def test_no_page_speaks_on_deferral_part_2_or_the_text(
    said: Companion, record: DecisionRecord
) -> None:
    """Whatever it says, the date of approval is the one field it may fill, and none it changes."""
    after = with_companion(record, said, today=TODAY)
    approval = replace(after.approval, date=record.approval.date)
    bare = replace(
        after,
        approval=approval,
        findings=record.findings,
        evidence=record.evidence,
        companion=None,
    )

    assert bare == record
    assert record.approval.date in {None, after.approval.date}
    held = [one for one in record.findings if one.severity is Severity.REVIEW]
    assert [one for one in held if one not in after.findings] == []
