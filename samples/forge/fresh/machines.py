"""Printed pages through the scanner of a profile: pictures as that machine packs them."""

from collections.abc import Callable, Iterator
from io import BytesIO

import numpy as np
import pypdfium2
from msgspec import Struct
from numpy.random import Generator
from numpy.typing import NDArray
from PIL import Image

from samples.forge.fresh.lot import between
from samples.forge.fresh.told import Profile
from samples.forge.scanner import Grey, Machine, seen_by

Colours = NDArray[np.float32]  # red, green, blue; 0 is black
_PAPER = (1.0, 0.985, 0.93)  # a little yellowed
_POINTS_PER_INCH = 72


class Packed(Struct, frozen=True):
    """A machine, and how it packs what it saw."""

    machine: Machine
    pack: Callable[[Grey, Machine], bytes]
    colour: bool = False


def machine_for(profile: Profile) -> Packed:
    """Return the scanner of a profile; what is born digital sees none."""
    return _MACHINES[profile]


def sheets_of(print_: bytes, packed: Packed) -> Iterator[Grey]:
    """Lay each printed page on the glass; colours are three sheets deep."""
    scale = packed.machine.dpi / _POINTS_PER_INCH
    with pypdfium2.PdfDocument(print_) as document:
        for page in document:
            picture = page.render(scale=scale, grayscale=not packed.colour, rev_byteorder=True)
            sheet = np.asarray(picture.to_numpy(), dtype=np.float32)
            yield sheet[:, :, :3] if packed.colour else sheet.reshape(picture.height, -1)


def picture_of(sheet: Grey, packed: Packed, rng: Generator) -> bytes:
    """Scan a sheet."""
    if not packed.colour:
        return packed.pack(seen_by(packed.machine, sheet, rng), packed.machine)
    seed = between(rng, 0, 2**31)  # the lamp and the dust are the same for each colour
    layers = [
        seen_by(packed.machine, np.ascontiguousarray(sheet[:, :, n]), np.random.default_rng(seed))
        * _PAPER[n]
        for n in range(3)
    ]
    return packed.pack(np.stack(layers, axis=2), packed.machine)


def _as_jpeg(seen: Grey, machine: Machine) -> bytes:
    return _saved(_image(seen), "JPEG", quality=machine.jpeg_quality or 75)


def _as_jpeg_2000(seen: Grey, _: Machine) -> bytes:
    return _saved(_image(seen), "JPEG2000", quality_mode="rates", quality_layers=[24])


def _as_bits(seen: Grey, _: Machine) -> bytes:
    return _saved(_in_two_tones(seen), "PNG")


def _as_fax(seen: Grey, machine: Machine) -> bytes:
    """Pack in CCITT group 4, as multi-function machines do."""
    dpi = (machine.dpi, machine.dpi)
    return _saved(_in_two_tones(seen), "TIFF", compression="group4", dpi=dpi)


def _image(seen: Grey) -> Image.Image:
    return Image.fromarray(seen.astype(np.uint8))


def _in_two_tones(seen: Grey) -> Image.Image:
    return _image(seen).point(lambda grey: 255 if grey > 150 else 0, mode="1")


def _saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    file = BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


_MACHINES = {
    Profile.CLEAN: Packed(
        Machine(dpi=300, skew_degrees=0.3, blur=0.8, noise=3, shade=5, specks=6, jpeg_quality=82),
        _as_jpeg,
    ),
    Profile.OFFICE: Packed(
        Machine(dpi=200, skew_degrees=0.8, blur=0.7, noise=4, shade=14, specks=20, jpeg_quality=62),
        _as_jpeg,
    ),
    Profile.FAX: Packed(
        Machine(
            dpi=200,
            skew_degrees=0.8,
            blur=0.6,
            noise=16,
            shade=12,
            specks=80,
            jpeg_quality=None,
            dark_edge=True,
        ),
        _as_bits,
    ),
    Profile.POOR: Packed(
        Machine(
            dpi=150,
            skew_degrees=1.2,
            blur=0.75,
            noise=5,
            shade=36,
            specks=45,
            jpeg_quality=42,
            punched=True,
            dark_edge=True,
        ),
        _as_jpeg,
    ),
    Profile.COLOUR: Packed(
        Machine(
            dpi=300,
            skew_degrees=0.6,
            blur=0.8,
            noise=4,
            shade=12,
            specks=20,
            jpeg_quality=70,
            punched=True,
        ),
        _as_jpeg,
        colour=True,
    ),
    Profile.FINE: Packed(
        Machine(
            dpi=600, skew_degrees=0.4, blur=1.4, noise=8, shade=8, specks=40, jpeg_quality=None
        ),
        _as_fax,
    ),
    Profile.JPEG2000: Packed(
        Machine(
            dpi=200, skew_degrees=0.6, blur=0.6, noise=3, shade=10, specks=12, jpeg_quality=None
        ),
        _as_jpeg_2000,
    ),
    Profile.CROOKED: Packed(
        Machine(dpi=300, skew_degrees=3.0, blur=0.8, noise=4, shade=22, specks=20, jpeg_quality=70),
        _as_jpeg,
    ),
}
