"""House styles: the typeface and habits of each layout, and the pieces that pages are made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import reportlab
from reportlab.graphics.shapes import Drawing, PolyLine
from reportlab.lib.colors import Color, black
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, Spacer, Table

from samples.forge.decision import Layout
from samples.forge.pen import Stroke

Piece = object  # a reportlab flowable; the library ships no types
MARGIN = 62.0
WIDTH = A4[0] - 2 * MARGIN
_INK = Color(0.08, 0.09, 0.25)


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """How one layout prints; `heading` and `number` are filled in with what they name."""

    face: str
    bold_face: str
    size: float
    boxed: bool
    answers_in_column: bool
    underlined: bool
    justified: bool
    heading: str
    number: str

    def style(self, *, indent: float = 0, bold: bool = False, larger: float = 0) -> ParagraphStyle:
        """Return a paragraph style; a hanging number or bullet stands left of the indent."""
        size = self.size + larger
        return ParagraphStyle(
            f"{self.face}-{indent}-{bold}-{larger}",
            fontName=self.bold_face if bold else self.face,
            bulletFontName=self.face,
            bulletFontSize=size,
            fontSize=size,
            leading=size * 1.32,
            spaceAfter=size * 0.6,
            leftIndent=indent,
            bulletIndent=max(0, indent - 14) if indent > 40 else 0,
            alignment=TA_JUSTIFY if self.justified and not bold else TA_LEFT,
        )

    def text(self, words: str) -> Piece:
        """Set a paragraph of running text."""
        return Paragraph(escape(words), self.style())

    def lead(self, label: str, words: str) -> Piece:
        """Set a paragraph that begins with a label in bold."""
        bold = f'<font name="{self.bold_face}">{escape(label)}</font> {escape(words)}'
        return Paragraph(bold, self.style())

    def head(self, words: str, *, larger: float = 0) -> Piece:
        """Set a heading in bold, underlined where the house does so."""
        shown = escape(words)
        style = self.style(bold=True, larger=larger)
        style.keepWithNext = 1
        return Paragraph(f"<u>{shown}</u>" if self.underlined and not larger else shown, style)

    def hanging(self, number: str, words: str) -> Piece:
        """Set a paragraph with its number hanging in the margin."""
        style = self.style(indent=36)
        return Paragraph(escape(words), style, bulletText=number)

    def bullets(self, items: Sequence[str]) -> list[Piece]:
        """Set the items of a list, close to one another."""
        style = self.style(indent=56)
        style.spaceAfter = self.size * 0.25
        points = [Paragraph(escape(words), style, bulletText="•") for words in items]
        return [*points, Spacer(1, self.size * 0.4)] if points else []

    def box(self, pieces: Sequence[Piece]) -> list[Piece]:
        """Frame the pieces where the house frames; else indent them a little."""
        look: list[tuple[object, ...]] = [
            ("LEFTPADDING", (0, 0), (-1, -1), 8),
            ("TOPPADDING", (0, 0), (-1, -1), 8),
        ]
        if self.boxed:
            look.append(("BOX", (0, 0), (-1, -1), 0.8, black))
        return [Table([[list(pieces)]], colWidths=[WIDTH], style=look), Spacer(1, 14)]

    def grid(self, rows: Iterable[Sequence[Piece]], widths: Sequence[float]) -> Piece:
        """Rule a table whose first row is repeated on a new page."""
        look = [
            ("GRID", (0, 0), (-1, -1), 0.7, black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ]
        return Table([list(row) for row in rows], colWidths=list(widths), style=look, repeatRows=1)


def drawing(strokes: Iterable[Stroke], *, height: float, width: float) -> Piece:
    """Put pen strokes on paper, a figure being `height` points high."""
    paper = Drawing(width, height * 1.6)
    for stroke in strokes:
        points = [(x * height + 2, y * height + height * 0.35) for x, y in stroke]
        paper.add(PolyLine(points, strokeColor=_INK, strokeWidth=1.15, strokeLineCap=1))
    return paper


def house_of(layout: Layout) -> House:
    """Return the house style of a layout; only faces that reportlab or PDF itself carries."""
    match layout:
        case Layout.BOXED:
            return _BOXED
        case Layout.PLAIN:
            return _PLAIN
        case Layout.COLUMN:
            _register_vera()
            return _COLUMN


def _register_vera() -> None:
    fonts = Path(reportlab.__file__).parent / "fonts"
    registerFont(TTFont("Vera", fonts / "Vera.ttf"))
    registerFont(TTFont("VeraBd", fonts / "VeraBd.ttf"))


_BOXED = House(
    face="Helvetica",
    bold_face="Helvetica-Bold",
    size=10.5,
    boxed=True,
    answers_in_column=False,
    underlined=False,
    justified=False,
    heading="DMPC DECISION – {}",
    number="{}.",
)
_PLAIN = House(
    face="Times-Roman",
    bold_face="Times-Bold",
    size=11.5,
    boxed=False,
    answers_in_column=False,
    underlined=True,
    justified=True,
    heading="DMPC Decision – {}",
    number="{}.",
)
_COLUMN = House(
    face="Vera",
    bold_face="VeraBd",
    size=9.3,
    boxed=True,
    answers_in_column=True,
    underlined=False,
    justified=False,
    heading="Request for DMPC Decision – {}",
    number="{}",
)
