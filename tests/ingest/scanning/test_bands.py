from collections.abc import Sequence

import pytest
from msgspec import structs

from ingest.lines.line import rows_of
from ingest.page import Box, PageReading, Reader
from ingest.scanning.bands import Seen, bands_on, ends_form, merged, rows_on
from tests.ingest.forms import PAGE_3, a_form
from tests.ingest.paper import a_page

QUESTION = "Is the publication of Part 1 of this approval to be deferred? NO"


def bands_of(page: PageReading, **besides: object) -> tuple[Box, ...]:
    """Find the bands of a page by what Tesseract read on it."""
    seen = Seen(
        rows=rows_on(page.words[Reader.TESSERACT]),
        level_rules=page.level_rules,
        upright_rules=page.upright_rules,
    )
    return merged(bands_on(structs.replace(seen, **besides)))


def texts_in(page: PageReading, bands: Sequence[Box]) -> list[str]:
    """Give the rows of a page that lie in its bands."""
    inside = tuple(
        word
        for word in page.words[Reader.TESSERACT]
        if any(band.top <= word.box.middle <= band.bottom for band in bands)
    )
    rows = rows_of({Reader.TESSERACT: inside})
    return [" ".join(word.text for word in row[Reader.TESSERACT]) for row in rows]


def test_both_readers_read_the_two_answers_with_reason_and_date() -> None:
    """And nothing of the paragraphs around them."""
    page = a_form(deferral="YES", reason="Contract award", until="31 March 2030")[2]

    assert texts_in(page, bands_of(page)) == [
        "Part 1 Deferral:",
        "Is the publication of Part 1 of this approval to be deferred? YES",
        "If yes, for what reason: Contract award",
        "Until what date: 31 March 2030",
        "Is there a Part 2 form - NO",
    ]


def test_both_readers_read_heading_and_title() -> None:
    """A wrong number that is sure would be published under another decision's name."""
    page = a_form()[0]

    assert texts_in(page, bands_of(page, is_first=True)) == [
        "DMPC DECISION - PCD 611",
        "Title: New radios for response officers",
    ]


def test_a_page_of_the_report_needs_one_reader() -> None:
    """That is what makes a fast reading fast."""
    assert bands_of(a_form()[1]) == ()
    assert bands_of(a_form()[3]) == ()


@pytest.mark.parametrize(
    "misread",
    [
        "ls the publlcation of Part l of thls approva1 to be deferrcd? NO",
        "s the pubication of Prt 1 of tis aproval to be defered",
        "Is the publication of Part I of th1s",
        "lf yes, tor wbat reason: N/A",
        "Untii wnat dale:",
        "ts there a Part Z fonn - NO",
    ],
)
def test_a_question_is_found_by_half_its_letters(misread: str) -> None:
    """A band too many costs a moment, and one too few an answer."""
    page = a_page(f"3.1 The power is there.\n\n{misread}\n\nOFFICER APPROVAL\n")

    assert misread in texts_in(page, bands_of(page))


def test_a_band_holds_what_stands_between_its_rows_unread() -> None:
    """A tick box or a struck word may be nothing that Tesseract gives as a word."""
    page = a_page(f"A paragraph.\n\n{QUESTION}\n\n\n\n\nPart 2 Confidentiality: Only the facts\n")
    rows = rows_on(page.words[Reader.TESSERACT])
    (band,) = bands_of(page)

    assert band.top == pytest.approx(rows[0].bottom, abs=0.001)
    assert band.bottom == pytest.approx(rows[2].top, abs=0.001)


def test_the_whole_row_of_a_table_is_read_by_both() -> None:
    """The answer in the right-hand cell may stand at the top of a question that runs over lines."""
    page = a_page("A paragraph.\n\n| Is there a Part 2 form? | NO |\n| OFFICER APPROVAL | |\n")
    top = min(rule.top for rule in page.level_rules)
    bands = bands_of(structs.replace(page, level_rules=(Box(0.1, top - 0.05, 0.9, top - 0.049),)))

    assert min(band.top for band in bands) < top - 0.04


def test_ink_that_tesseract_left_unread_is_shown_to_the_other() -> None:
    """It skips whole headings in heavy letters, and one of them may begin Part 2."""
    page = a_form()[1]
    bands = bands_of(page, unread=(Box(0.2, 0.5, 0.6, 0.51),))

    assert any(band.top < 0.5 and band.bottom > 0.51 for band in bands)


def test_the_head_of_a_page_behind_the_officers_approval_is_read_by_both() -> None:
    """What follows the form's end may be Part 2, and its heading must not be missed."""
    page = a_page("PART II - CONFIDENTIAL FACTS\n\n1.1 A secret.\n", page=5)
    head, *_ = texts_in(page, bands_of(page, is_late=True))

    assert ends_form(rows_on(a_form()[3].words[Reader.TESSERACT]))
    assert head == "PART II - CONFIDENTIAL FACTS"


def test_bands_that_touch_are_one() -> None:
    """The lines of the block are read in one go."""
    assert len(bands_of(a_page(PAGE_3))) == 2
