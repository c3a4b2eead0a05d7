"""A file's bytes in, all that can be searched in it out: unpacked and decoded.

What can't be told for text is searched all the same, so that a leak is named by its decision,
but never vouched for: a PDF, a picture, bytes of any unknown kind, anything packed too deep or
too large. Base64 is undone where a `data:` address says that it is some; nothing else on a
site's way is written in it.
"""

import base64
import binascii
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from itertools import chain

import cbor2
import msgspec
from msgspec import Struct

from edition.audit.words import BREAK

_AT_MOST_BYTES = 64 * 2**20  # unpacked: ten times a list of 10,000 decisions
_DEEPEST = 4
_CHUNK = 2**14
_PAGEFIND = b"pagefind_dcd"
_MAYBE_ZLIB = re.compile(rb"[\x48\x58\x68\x78][\x01-\xff]")
_UTF_16_OR_32 = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
_JSON_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_PLAIN_TEXT = re.compile(rb"[ -~]{6,}")
_NO_TEXT = re.compile("[\\x00-\\x08\\x0e-\\x1f\\ufffd]+")
_THREE_WORDS = re.compile(r"[^\W_][\W_]+[^\W_]+[\W_]+[^\W_]")  # the fewest that are looked for
_BASE64 = re.compile(r";base64,\s*([A-Za-z0-9+/\s]+=*)")


class Contents(Struct, frozen=True):
    """A file's texts, the terms of a Pagefind index in it, and whether that is all it holds."""

    texts: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    is_readable: bool = True


_NOT_READABLE = Contents(is_readable=False)


def contents_of(data: bytes, depth: int = 0) -> Contents:
    """Return what a file says, down to what is packed in what is packed in it."""
    if depth > _DEEPEST:
        return _NOT_READABLE
    text = _text_of(data)
    if text is not None:
        return _joined([Contents((text,)), *_in_base64(text, depth)])
    for mark, unpack in _PACKED.items():
        if data.startswith(mark):
            return unpack(data, depth)
    return Contents((*texts_in_bytes(data), *_wide_texts_in(data)), is_readable=False)


def texts_between_bytes(data: bytes) -> str:
    """Return what stands openly among bytes, each piece once; what is packed is not looked into."""
    return BREAK.join(dict.fromkeys(_legible(data)))


def texts_in_bytes(data: bytes) -> Iterator[str]:
    """Yield what bytes of an unknown kind may say, packed streams among them included.

    Each piece is given once: a search index repeats its own few signs ten thousand times.
    """
    seen: set[str] = set()
    for part in chain((data,), _streams_in(data)):
        new = [piece for piece in dict.fromkeys(_legible(part)) if piece not in seen]
        seen.update(new)
        if new:
            yield BREAK.join(new)


def _legible(data: bytes) -> Iterator[str]:
    """Yield the texts among the bytes, parted by whatever is no text; two words say nothing."""
    return filter(_THREE_WORDS.search, _NO_TEXT.split(data.decode("utf-8", "replace")))


def _streams_in(data: bytes) -> Iterator[bytes]:
    """Yield what is packed by zlib anywhere in the bytes."""
    left = _AT_MOST_BYTES
    end = 0
    view = memoryview(data)  # a copy of the rest for each stream would be quadratic
    for found in _MAYBE_ZLIB.finditer(data):
        is_header = int.from_bytes(found[0]) % 31 == 0  # RFC 1950
        if is_header and found.start() >= end and left > 0:
            unpacked, used = _begun_with_zlib(view[found.start() :], left)
            left -= len(unpacked)
            end = found.start() + used if unpacked else end
            yield unpacked


def _wide_texts_in(data: bytes) -> Iterator[str]:
    """Yield what the bytes say by twos, where so many are zero that they may be UTF-16."""
    if data.count(b"\x00") > len(data) // 5:
        for order in ("utf-16-le", "utf-16-be"):
            yield data.decode(order, "ignore")
            yield data[1:].decode(order, "ignore")


def _begun_with_zlib(data: memoryview, at_most: int) -> tuple[bytes, int]:
    """Return what the stream at the beginning of the bytes holds, and how long it is."""
    stream = zlib.decompressobj()
    unpacked = bytearray()
    used = 0
    try:
        while used < len(data) and len(unpacked) < at_most and not stream.eof:
            some = data[used : used + _CHUNK]
            unpacked += stream.decompress(some, at_most - len(unpacked))
            used += len(some) - len(stream.unused_data) - len(stream.unconsumed_tail)
    except zlib.error:
        return b"", 0
    return bytes(unpacked), used


def _of_gzip(data: bytes, depth: int) -> Contents:
    """Unpack a gzip file, member after member."""
    unpacked = b""
    while data:
        stream = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            unpacked += stream.decompress(data, _AT_MOST_BYTES - len(unpacked) + 1)
        except zlib.error:
            return Contents(tuple(texts_in_bytes(data)), is_readable=False)
        if len(unpacked) > _AT_MOST_BYTES:
            return _NOT_READABLE
        if not stream.eof:
            return Contents(contents_of(unpacked, depth + 1).texts, is_readable=False)
        data = stream.unused_data
    return contents_of(unpacked, depth + 1)


def _of_zip(data: bytes, depth: int) -> Contents:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = packed.infolist()
            if sum(member.file_size for member in members) > _AT_MOST_BYTES:
                return _NOT_READABLE
            names = Contents(tuple(member.filename for member in members))
            inside = (contents_of(packed.read(member), depth + 1) for member in members)
            return _joined([names, *inside])
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return Contents(tuple(texts_in_bytes(data)), is_readable=False)


def _of_pagefind(data: bytes, depth: int) -> Contents:
    """Read a fragment, which is JSON, or one of Pagefind's tables, which are CBOR."""
    data = data.removeprefix(_PAGEFIND)
    if data.startswith(b"{"):
        return contents_of(data, depth + 1)
    try:
        strings = _strings_in(cbor2.loads(data))
    except (cbor2.CBORDecodeError, ValueError, TypeError, RecursionError):
        return Contents(tuple(texts_in_bytes(data)), is_readable=False)
    return Contents((*strings, *_plain_texts_in(data)), terms=strings)


def _plain_texts_in(data: bytes) -> Iterator[str]:
    """Yield what stands among the numbers in plain letters: strings of bytes, if there are any."""
    yield BREAK.join(found.decode("ascii") for found in _PLAIN_TEXT.findall(data))


def _strings_in(table: object) -> tuple[str, ...]:
    """Return every string of a table. Nearly all of it is numbers, so it isn't walked through.

    Raises `TypeError` where it holds what JSON can't.
    """
    strings: list[str] = _JSON_STRING.findall(msgspec.json.encode(table).decode())
    return tuple(msgspec.json.decode(found, type=str) for found in strings)


def _text_of(data: bytes) -> str | None:
    coding = "utf-8-sig"
    if data.startswith(_UTF_16_OR_32):
        coding = "utf-32" if data.startswith(_UTF_16_OR_32[:2]) else "utf-16"
    try:
        text = data.decode(coding)
    except UnicodeDecodeError:
        return None
    is_binary = "\x00" in text or data.startswith((b"%PDF", _PAGEFIND))
    return None if is_binary else text


def _in_base64(text: str, depth: int) -> Iterator[Contents]:
    for found in _BASE64.finditer(text) if ";base64," in text else ():
        try:
            data = base64.b64decode("".join(found[1].split()))
        except binascii.Error:
            yield _NOT_READABLE
        else:
            yield contents_of(data, depth + 1)


def _joined(parts: Iterable[Contents]) -> Contents:
    every = tuple(parts)
    return Contents(
        tuple(text for part in every for text in part.texts),
        tuple(term for part in every for term in part.terms),
        all(part.is_readable for part in every),
    )


_PACKED = {b"\x1f\x8b": _of_gzip, b"PK\x03\x04": _of_zip, _PAGEFIND: _of_pagefind}
