"""What passes between the parent and a confined worker: length-prefixed MessagePack.

One request goes in; page readings come out as they are made, then one last word. Who asks for
it is shown reasons and pictures just before that word. Whatever arrives is checked against
these types, so a worker gone wild can send nothing else.
"""

import struct
from collections.abc import Iterator

import msgspec
from msgspec import Struct

from ingest.page import PageReading
from ingest.record import Companion, DecisionRecord
from ingest.seeing.explanation import Explanation
from ingest.verdict import Reason

_LENGTH = struct.Struct(">I")


class Limits(Struct, frozen=True, kw_only=True):
    """What one file may cost. A page takes about 5 s, 1 GB of address space and no files.

    `seconds_between_pages` is the longest silence; start-up and the record's making count as
    silence too.
    """

    memory_bytes: int = 4 << 30
    cpu_seconds: int = 3600
    file_bytes: int = 64 << 20
    open_files: int = 256
    message_bytes: int = 64 << 20
    pages: int = 2000
    seconds_between_pages: float = 180
    seconds_in_all: float = 3600


class Further(Struct, frozen=True):
    """A file whose pages follow another's in the same decision, and the name it came under."""

    pdf: str
    name: str


class Request(Struct, frozen=True, kw_only=True, tag=True):
    """What a worker is asked: which PDF, what is known of it, and what it may cost.

    `further` are the files that are to be read together with the first, as one scan.
    `to_be_seen` asks for what a person can look at besides: reasons and pictures. `fast` asks for
    a fast reading of the pages that are not known.
    """

    pdf: str
    name: str
    further: tuple[Further, ...] = ()
    known: tuple[PageReading, ...]
    limits: Limits
    to_be_seen: bool = False
    fast: bool = False


class CompanionRequest(Struct, frozen=True, kw_only=True, tag=True):
    """What a worker is asked of a saved web page: which file, and what it may cost."""

    page: str
    name: str
    limits: Limits


class PageRead(Struct, frozen=True, tag=True):
    """A page is read."""

    reading: PageReading


class Explained(Struct, frozen=True, tag=True):
    """Why each field was read as it was; comes once, before the record."""

    explanations: tuple[Explanation, ...]


class PageDrawn(Struct, frozen=True, tag=True):
    """A page's picture with its boxes, as PNG; comes once a page, before the record."""

    page: int
    png: bytes


class RecordMade(Struct, frozen=True, tag=True):
    """The whole file is read: a worker's last word."""

    record: DecisionRecord


class CompanionRead(Struct, frozen=True, tag=True):
    """The saved web page is read: a worker's last word."""

    companion: Companion


class GivenUp(Struct, frozen=True, tag=True):
    """The file can't be read: a worker's last word."""

    reason: Reason
    says: str


class NotFit(Struct, frozen=True, tag=True):
    """The reader itself can't start on this machine, whatever the file: a last word."""

    says: str


Sight = Explained | PageDrawn
Asked = Request | CompanionRequest
Answer = PageRead | Sight | RecordMade | CompanionRead | GivenUp | NotFit

_to_wire = msgspec.msgpack.Encoder()
_answer: msgspec.msgpack.Decoder[Answer] = msgspec.msgpack.Decoder(Answer)
_request: msgspec.msgpack.Decoder[Asked] = msgspec.msgpack.Decoder(Asked)


class NoSuchMessageError(ValueError):
    """The other side sent something that isn't one of our messages."""


def framed(message: Asked | Answer) -> bytes:
    """Return the message as it goes over the pipe: four bytes of length, then MessagePack."""
    body = _to_wire.encode(message)
    return _LENGTH.pack(len(body)) + body


def request_in(frame: bytes) -> Asked:
    """Return the one request that a worker got on its standard input."""
    return _request.decode(frame[_LENGTH.size :])


def answers_in(buffer: bytearray, *, longest: int) -> Iterator[Answer]:
    """Take every whole answer out of the buffer; what is left waits for more bytes.

    Raises NoSuchMessageError for a message longer than `longest` bytes or of another shape.
    """
    while len(buffer) >= _LENGTH.size:
        (length,) = _LENGTH.unpack_from(buffer)
        if length > longest:
            message = f"a message of {length} bytes is longer than the {longest} allowed"
            raise NoSuchMessageError(message)
        end = _LENGTH.size + length
        if len(buffer) < end:
            return
        body = bytes(buffer[_LENGTH.size : end])
        del buffer[:end]
        yield _decoded(body)


def _decoded(body: bytes) -> Answer:
    try:
        return _answer.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NoSuchMessageError(str(error)) from error
