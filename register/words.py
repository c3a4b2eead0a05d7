"""Scans in, every word that any reader ever saw on their pages out: what an audit looks for."""

import zlib
from collections.abc import Collection, Iterator
from itertools import islice

import msgspec
from msgspec import Struct
from sqlalchemy import select

from register.errors import UnreadablePageError
from register.opening import Register
from register.tables import page_readings

_SCANS_ASKED_FOR_AT_ONCE = 1000  # databases limit what one statement may name
_PAGES_HELD_AT_ONCE = 50  # each carries its ink: tens of kilobytes


class PageWords(Struct, frozen=True):
    """The words of one reading of a page: a text for each reader, for what is unseen, and for
    the second looks at handwriting, where there are any words.
    """

    scan: str
    page: int
    texts: tuple[str, ...]


class _Said(Struct, frozen=True):
    text: str


class _Page(Struct, frozen=True):
    """What holds words in a page reading; the rest, ink above all, is passed over."""

    words: dict[str, tuple[_Said, ...]] = {}
    unseen: tuple[_Said, ...] = ()
    second_looks: tuple[_Said, ...] = ()


_page = msgspec.msgpack.Decoder(_Page)


def words_on_pages(register: Register, scans: Collection[str]) -> Iterator[PageWords]:
    """Yield each page reading of the scans, whatever settings it was made with.

    A scan in quarantine, or one that waits, may have some pages read. Raises
    UnreadablePageError rather than pass over a page.
    """
    left = iter(sorted(scans))
    readings = page_readings.c
    wanted = select(readings.scan, readings.page, readings.reading)
    with register.look() as connection:
        while some := tuple(islice(left, _SCANS_ASKED_FOR_AT_ONCE)):
            rows = connection.execute(
                wanted.where(readings.scan.in_(some)).order_by(readings.scan, readings.page),
                execution_options={"yield_per": _PAGES_HELD_AT_ONCE},
            )
            for scan, page, blob in rows:
                yield PageWords(scan, page, _texts_in(scan, page, blob))


def _texts_in(scan: str, page: int, blob: bytes) -> tuple[str, ...]:
    try:
        read = _page.decode(zlib.decompress(blob))
    except (msgspec.DecodeError, zlib.error) as error:
        raise UnreadablePageError(
            f"Page {page} of scan {scan[:12]} was kept in a form that can't be read ({error}), so "
            "nobody can say whether its words came out. Use the version of pcd that wrote it, or "
            "restore the register from its last copy."
        ) from error
    texts = (_text_of(said) for said in (*read.words.values(), read.unseen, read.second_looks))
    return tuple(text for text in texts if text)


def _text_of(said: tuple[_Said, ...]) -> str:
    return " ".join(one.text for one in said)
