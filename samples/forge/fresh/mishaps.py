"""A decision in, the file that arrives out: printed, scanned, and what befell it on the way."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import msgspec
import numpy as np
import pikepdf
import pypdfium2
from msgspec import Struct
from numpy.random import Generator

from samples.forge.binding import with_hidden_layer
from samples.forge.fresh.binding import first_half_replaced, joined, pages_in, scan_of
from samples.forge.fresh.habits import Habits
from samples.forge.fresh.inventing import invented
from samples.forge.fresh.lot import between
from samples.forge.fresh.machines import machine_for, picture_of, sheets_of
from samples.forge.fresh.printing import print_fresh
from samples.forge.fresh.strays import stray_print, with_a_cat
from samples.forge.fresh.told import NO_FORM, Deferral, Given, Mishap, Profile, Told
from samples.forge.scanner import Grey, back_of

_MUST_STAY = ("to be deferred", "originating officer", "officer approval", "title:")


class Arrived(Struct, frozen=True, kw_only=True):
    """A file as it arrives, and which of its pages are Part 2."""

    pdf: bytes
    part2_pages: tuple[int, ...] = ()


def prints_of(told: Told, habits: Habits, rng: Generator) -> list[bytes]:
    """Print what comes to the scanner: the form, two of them, or what is no form."""
    match habits.lot.mishap:
        case mishap if mishap in NO_FORM:
            return [stray_print(told, habits, rng)]
        case Mishap.TWO_DECISIONS:
            form = print_fresh(told, habits, rng)
            return [form, print_fresh(invented(habits.lot, rng), habits, rng)]
        case _:
            return [print_fresh(told, habits, rng)]


def arrived(told: Told, habits: Habits, rng: Generator) -> Arrived:
    """Print the decision, scan it, and let its mishap happen."""
    mishap = habits.lot.mishap
    print_, *others = prints_of(told, habits, rng)
    if mishap in NO_FORM:
        return Arrived(pdf=_scanned(print_, habits, rng))
    if habits.lot.profile is Profile.BORN_DIGITAL:
        return Arrived(pdf=print_)
    match mishap:
        case Mishap.PART_2_PAGES:
            open_ = print_fresh(msgspec.structs.replace(told, secret_parts=()), habits, rng)
            pages = tuple(range(pages_in(open_) + 1, pages_in(print_) + 1))
            return Arrived(pdf=_scanned(print_, habits, rng), part2_pages=pages)
        case Mishap.OUT_OF_ORDER:
            pdf = _scanned(_taken(print_, _swapped(pages_in(print_))), habits, rng)
        case Mishap.PAGE_MISSING:
            pdf = _scanned(_taken(print_, _without_one(print_)), habits, rng)
        case Mishap.HIDDEN_OK:
            pdf = with_hidden_layer(_scanned(print_, habits, rng), print_)
        case Mishap.HIDDEN_FLIPPED:
            denying = print_fresh(_denying(told), habits, rng)
            pdf = with_hidden_layer(_scanned(print_, habits, rng), denying)
        case Mishap.MIXED:
            pdf = first_half_replaced(_scanned(print_, habits, rng), print_)
        case Mishap.TWO_DECISIONS:
            pdf = joined([_scanned(one, habits, rng) for one in (print_, *others)])
        case _:
            pdf = _scanned(print_, habits, rng)
    return Arrived(pdf=pdf)


def _scanned(print_: bytes, habits: Habits, rng: Generator) -> bytes:
    packed = machine_for(habits.lot.profile)
    sheets = _laid(sheets_of(print_, packed), habits.lot.mishap, pages_in(print_), rng)
    return scan_of([picture_of(sheet, packed, rng) for sheet in sheets], habits.paper)


def _laid(sheets: Iterator[Grey], mishap: Mishap, pages: int, rng: Generator) -> Iterator[Grey]:
    """Yield what lies on the glass, in the order and the way it was laid there."""
    turned = between(rng, 1, pages)
    for number, sheet in enumerate(sheets, start=1):
        match mishap:
            case Mishap.UPSIDE_DOWN if number == turned:
                yield np.ascontiguousarray(sheet[::-1, ::-1])
            case Mishap.SIDEWAYS if number == turned:
                yield np.ascontiguousarray(np.rot90(sheet, 1 if turned % 2 else 3))
            case Mishap.CAT:
                yield with_a_cat(sheet, rng)
            case _:
                yield sheet
        if mishap is Mishap.BLANK_BACKS:
            yield back_of(sheet, rng)


def _taken(print_: bytes, pages: Sequence[int]) -> bytes:
    """Take these pages of a print, counted from 1, in this order."""
    with pikepdf.open(BytesIO(print_)) as pdf, pikepdf.new() as taken:
        taken.pages.extend([pdf.pages[number - 1] for number in pages])
        file = BytesIO()
        taken.save(file, deterministic_id=True)
        return file.getvalue()


def _swapped(pages: int) -> list[int]:
    """Swap the second page and the third, or the last of three."""
    order = list(range(1, pages + 1))
    order[1], order[2] = order[2], order[1]
    return order


def _without_one(print_: bytes) -> list[int]:
    """Lose a page inside the form that holds neither an answer nor a signature."""
    with pypdfium2.PdfDocument(print_) as document:
        said = [page.get_textpage().get_text_bounded().lower() for page in document]
    inside = range(2, len(said))
    open_ = [n for n in inside if not any(words in said[n - 1] for words in _MUST_STAY)]
    lost = open_[-1] if open_ else 2
    return [number for number in range(1, len(said) + 1) if number != lost]


def _denying(told: Told) -> Told:
    no = Deferral(given=Given.NO, reason="N/A", until_text="N/A")
    return msgspec.structs.replace(told, deferral=no)
