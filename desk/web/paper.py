"""A page's kept ink in, its picture as a browser shows it out: black on white, and no bigger.

The ink is kept as a black and white PNG in which ink is white. Two colours said in a palette
turn it round without a library opening it.
"""

import struct
import zlib

from ingest.page import Ink

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_HEADER_END = len(_SIGNATURE) + 8 + 13 + 4
_BY_PALETTE = 3
_PAPER, _INK = b"\xff\xff\xff", b"\x11\x14\x1c"


def as_paper(ink: Ink) -> bytes | None:
    """Return the PNG with dark ink on white paper; None where it is another kind of picture."""
    png = ink.png
    header = png[len(_SIGNATURE) + 8 : len(_SIGNATURE) + 21]
    if not png.startswith(_SIGNATURE) or header[8:10] != b"\x01\x00":
        return None
    recoloured = header[:9] + bytes([_BY_PALETTE]) + header[10:]
    chunks = _chunk(b"IHDR", recoloured) + _chunk(b"PLTE", _PAPER + _INK)
    return _SIGNATURE + chunks + png[_HEADER_END:]


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
