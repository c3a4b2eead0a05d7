from collections.abc import Sequence
from datetime import date

import pytest
from msgspec import structs

from ingest.fields.approvals import ReadApproval, approval_in, doubted_together
from ingest.lines.flow import sheet_of
from ingest.lines.inkmap import InkMap
from ingest.page import Box, Reader, SecondLook
from ingest.record import Status
from tests.ingest.paper import Pen, a_page, place_of, scrawl

BESIDE_SIGNATURE = Box(0.22, 0.097, 0.36, 0.112)
WAYS = ("as it is", "softened", "thickened", "at half size")
YEARS = frozenset({2019, 2021})


def approval(
    written: str, *, looks: Sequence[str] = (), pens: Sequence[Pen] = (scrawl(BESIDE_SIGNATURE),)
) -> ReadApproval:
    """Read a signature line with this beside "Date"."""
    text = f"Signature                         Date {written}"
    page = a_page(text, pens=pens)
    label = place_of(page, "Date")
    around = Box(label.right, label.top - 0.01, 0.9, label.bottom + 0.01)
    second = tuple(
        SecondLook(around, Reader.RAPIDOCR, f"way {number}", look, 0.99)
        for number, look in enumerate(looks, start=1)
    )
    reading = structs.replace(page, second_looks=second)
    return approval_in(
        sheet_of(reading, frozenset()).items, {1: reading}, {1: InkMap(reading)}, YEARS
    )


def test_a_date_that_both_readers_print_alike_is_sure() -> None:
    """Agreed dates have never been wrong."""
    read = approval("19 July 2019")

    assert read.approval.date == date(2019, 7, 19)
    assert read.date.status is Status.CLEAR


def test_four_looks_that_agree_are_sure() -> None:
    """A hand that Tesseract can't read is looked at four times."""
    read = approval("{19 Juiy|W}", looks=["19 July 2019"] * 4)

    assert read.approval.date == date(2019, 7, 19)


@pytest.mark.parametrize(
    "looks",
    [
        ("19 July 2019", "19 July 2018", "19 July 2019", "19 July 2019"),
        ("19 July 2019", "19 July 2019", "M719", "M719"),
        ("4/11/14", "4/11/14", "4/11/14", "4/11/16"),
        ("4/11/14", "4/11/14", "4/11/14", "4/11/1"),
        ("19/7/2019", "M719", "M719", "M719"),
        ("M719", "M719", "M719", "M719"),
        (),
    ],
)
def test_looks_that_differ_leave_a_date_illegible(looks: tuple[str, ...]) -> None:
    """A date is never guessed."""
    read = approval("{M719|W}", looks=looks)

    assert read.approval.date is None
    assert read.date.status is Status.UNCERTAIN


def test_a_worded_date_outweighs_one_look_that_made_out_none() -> None:
    """Where the month is in letters no figure hangs on a stroke."""
    read = approval("{M719|W}", looks=["19 July 2019", "19 July 2019", "19. Juty", "19 July 2019"])

    assert read.approval.date == date(2019, 7, 19)


def test_readings_that_differ_are_candidates_for_a_person() -> None:
    """Whoever looks is shown what could have been meant."""
    read = approval("{19 July 2019|19 July 2018}")

    assert read.approval.date is None
    assert read.approval.date_candidates == (date(2019, 7, 19), date(2018, 7, 19))


def test_no_date_and_no_ink_is_blank() -> None:
    """Blank is not illegible."""
    assert approval("").date.status is Status.BLANK


def test_ink_that_nobody_read_is_a_date_not_legible() -> None:
    """Something is written there."""
    pen = scrawl(Box(0.55, 0.098, 0.7, 0.11))

    assert approval("", pens=[pen]).date.status is Status.UNCERTAIN


def test_ink_beside_signature_is_a_signature() -> None:
    """What it says is never kept."""
    read = approval("19 July 2019")

    assert read.approval.signed is True
    assert read.signed.read is None


def test_no_ink_beside_signature_is_none() -> None:
    """A draft is not signed."""
    assert approval("19 July 2019", pens=()).approval.signed is False


def test_a_name_that_a_reader_made_of_a_signature_is_kept_nowhere() -> None:
    """OCR of a signature is noise, or worse: a name."""
    page = a_page("Signature     SOBRE HENDE          Date 19 July 2019")
    read = approval_in(sheet_of(page, frozenset()).items, {1: page}, {1: InkMap(page)}, YEARS)

    assert "SOBRE" not in str(read)


def test_a_place_without_a_signature_line_is_not_known() -> None:
    """Absent is not unsigned."""
    page = a_page("The above request has my approval.")
    read = approval_in(sheet_of(page, frozenset()).items, {1: page}, {1: InkMap(page)}, YEARS)

    assert read.approval.signed is None
    assert read.date.status is Status.ABSENT


def test_an_officer_who_signs_after_the_dmpc_makes_both_doubtful() -> None:
    """One of the two dates is misread; which, is for a person."""
    dmpc, officer = doubted_together(approval("18 July 2019"), approval("19 July 2019"))

    assert (dmpc.approval.date, officer.approval.date) == (None, None)
    assert dmpc.date.status is Status.CONFLICT
    assert date(2019, 7, 18) in dmpc.approval.date_candidates


def test_approvals_years_apart_make_both_doubtful() -> None:
    """A year misread is the commonest slip."""
    dmpc, officer = doubted_together(approval("18 July 2021"), approval("17 July 2019"))

    assert (dmpc.approval.date, officer.approval.date) == (None, None)


def test_approvals_in_order_stay_sure() -> None:
    """The officer signs first."""
    dmpc, officer = doubted_together(approval("19 July 2019"), approval("18 July 2019"))

    assert (dmpc.date.status, officer.date.status) == (Status.CLEAR, Status.CLEAR)


def test_a_year_that_the_form_does_not_speak_of_is_left_to_a_person() -> None:
    """An outlined 6 was once read as 4 in every way but one."""
    read = approval("{M714|W}", looks=["19 July 2014"] * 4)

    assert read.approval.date is None
    assert read.date.status is Status.UNCERTAIN
    assert read.approval.date_candidates == (date(2014, 7, 19),)


@pytest.mark.parametrize("signed", [True, False])
def test_print_close_above_is_no_signature(signed: bool) -> None:  # noqa: FBT001  # a case
    """The feet of "has my approval" stood where the DMPC signs, and a draft passed for signed."""
    text = "The above request has my approval.\nSignature                         Date 19 July 2019"
    place = place_of(a_page(text), "Signature")
    pens = [scrawl(Box(0.22, place.top - 0.004, 0.36, place.bottom))] if signed else []
    page = a_page(text, pens=pens)
    read = approval_in(sheet_of(page, frozenset()).items, {1: page}, {1: InkMap(page)}, YEARS)

    assert read.approval.signed is signed


def below(written: str) -> ReadApproval:
    """Read a signature line with "Date" on a line of its own below it."""
    page = a_page(f"Signature:\n\nDate: {written}", pens=[scrawl(BESIDE_SIGNATURE)])
    return approval_in(sheet_of(page, frozenset()).items, {1: page}, {1: InkMap(page)}, YEARS)


def test_a_date_may_stand_below_its_signature() -> None:
    """In letters it is sure where both readers read it alike; in figures it is only offered."""
    assert below("19 July 2019").approval.date == date(2019, 7, 19)
    assert below("9.12.21").approval.date is None
    assert below("9.12.21").approval.date_candidates == (date(2021, 12, 9),)
    assert below("{7.12.21|7:12.21}").approval.date_candidates == (date(2021, 12, 7),)
