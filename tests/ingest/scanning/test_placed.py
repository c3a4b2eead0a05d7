import pytest

from ingest.page import Box
from ingest.scanning.placed import PlacedImage, dpi_of_scan, make_a_scan, points_a_unit


def an_image(pixels: tuple[int, int], *, top: float = 0.0, bottom: float = 1.0) -> PlacedImage:
    """Place an image across A4, from one height to another."""
    return PlacedImage(pixels, (595.3, 841.9 * (bottom - top)), Box(0.0, top, 1.0, bottom))


STRIPS = [an_image((1240, 175), top=at / 10, bottom=(at + 1) / 10) for at in range(10)]


def test_a_scan_may_come_in_strips() -> None:
    """Together they cover the page, at one resolution."""
    assert make_a_scan(STRIPS)
    assert dpi_of_scan(STRIPS) == pytest.approx(150, abs=1)


def test_an_illustration_makes_no_scan() -> None:
    """Half a page of photographs is printed on paper that has words of its own."""
    assert not make_a_scan(STRIPS[:5])
    assert not make_a_scan([])


def test_print_tells_the_resolution_and_not_the_paper_under_it() -> None:
    """A scanner may keep its print as a fine mask over a coarse image; a fine stamp is neither."""
    paper, mask = an_image((620, 877)), an_image((2480, 3508))
    stamp = an_image((2480, 350), bottom=0.05)

    assert dpi_of_scan([paper, mask]) == pytest.approx(300, abs=1)
    assert dpi_of_scan([paper, stamp]) == pytest.approx(75, abs=1)


def test_a_fax_is_as_fine_as_its_coarser_side() -> None:
    """204 dots an inch across and 98 down."""
    assert dpi_of_scan([an_image((1687, 1146))]) == pytest.approx(98, abs=1)


def test_pixels_taken_for_points_are_pixels() -> None:
    """A coarse scan two feet wide is a sheet of A4; a fine one is a plan."""
    coarse = PlacedImage((1240, 1754), (1240, 1754), Box(0, 0, 1, 1))
    fine = PlacedImage((4961, 7016), (1190, 1684), Box(0, 0, 1, 1))

    assert 1754 * points_a_unit(1240, 1754, images=[coarse]) == pytest.approx(842, abs=1)
    assert points_a_unit(1190, 1684, images=[fine]) == 1


def test_a_page_smaller_than_paper_is_taken_for_a4() -> None:
    """PDFium heeds no /UserUnit."""
    assert points_a_unit(297.6, 420.9, images=[]) == pytest.approx(2, abs=0.01)
    assert points_a_unit(595, 842, images=[]) == points_a_unit(420, 595, images=[]) == 1
