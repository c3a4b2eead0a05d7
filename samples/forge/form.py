"""An invented decision onto paper: the form from letterhead to officer approval."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import numpy as np
from numpy.random import Generator
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import KeepTogether, PageBreak, SimpleDocTemplate, Spacer, Table

from samples.forge import wording
from samples.forge.closing import access_of, declaration_of
from samples.forge.decision import Decision, Hand, Paragraph, Section, Signed
from samples.forge.house import MARGIN, WIDTH, House, Piece, drawing, house_of
from samples.forge.pen import scribble, signature, strokes_of, written_date


def print_form(decision: Decision) -> bytes:
    """Print the decision's form as a PDF with real text, the same bytes at every run."""
    house = house_of(decision.layout)
    rng = np.random.default_rng(decision.number)
    story = [
        *_cover(decision, house, rng),
        PageBreak(),
        house.head(wording.PART_1, larger=1),
        house.head(wording.REPORT),
        *_sections(decision.sections, house),
        *access_of(decision, house),
        *declaration_of(decision, house, rng),
        *_officer_approval(decision, house, rng),
        *_part2(decision.part2.sections, house),
    ]
    return _set(story, decision, house)


def _cover(decision: Decision, house: House, rng: Generator) -> Iterator[Piece]:
    name, *below = wording.LETTERHEAD
    yield house.head(name, larger=4)
    yield house.text((3 * "\N{NO-BREAK SPACE}").join(below))
    yield Spacer(1, 8)
    yield house.head(house.heading.format(decision.reference), larger=3)
    yield from house.box([house.lead("Title:", decision.title)])
    summary = [house.text(words) for words in decision.summary]
    yield from house.box([house.head("Executive Summary:"), *summary])
    items = house.bullets(decision.recommendation)
    lead_in = house.text(wording.RECOMMENDED)
    yield from house.box([house.head("Recommendation:"), lead_in, *items])
    signed = signed_row(decision.approval, house, rng)
    said = [house.text(wording.INTERESTS), Spacer(1, 18), house.text(wording.APPROVED)]
    yield from house.box([house.head(wording.DMPC), *said, signed])


def _sections(sections: Sequence[Section], house: House) -> Iterator[Piece]:
    for count, section in enumerate(sections, start=1):
        if section.new_page:
            yield PageBreak()
        yield house.head(f"{house.number.format(count)} {section.heading}")
        for place, told in enumerate(section.paragraphs, start=1):
            paragraph = Paragraph(text=told) if isinstance(told, str) else told
            yield house.hanging(house.number.format(f"{count}.{place}"), paragraph.text)
            yield from house.bullets(paragraph.bullets)
        if section.table:
            yield _money(section.table, house)
            yield Spacer(1, 10)


def _money(rows: Sequence[Sequence[str]], house: House) -> Piece:
    head, *body = rows
    cells = [
        [house.lead(cell, "") for cell in head],
        *([house.text(cell) for cell in row] for row in body),
    ]
    return house.grid(cells, [WIDTH / len(head)] * len(head))


def _officer_approval(decision: Decision, house: House, rng: Generator) -> Iterator[Piece]:
    signed = signed_row(decision.officer_approval, house, rng)
    box = house.box([house.head(wording.OFFICER), house.text(wording.OFFICER_TEXT), signed])
    yield KeepTogether([house.head(wording.OFFICER_APPROVAL, larger=1), *box])


def _part2(sections: Sequence[Section], house: House) -> Iterator[Piece]:
    if not sections:
        return
    yield PageBreak()
    yield house.head(wording.PART_2, larger=1)
    yield house.head(wording.PART_2_REPORT)
    yield from _sections(sections, house)


def signed_row(signed: Signed, house: House, rng: Generator) -> Piece:
    """Set a signature and a date side by side, as a pen put them there."""
    name = drawing(signature(rng), height=17, width=150)
    cells = [house.text("Signature"), name, house.text("Date"), _date(signed, house, rng)]
    look = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    return Table([cells], colWidths=[62, 165, 36, 165], hAlign="LEFT", style=look)


def _date(signed: Signed, house: House, rng: Generator) -> Piece:
    if signed.date is None:
        return drawing(scribble(rng), height=14, width=60)
    written = written_date(signed.date, signed.hand)
    if signed.hand is Hand.TYPED:
        return house.text(written)
    return drawing(strokes_of(written, rng), height=13, width=160)


def _set(story: Sequence[Piece], decision: Decision, house: House) -> bytes:
    paper = BytesIO()
    template = SimpleDocTemplate(
        paper,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=54,
        bottomMargin=66,
        title=f"{decision.reference}: {decision.title}",
        invariant=1,  # no clock and no chance in the file
    )

    def foot(canvas: Canvas, page: SimpleDocTemplate) -> None:
        _foot(canvas, page.page, decision.form_version, house)

    template.build(list(story), onFirstPage=foot, onLaterPages=foot)
    return paper.getvalue()


def _foot(canvas: Canvas, number: int, version: str, house: House) -> None:
    canvas.setFont(house.face, house.size - 2.5)
    canvas.drawString(MARGIN - 10, 36, version)
    canvas.drawRightString(A4[0] - MARGIN + 6, 36, str(number))
