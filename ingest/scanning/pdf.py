"""The door to PDFium and pikepdf: a page's picture as a person sees it, and what a PDF hides."""

import contextlib
from collections.abc import Iterator
from math import hypot
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from msgspec import Struct

from ingest.page import Box
from ingest.scanning.picture import READING_DPI, Grey
from ingest.scanning.placed import PlacedImage, dpi_of_scan, make_a_scan, points_a_unit
from ingest.verdict import Reason, Unreadable

_MOST_PIXELS = 120_000_000
_MOST_PAGES = 2_000
_PROOF_DPI, _PATCH = 50.0, (15, 15)
_MOST_DIFFERENCE = 10  # of 255, between a patch as stored and as seen
_LONGEST_SIDE = 72 * 100  # in points, or in pixels where a scanner takes one for the other
_SQUARE = 0.02  # how far a pixel may be from square


class PagePicture(Struct, frozen=True, kw_only=True):
    """One page as a grey picture, with its resolution and the page's size in points.

    `scan_dpi` is that of the images on the page, which may have been drawn anew at another.
    """

    grey: Grey
    dpi: float
    scan_dpi: float
    width_points: float
    height_points: float
    scanned: bool


class Extras(Struct, frozen=True):
    """What a PDF carries besides pages: each a reason to look before publishing."""

    attachments: bool
    scripts: bool
    redaction_pages: tuple[int, ...]


def page_count(path: Path) -> int:
    """Count the pages; refuse a file on whose count two libraries disagree.

    A damaged file can lose pages without a word: PDFium and pikepdf seldom lose the same.
    """
    with _opened(path) as document:
        by_pdfium = len(document)
    try:
        with pikepdf.open(path) as other:
            by_pikepdf = len(other.pages)
    except pikepdf.PasswordError as error:
        raise Unreadable(Reason.ENCRYPTED) from error
    except (pikepdf.PdfError, RuntimeError, ValueError) as error:
        raise Unreadable(Reason.DAMAGED) from error
    if by_pdfium == 0 or by_pikepdf == 0:
        raise Unreadable(Reason.EMPTY)
    if by_pdfium != by_pikepdf:
        raise Unreadable(Reason.PAGE_COUNTS_DISAGREE)
    if by_pdfium > _MOST_PAGES:
        raise Unreadable(Reason.TOO_LARGE)
    return by_pdfium


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[pdfium.PdfDocument]:
    if path.stat().st_size == 0:
        raise Unreadable(Reason.EMPTY)
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise Unreadable(_reason_of(path)) from error
    try:
        yield document
    finally:
        document.close()


def _reason_of(path: Path) -> Reason:
    """Tell why PDFium could not open a file: its own word may be left over from another file."""
    with path.open("rb") as file:
        if b"%PDF-" not in file.read(1024):
            return Reason.NOT_A_PDF
    try:
        with pikepdf.open(path) as document:
            return Reason.DAMAGED if len(document.pages) else Reason.EMPTY
    except pikepdf.PasswordError:
        return Reason.ENCRYPTED
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return Reason.DAMAGED


def pages_with_text(path: Path, pages: tuple[int, ...]) -> tuple[int, ...]:
    """Say which of the pages named hold any text of their own, seen or unseen."""
    with _opened(path) as document:
        return tuple(
            number for number in pages if document[number - 1].get_textpage().count_chars() > 0
        )


def pictures_of(path: Path, pages: tuple[int, ...]) -> Iterator[tuple[int, PagePicture]]:
    """Give the pictures of the pages named (counted from 1), one at a time."""
    with _opened(path) as document:
        for number in pages:
            try:
                page = document[number - 1]
                yield number, _picture_of(page)
                page.close()
            except pdfium.PdfiumError as error:
                raise Unreadable(Reason.DAMAGED) from error


def _picture_of(page: pdfium.PdfPage) -> PagePicture:
    wide, high = page.get_size()
    if not (0 < wide <= _LONGEST_SIDE and 0 < high <= _LONGEST_SIDE):
        raise Unreadable(Reason.TOO_LARGE)
    images = [placed for found in _images_on(page) if (placed := _placed(page, found))]
    scanned = make_a_scan(images)
    unit = points_a_unit(wide, high, images=images)
    scan_dpi = dpi_of_scan(images) / unit if scanned else READING_DPI
    grey = _stored_picture_of(page) if scanned else None
    if grey is not None:
        dpi = max(grey.shape[1] / wide, grey.shape[0] / high) / unit * 72
    else:
        dpi = min(max(READING_DPI, scan_dpi), 2 * READING_DPI)
        grey = _rendered(page, dpi * unit)
    return PagePicture(
        grey=grey,
        dpi=dpi,
        scan_dpi=scan_dpi,
        width_points=wide * unit,
        height_points=high * unit,
        scanned=scanned,
    )


def _images_on(page: pdfium.PdfPage) -> Iterator[pdfium.PdfImage]:
    for found in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE]):
        wide, high = found.get_px_size()
        if wide * high > _MOST_PIXELS:
            raise Unreadable(Reason.TOO_LARGE)
        yield found


def _placed(page: pdfium.PdfPage, image: pdfium.PdfImage) -> PlacedImage | None:
    """Place an image on its page, through the forms that hold it; None where it has no extent."""
    matrix, container = image.get_matrix(), image.container
    while container is not None:
        matrix, container = matrix.multiply(container.get_matrix()), container.container
    a, b, c, d, e, f = matrix.get()
    left, bottom, right, top = page.get_bbox()
    wide, high = right - left, top - bottom
    sides = hypot(a, b), hypot(c, d)
    if not (min(sides) > 0 and wide > 0 and high > 0):
        return None
    across, up = (e, e + a, e + c, e + a + c), (f, f + b, f + d, f + b + d)
    return PlacedImage(
        image.get_px_size(),
        sides,
        Box(
            (min(across) - left) / wide,
            (top - max(up)) / high,
            (max(across) - left) / wide,
            (top - min(up)) / high,
        ),
    )


def _stored_picture_of(page: pdfium.PdfPage) -> Grey | None:
    """Give a scan as its one image is stored, where that is just what a person sees.

    It isn't where the image is turned, mirrored, masked or cropped, or where anything but
    invisible text is drawn on the page.
    """
    drawn = [found for found in page.get_objects() if not _is_invisible_text(found)]
    if len(drawn) != 1 or not isinstance(image := drawn[0], pdfium.PdfImage):
        return None
    a, b, c, d, _e, _f = image.get_matrix().get()
    width, height = page.get_size()
    plain = (
        page.get_rotation() == 0
        and b == c == 0
        and a > 0
        and d > 0
        and abs(a - width) < 0.02 * width
        and abs(d - height) < 0.02 * height
        and pdfium_c.FPDFPage_GetAnnotCount(page) == 0
        and not pdfium_c.FPDFPageObj_HasTransparency(image)
    )
    if not plain:
        return None
    stored = _grey_of(image.get_bitmap(render=False))
    return _with_square_pixels(stored, width / height) if _is_seen_so(page, stored) else None


def _with_square_pixels(stored: Grey, shape: float) -> Grey:
    """Stretch the coarser side of a page: a fax has half as many dots down as across."""
    high, wide = stored.shape
    stretch = wide / high / shape
    if abs(stretch - 1) < _SQUARE:
        return stored
    size = (wide, round(wide / shape)) if stretch > 1 else (round(high * shape), high)
    return cv2.resize(stored, size, interpolation=cv2.INTER_CUBIC).astype(np.uint8, copy=False)


def _is_seen_so(page: pdfium.PdfPage, stored: Grey) -> bool:
    """Say whether a small print of the page looks like the stored image.

    Clipping, colour keys, stencils and layers switched off change what shows, and leave the
    image as it is. On real scans no patch a third of an inch wide differs by more than 2 of 255.
    """
    proof = _rendered(page, _PROOF_DPI)
    size = (proof.shape[1], proof.shape[0])
    small = cv2.resize(stored, size, interpolation=cv2.INTER_AREA)
    difference = cv2.absdiff(cv2.blur(proof, _PATCH), cv2.blur(small, _PATCH))
    return bool(difference.max() <= _MOST_DIFFERENCE)


def _is_invisible_text(found: pdfium.PdfObject) -> bool:
    return bool(
        found.type == pdfium_c.FPDF_PAGEOBJ_TEXT
        and pdfium_c.FPDFTextObj_GetTextRenderMode(found) == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
    )


def _rendered(page: pdfium.PdfPage, dpi: float) -> Grey:
    width, height = page.get_size()
    scale = dpi / 72
    if width * height * scale * scale > _MOST_PIXELS:
        raise Unreadable(Reason.TOO_LARGE)
    return _grey_of(page.render(scale=scale, draw_annots=True))


def _grey_of(bitmap: pdfium.PdfBitmap) -> Grey:
    """Turn PDFium's pixels, whatever their format, into one grey plane."""
    pixels = bitmap.to_numpy()
    if pixels.ndim == 2:
        return np.ascontiguousarray(pixels, dtype=np.uint8)
    if pixels.shape[2] == 1:
        return np.ascontiguousarray(pixels[:, :, 0], dtype=np.uint8)
    code = cv2.COLOR_BGRA2GRAY if pixels.shape[2] == 4 else cv2.COLOR_BGR2GRAY
    return cv2.cvtColor(np.ascontiguousarray(pixels), code).astype(np.uint8, copy=False)


def extras_of(path: Path) -> Extras:
    """Look for attachments, scripts and redactions that were drawn and never applied."""
    with pikepdf.open(path) as document:
        root = document.Root
        notes = [
            (number, note)
            for number, page in enumerate(document.pages, start=1)
            for note in _notes_on(page.obj)
        ]
        subtypes = {(number, str(note.get("/Subtype", ""))) for number, note in notes}
        actors = [root, *(page.obj for page in document.pages), *(note for _, note in notes)]
        return Extras(
            attachments=_holds(root.get("/Names"), "/EmbeddedFiles")
            or "/AF" in root
            or any(subtype == "/FileAttachment" for _, subtype in subtypes),
            scripts=_holds(root.get("/Names"), "/JavaScript")
            or _holds(root.get("/AcroForm"), "/XFA")
            or any("/AA" in actor for actor in actors)
            or any(_is_script(actor.get(act)) for actor in actors for act in ("/OpenAction", "/A")),
            redaction_pages=tuple(
                sorted({number for number, subtype in subtypes if subtype == "/Redact"})
            ),
        )


def _notes_on(page: pikepdf.Object) -> list[pikepdf.Object]:
    notes = page.get("/Annots")
    found = list(notes.as_list()) if isinstance(notes, pikepdf.Array) else []
    return [note for note in found if isinstance(note, pikepdf.Dictionary)]


def _holds(dictionary: object, name: str) -> bool:
    return isinstance(dictionary, pikepdf.Dictionary) and name in dictionary


def _is_script(action: object) -> bool:
    return isinstance(action, pikepdf.Dictionary) and action.get("/S") in {
        pikepdf.Name.JavaScript,
        pikepdf.Name.Launch,
    }
