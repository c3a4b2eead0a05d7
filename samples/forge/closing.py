"""The form's last blocks: public access to information, the two answers, the declaration."""

from collections.abc import Iterator

from numpy.random import Generator
from reportlab.platypus import KeepTogether, Paragraph, Spacer

from samples.forge import wording
from samples.forge.decision import Decision, Deferral, Hand
from samples.forge.house import WIDTH, House, Piece, drawing
from samples.forge.pen import tick, written_date

_TICK_HERE = 'Tick to confirm statement (<font name="ZapfDingbats">\u2713</font>)'


def access_of(decision: Decision, house: House) -> Iterator[Piece]:
    """Set "Public access to information" with the answers where the house puts them."""
    yield Spacer(1, 6)
    yield house.head(wording.ACCESS, larger=1)
    yield from (house.text(words) for words in wording.ACCESS_TEXT)
    answers = _answers_in_column if house.answers_in_column else _answers_in_line
    yield from answers(decision, house)


def declaration_of(decision: Decision, house: House, rng: Generator) -> Iterator[Piece]:
    """Set the declaration: topic and statement left, the officer's tick right."""
    rows: list[list[Piece]] = [["", Paragraph(_TICK_HERE, house.style())]]
    for row in decision.declaration:
        said = [house.lead(f"{row.topic}:", ""), house.text(row.statement)]
        rows.append([said, _ticked(rng) if row.ticked else ""])
    yield house.head(wording.DECLARATION, larger=1)
    yield house.grid(rows, [WIDTH - 88, 88])
    yield Spacer(1, 16)


def _ticked(rng: Generator) -> Piece:
    """Put the tick somewhere in its cell: on the topic's line, the statement's or between."""
    across, up = rng.uniform((0.0, -0.6), (4.0, 0.6))
    moved = [[(x + across, y + up) for x, y in stroke] for stroke in tick(rng)]
    return drawing(moved, height=11, width=60)


def _answers_in_line(decision: Decision, house: House) -> list[Piece]:
    deferral, part2 = decision.deferral, decision.part2
    answers = [
        house.lead(wording.DEFERRAL, ""),
        house.text(f"{wording.DEFERRED} {deferral.answer}"),
        house.text(f"{wording.REASON} {deferral.reason}"),
        house.text(f"{wording.UNTIL} {_until(deferral)}"),
        house.lead(wording.CONFIDENTIALITY, wording.CONFIDENTIALITY_TEXT),
        house.text(f"{wording.PART_2_FORM} - {part2.answer}"),
    ]
    if part2.standing_sentence:
        answers.append(house.text(wording.STANDING_SENTENCE))
    return [KeepTogether(house.box(answers))]


def _answers_in_column(decision: Decision, house: House) -> list[Piece]:
    deferral, part2 = decision.deferral, decision.part2
    standing = [house.text(wording.STANDING_SENTENCE)] if part2.standing_sentence else []
    rows: list[tuple[Piece, str]] = [
        ([house.lead(wording.DEFERRAL, ""), house.text(wording.DEFERRED)], deferral.answer),
        (house.text(wording.REASON), deferral.reason),
        (house.text(wording.UNTIL), _until(deferral)),
        (
            [
                house.lead(wording.CONFIDENTIALITY, wording.CONFIDENTIALITY_TEXT),
                house.text(wording.PART_2_FORM),
                *standing,
            ],
            part2.answer,
        ),
    ]
    cells = [[asked, house.text(answer)] for asked, answer in rows]
    return [KeepTogether([house.grid(cells, [WIDTH - 150, 150]), Spacer(1, 14)])]


def _until(deferral: Deferral) -> str:
    if deferral.until is None:
        return deferral.until_words
    return written_date(deferral.until, Hand.TYPED)
