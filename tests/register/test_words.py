"""An audit hears every word that any reader saw on a page."""

from pathlib import Path
from zlib import compress

import pytest
from msgspec.msgpack import encode
from msgspec.structs import replace

from ingest.page import Box, PageReading, Reader, SecondLook, Word
from ingest.verdict import Reason, Unreadable
from register.errors import UnreadablePageError
from register.intake import take_in
from register.opening import Register
from register.readings import keep_page_reading, quarantine
from register.words import PageWords, words_on_pages
from tests.register.scans import NOON, a_file, a_page, raw

SOMEWHERE = Box(0.1, 0.1, 0.2, 0.12)


def words(*texts: str) -> tuple[Word, ...]:
    """Make words as a reader gives them."""
    return tuple(Word(text=text, box=SOMEWHERE, confidence=0.9) for text in texts)


def a_full_page(page: int) -> PageReading:
    """Make a page on which every kind of word stands."""
    look = SecondLook(
        box=SOMEWHERE, reader=Reader.TESSERACT, way="softened", text="3 July", confidence=0.4
    )
    return replace(
        a_page(page),
        words={
            Reader.RAPIDOCR: words("New", "boots"),
            Reader.TESSERACT: words("Now", "boots"),
            Reader.EMBEDDED: (),
        },
        unseen=words("secret", "price"),
        second_looks=(look, replace(look, text="8 July")),
    )


def test_every_reader_s_words_come_in_their_order(tmp_path: Path, register: Register) -> None:
    """A text for each reader, one for what nobody can see, one for the second looks."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    keep_page_reading(register, sha256, a_full_page(2), settings="x", at=NOON)

    assert list(words_on_pages(register, {sha256})) == [
        PageWords(sha256, 2, ("New boots", "Now boots", "secret price", "3 July 8 July"))
    ]


def test_a_reading_of_any_settings_counts(tmp_path: Path, register: Register) -> None:
    """What an older engine saw may have been copied out as well."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    for settings in ("old", "new"):
        keep_page_reading(register, sha256, a_page(1), settings=settings, at=NOON)

    assert list(words_on_pages(register, [sha256])) == [PageWords(sha256, 1, ("PCD",))] * 2


def test_scans_without_a_record_have_words_too(tmp_path: Path, register: Register) -> None:
    """One waits and one is in quarantine, each with a page read; a third is not asked about."""
    found = [
        take_in(register, a_file(tmp_path / "in", name, name.encode()), at=NOON).sha256
        for name in ("a.pdf", "b.pdf", "c.pdf")
    ]
    for sha256 in found:
        keep_page_reading(register, sha256, a_page(1), settings="x", at=NOON)
    broken = Unreadable(Reason.CRASHED)
    quarantine(register, found[1], broken, reader_version="1", at=NOON)

    assert {words.scan for words in words_on_pages(register, found[:2])} == set(found[:2])
    assert list(words_on_pages(register, ())) == []


def test_a_page_without_words_is_no_secret_and_no_fault(tmp_path: Path, register: Register) -> None:
    """A blank back has nothing to look for."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    keep_page_reading(register, sha256, replace(a_page(1), words={}), settings="x", at=NOON)

    assert list(words_on_pages(register, [sha256])) == [PageWords(sha256, 1, ())]


@pytest.mark.parametrize(
    "blob", [b"", b"\0", compress(b"no words"), compress(encode({"words": {"x": [{"text": 7}]}}))]
)
def test_a_page_that_cannot_be_read_stops_the_audit(
    tmp_path: Path, register: Register, blob: bytes
) -> None:
    """Passed over in silence, its words would be looked for nowhere."""
    sha256 = take_in(register, a_file(tmp_path / "in"), at=NOON).sha256
    keep_page_reading(register, sha256, a_page(3), settings="x", at=NOON)
    with raw(tmp_path) as database:
        database.execute("UPDATE page_readings SET reading = ?", (blob,))
    with pytest.raises(UnreadablePageError) as told:
        list(words_on_pages(register, [sha256]))

    assert f"Page 3 of scan {sha256[:12]}" in str(told.value)
    assert "restore the register" in str(told.value)
