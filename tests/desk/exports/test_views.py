"""Each view of the register fits a spreadsheet, a terminal and a program."""

import msgspec
import pytest
from msgspec.structs import replace

from desk.exports.sheet import Sheet
from desk.exports.views import View, sheet_of, value_of
from desk.standing.rows import Rows
from ingest.record import Answer, Part2
from ingest.verdict import Reason
from register.case import ScanStatus
from tests.desk.standing.registers import a_case, published, rows
from tests.publication.records import TODAY, a_record, deferred_until


def a_register() -> Rows:
    """Make a register with something for every view."""
    unread = a_case(arrival=6)
    scan = replace(
        unread.scan, status=ScanStatus.QUARANTINED, reason=Reason.DAMAGED, says="Parts are missing."
    )
    return rows(
        published(a_case("PCD 1")),
        a_case("PCD 3", deferred_until(TODAY), arrival=2),
        a_case("PCD 3", arrival=3),
        a_case("PCD 4", a_record(part2=Part2(answer=Answer.YES, legal_basis="s.43")), arrival=4),
        a_case(None, deferred_until(None, text="contract award"), arrival=5),
        replace(unread, scan=scan, record=None),
    )


@pytest.mark.parametrize("view", View)
def test_every_view_is_a_sheet_and_values(view: View) -> None:
    """None is empty where there is something to see, and JSON can carry each."""
    sheet = sheet_of(view, a_register())

    assert sheet.rows
    assert 0 < len(sheet.on_screen[0]) <= len(sheet.headings)
    assert msgspec.json.encode(value_of(view, a_register()))


@pytest.mark.parametrize("view", View)
def test_an_empty_register_is_told_in_a_sentence(view: View) -> None:
    """A table of headings alone would look like a fault."""
    sheet = sheet_of(view, rows())

    assert sheet.rows == ()
    assert sheet.empty.endswith(".")


def test_the_sheet_of_decisions_has_a_row_for_every_scan() -> None:
    """Also for one that could not be read, with the reason."""
    sheet = sheet_of(View.DECISIONS, a_register())
    told = [dict(zip(sheet.headings, row, strict=True)) for row in sheet.rows]

    assert len(told) == 6
    assert told[3]["Legal basis"] == "s.43"
    assert told[4]["Until, as printed"] == "contract award"
    assert (told[5]["Ruling"], told[5]["Why"]) == ("quarantined", "Parts are missing.")


def test_a_decision_without_a_reference_is_named_by_its_scan() -> None:
    """What a person would call it in a review."""
    sheet = sheet_of(View.DUE, a_register())

    assert "050505050505" in [row[2] for row in sheet.rows]


def test_a_sheet_has_a_cell_for_each_heading() -> None:
    """Else a column would tell what belongs to its neighbour."""
    with pytest.raises(ValueError, match="a cell for each heading"):
        Sheet(headings=("A", "B"), rows=(("1",),), empty="Nothing.")
