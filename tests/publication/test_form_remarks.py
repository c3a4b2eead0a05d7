"""FORM.md, "Also for review" and the warnings: one remark, one case."""

from datetime import date

import pytest
from msgspec.structs import replace

from ingest.finding import Finding, Ground, Severity, finding
from ingest.page import Box
from ingest.record import Approval, DecisionRecord, Source
from publication.grounds import KNOWN_CODES, RELEASABLE_CODES, Effect, RuleGround, code_of
from publication.ruling import Cleared, Withheld
from publication.wording import held
from tests.publication.records import (
    DEFAULT,
    SCAN,
    TODAY,
    a_record,
    confirm,
    correct,
    deferred_until,
    release,
    ruling_on,
)

HOLDING = [ground for ground in Ground if finding(ground).severity is Severity.REVIEW]
WARNING = [ground for ground in Ground if finding(ground).severity is Severity.WARNING]


def codes(ruling: Cleared | Withheld) -> frozenset[str]:
    """Return the codes of what holds a decision."""
    grounds = ruling.grounds if isinstance(ruling, Withheld) else ()
    return frozenset(ground.code for ground in grounds)


@pytest.mark.parametrize("ground", HOLDING, ids=code_of)
def test_every_finding_for_review_holds(ground: Ground) -> None:
    """One finding is enough, and it is listed by its name."""
    ruling = ruling_on(a_record(findings=(finding(ground),)), [], DEFAULT, TODAY)

    assert codes(ruling) == {code_of(ground)}


@pytest.mark.parametrize("ground", WARNING, ids=code_of)
def test_every_warning_goes_along(ground: Ground) -> None:
    """It is shown, and holds nothing back."""
    ruling = ruling_on(a_record(findings=(finding(ground),)), [], DEFAULT, TODAY)

    assert isinstance(ruling, Cleared)
    assert {warning.code for warning in ruling.contents.warnings} == {code_of(ground)}


@pytest.mark.parametrize(
    "found",
    [
        Finding(ground=Ground.UNREAD_INK, severity=Severity.WARNING),
        Finding(ground=Ground.PAGE_TURNED, severity=Severity.REVIEW),
    ],
    ids=["a finding that lost its weight", "a warning that was given more"],
)
def test_the_stricter_of_two_severities_counts(found: Finding) -> None:
    """A record that says less of a ground than FORM.md does is not believed."""
    assert ruling_on(a_record(findings=(found,)), [], DEFAULT, TODAY).kind == "review"


LACKING: list[tuple[str, DecisionRecord, set[str]]] = [
    ("no reference", a_record(reference=None), {"no-reference"}),
    ("an empty reference", a_record(reference=" "), {"no-reference"}),
    ("two references", a_record(reference="PCD 890 and 1561"), {"no-reference"}),
    ("a letter in the reference", a_record(reference="PCD 6I1"), {"no-reference"}),
    ("no title", a_record(title=None), {"no-title"}),
    ("a title of nothing visible", a_record(title="\u200b \u202e"), {"no-title"}),
    ("another number", a_record(number=612), {"number-conflict"}),
    ("no ink where the DMPC signs", a_record(approval=Approval(signed=False)), {"not-signed"}),
    ("a signature not known", a_record(approval=Approval(signed=None)), {"signature-unknown"}),
    (
        "no scan",
        a_record(source=Source(sha256="", pages=4, file="boots.pdf")),
        {"scan-unknown"},
    ),
    (
        "no pages",
        a_record(source=Source(sha256=SCAN, pages=0, file="boots.pdf")),
        {"scan-unknown"},
    ),
    (
        "several things at once",
        a_record(title=None, reference=None, findings=(finding(Ground.SCRIPT),)),
        {"no-title", "no-reference", "script"},
    ),
    (
        "a lack that the reading found as well, told once",
        a_record(title=None, findings=(finding(Ground.NO_TITLE),)),
        {"no-title"},
    ),
]


@pytest.mark.parametrize(
    ("record", "grounds"), [(r, g) for _, r, g in LACKING], ids=[name for name, _, _ in LACKING]
)
def test_what_a_record_lacks_holds_it(record: DecisionRecord, grounds: set[str]) -> None:
    """All grounds are listed, each by its name."""
    ruling = ruling_on(record, [], DEFAULT, TODAY)

    assert ruling.kind == "review"
    assert codes(ruling) == grounds


def test_an_illegible_approval_date_only_warns() -> None:
    """The seed's own is illegible; the warning is given once."""
    record = a_record(approval=Approval(signed=True, date_text="M719"))
    found = replace(record, findings=(finding(Ground.DATE_ILLEGIBLE, page=1, read="M719"),))

    assert warnings_of(record) == ["approval-date-unknown"]
    assert warnings_of(found) == ["date-illegible"]


def warnings_of(record: DecisionRecord) -> list[str]:
    """Return what goes along with a decision that is cleared."""
    ruling = ruling_on(record, [], DEFAULT, TODAY)
    assert isinstance(ruling, Cleared)
    return [warning.code for warning in ruling.contents.warnings]


def test_a_ground_tells_where_it_stands_and_what_was_read() -> None:
    """A person is led to the place on the page."""
    box = Box(0.1, 0.2, 0.3, 0.4)
    found = finding(Ground.PART2_INDICATOR, page=2, box=box, read="the exempt report")

    ruling = ruling_on(a_record(findings=(found,)), [], DEFAULT, TODAY)

    assert isinstance(ruling, Withheld)
    (ground,) = ruling.grounds
    assert (ground.page, ground.box, ground.read) == (2, box, "the exempt report")
    assert ground.says
    assert ground.next_step


def test_every_ground_has_a_code_of_its_own_and_words() -> None:
    """A release names a ground by its code, and a person is told what to do."""
    every = (*Ground, *RuleGround)
    shown = [held(ground) for ground in every]

    assert len({ground.code for ground in shown}) == len(every) == len(KNOWN_CODES)
    assert all(ground.says.endswith(".") for ground in shown)
    assert all(ground.next_step.endswith(".") for ground in shown)
    assert [code_of(ground) for ground in RuleGround] == [ground.value for ground in RuleGround]


def test_what_needs_more_than_a_release_cannot_be_released() -> None:
    """Withheld pages, a date ahead and the second key are never lifted by name."""
    never = {"withheld-pages", "until-ahead", "deferral-unconfirmed", "second-scan", "no-title"}

    assert never.isdisjoint(RELEASABLE_CODES)


@pytest.mark.parametrize(
    ("ground", "fields"),
    [
        (Ground.REFERENCE_CONFLICT, ["reference"]),
        (Ground.NOT_SIGNED, ["approval.signed"]),
        (Ground.HIDDEN_TEXT_CONTRADICTS, ["deferral", "part2"]),
        (Ground.NO_REFERENCE, ["reference"]),
        (Ground.NO_TITLE, ["title"]),
    ],
)
def test_an_officers_word_on_the_field_settles_what_was_found_about_it(
    ground: Ground, fields: list[str]
) -> None:
    """Confirm clears that field's doubt; a word on the record as a whole is no such word."""
    record = a_record(findings=(finding(ground),))
    words = [confirm(field) for field in fields]

    assert ruling_on(record, words, DEFAULT, TODAY).kind == "cleared"
    assert ruling_on(record, words[1:], DEFAULT, TODAY).kind == "review"
    assert ruling_on(record, [confirm("record")], DEFAULT, TODAY).kind == "review"


def test_a_confirmed_lack_is_still_a_lack() -> None:
    """An officer who confirms that there is no ink confirms a draft."""
    record = a_record(
        approval=Approval(signed=False), findings=(finding(Ground.NOT_SIGNED, page=1),)
    )

    assert codes(ruling_on(record, [confirm("approval.signed")], DEFAULT, TODAY)) == {"not-signed"}
    assert ruling_on(record, [release("not-signed")], DEFAULT, TODAY).kind == "cleared"


def test_a_confirmed_reference_settles_its_number() -> None:
    """The officer has said which of the two is right."""
    record = a_record(number=612)

    assert ruling_on(record, [confirm("reference")], DEFAULT, TODAY).kind == "cleared"
    assert ruling_on(record, [correct("number", "611")], DEFAULT, TODAY).kind == "cleared"
    assert ruling_on(a_record(number=None), [], DEFAULT, TODAY).kind == "cleared"


def test_grounds_are_listed_strictest_first() -> None:
    """What needs a person comes before what only needs time."""
    record = deferred_until(
        date(2099, 1, 1), findings=(finding(Ground.SCRIPT), finding(Ground.PAGE_TURNED, page=2))
    )
    ruling = ruling_on(record, [], DEFAULT, TODAY)

    assert isinstance(ruling, Withheld)
    assert [ground.effect for ground in ruling.grounds] == [Effect.REVIEW, Effect.UNTIL]
    assert ruling.kind == "review"
    assert {warning.effect for warning in ruling.warnings} == {Effect.WARNING}


def test_a_ruling_shows_no_text_of_a_held_decision_in_a_log() -> None:
    """Messages name a withheld decision by its reference only."""
    found = finding(Ground.PART2_INDICATOR, read="the secret price")
    ruling = ruling_on(a_record(title="Secret", findings=(found,)), [], DEFAULT, TODAY)

    assert isinstance(ruling, Withheld)
    assert repr(ruling) == "<Withheld PCD 611: review>"
    assert "secret" not in repr(ruling.grounds).lower()
