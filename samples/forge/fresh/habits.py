"""A lot in, the look of one form out: its typeface, its numbers and how it asks."""

from dataclasses import replace

from msgspec import Struct
from numpy.random import Generator
from reportlab.lib.pagesizes import A4, LETTER

from samples.forge.decision import Layout
from samples.forge.fresh.lot import by_chance, one_of
from samples.forge.fresh.told import Frame, Lot
from samples.forge.fresh.wording import Wording, wording_of
from samples.forge.house import House, house_of

_ENDINGS = ("", "", "", " –", ":", " :", "?")


class Habits(Struct, frozen=True, kw_only=True):
    """How one office fills in its forms.

    `cases` are YES and NO as the office writes them; `ending` is what stands between a question
    and its answer besides the question's own sign.
    """

    lot: Lot
    house: House
    wording: Wording
    paper: tuple[float, float]
    cases: tuple[str, str]
    bold_answers: bool
    ending: str
    foot_in_the_middle: bool
    ticks_printed: bool


def habits_for(lot: Lot, rng: Generator) -> Habits:
    """Draw an office's habits."""
    style = one_of(rng, tuple(Layout))
    size = {Layout.BOXED: 10.5, Layout.PLAIN: 11.5, Layout.COLUMN: 9.3}[style]
    wording = wording_of(lot.series, newer=lot.newer)
    house = replace(
        house_of(style),
        size=size + one_of(rng, (-0.5, 0.0, 0.5)),
        boxed=lot.frame is not Frame.PLAIN,
        underlined=by_chance(rng, 0.3),
        justified=by_chance(rng, 0.4),
        number=one_of(rng, ("{}.", "{}")),
        heading=wording.heading,
    )
    return Habits(
        lot=lot,
        house=house,
        wording=wording,
        paper=LETTER if lot.letter else A4,
        cases=one_of(rng, (("YES", "NO"), ("Yes", "No"), ("yes", "no"))),
        bold_answers=by_chance(rng, 0.3),
        ending=one_of(rng, _ENDINGS),
        foot_in_the_middle=by_chance(rng, 0.3),
        ticks_printed=by_chance(rng, 0.3),
    )
