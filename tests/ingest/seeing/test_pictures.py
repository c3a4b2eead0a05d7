from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from msgspec import structs

from ingest.finding import Ground, finding
from ingest.page import Box, PageReading
from ingest.record import DecisionRecord
from ingest.seeing.boxes import Hue, Seen, seen_in
from ingest.seeing.drawing import COLOURS, LEGEND_HIGH, Picture
from ingest.seeing.sights import sights_of
from publication.grounds import code_of
from tests.ingest.forms import PAGE_2, PAGE_4, a_form, record_of
from tests.ingest.lines.test_confidential import PART_2, SECRETS, with_page
from tests.ingest.paper import a_page
from tests.ingest.test_any_words import PAGES

A4_AT_150_DPI = (1754, 1240)


def pictures_of(pages: Sequence[PageReading], record: DecisionRecord) -> dict[int, Picture]:
    """Draw every page and open the pictures again, in blue, green and red."""
    drawn = dict(sights_of(pages, record).pictures())
    return {page: _opened(png) for page, png in drawn.items()}


def _opened(png: bytes) -> Picture:
    picture = cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return picture.astype(np.uint8, copy=False)


def colour_at(picture: Picture, box: Box) -> tuple[int, ...]:
    """Give the colour of the left edge of a box, half way down, just outside what it holds."""
    high, wide = A4_AT_150_DPI
    pixel = picture[round(box.middle * high), round(box.left * wide) - 3]
    return tuple(int(part) for part in pixel)


def colour_of(pages: Sequence[PageReading], path: str) -> tuple[int, ...]:
    """Draw the form and give the colour of the box round a field."""
    record = record_of(pages)
    evidence = record.evidence[path]
    assert evidence.page is not None
    assert evidence.box is not None
    return colour_at(pictures_of(pages, record)[evidence.page], evidence.box)


def seen_on(pages: Sequence[PageReading], record: DecisionRecord) -> tuple[Seen, ...]:
    """Give every box that would be drawn."""
    return seen_in(record, sights_of(pages, record).layout)


def test_a_page_keeps_its_size_and_the_legend_stands_below() -> None:
    """A place in the record is the same place in the picture."""
    pages = a_form()
    pictures = pictures_of(pages, record_of(pages))

    assert list(pictures) == [1, 2, 3, 4]
    for picture in pictures.values():
        assert picture.shape == (A4_AT_150_DPI[0] + LEGEND_HIGH, A4_AT_150_DPI[1], 3)


def test_the_page_itself_is_in_the_picture() -> None:
    """What was inked is dark, and paper is white."""
    page = a_page("Nothing of the form stands here.")
    picture = pictures_of([page], record_of([page]))[1][: A4_AT_150_DPI[0]]

    assert (picture == 255).mean() > 0.9
    assert (picture.max(axis=2) < 100).any()


@pytest.mark.parametrize("answer", ["deferral.answer", "part2.answer"])
def test_a_clear_answer_is_green_and_another_orange(answer: str) -> None:
    """Both questions alike."""
    unclear = a_form(deferral="{NO|YES}", part2="{NO|YES}")

    assert colour_of(a_form(), answer) == COLOURS[Hue.CLEAR]
    assert colour_of(unclear, answer) == COLOURS[Hue.DOUBTFUL]


def test_a_tick_is_green_and_its_lack_red() -> None:
    """The box is the cell's, so that one sees where a tick was looked for."""
    unticked = a_form(page_4=PAGE_4.replace("consulted. | ✓ |", "consulted. | |", 1))

    assert colour_of(a_form(), "declaration.0.ticked") == COLOURS[Hue.CLEAR]
    assert colour_of(unticked, "declaration.0.ticked") == COLOURS[Hue.FINDING]


@pytest.mark.parametrize("path", ["approval.signed", "approval.date", "deferral.until"])
def test_what_a_hand_wrote_is_purple(path: str) -> None:
    """Signatures and dates are what officers look at longest."""
    assert colour_of(a_form(deferral="YES", until="31 March 2020"), path) == COLOURS[Hue.HAND]


def test_title_and_paragraphs_are_blue() -> None:
    """One sees what was taken for a block."""
    assert colour_of(a_form(), "title") == COLOURS[Hue.BLOCK]
    assert colour_of(a_form(), "sections.0.blocks.1") == COLOURS[Hue.BLOCK]


def test_a_doubtful_word_is_marked_where_it_stands() -> None:
    """Its box is all that is drawn: the word itself is on the page."""
    pages = a_form(page_2=PAGE_2.replace("repairs", "{repairs|ropairs}"))
    record = record_of(pages)

    (word,) = record.doubtful
    marked = [seen for seen in seen_on(pages, record) if seen.box == word.box]

    assert Seen(page=2, hue=Hue.DOUBTFUL, box=word.box) in marked


@pytest.mark.parametrize("ground", Ground)
def test_a_finding_is_labelled_with_the_code_that_a_release_takes(ground: Ground) -> None:
    """What stands in the picture can be typed."""
    pages = a_form()
    found = finding(ground, page=2, box=Box(0.2, 0.2, 0.4, 0.3), read="something")
    record = structs.replace(record_of(pages), findings=(found,))

    shown = seen_on(pages, record)[-1]
    assert (shown.page, shown.hue, shown.label) == (2, Hue.FINDING, code_of(ground))
    picture = pictures_of(pages, record)[2]
    assert colour_at(picture, Box(0.2, 0.2, 0.4, 0.3)) == COLOURS[Hue.FINDING]


def test_a_finding_on_the_whole_file_stands_at_the_top_of_the_first_page() -> None:
    """An attachment has no place on paper."""
    pages = a_form()
    record = structs.replace(record_of(pages), findings=(finding(Ground.ATTACHMENT),))
    corner = pictures_of(pages, record)[1][:20, -120:]

    assert (corner == COLOURS[Hue.FINDING]).all(axis=2).any()


def test_a_withheld_page_has_a_red_border_and_no_boxes_of_text() -> None:
    """Only where it was found out is shown, and nothing there is named."""
    pages = with_page(a_form(), PART_2)
    record = record_of(pages)
    picture = pictures_of(pages, record)[5][: A4_AT_150_DPI[0]].astype(int)
    shown = [each for each in seen_on(pages, record) if each.page == 5]

    assert record.withheld_pages == (5,)
    assert tuple(picture[0, 0]) == tuple(picture[-1, -1]) == COLOURS[Hue.FINDING]
    assert {(each.hue, each.label) for each in shown} == {(Hue.FINDING, "")}
    grey = picture.max(axis=2) - picture.min(axis=2) < 3
    blue_or_green = (picture[:, :, 0] > picture[:, :, 2]) | (picture[:, :, 1] > picture[:, :, 2])
    assert not (blue_or_green & ~grey).any()


def test_labels_quote_nothing_of_the_decision() -> None:
    """A picture tells what a place was taken for; what stands there the page itself shows."""
    pages = with_page(a_form(deferral="YES", reason="Harm to a tender", until="an event"), PART_2)
    labels = " ".join(each.label for each in seen_on(pages, record_of(pages)))

    for word in (*SECRETS, "radios", "Harm", "event"):
        assert word not in labels


def test_a_page_without_ink_is_white_paper_of_its_size() -> None:
    """A reading that kept no picture can be shown all the same."""
    page = structs.replace(a_page(""), ink=None, width_points=612, height_points=792)
    picture = pictures_of([page], record_of([page]))[1]

    assert picture.shape == (1650 + LEGEND_HIGH, 1275, 3)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(PAGES)
def test_any_words_anywhere_can_be_drawn(pages: list[PageReading]) -> None:
    """Boxes may leave the page, labels crowd one corner: a picture comes out."""
    assert len(pictures_of(pages, record_of(pages))) == len(pages)
