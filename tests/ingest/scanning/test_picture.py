import cv2
import numpy as np
import pytest
from msgspec import structs

from ingest.lines.inkmap import InkMap
from ingest.page import Box
from ingest.scanning.picture import (
    Grey,
    evenly_lit,
    ink_of,
    levelled,
    marks_like_letters,
    packed,
    resized,
    ruling_lines,
    skew_degrees,
    turned,
    unpacked,
    without_edge_bands,
    without_grain,
    without_specks,
)
from tests.ingest.paper import a_page, filled, place_of

WIDE, HIGH, DPI = 1240, 1754, 150


def paper() -> Grey:
    """Take a white sheet of A4 at 150 dpi."""
    return np.full((HIGH, WIDE), 255, np.uint8)


def printed() -> Grey:
    """Print thirty lines of words on it."""
    page = paper()
    for line in range(30):
        for word in range(9):
            left, top = 150 + word * 105 + (line * 7) % 20, 150 + line * 45
            cv2.rectangle(page, (left, top), (left + 80, top + 14), 30, -1)
    return page


@pytest.mark.parametrize("degrees", [-3.0, -1.4, -0.5, 0.5, 1.1, 2.7])
def test_a_leaning_page_is_found_to_a_tenth_of_a_degree(degrees: float) -> None:
    """What was turned is turned back."""
    leaning = levelled(printed(), degrees)

    assert skew_degrees(ink_of(leaning), dpi=DPI) == pytest.approx(-degrees, abs=0.1)


def test_a_level_page_stays_as_it_is() -> None:
    """Turning by a hair costs more in blur than it gives."""
    page = printed()

    assert skew_degrees(ink_of(page), dpi=DPI) == 0
    assert levelled(page, 0) is page


def test_a_blank_page_has_no_lean() -> None:
    """There is nothing to measure."""
    assert skew_degrees(ink_of(paper()), dpi=DPI) == 0


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_page_is_turned_clockwise(degrees: int) -> None:
    """The mark in the top left corner goes round with it."""
    page = paper()
    page[:50, :50] = 0
    corner = {0: (0, 0), 90: (0, -1), 180: (-1, -1), 270: (-1, 0)}[degrees]

    assert turned(page, degrees)[corner] == 0


def test_a_band_along_an_edge_is_painted_out() -> None:
    """The scanner's lid leaves one; print never runs so near the edge for so long."""
    page = printed()
    page[:, :20] = 0

    cleaned = without_edge_bands(page, dpi=DPI)

    assert cleaned[:, :24].min() == 255
    assert (cleaned[:, 60:] == page[:, 60:]).all()


def test_print_near_an_edge_is_kept() -> None:
    """A page number at the foot is no band."""
    page = printed()
    cv2.rectangle(page, (600, HIGH - 50), (630, HIGH - 36), 30, -1)

    assert (without_edge_bands(page, dpi=DPI) == page).all()


def test_a_footer_among_specks_is_kept() -> None:
    """Specks over the whole page run along its foot like a band; the footer was painted out."""
    page = paper()
    page[np.random.default_rng(1).random(page.shape) < 0.02] = 0
    cv2.rectangle(page, (130, HIGH - 50), (260, HIGH - 36), 0, -1)

    cleaned = without_edge_bands(page, dpi=DPI)

    assert (cleaned[HIGH - 50 : HIGH - 35, 130:261] == 0).all()
    assert np.count_nonzero(cleaned[-60:] == 0) < 1.1 * 131 * 15


def test_a_band_among_specks_is_painted_out() -> None:
    """It is one still when they are gone."""
    page = paper()
    page[np.random.default_rng(1).random(page.shape) < 0.02] = 0
    page[:, :20] = 0

    assert without_edge_bands(page, dpi=DPI)[:, :24].min() == 255


def test_a_stamp_at_an_edge_is_kept() -> None:
    """CONFIDENTIAL across the foot takes a third of it."""
    page = printed()
    for letter in range(12):
        left = 440 + letter * 30
        cv2.rectangle(page, (left, HIGH - 60), (left + 20, HIGH - 38), 30, -1)

    assert (without_edge_bands(page, dpi=DPI) == page).all()


def test_specks_go_and_stops_stay() -> None:
    """Dust is smaller than any full stop."""
    page = paper()
    page[100:101, 100:102] = 0
    page[200:205, 200:205] = 0

    cleaned = without_specks(page, ink_of(page), dpi=300)

    assert cleaned[100, 100] == 255
    assert cleaned[202, 202] == 0


def test_a_page_of_grain_loses_its_specks_and_keeps_its_print() -> None:
    """A million specks are told by their patches: to follow their outlines took minutes."""
    page = np.full((3508, 2480), 255, np.uint8)
    page[1::4, 1::4] = 0
    cv2.rectangle(page, (1000, 1000), (1080, 1020), 0, -1)

    cleaned = without_specks(page, ink_of(page), dpi=300)

    assert (cleaned[1000:1021, 1000:1081] == 0).all()
    assert np.count_nonzero(cleaned == 0) < 1.1 * 81 * 21


def test_grey_paper_becomes_white() -> None:
    """A shadow over half the page is no ink."""
    page = printed()
    page[:, 620:] = (page[:, 620:] * 0.6).astype(np.uint8)

    even = evenly_lit(page)

    assert even[20, 1200] > 245
    assert even[157, 700] < 100


def test_ruling_lines_are_told_from_letters() -> None:
    """Level and upright ones, as boxes in fractions of the page."""
    page = printed()
    cv2.line(page, (150, 1600), (1000, 1600), 0, 3)
    cv2.line(page, (1150, 300), (1150, 1000), 0, 3)

    level, upright = ruling_lines(ink_of(page), dpi=DPI)

    assert [round(box.middle * HIGH) for box in level] == [1600]
    assert [round(box.centre * WIDE) for box in upright] == [1150]


def test_a_broken_ruling_line_is_mended() -> None:
    """A poor copy interrupts it."""
    page = paper()
    cv2.line(page, (150, 800), (500, 800), 0, 3)
    cv2.line(page, (510, 800), (1000, 800), 0, 3)

    ((line,), upright) = ruling_lines(ink_of(page), dpi=DPI)

    assert upright == ()
    assert line.width > 0.6


def test_a_resolution_that_is_right_is_left_alone() -> None:
    """A page of 298 dpi is one of 300."""
    page = printed()

    assert resized(page, dpi=298, to_dpi=300) is page
    assert resized(page, dpi=150, to_dpi=300).shape == (2 * HIGH, 2 * WIDE)


def test_ink_comes_back_as_it_was_kept() -> None:
    """Bit by bit, and small."""
    ink = ink_of(printed())

    kept = packed(ink)

    assert (unpacked(kept) == ink).all()
    assert len(kept.png) < 20_000


def test_blots_are_told_apart_and_measured() -> None:
    """In square inches, without dust and without what lies in other boxes."""
    mark, dust = Box(0.2, 0.5, 0.25, 0.52), Box(0.4, 0.5, 0.402, 0.501)
    ink = InkMap(a_page("", pens=[filled(mark), filled(dust)]))
    place = Box(0.1, 0.45, 0.9, 0.55)

    (blot,) = ink.blots_in(place)

    assert blot.square_inches == pytest.approx(0.05 * 8.27 * 0.02 * 11.69, rel=0.1)
    assert ink.blots_in(place, besides=[mark]) == ()


def test_ruling_lines_are_no_ink() -> None:
    """A cell's border is no tick."""
    rule = Box(0.1, 0.5, 0.9, 0.501)
    ink = InkMap(a_page("", rules=[rule]))

    assert ink.share_in(Box(0.1, 0.45, 0.9, 0.55)) == 0


def test_a_stroke_across_a_word_is_told_from_its_letters() -> None:
    """No letter is inked from side to side."""
    page = a_page("NO")
    word = place_of(page, "NO")
    stroke = filled(Box(word.left, word.middle - 0.0005, word.right, word.middle + 0.0005))

    assert not InkMap(page).is_struck_through(word)
    assert InkMap(a_page("NO", pens=[stroke])).is_struck_through(word)


def test_a_page_without_kept_ink_has_none() -> None:
    """A reading of long ago may lack it."""
    ink = InkMap(structs.replace(a_page("NO"), ink=None))

    assert ink.blots_in(Box(0, 0, 1, 1)) == ()
    assert ink.share_in(Box(0, 0, 1, 1)) == 0


def test_an_empty_page_holds_no_letters_however_grainy_its_paper() -> None:
    """A reader that is shown grain makes a million specks of it, and takes a minute."""
    grain = np.random.default_rng(1).integers(235, 256, (600, 400)).astype(np.uint8)
    dusty = grain.copy()
    dusty[100:103, 100:103] = 0
    written = grain.copy()
    written[100:130, 100:106] = 0

    assert marks_like_letters(ink_of(dusty), dpi=300) == 0
    assert marks_like_letters(ink_of(written), dpi=300) == 1


def test_paper_is_made_white_where_no_ink_is_near() -> None:
    """Around a mark the page stays as it was scanned."""
    page = np.full((600, 400), 240, np.uint8)
    page[300:320, 200:210] = 0

    calm = without_grain(page, ink_of(page))

    assert (calm[:280].min(), calm[295, 205], calm[310, 205]) == (255, 240, 0)
