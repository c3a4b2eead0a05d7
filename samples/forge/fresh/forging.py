"""A seed and a count in, files with their truth out: the order of the work.

Each list of looks and mishaps is gone through before any of it comes again, so that few files
show as many of them as they can.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar

import msgspec
import numpy as np
import pypdfium2
from msgspec import Struct
from numpy.random import Generator

from samples.forge.fresh.binding import pages_in
from samples.forge.fresh.habits import Habits, habits_for
from samples.forge.fresh.inventing import invented, lacking_a_number
from samples.forge.fresh.lot import by_chance
from samples.forge.fresh.mishaps import arrived, prints_of
from samples.forge.fresh.told import Frame, Lot, Mishap, Place, Profile, Series, Told, Way
from samples.forge.fresh.truth import Truth, truth_of

_One = TypeVar("_One")
# Most of what arrives is the DMPC's own.
_SERIES = (Series.PCD,) * 5 + (Series.MD, Series.DD, Series.ADD)
_SCANNED = tuple(profile for profile in Profile if profile is not Profile.BORN_DIGITAL)
_BEFELL = tuple(mishap for mishap in Mishap if mishap is not Mishap.NONE)


class Forged(Struct, frozen=True):
    """One file with its truth."""

    name: str
    pdf: bytes
    truth: Truth


def lots(seed: int, count: int) -> list[Lot]:
    """Draw what each file is to be; every second one suffers a mishap."""
    rng = np.random.default_rng([seed, count])
    befell = islice(_in_turn(_BEFELL, rng), count // 2)
    mishaps = [*befell, *[Mishap.NONE] * (count - count // 2)]
    series, profiles = _in_turn(_SERIES, rng), _in_turn(_SCANNED, rng)
    places, ways = _in_turn(tuple(Place), rng), _in_turn(tuple(Way), rng)
    frames = _in_turn(tuple(Frame), rng)
    return [
        _possible(
            Lot(
                series=next(series),
                place=next(places),
                way=next(ways),
                frame=next(frames),
                profile=next(profiles),
                mishap=mishaps[int(index)],
                newer=by_chance(rng, 0.5),
                letter=by_chance(rng, 0.2),
            )
        )
        for index in rng.permutation(count)
    ]


def forged(seed: int, count: int) -> Iterator[Forged]:
    """Forge so many files; the same seed and count give the same ones."""
    return (forged_at(seed, count, place) for place in range(1, count + 1))


def forged_at(seed: int, count: int, place: int) -> Forged:
    """Forge the file at one place of the set, counted from 1."""
    told, habits, rng = _told_at(seed, count, place)
    file = arrived(told, habits, rng)
    name = f"scan-{place:03}"
    return Forged(name, file.pdf, truth_of(told, habits, file, pages_in(file.pdf)))


def printed_at(seed: int, count: int, place: int) -> tuple[str, ...]:
    """Give the text of each page that was printed for the file at one place of the set.

    Whatever is on paper as text is in it, the form's own words too; what was drawn (signatures,
    dates by hand, ticks) is not. Nothing is scanned for it.
    """
    return tuple(
        text for print_ in prints_of(*_told_at(seed, count, place)) for text in _texts(print_)
    )


def _told_at(seed: int, count: int, place: int) -> tuple[Told, Habits, Generator]:
    lot = lots(seed, count)[place - 1]
    rng = np.random.default_rng([seed, place])
    told = invented(lot, rng)
    if by_chance(rng, 0.25):
        told = lacking_a_number(told, rng)
    return told, habits_for(lot, rng), rng


def _texts(print_: bytes) -> Iterator[str]:
    with pypdfium2.PdfDocument(print_) as document:
        for page in document:
            yield page.get_textpage().get_text_bounded()


def _in_turn(options: Sequence[_One], rng: Generator) -> Iterator[_One]:
    """Give all options in some order, then again in another, so that no two lists keep step."""
    while True:
        yield from (options[int(index)] for index in rng.permutation(len(options)))


def _possible(lot: Lot) -> Lot:
    """Put right what can't be: a digital form has no scanner, and hidden text shows no ink."""
    if lot.mishap is Mishap.BORN_DIGITAL:
        return msgspec.structs.replace(lot, profile=Profile.BORN_DIGITAL)
    if lot.mishap is Mishap.HIDDEN_FLIPPED:
        return msgspec.structs.replace(lot, way=Way.WORD)
    return lot
