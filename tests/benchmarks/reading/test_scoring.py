import msgspec
import pytest

from benchmarks.reading.outcomes import Mark, Outcome, Overlap
from benchmarks.reading.scoring import scores_of
from ingest.record import (
    Answer,
    Approval,
    DecisionRecord,
    Deferral,
    Paragraph,
    Part2,
    Section,
    Source,
)
from samples.forge.fresh.told import Mishap, Profile
from samples.forge.fresh.truth import Truth

READ = DecisionRecord(
    reference="PCD 611",
    number=611,
    title="Wash Bays",
    form_version="PCD July 2020",
    executive_summary="The bays leak.",
    recommendation="- mend them.",
    approval=Approval(signed=True),
    officer_approval=Approval(signed=True),
    sections=(
        Section(number="1", heading="Why", blocks=(Paragraph(number="1.1", text="It rains."),)),
    ),
    deferral=Deferral(answer=Answer.NO),
    part2=Part2(answer=Answer.NO),
    declaration=(),
    source=Source(sha256="0" * 64, pages=1, file="a.pdf"),
)


def _builtins(record: DecisionRecord) -> dict[str, object]:
    return msgspec.convert(msgspec.to_builtins(record), dict[str, object])


def _truth(record: DecisionRecord | None, **more: object) -> Truth:
    told = Truth(
        profile=Profile.CLEAN,
        mishap=Mishap.NONE,
        layout="PCD inline, word, boxed, older",
        pages=1,
        whole=True,
        record=None if record is None else _builtins(record),
        said=(),
        secrets=(),
    )
    return msgspec.structs.replace(told, **more)


def _outcomes(truth: Truth, record: DecisionRecord) -> dict[str, Outcome]:
    marks = scores_of(truth, _builtins(record))
    return {mark.field: mark.outcome for mark in marks if isinstance(mark, Mark)}


def test_what_was_read_as_it_stands_is_right() -> None:
    """A record that is its own truth has no fault."""
    scores = scores_of(_truth(READ), _builtins(READ))

    assert {mark.outcome for mark in scores if isinstance(mark, Mark)} == {Outcome.RIGHT}
    assert all(one.hits == one.there == one.read for one in scores if isinstance(one, Overlap))


@pytest.mark.parametrize(
    ("there", "read", "outcome"),
    [
        (Answer.YES, Answer.NO, Outcome.WRONG),
        (Answer.NO, Answer.UNCLEAR, Outcome.HELD),
        (Answer.UNCLEAR, Answer.NO, Outcome.INVENTED),
        (Answer.UNCLEAR, Answer.UNCLEAR, Outcome.RIGHT),
    ],
)
def test_an_answer_may_be_held_and_never_wrong(
    there: Answer, read: Answer, outcome: Outcome
) -> None:
    """What nobody can tell must be left to an officer."""
    truth = _truth(msgspec.structs.replace(READ, deferral=Deferral(answer=there)))
    record = msgspec.structs.replace(READ, deferral=Deferral(answer=read))

    assert _outcomes(truth, record)["deferral"] is outcome


def test_five_words_of_a_secret_are_a_leak() -> None:
    """Wherever in the record they stand."""
    told = "The source lives within sight of the bays."
    record = msgspec.structs.replace(READ, title="Source lives within sight of the bays")

    leaking = _outcomes(_truth(READ, secrets=(told,)), record)
    keeping = _outcomes(_truth(READ, secrets=(told,)), READ)

    assert leaking["leaked runs"] is Outcome.WRONG
    assert keeping["leaked runs"] is Outcome.RIGHT


def test_a_field_read_off_a_cat_is_invented() -> None:
    """Where there is no form, there is nothing to read."""
    outcomes = _outcomes(_truth(None, mishap=Mishap.CAT), READ)

    assert outcomes["number"] is Outcome.INVENTED
    assert outcomes["deferral"] is Outcome.INVENTED
    assert outcomes["finding"] is Outcome.WRONG
