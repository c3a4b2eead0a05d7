"""What a text names is drawn from it: it needs no officer's word, and goes no further by itself."""

from datetime import date

import pytest
from msgspec.structs import replace

from ingest.fields.mentions_of_decisions import decisions_in
from ingest.mention import Amount, NamedDay, Place
from publication.correction import has_field
from publication.reading import reading_of
from publication.reference import reference_in
from publication.rule import rule_on
from publication.ruling import Cleared
from tests.publication.records import DEFAULT, TODAY, a_record

TITLE = Place(field="title")
NAMING = replace(
    a_record(),
    mentions=(
        Amount(text="£500", place=TITLE, pence=50_000),
        NamedDay(text="1 May 2019", place=TITLE, date=date(2019, 5, 1)),
    ),
)


def test_what_a_text_names_is_no_part_of_its_reading() -> None:
    """A newer reader that finds more in the same words leaves every officer's word standing."""
    assert reading_of(NAMING) == reading_of(a_record())


def test_what_was_found_in_the_text_as_read_is_not_cleared_with_it() -> None:
    """An officer may have corrected the text since."""
    ruling = rule_on(NAMING, (), DEFAULT, TODAY)

    assert isinstance(ruling, Cleared)
    assert ruling.contents.record.mentions == ()


def test_nobody_corrects_what_is_drawn_from_the_text() -> None:
    """The text is what an officer corrects."""
    assert has_field(NAMING, "title")
    assert not has_field(NAMING, "mentions.0.text")


@pytest.mark.parametrize(
    "printed",
    ["PCD611", "PCD-0611", "DMPC Decision 568", "DMPCD 2015-143", "CEOD 12 2019", "MD1234"],
)
def test_a_cited_decision_is_spelt_as_it_is_published(printed: str) -> None:
    """So that a citation finds its decision."""
    (cited,) = decisions_in(printed)

    assert cited.reference == str(reference_in(printed))


def test_decisions_of_every_series_are_cited() -> None:
    """The older ones and the Mayor's too."""
    text = "DMPCD 2015 143, CEOD 12-2019, MD1234, DD2345, ADD 678"

    spelt = {cited.reference for cited in decisions_in(text)}

    assert spelt == {str(reference_in(one)) for one in text.split(", ")}
