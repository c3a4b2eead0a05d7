"""An invented decision onto paper, in the look its office gives it."""

from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO

from numpy.random import Generator
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, PageBreak, Paragraph, SimpleDocTemplate, Spacer

from samples.forge.form import signed_row
from samples.forge.fresh.answers import answers_of
from samples.forge.fresh.habits import Habits
from samples.forge.fresh.told import Block, Frame, Mishap, Part, Point, Points, Sums, Told, Words
from samples.forge.house import MARGIN, WIDTH, House, Piece, drawing
from samples.forge.pen import tick
from samples.forge.wording import ACCESS, APPROVED, REPORT

_STAMP = Color(0.72, 0.1, 0.12)
_PRINTED_TICK = '<font name="ZapfDingbats">\N{CHECK MARK}</font>'


def print_fresh(told: Told, habits: Habits, rng: Generator) -> bytes:
    """Print the decision's form as a PDF with real text."""
    house, wording = habits.house, habits.wording
    story = [
        *_cover(told, habits, rng),
        PageBreak(),
        house.head(wording.part_1, larger=1),
        house.head(REPORT),
        *parts_of(told.parts, house),
        Spacer(1, 6),
        house.head(ACCESS, larger=1),
        *map(house.text, wording.access),
        *answers_of(told, habits, rng),
        *_declaration(told, habits, rng),
        *_officer_approval(told, habits, rng),
        *_secrets(told, habits),
    ]
    return bound_story(story, told, habits, version=told.form_version)


def bound_story(
    story: Sequence[Piece], told: Told, habits: Habits, *, version: str, numbered: bool = True
) -> bytes:
    """Put a story on pages of the office's paper, each with its foot."""
    paper = BytesIO()
    template = SimpleDocTemplate(
        paper,
        pagesize=habits.paper,
        leftMargin=MARGIN,
        rightMargin=habits.paper[0] - MARGIN - WIDTH - 12,
        topMargin=54,
        bottomMargin=66,
        title=f"{told.reference}: {told.title}",
        invariant=1,  # no clock and no chance in the file
    )

    def foot(canvas: Canvas, page: SimpleDocTemplate) -> None:
        _foot(canvas, str(page.page) if numbered else "", version, habits)
        if habits.lot.mishap is Mishap.STAMPED and page.page != 2:
            _stamp(canvas, habits.paper)

    template.build(list(story), onFirstPage=foot, onLaterPages=foot)
    return paper.getvalue()


def parts_of(parts: Sequence[Part], house: House) -> Iterator[Piece]:
    """Set sections with their paragraphs, lists and tables."""
    for part in parts:
        number = house.number.format(part.number) + " " if part.number else ""
        yield house.head(f"{number}{part.heading}")
        for block in part.blocks:
            yield from _block(block, house)


def _cover(told: Told, habits: Habits, rng: Generator) -> Iterator[Piece]:
    house, wording = habits.house, habits.wording
    name, *below = wording.letterhead
    yield house.head(name, larger=4)
    if below:
        yield house.text((3 * "\N{NO-BREAK SPACE}").join(below))
    yield Spacer(1, 8)
    yield house.head(wording.heading.format(told.reference), larger=3)
    yield from house.box([house.lead("Title:", told.title)])
    yield from _framed("Executive Summary:", map(house.text, told.summary), habits)
    asked = [house.text(told.lead_in), *house.bullets(told.recommendation)]
    yield from _framed(wording.recommendation, asked, habits)
    interests = [house.text(told.interests)] if told.interests else [Spacer(1, 18)]
    signed = signed_row(told.approval, house, rng)
    said = [house.text(wording.interests), *interests, house.text(APPROVED), signed]
    yield KeepTogether(house.box([house.head(wording.decider), *said]))


def _framed(label: str, pieces: Iterator[Piece] | list[Piece], habits: Habits) -> list[Piece]:
    """Set a block under its label, or beside it where the form is a table."""
    house = habits.house
    if habits.lot.frame is Frame.TABLE:
        cells = [[house.lead(label, ""), list(pieces)]]
        return [house.grid(cells, [118, WIDTH - 118]), Spacer(1, 12)]
    return house.box([house.head(label), *pieces])


def _block(block: Block, house: House) -> Iterator[Piece]:
    match block:
        case Words(number=None, text=text):
            yield house.text(text)
        case Words(number=str(number), text=text):
            yield house.hanging(house.number.format(number), text)
        case Points(items=items):
            yield from (_point(item, house) for item in items)
            yield Spacer(1, house.size * 0.4)
        case Sums(rows=rows):
            yield _sums(rows, house)
            yield Spacer(1, 10)


def _point(item: Point, house: House) -> Piece:
    style = house.style(indent=58 + 22 * item.level)
    style.bulletIndent = style.leftIndent - 20
    style.spaceAfter = house.size * 0.25
    return Paragraph(escape(item.text), style, bulletText=item.mark)


def _sums(rows: Sequence[Sequence[str]], house: House) -> Piece:
    head, *body = rows
    cells = [
        [house.lead(cell, "") for cell in head],
        *([house.text(cell) for cell in row] for row in body),
    ]
    return house.grid(cells, [WIDTH / len(head)] * len(head))


def _declaration(told: Told, habits: Habits, rng: Generator) -> Iterator[Piece]:
    house, wording = habits.house, habits.wording
    heading = Paragraph(f"{wording.tick_here} ({_PRINTED_TICK})", house.style())
    rows: list[list[Piece]] = [["", heading]]
    for row in told.declaration:
        said = [house.lead(f"{row.topic}:", ""), house.text(row.statement)]
        rows.append([said, _ticked(habits, rng) if row.ticked else ""])
    yield house.head(wording.declaration, larger=1)
    yield house.grid(rows, [WIDTH - 92, 92])
    yield Spacer(1, 16)


def _ticked(habits: Habits, rng: Generator) -> Piece:
    if habits.ticks_printed:
        return Paragraph(_PRINTED_TICK, habits.house.style())
    across, up = rng.uniform((0.0, -0.6), (4.0, 0.6))
    moved = [[(x + across, y + up) for x, y in stroke] for stroke in tick(rng)]
    return drawing(moved, height=11, width=60)


def _officer_approval(told: Told, habits: Habits, rng: Generator) -> Iterator[Piece]:
    house, wording = habits.house, habits.wording
    signed = signed_row(told.officer_approval, house, rng)
    box = house.box([house.head(wording.officer), house.text(wording.officer_text), signed])
    yield KeepTogether([house.head(wording.officer_heading, larger=1), *box])


def _secrets(told: Told, habits: Habits) -> Iterator[Piece]:
    if told.secret_parts:
        yield PageBreak()
        yield habits.house.head(habits.wording.secret, larger=1)
        yield habits.house.head(habits.wording.secret_report)
        yield from parts_of(told.secret_parts, habits.house)


def _foot(canvas: Canvas, number: str, version: str, habits: Habits) -> None:
    width, _ = habits.paper
    canvas.setFont(habits.house.face, habits.house.size - 2.5)
    canvas.drawString(MARGIN - 10, 36, version)
    if habits.foot_in_the_middle:
        canvas.drawCentredString(width / 2, 36, number)
    else:
        canvas.drawRightString(width - MARGIN + 6, 36, number)


def _stamp(canvas: Canvas, paper: tuple[float, float]) -> None:
    """Stamp the page as received, over whatever stands there."""
    width, height = paper
    canvas.saveState()
    canvas.translate(width * 0.62, height * 0.6)
    canvas.rotate(11)
    canvas.setStrokeColor(_STAMP)
    canvas.setFillColor(_STAMP)
    canvas.setFillAlpha(0.7)
    canvas.setLineWidth(1.6)
    canvas.rect(0, 0, 118, 34, fill=0)
    canvas.setFont("Helvetica-Bold", 15)
    canvas.drawString(14, 11, "RECEIVED")
    canvas.restoreState()
