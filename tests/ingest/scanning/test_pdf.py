import zlib
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Stream

from ingest.scanning.embedded import embedded_text
from ingest.scanning.pdf import extras_of, page_count, pages_with_text, pictures_of
from ingest.verdict import Reason, Unreadable

WIDE, HIGH = 595, 842
FULL_PAGE = b"q 595 0 0 842 0 0 cm /I Do Q"
SOME_TEXT = b"BT /F 12 Tf 72 700 Td (The police force) Tj ET"


def a_picture() -> bytes:
    """Paint a white page with a black bar a third of the way down."""
    pixels = np.full((HIGH, WIDE), 255, np.uint8)
    pixels[250:300, 100:400] = 0
    return pixels.tobytes()


def a_pdf(content: bytes = FULL_PAGE, *, pages: int = 1) -> pikepdf.Pdf:
    """Make a scan of one picture a page, not yet saved."""
    pdf = pikepdf.new()
    image = Stream(pdf, zlib.compress(a_picture()))
    image.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=WIDE,
            Height=HIGH,
            BitsPerComponent=8,
            ColorSpace=Name.DeviceGray,
            Filter=Name.FlateDecode,
        )
    )
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    resources = Dictionary(XObject=Dictionary(I=pdf.make_indirect(image)), Font=Dictionary(F=font))
    for _ in range(pages):
        page = Dictionary(
            Type=Name.Page,
            MediaBox=[0, 0, WIDE, HIGH],
            Resources=resources,
            Contents=Stream(pdf, content),
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf


def saved(pdf: pikepdf.Pdf, folder: Path) -> Path:
    """Write a PDF into a folder."""
    pdf.save(folder / "a.pdf")
    return folder / "a.pdf"


def reason_for(path: Path) -> Reason:
    """Ask why a file can't be read."""
    with pytest.raises(Unreadable) as caught:
        page_count(path)
    return caught.value.reason


def ink_in(path: Path) -> bool:
    """Say whether anything black shows on the first page."""
    ((_, picture),) = pictures_of(path, (1,))
    return bool(picture.grey.min() < 100)


def test_pages_are_counted(tmp_path: Path) -> None:
    """Two libraries must agree."""
    assert page_count(saved(a_pdf(pages=3), tmp_path)) == 3


def test_an_empty_file_is_empty(tmp_path: Path) -> None:
    """A broken upload leaves one."""
    path = tmp_path / "a.pdf"
    path.touch()

    assert reason_for(path) is Reason.EMPTY


def test_a_pdf_without_pages_is_not_read(tmp_path: Path) -> None:
    """There is nothing to see in it."""
    assert reason_for(saved(pikepdf.new(), tmp_path)) in {Reason.EMPTY, Reason.DAMAGED}


def test_another_kind_of_file_is_not_a_pdf(tmp_path: Path) -> None:
    """Its name says otherwise."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"PK\x03\x04 a word processor's file")

    assert reason_for(path) is Reason.NOT_A_PDF


def test_a_pdf_cut_short_is_damaged(tmp_path: Path) -> None:
    """Its head alone came through."""
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n<<")

    assert reason_for(path) is Reason.DAMAGED


def test_a_pdf_with_a_password_is_encrypted(tmp_path: Path) -> None:
    """It opens for nobody here."""
    path = tmp_path / "a.pdf"
    a_pdf().save(path, encryption=pikepdf.Encryption(owner="o", user="u"))

    assert reason_for(path) is Reason.ENCRYPTED


def test_a_page_as_large_as_a_wall_is_too_large(tmp_path: Path) -> None:
    """Rendering it would take all memory there is."""
    pdf = a_pdf()
    pdf.pages[0].MediaBox = Array([0, 0, 14_400, 14_400])
    path = saved(pdf, tmp_path)

    with pytest.raises(Unreadable) as caught:
        list(pictures_of(path, (1,)))
    assert caught.value.reason is Reason.TOO_LARGE


def test_a_scan_is_taken_as_it_is_stored(tmp_path: Path) -> None:
    """Bit by bit, at its own resolution."""
    ((number, picture),) = pictures_of(saved(a_pdf(), tmp_path), (1,))

    assert (number, picture.scanned, round(picture.dpi)) == (1, True, 72)
    assert picture.grey.tobytes() == a_picture()


@pytest.mark.parametrize(
    ("content", "box"),
    [
        (b"q 595 0 0 421 0 421 cm /I Do Q q 595 0 0 421 0 0 cm /I Do Q", (0, 0, WIDE, HIGH)),
        (b"q 0 -842 595 0 0 842 cm /I Do Q", (0, 0, WIDE, HIGH)),
        (b"q 595 0 0 842 300 -400 cm /I Do Q", (300, -400, 895, 442)),
    ],
    ids=["two images", "turned on its side", "far from the origin"],
)
def test_a_scan_is_known_however_it_is_placed(
    content: bytes, box: tuple[int, ...], tmp_path: Path
) -> None:
    """Its resolution is that of its images, whatever it is drawn at."""
    pdf = a_pdf(content)
    pdf.pages[0].MediaBox = Array(list(box))
    ((_, picture),) = pictures_of(saved(pdf, tmp_path), (1,))

    assert picture.scanned
    assert 50 < picture.scan_dpi < 103


def test_an_image_inside_a_form_is_placed_on_the_page(tmp_path: Path) -> None:
    """The form's own matrix makes it fill the page."""
    pdf = a_pdf(b"q 595 0 0 842 0 0 cm /F Do Q")
    form = Stream(pdf, b"/I Do")
    form.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=[0, 0, 1, 1],
            Resources=Dictionary(XObject=Dictionary(I=pdf.pages[0].Resources.XObject.I)),
        )
    )
    pdf.pages[0].Resources.XObject.F = pdf.make_indirect(form)
    ((_, picture),) = pictures_of(saved(pdf, tmp_path), (1,))

    assert picture.scanned
    assert round(picture.scan_dpi) == 72


def test_a_fax_s_pixels_are_made_square(tmp_path: Path) -> None:
    """It has half as many down the page as across."""
    pdf = a_pdf()
    pdf.pages[0].Resources.XObject.I.Height = HIGH // 2
    ((_, picture),) = pictures_of(saved(pdf, tmp_path), (1,))

    assert picture.grey.shape == (HIGH, WIDE)
    assert (round(picture.dpi), round(picture.scan_dpi)) == (72, 36)


def test_a_scan_whose_pixels_count_as_points_is_a_sheet_of_paper(tmp_path: Path) -> None:
    """Else its letters would be read at twice their size."""
    pdf = a_pdf(b"q 1190 0 0 1684 0 0 cm /I Do Q")
    pdf.pages[0].MediaBox = Array([0, 0, 2 * WIDE, 2 * HIGH])
    ((_, picture),) = pictures_of(saved(pdf, tmp_path), (1,))

    assert (round(picture.width_points), round(picture.height_points)) == (595, 842)
    assert round(picture.dpi) == 72


def test_a_page_without_a_picture_is_rendered(tmp_path: Path) -> None:
    """A born-digital page is read as it would be printed."""
    ((_, picture),) = pictures_of(saved(a_pdf(SOME_TEXT), tmp_path), (1,))

    assert (picture.scanned, picture.dpi) == (False, 300)
    assert picture.grey.min() < 100


@pytest.mark.parametrize(
    "content",
    [
        b"q 0 0 595 400 re W n 595 0 0 842 0 0 cm /I Do Q",
        FULL_PAGE + b" 1 g 0 0 595 842 re f",
        b"q 595 0 0 842 5000 0 cm /I Do Q",
    ],
    ids=["clipped", "painted over", "off the page"],
)
def test_what_a_person_cannot_see_is_not_in_the_picture(content: bytes, tmp_path: Path) -> None:
    """The stored image holds more than shows."""
    assert not ink_in(saved(a_pdf(content), tmp_path))


def test_a_layer_switched_off_is_not_in_the_picture(tmp_path: Path) -> None:
    """The page shows nothing, whatever its image holds."""
    pdf = a_pdf()
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=pikepdf.String("off")))
    pdf.pages[0].Resources.XObject.I.OC = layer
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array([layer])))

    assert not ink_in(saved(pdf, tmp_path))


def test_a_colour_that_is_keyed_out_is_not_in_the_picture(tmp_path: Path) -> None:
    """Black is transparent here."""
    pdf = a_pdf()
    pdf.pages[0].Resources.XObject.I.Mask = Array([0, 10])

    assert not ink_in(saved(pdf, tmp_path))


def test_a_turned_page_is_pictured_as_it_shows(tmp_path: Path) -> None:
    """A viewer turns it, and so does the picture."""
    pdf = a_pdf()
    pdf.pages[0].Rotate = 90
    ((_, picture),) = pictures_of(saved(pdf, tmp_path), (1,))

    assert picture.grey.shape[1] > picture.grey.shape[0]


def test_pages_with_words_of_their_own_are_named(tmp_path: Path) -> None:
    """Only these need a second library."""
    scan = saved(a_pdf(), tmp_path)
    assert pages_with_text(scan, (1,)) == ()

    typed = saved(a_pdf(SOME_TEXT), tmp_path)
    assert pages_with_text(typed, (1,)) == (1,)


def test_a_pdf_s_own_words_have_places(tmp_path: Path) -> None:
    """Boxes are fractions of the page, from its top."""
    path = saved(a_pdf(SOME_TEXT, pages=2), tmp_path)
    ((number, found),) = embedded_text(path, (2,))

    assert number == 2
    assert [word.text for word in found.words] == ["The", "police", "force"]
    assert 0.1 < found.words[0].box.left < 0.13
    assert 0.1 < found.words[0].box.top < 0.2


def test_a_thick_stroke_is_an_opaque_box(tmp_path: Path) -> None:
    """A marker pen covers as much as a rectangle does; a ruling line covers nothing."""
    content = b"0 G 14 w 72 700 m 300 700 l S 1 w 72 600 m 300 600 l S"
    ((_, found),) = embedded_text(saved(a_pdf(content), tmp_path), (1,))

    (box,) = found.opaque
    assert box.height == pytest.approx(14 / HIGH, abs=0.001)
    assert (round(box.left * WIDE), round(box.right * WIDE)) == (72, 300)


def test_opaque_boxes_are_dark_and_thicker_than_a_rule(tmp_path: Path) -> None:
    """White paper and ruling lines cover no text."""
    content = b"0 g 72 690 100 30 re f 1 g 72 600 100 30 re f 0 g 72 500 400 1 re f"
    ((_, found),) = embedded_text(saved(a_pdf(content), tmp_path), (1,))

    assert len(found.opaque) == 1


def test_a_plain_scan_carries_nothing_else(tmp_path: Path) -> None:
    """Most files are no more than pages."""
    extras = extras_of(saved(a_pdf(), tmp_path))

    assert (extras.attachments, extras.scripts, extras.redaction_pages) == (False, False, ())


def test_an_attachment_is_found(tmp_path: Path) -> None:
    """It would go with every copy of the file."""
    pdf = a_pdf()
    pdf.attachments["budget.csv"] = b"1,2"

    assert extras_of(saved(pdf, tmp_path)).attachments


def test_an_attachment_on_a_page_is_found(tmp_path: Path) -> None:
    """It is pinned to the paper as a note."""
    pdf = a_pdf()
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9])])

    assert extras_of(saved(pdf, tmp_path)).attachments


SCRIPT = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def test_a_script_is_found_wherever_it_hangs(tmp_path: Path) -> None:
    """On opening, on a page, on a link, in the names."""

    def scripts(spoil: object) -> bool:
        pdf = a_pdf()
        assert callable(spoil)
        spoil(pdf)
        return extras_of(saved(pdf, tmp_path)).scripts

    def on_a_link(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=SCRIPT)])

    assert scripts(lambda pdf: pdf.Root.update(Dictionary(OpenAction=SCRIPT)))
    assert scripts(lambda pdf: pdf.pages[0].obj.update(Dictionary(AA=Dictionary(O=SCRIPT))))
    assert scripts(on_a_link)
    assert scripts(lambda pdf: pdf.Root.update(Dictionary(Names=Dictionary(JavaScript=SCRIPT))))


def test_a_link_is_no_script(tmp_path: Path) -> None:
    """A web address does nothing by itself."""
    pdf = a_pdf()
    action = Dictionary(S=Name.URI, URI=pikepdf.String("https://example.org"))
    pdf.pages[0].Annots = Array([Dictionary(Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action)])

    assert not extras_of(saved(pdf, tmp_path)).scripts


def test_a_redaction_that_was_drawn_and_not_applied_is_found(tmp_path: Path) -> None:
    """What it covers is still in the file."""
    pdf = a_pdf(pages=2)
    pdf.pages[1].Annots = Array([Dictionary(Subtype=Name.Redact, Rect=[0, 0, 9, 9])])

    assert extras_of(saved(pdf, tmp_path)).redaction_pages == (2,)


def test_odd_objects_in_a_file_stop_nothing(tmp_path: Path) -> None:
    """A hostile file has numbers where dictionaries should be."""
    pdf = a_pdf()
    pdf.Root.Names = 5
    pdf.Root.AcroForm = Array([])
    pdf.pages[0].Annots = Array([1, Dictionary(Subtype=5)])

    assert not extras_of(saved(pdf, tmp_path)).scripts


@pytest.mark.parametrize(
    ("box", "value"), [("MediaBox", [50, 50, 545, 792]), ("CropBox", [50, 50, 545, 792])]
)
def test_words_stand_where_they_show(box: str, value: list[int], tmp_path: Path) -> None:
    """A page may be cropped, and its axes may begin elsewhere than at its corner."""
    pdf = a_pdf(SOME_TEXT)
    pdf.pages[0].obj[Name(f"/{box}")] = Array(value)

    ((_, own),) = embedded_text(saved(pdf, tmp_path), (1,))
    ((_, picture),) = pictures_of(tmp_path / "a.pdf", (1,))

    first, high, wide = own.words[0].box, *picture.grey.shape
    ink = np.argwhere(picture.grey < 100)
    assert abs(first.left - ink[:, 1].min() / wide) < 0.01
    assert first.top < ink[:, 0].min() / high < first.bottom


def test_words_beyond_the_crop_box_stand_off_the_page(tmp_path: Path) -> None:
    """They are in the file, and nobody sees them."""
    pdf = a_pdf(SOME_TEXT + b" BT /F 12 Tf 5 830 Td (Slug) Tj ET")
    pdf.pages[0].obj[Name.CropBox] = Array([50, 50, 545, 792])

    ((_, own),) = embedded_text(saved(pdf, tmp_path), (1,))

    assert [word.text for word in own.words if word.box.right < 0] == ["Slug"]
