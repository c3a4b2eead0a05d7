"""Printed pages through an office scanner: skewed, unevenly lit, specked, and no longer text."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import cv2
import numpy as np
import pypdfium2
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image

from samples.forge.decision import Scanner

Grey = NDArray[np.float32]  # 0 is black, 255 is paper
_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What one scanner does to a page; `jpeg_quality` is None where it makes 1-bit pictures."""

    dpi: int
    skew_degrees: float
    blur: float
    noise: float
    shade: float
    specks: int
    jpeg_quality: int | None
    punched: bool = False
    dark_edge: bool = False


_MACHINES = {
    Scanner.ARCHIVE: Machine(
        dpi=200, skew_degrees=0.3, blur=0.7, noise=9, shade=5, specks=14, jpeg_quality=None
    ),
    Scanner.FAX: Machine(
        dpi=200,
        skew_degrees=0.6,
        blur=0.6,
        noise=16,
        shade=12,
        specks=70,
        jpeg_quality=None,
        dark_edge=True,
    ),
    Scanner.OFFICE: Machine(
        dpi=150, skew_degrees=0.4, blur=0.6, noise=2.5, shade=9, specks=16, jpeg_quality=52
    ),
    Scanner.TIRED: Machine(
        dpi=150,
        skew_degrees=0.65,
        blur=0.75,
        noise=4,
        shade=26,
        specks=45,
        jpeg_quality=44,
        punched=True,
    ),
}


def machine_of(scanner: Scanner) -> Machine:
    """Return what the scanner of that name does to a page."""
    return _MACHINES[scanner]


def pages_of(print_: bytes, machine: Machine) -> Iterator[Grey]:
    """Lay each printed page on the glass, at the machine's resolution."""
    with pypdfium2.PdfDocument(print_) as document:
        for page in document:
            picture = page.render(scale=machine.dpi / _POINTS_PER_INCH, grayscale=True)
            yield np.asarray(picture.to_numpy(), dtype=np.float32).reshape(picture.height, -1)


def scanned(page: Grey, machine: Machine, rng: Generator) -> bytes:
    """Scan a page: JPEG in grey, or PNG in black and white for a machine of one bit."""
    return _encoded(seen_by(machine, page, rng), machine)


def seen_by(machine: Machine, page: Grey, rng: Generator) -> Grey:
    """Return the page as the machine sees it, before it is packed into a file."""
    seen = _blurred(page, machine.blur)
    seen = _specked(_skewed(seen, machine, rng), machine, rng)
    if machine.punched:
        seen = _punched(seen, machine.dpi)
    seen = seen * _light(seen.shape, machine, rng) + _grain(seen.shape, machine, rng)
    if machine.dark_edge:
        seen[:, : int(rng.integers(4, 12))] *= rng.uniform(0.3, 0.9)
    return np.asarray(np.clip(seen, 0, 255), dtype=np.float32)


def back_of(page: Grey, rng: Generator) -> Grey:
    """Return the blank back of a page: print shines through, here and there as a speck."""
    through = 255 - _blurred(np.ascontiguousarray(page[:, ::-1]), 3)
    worn = rng.random(page.shape, dtype=np.float32) < 0.0006
    spots = cv2.dilate((through * worn).astype(np.float32), np.ones((2, 2), np.uint8))
    return np.asarray(255 - 0.05 * through - 2.5 * spots, dtype=np.float32).clip(0, 255)


def _blurred(page: Grey, sigma: float) -> Grey:
    return np.asarray(cv2.GaussianBlur(page, (0, 0), sigma), dtype=np.float32)


def _skewed(page: Grey, machine: Machine, rng: Generator) -> Grey:
    height, width = page.shape
    turn = machine.skew_degrees * rng.uniform(0.4, 1) * rng.choice((-1, 1))
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), turn, 1.0)
    matrix[:, 2] = matrix[:, 2] + rng.uniform(-5, 5, 2)
    laid = cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255)
    return np.asarray(laid, dtype=np.float32)


def _specked(page: Grey, machine: Machine, rng: Generator) -> Grey:
    height, width = page.shape
    marked = page.copy()
    for _ in range(int(rng.poisson(machine.specks))):
        at = (int(rng.integers(width)), int(rng.integers(height)))
        size = (int(rng.integers(1, 3)), int(rng.integers(1, 2)))
        cv2.ellipse(marked, at, size, int(rng.integers(180)), 0, 360, rng.uniform(20, 140), -1)
    return marked


def _punched(page: Grey, dpi: int) -> Grey:
    height = page.shape[0]
    for side in (-1, 1):
        hole = (int(0.42 * dpi), height // 2 + int(side * 1.57 * dpi))
        cv2.circle(page, hole, int(0.115 * dpi), 90.0, -1, cv2.LINE_AA)
    return page


def _light(shape: tuple[int, ...], machine: Machine, rng: Generator) -> Grey:
    """Return the lamp: a slope across the page that dims towards one corner."""
    across = np.linspace(0, rng.uniform(-1, 1), shape[1], dtype=np.float32)[None, :]
    down = np.linspace(0, rng.uniform(-1, 1), shape[0], dtype=np.float32)[:, None]
    slope = across + down
    return np.asarray(1 - machine.shade * (slope - slope.min()) / 255 / 2, dtype=np.float32)


def _grain(shape: tuple[int, ...], machine: Machine, rng: Generator) -> Grey:
    """Return the sensor's noise; grey machines smear it, as their JPEG would be huge else."""
    grain = rng.normal(0, machine.noise, shape).astype(np.float32)
    if machine.jpeg_quality is None:
        return grain
    return _blurred(grain, 0.8)


def _encoded(page: Grey, machine: Machine) -> bytes:
    picture = Image.fromarray(page.astype(np.uint8))
    file = BytesIO()
    if machine.jpeg_quality is None:
        picture.point(lambda grey: 255 if grey > 150 else 0, mode="1").save(file, "PNG")
    else:
        picture.save(file, "JPEG", quality=machine.jpeg_quality, optimize=True)
    return file.getvalue()
