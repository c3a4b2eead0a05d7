from datetime import date

import pytest

from ingest.record import DecisionRecord
from publication.public_line import public_line
from publication.rule import rule_on
from publication.ruling import Withheld
from publication.settings import Settings
from tests.publication.records import DEFAULT, TODAY, a_record, deferred_until

SHOWN = Settings(show_held=True)


def line_for(record: DecisionRecord, settings: Settings) -> str | None:
    """Rule, and show what the public may see."""
    ruling = rule_on(record, [], settings, TODAY)
    assert isinstance(ruling, Withheld)
    return public_line(ruling, settings)


def test_a_held_decision_shows_nothing_by_default() -> None:
    """Not even that it exists."""
    assert line_for(deferred_until(date(2099, 1, 1)), DEFAULT) is None


def test_by_a_setting_a_deferred_decision_shows_its_reference_and_day() -> None:
    """Never its title, text or reason."""
    line = line_for(deferred_until(date(2099, 1, 1)), SHOWN)

    assert line == "PCD 611: publication deferred until 1 January 2099"


@pytest.mark.parametrize(
    "record",
    [a_record(title=None), deferred_until(TODAY), deferred_until(None), a_record(reference=None)],
    ids=["for review", "overdue", "undated", "without a reference"],
)
def test_what_is_for_review_shows_nothing(record: DecisionRecord) -> None:
    """Only a certain day is told."""
    assert line_for(record, SHOWN) is None
