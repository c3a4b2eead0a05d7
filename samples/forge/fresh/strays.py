"""What gets into the scanner and is no form: a cat, an empty page, an annex, another language."""

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.random import Generator
from reportlab.platypus import PageBreak

from samples.forge.fresh.habits import Habits
from samples.forge.fresh.lot import one_of
from samples.forge.fresh.printing import bound_story, parts_of
from samples.forge.fresh.sentences import languages
from samples.forge.fresh.told import Mishap, Told
from samples.forge.house import House, Piece
from samples.forge.scanner import Grey

ANNEX_PAGES = 8


def stray_print(told: Told, habits: Habits, rng: Generator) -> bytes:
    """Print what was laid in instead of the form; a cat is laid on an empty page later."""
    match habits.lot.mishap:
        case Mishap.ANNEX:
            story = list(_annex(told, habits.house))
        case Mishap.OTHER_LANGUAGE:
            story = list(_in_another_language(habits.house, rng))
        case _:
            story = [PageBreak()]
    unnamed = "" if habits.lot.mishap in {Mishap.CAT, Mishap.EMPTY} else "Annex B"
    return bound_story(story, told, habits, version=unnamed, numbered=bool(unnamed))


def with_a_cat(page: Grey, rng: Generator) -> Grey:
    """Lay a photograph of a cat on the page: fur, ears, eyes and whiskers, and no letter."""
    height, width = page.shape[:2]
    grey = page.copy().reshape(height, width, -1)
    fur = rng.normal(128, 34, (height // 6, width // 6)).astype(np.float32)
    photo = np.asarray(cv2.GaussianBlur(cv2.resize(fur, (width, height)), (0, 0), 3))
    middle, radius = (width // 2, int(height * 0.42)), width // 4
    cv2.circle(photo, middle, radius, 74.0, -1, cv2.LINE_AA)
    for side in (-1, 1):
        ear = np.array([(0.35, -0.8), (0.95, -1.5), (1.0, -0.3)]) * (side * radius, radius)
        cv2.fillPoly(photo, [(ear + middle).astype(np.int32)], 66.0, cv2.LINE_AA)
        eye = (middle[0] + side * radius // 2, middle[1] - radius // 5)
        cv2.ellipse(photo, eye, (radius // 6, radius // 9), 0, 0, 360, 205.0, -1, cv2.LINE_AA)
        cv2.ellipse(photo, eye, (radius // 26, radius // 10), 0, 0, 360, 12.0, -1, cv2.LINE_AA)
        for lift in (-0.1, 0.0, 0.12):
            far = (middle[0] + int(side * 1.3 * radius), middle[1] + int((0.3 + lift) * radius))
            near = (middle[0] + side * radius // 6, middle[1] + radius // 3)
            cv2.line(photo, near, far, 225.0, 3, cv2.LINE_AA)
    photo += rng.normal(0, 9, photo.shape).astype(np.float32)
    edge = height // 8
    grey[edge:-edge, width // 10 : -(width // 10)] = photo[
        edge:-edge, width // 10 : -(width // 10), None
    ].clip(0, 255)
    return np.asarray(grey.reshape(page.shape), dtype=np.float32)


def _annex(told: Told, house: House) -> Iterator[Piece]:
    yield house.head("Annex B: survey of the sites", larger=2)
    for page in range(ANNEX_PAGES):
        if page:
            yield PageBreak()
        yield house.text(f"Site visit {page + 1}")
        part = told.parts[page % len(told.parts)]
        yield from (piece for one in (part, told.parts[1]) for piece in parts_of([one], house))


def _in_another_language(house: House, rng: Generator) -> Iterator[Piece]:
    sentences = one_of(rng, tuple(languages().values()))
    yield house.head(sentences[0].split(",")[0], larger=2)
    for _ in range(5):
        drawn = rng.permutation(len(sentences))[:3]
        yield house.text(" ".join(sentences[int(index)] for index in drawn))
