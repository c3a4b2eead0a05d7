"""Pen strokes: signatures, handwritten dates and ticks, as lines that a scanner sees as ink.

A stroke is a row of points; 1 is the height of a figure, 0 the line it stands on.
"""

import datetime
from collections.abc import Sequence

import numpy as np
from numpy.random import Generator

from samples.forge.decision import Hand

Point = tuple[float, float]
Stroke = list[Point]

_FIGURES: dict[str, tuple[str, ...]] = {  # strokes as "x,y" in hundredths
    "0": ("50,100 15,75 10,30 40,0 70,15 80,60 60,95 42,99",),
    "1": ("18,74 45,100 42,0",),
    "2": ("10,75 30,100 65,90 65,62 10,2 40,5 78,3",),
    "3": ("10,90 40,100 66,80 32,54 70,34 55,2 10,8",),
    "4": ("55,100 8,34 80,36", "58,72 54,-4"),
    "5": ("70,99 22,98 16,58 50,62 73,32 50,0 10,7",),
    "6": ("60,100 22,58 12,20 40,0 70,18 56,44 16,28",),
    "7": ("8,97 72,100 30,0",),
    "8": ("62,86 36,100 15,80 60,36 56,3 20,4 15,30 60,70 64,88",),
    "9": ("66,76 40,50 14,70 36,100 66,86 62,30 52,0",),
    "/": ("5,-15 50,108",),
    ".": ("20,4 26,0",),
    "A": ("6,0 40,100 74,0", "18,36 62,36"),
    "D": ("14,100 14,0 52,8 72,50 50,94 12,98",),
    "F": ("16,0 16,100 66,98", "16,54 54,54"),
    "J": ("20,98 70,100", "48,99 46,20 28,-2 6,16"),
    "M": ("8,0 14,100 40,40 68,100 76,0",),
    "N": ("10,0 14,100 62,4 66,100",),
    "O": ("50,100 12,72 12,24 45,0 80,28 78,76 48,100",),
    "S": ("66,86 40,100 16,78 60,36 52,2 12,8",),
    "a": ("55,45 30,55 10,25 30,0 54,20 56,50 55,5 66,0",),
    "b": ("12,100 12,0", "12,30 35,52 56,26 35,-2 12,10"),
    "c": ("52,45 28,52 10,25 28,0 54,8",),
    "e": ("12,26 50,30 36,54 12,36 20,4 54,8",),
    "g": ("52,46 30,54 12,30 30,6 52,26", "53,48 52,-24 30,-38 12,-26"),
    "h": ("12,100 10,0", "11,28 32,52 50,36 52,0"),
    "i": ("14,50 16,8 26,0", "15,72 17,76"),
    "l": ("16,100 14,14 26,0",),
    "m": ("10,50 10,0", "10,32 26,52 38,36 38,0", "38,32 56,52 68,36 70,0"),
    "n": ("12,50 12,0", "12,30 34,52 50,36 52,0"),
    "o": ("36,52 12,36 14,8 36,0 56,22 36,52",),
    "p": ("12,50 12,-40", "12,30 34,52 54,28 34,0 12,14"),
    "r": ("12,50 12,0", "12,28 26,48 46,48"),
    "s": ("46,46 24,52 16,38 44,18 38,2 10,6",),
    "t": ("26,88 24,10 42,0", "6,58 48,60"),
    "u": ("12,50 14,10 32,0 50,20 52,50 52,6 64,0",),
    "v": ("8,50 30,0 54,52",),
    "y": ("10,50 28,8", "54,50 26,-30 6,-36"),
}
_TICK = "0,35 25,0 90,100"


def written_date(day: datetime.date, hand: Hand) -> str:
    """Return the date as the hand puts it, day first."""
    match hand:
        case Hand.SLASHES:
            return f"{day.day}/{day.month}/{day:%y}"
        case Hand.DOTS:
            return f"{day.day}.{day.month}.{day.year}"
        case _:
            return f"{day.day} {day:%B} {day.year}"


def strokes_of(text: str, rng: Generator) -> list[Stroke]:
    """Write the text in an unsteady hand."""
    strokes: list[Stroke] = []
    at = 0.0
    for figure in text:
        lean, rise, size = rng.normal((0.12, 0.0, 1.0), (0.03, 0.03, 0.04))
        for drawn in _FIGURES.get(figure, ()):
            points = [(at + (x + lean * y) * size, y * size + rise) for x, y in _points(drawn)]
            strokes.append(_smooth(_shaken(points, rng, by=0.02)))
        at += _advance(figure) + rng.normal(0.0, 0.02)
    return strokes


def signature(rng: Generator) -> list[Stroke]:
    """Sign: a large first loop, a run of small ones, a line below."""
    first = [(0.1, 0.2), (0.5, 1.3), (0.7, 0.6), (0.2, 0.1), (0.9, 0.5), (1.1, 0.1)]
    heights = rng.uniform(0.1, 0.7, int(rng.integers(7, 11)))
    run = [
        (1.3 + 0.3 * step, float(height if step % 2 else -0.1 * height))
        for step, height in enumerate(heights)
    ]
    end = run[-1][0]
    below = [(end + 0.4, 0.5), (end - 1.2, -0.35), (0.6, -0.3), (end - 0.2, -0.2)]
    named = _shaken(first, rng, by=0.22) + _shaken(run, rng, by=0.07)
    return [_smooth(named), _smooth(_shaken(below, rng, by=0.05))]


def scribble(rng: Generator) -> list[Stroke]:
    """Scrawl what was meant as a date and can be read as none."""
    zigzag = [(0.22 * step, float(rng.uniform(-0.15, 1.1))) for step in range(13)]
    back = [(2.7, 0.5), (1.4, float(rng.uniform(0.2, 0.6))), (0.2, 0.3), (2.9, 0.7)]
    return [_smooth(_shaken(zigzag, rng, by=0.12)), _smooth(_shaken(back, rng, by=0.1))]


def tick(rng: Generator) -> list[Stroke]:
    """Tick a box."""
    return [_smooth(_shaken(_points(_TICK), rng, by=0.06))]


def _advance(figure: str) -> float:
    if figure == " ":
        return 0.5
    widest = max(x for drawn in _FIGURES[figure] for x, _ in _points(drawn))
    return widest + 0.28


def _points(drawn: str) -> list[Point]:
    pairs = (point.split(",") for point in drawn.split())
    return [(int(x) / 100, int(y) / 100) for x, y in pairs]


def _shaken(points: Sequence[Point], rng: Generator, *, by: float) -> list[Point]:
    return [(x + rng.normal(0, by), y + rng.normal(0, by)) for x, y in points]


def _smooth(points: Sequence[Point]) -> Stroke:
    """Bend a row of points into a Catmull-Rom curve, rounded so that print is repeatable."""
    given = np.array([points[0], *points, points[-1]])
    bent: Stroke = []
    for a, b, c, d in zip(given, given[1:], given[2:], given[3:], strict=False):
        for t in (0.0, 0.2, 0.4, 0.6, 0.8):
            at = 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2)
            at = at + 0.5 * (3 * b - a - 3 * c + d) * t**3
            bent.append((round(float(at[0]), 3), round(float(at[1]), 3)))
    return [*bent, points[-1]]
