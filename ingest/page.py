"""What stands on one page, in no engine's own terms.

Boxes are fractions of the upright, de-skewed page: left and right of its width, top and
bottom of its height. A page reading holds everything later stages ask of the picture, so that
a record can be made anew from kept readings without opening the PDF again.
"""

from enum import StrEnum

from msgspec import Struct


class Box(Struct, frozen=True, array_like=True):
    """A rectangle in fractions of the page, from the top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """The width as a fraction of the page's width."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """The height as a fraction of the page's height."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height of the box's centre line."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """The box's centre from the left."""
        return (self.left + self.right) / 2

    def around(self, other: "Box") -> "Box":
        """Return the smallest box that holds this one and the other."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def meets(self, other: "Box") -> bool:
        """Say whether the two boxes share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Word(Struct, frozen=True):
    """A word as one reader gives it, with that reader's own confidence (0 to 1)."""

    text: str
    box: Box
    confidence: float


class Reader(StrEnum):
    """Who read a word: one of the two OCR engines, or the PDF's own text."""

    RAPIDOCR = "rapidocr"
    TESSERACT = "tesseract"
    EMBEDDED = "embedded"


OCR_READERS = (Reader.RAPIDOCR, Reader.TESSERACT)


class PageKind(StrEnum):
    """Where a page's text comes from."""

    SCANNED = "scanned"
    HIDDEN_LAYER = "hidden layer"
    BORN_DIGITAL = "born-digital"
    BLANK = "blank"


class Ink(Struct, frozen=True):
    """The page in black and white, a bit a pixel, as PNG: for ticks, strikes and signatures."""

    width: int
    height: int
    png: bytes


class SecondLook(Struct, frozen=True):
    """What one reader made of a handwritten place when the picture was prepared in one way.

    `box` is the place on the page, `way` names the preparation ("as it is", "softened").
    """

    box: Box
    reader: Reader
    way: str
    text: str
    confidence: float


class PageReading(Struct, frozen=True, kw_only=True):
    """One page as both readers and the PDF itself give it.

    `turned_degrees` is how far clockwise the picture was turned to stand upright;
    `width_points` and `height_points` are the upright page's size (72 to the inch).
    `level_rules` and `upright_rules` are the ruling lines of boxes and tables.
    `unseen` are words that the PDF holds and nobody can see; `covered` boxes are opaque
    rectangles over text. `second_looks` are further readings of the handwritten dates.
    `bands` are the parts of the page that RapidOCR read beside Tesseract in a fast reading; None
    where it read the whole page.
    """

    page: int
    kind: PageKind
    width_points: float
    height_points: float
    dpi: float
    turned_degrees: int = 0
    skew_degrees: float = 0.0
    words: dict[Reader, tuple[Word, ...]] = {}
    level_rules: tuple[Box, ...] = ()
    upright_rules: tuple[Box, ...] = ()
    ink: Ink | None = None
    second_looks: tuple[SecondLook, ...] = ()
    unseen: tuple[Word, ...] = ()
    covered: tuple[Box, ...] = ()
    bands: tuple[Box, ...] | None = None

    def has_two_readers_at(self, place: Box) -> bool:
        """Say whether both OCR engines read this place, and not Tesseract alone."""
        return self.bands is None or any(
            band.top <= place.middle <= band.bottom for band in self.bands
        )
