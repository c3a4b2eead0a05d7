import cv2
import numpy as np

from ingest.scanning.negative import made_positive
from ingest.scanning.picture import Grey

DPI = 150
WORDS = "ORIGINATING OFFICER"


def printed() -> Grey:
    """Print ten lines on a white sheet of A4 at 150 dpi."""
    page: Grey = np.full((1754, 1240), 255, np.uint8)
    for line in range(10):
        cv2.putText(page, WORDS, (150, 300 + 90 * line), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 3)
    return page


def test_a_negative_is_made_positive() -> None:
    """A whole page of white on black reads as it was printed."""
    page = printed()

    assert (made_positive(255 - page, dpi=DPI) == page).all()


def test_a_dark_band_with_print_is_made_positive() -> None:
    """A table's head may be white on black; to its very edges, and what is under it stays."""
    page = printed()
    band = slice(640, 690), slice(140, 1100)
    page[620:710] = 255
    cv2.putText(page, WORDS, (150, 675), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 3)
    scan = page.copy()
    scan[band] = 255 - page[band]

    mended = made_positive(scan, dpi=DPI)

    inside = slice(646, 684), slice(146, 1094)
    assert (mended[inside] == page[inside]).all()
    assert (mended[:630] == page[:630]).all()
    assert (mended[700:] == page[700:]).all()


def test_a_black_box_without_print_stays_black() -> None:
    """Somebody covered something: the gaps between the lines covered are no print."""
    page = printed()
    page[600:800, 150:900] = 0
    for line in range(6):
        page[900 + 40 * line : 930 + 40 * line, 150:1000] = 0

    assert (made_positive(page, dpi=DPI) == page).all()


def test_a_dark_photocopy_is_no_negative() -> None:
    """Its print is darker than its paper, grey as that is."""
    page = (printed() * 0.35).astype(np.uint8)

    assert (made_positive(page, dpi=DPI) == page).all()


def test_a_dark_edge_is_no_negative() -> None:
    """The scanner's lid shows as a black band, with dust."""
    page = printed()
    page[:, :90] = np.random.default_rng(1).integers(0, 50, (1754, 90))

    assert (made_positive(page, dpi=DPI) == page).all()


def test_a_white_cell_beside_a_dark_one_stays_white() -> None:
    """Its black frame belongs to the dark cell above it, and its print is no negative."""
    page: Grey = np.full((1754, 1240), 255, np.uint8)
    page[600:660, 140:1100] = 0
    cv2.putText(page, WORDS, (150, 645), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 255, 3)
    cv2.rectangle(page, (140, 660), (1100, 730), 0, 4)
    cv2.putText(page, WORDS, (150, 710), cv2.FONT_HERSHEY_SIMPLEX, 1.0, 20, 3)

    mended = made_positive(page, dpi=DPI)

    assert (mended[680:725, 160:1080] == page[680:725, 160:1080]).all()
    assert (mended[610:650, 150:1090] == 255 - page[610:650, 150:1090]).all()
