import base64
import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest

from edition.audit.allowed import pagefind_files
from edition.audit.leak import How, Leak
from ingest.file_hash import hash_of
from tests.edition.audit.editions import (
    SENTENCE,
    TITLE,
    a_page,
    an_edition,
    as_entities,
    html,
    in_html,
    with_pagefind,
    with_whoosh,
)
from tests.publication.records import OTHER_SCAN, SCAN

WORDS = SENTENCE.split()
MID = " ".join((*WORDS[:4], f"<em>{WORDS[4]}</em>", *WORDS[5:]))


def planted(folder: Path, name: str, content: str | bytes) -> set[tuple[str, How]]:
    """Spoil an edition by one file and audit it."""
    edition = an_edition(folder)
    edition.put(name, content)
    return {(leak.file, leak.how) for leak in edition.leaks()}


def test_an_edition_of_what_is_cleared_has_no_leak(tmp_path: Path) -> None:
    """Nothing is found where nothing withheld is."""
    edition = an_edition(tmp_path)
    with_whoosh(edition, edition.cleared[0].page)

    assert edition.leaks() == ()


PAGES = {
    "text": html(f"<p>{in_html(SENTENCE)}</p>"),
    "attribute": html(f'<img alt="{in_html(SENTENCE)}" src="x.svg">'),
    "attribute without quotes around it": html(f"<p title={quote(SENTENCE)}>x</p>"),
    "comment": html(f"<!-- {SENTENCE} -->"),
    "script": html(f"<script>var a = {json.dumps(SENTENCE)};</script>"),
    "JSON-LD": html(
        f'<script type="application/ld+json">{json.dumps({"name": SENTENCE})}</script>'
    ),
    "style": html(f"<style>/* {SENTENCE} */</style>"),
    "noscript": html(f"<noscript>{SENTENCE}</noscript>"),
    "template": html(f"<template><p>{SENTENCE}</p></template>"),
    "tags in the middle of the sentence": html(f"<p>{MID}</p>"),
    "a tag for every word": html("".join(f"<td>{word}</td>" for word in WORDS)),
    "a comment in the middle of the sentence": html(SENTENCE.replace("leave", "<!-- x --> leave")),
    "a script in the middle of the sentence": html(
        SENTENCE.replace("leave", "<script>let x</script> leave")
    ),
    "tags that are never closed": html("<div><b>".join(f"{word} " for word in WORDS)),
    "tags nested very deep": html("<div>" * 999 + in_html(MID)),
    "tags in the middle of words": html(" ".join(f"{word[:1]}<b>{word[1:]}</b>" for word in WORDS)),
    "entities": html(f"<p>{as_entities(SENTENCE)}</p>"),
    "entities twice": html(f"<p>{in_html(as_entities(SENTENCE))}</p>"),
    "soft hyphens": html(f"<p>{SENTENCE.replace('e', 'e&shy;')}</p>"),
    "another case": html(f"<p>{SENTENCE.upper()}</p>"),
    "line breaks": html(f"<p>{SENTENCE.replace(' ', chr(10))}</p>"),
    "an address": html(f'<a href="/search?q={quote(SENTENCE)}">x</a>'),
    "the slug of a heading": html(f'<h2 id="{"-".join(WORDS)}">x</h2>'),
    "a data address": html(
        f'<img src="data:text/plain;base64,{base64.b64encode(SENTENCE.encode()).decode()}">'
    ),
    "a short title, whole": html(f"<p>See {TITLE}, now.</p>"),
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_withheld_words_are_seen_wherever_a_page_hides_them(tmp_path: Path, page: str) -> None:
    """In its text, in what it doesn't show, and however it is written."""
    assert planted(tmp_path, "site/a/index.html", page) == {("site/a/index.html", How.RUN)}


def zipped(text: str) -> bytes:
    """Pack a text."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.txt", text)
    return packed.getvalue()


FILES: dict[str, str | bytes] = {
    "list.json": json.dumps([{"title": SENTENCE}], ensure_ascii=True).replace("T", "\\u0054", 1),
    "escaped.json": '"' + "".join(f"\\u{ord(letter):04x}" for letter in SENTENCE) + '"',
    "feed.xml": f"<rss><title>{in_html(SENTENCE)}</title></rss>",
    "html-in-feed.xml": f"<rss><d>{in_html(MID)}</d></rss>",
    "cdata.xml": f"<rss><d><![CDATA[{MID}]]></d></rss>",
    "list.csv": f'PCD 734,"{SENTENCE}"\n',
    "cells.csv": ",".join(f'"{word}"' for word in WORDS),
    "calendar.ics": f"SUMMARY:{SENTENCE}",
    "sitemap.xml.gz": gzip.compress(f"<loc>{quote(SENTENCE)}</loc>".encode()),
    "twice.gz": gzip.compress(gzip.compress(SENTENCE.encode())),
    "in-two-members.gz": gzip.compress(b"x") + gzip.compress(SENTENCE.encode()),
    "wide.txt": SENTENCE.encode("utf-16"),
    "marked.txt": SENTENCE.encode("utf-8-sig"),
    "packed.zip": zipped(SENTENCE),
    "no-ending": SENTENCE,
    "script.js": f"let a = '{SENTENCE}'",
}


@pytest.mark.parametrize("name", FILES)
def test_withheld_words_are_seen_in_files_of_every_kind(tmp_path: Path, name: str) -> None:
    """Data, feeds and packed files are read as whoever fetches them reads them."""
    assert planted(tmp_path, f"site/{name}", FILES[name]) == {(f"site/{name}", How.RUN)}


def a_picture_that_says(text: str) -> bytes:
    """Make a PNG with a text chunk."""
    chunk = b"tEXtComment\x00" + text.encode()
    body = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + body


UNREADABLE = {
    "a.pdf": b"%PDF-1.4\nplain text and nothing else",
    "b.pdf": b"%PDF-1.4\n\xff\xfe\x00 stream",
    "a.png": a_picture_that_says("Made by us"),
    "a.bin": bytes(range(256)),
    "cut-off.gz": gzip.compress(SENTENCE.encode() * 9)[:60],
    "latin.csv": "caf\xe9".encode("latin-1"),
    "damaged.zip": zipped("a" * 99)[:60],
    "deep.gz": gzip.compress(
        gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"x")))))
    ),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_a_leak(tmp_path: Path, name: str) -> None:
    """Nobody can vouch for it, whatever it holds."""
    assert (f"site/{name}", How.UNREADABLE) in planted(tmp_path, f"site/{name}", UNREADABLE[name])


SAYING = {
    "a.pdf": b"%PDF-1.4\n1 0 obj stream\n" + zlib.compress(SENTENCE.encode()) + b"\nendstream",
    "a.png": a_picture_that_says(SENTENCE),
    "wide-without-mark.bin": b"\xff" + SENTENCE.encode("utf-16-le"),
    "latin.csv": f"caf\xe9 {SENTENCE}".encode("cp1252"),
}


@pytest.mark.parametrize("name", SAYING)
def test_a_file_that_cannot_be_read_is_searched_all_the_same(tmp_path: Path, name: str) -> None:
    """So that a person is told whose words it holds."""
    file = f"site/{name}"

    assert planted(tmp_path, file, SAYING[name]) == {(file, How.UNREADABLE), (file, How.RUN)}


def test_a_bomb_is_unreadable(tmp_path: Path) -> None:
    """A file that unpacks to more than any decision holds isn't unpacked to its end."""
    bomb = gzip.compress(b"a " * 2**26, 1)

    assert planted(tmp_path, "site/a.gz", bomb) == {("site/a.gz", How.UNREADABLE)}


def test_a_link_is_unreadable(tmp_path: Path) -> None:
    """What it leads to can change after the audit."""
    edition = an_edition(tmp_path / "edition")
    edition.put("../elsewhere", "Harmless.")
    (edition.folder / "site" / "link").symlink_to(tmp_path / "elsewhere")
    (edition.folder / "site" / "folder").symlink_to(tmp_path)

    assert edition.leaks() == (
        Leak("site/folder", How.UNREADABLE),
        Leak("site/link", How.UNREADABLE),
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (f"site/{'-'.join(TITLE.split())}.html", "site/…"),
        (f"site/{TITLE.replace(' ', '_').lower()}/index.html", "site/…"),
        (f"site/{quote(TITLE)}.txt", "site/…"),
        ("site/quiet/settlement/with/supplier.txt", "site/quiet/settlement/with/…"),
    ],
)
def test_names_of_files_and_folders_leak_too(tmp_path: Path, name: str, shown: str) -> None:
    """A title in an address is public; and the leak doesn't repeat it."""
    leaks = planted(tmp_path, name, "Harmless.")

    assert leaks == {(shown, How.RUN)}


def test_a_file_that_is_allowed_by_its_hash_is_not_read(tmp_path: Path) -> None:
    """The theme's fonts and pictures go out as they were installed, and not a byte different."""
    edition = an_edition(tmp_path)
    edition.put("site/logo.png", a_picture_that_says("Made by us"))
    known = frozenset({hash_of(tmp_path / "site" / "logo.png")})

    assert msgspec.structs.replace(edition, allowed=known).leaks() == ()
    edition.put("site/logo.png", a_picture_that_says("Made by them"))
    assert msgspec.structs.replace(edition, allowed=known).leaks() != ()


def test_pagefinds_own_files_are_known(tmp_path: Path) -> None:
    """All it writes for any site but the index itself, which is read."""
    edition = an_edition(tmp_path)
    with_pagefind(edition, "<h1>New boots</h1><p>Officers need boots.</p>")

    assert msgspec.structs.replace(edition, allowed=pagefind_files()).leaks() == ()


def test_a_fragment_of_pagefind_is_unpacked(tmp_path: Path) -> None:
    """The text that its results show."""
    edition = an_edition(tmp_path)
    with_pagefind(edition, f"<h1>New boots</h1><p>{in_html(SENTENCE)}</p>")
    leaks = msgspec.structs.replace(edition, allowed=pagefind_files()).leaks()

    suffixes = {(Path(leak.file).suffix, leak.how) for leak in leaks}
    assert suffixes == {(".pf_fragment", How.RUN), (".pf_index", How.TERM)}
    assert {leak.scan for leak in leaks} == {OTHER_SCAN}


def test_a_filter_of_pagefind_is_unpacked(tmp_path: Path) -> None:
    """The values that it offers to filter by."""
    edition = an_edition(tmp_path)
    with_pagefind(
        edition, f'<p data-pagefind-filter="topic[data-topic]" data-topic="{TITLE}">x</p>'
    )
    leaks = msgspec.structs.replace(edition, allowed=pagefind_files()).leaks()

    assert ".pf_filter" in {Path(leak.file).suffix for leak in leaks}


@pytest.mark.parametrize("word", ["Walthamstow", "quartermaster's", "quietly", "£1,046,380"])
def test_one_withheld_word_in_the_index_of_pagefind_is_seen(tmp_path: Path, word: str) -> None:
    """An index is a list of words: one that stands in withheld text alone tells."""
    edition = an_edition(tmp_path)
    pagefind = with_pagefind(edition, f"<p>Officers need boots {word}.</p>")
    for fragment in pagefind.rglob("*.pf_fragment"):
        fragment.unlink()
    leaks = msgspec.structs.replace(edition, allowed=pagefind_files()).leaks()

    assert {(Path(leak.file).suffix, leak.how, leak.reference) for leak in leaks} == {
        (".pf_index", How.TERM, "PCD 734")
    }


def test_a_word_that_is_public_too_is_no_secret(tmp_path: Path) -> None:
    """Be it in a cleared page or in one that is written by hand, in any of its endings."""
    edition = an_edition(tmp_path)
    with_pagefind(edition, "<p>Boots supplied.</p>")
    told = msgspec.structs.replace(
        edition, allowed=pagefind_files(), public_texts=("What was supplied, by whom.",)
    )

    assert told.leaks() == ()


def test_what_the_search_index_stores_is_read(tmp_path: Path) -> None:
    """Its files are packed, and its own reader unpacks them."""
    edition = an_edition(tmp_path)
    with_whoosh(edition, a_page(summary=SENTENCE).page)

    found = {(Path(leak.file).name.split("_")[0], leak.how) for leak in edition.leaks()}
    assert {("search", How.RUN), ("search", How.TERM)} <= found


def test_one_withheld_word_in_the_search_index_is_seen(tmp_path: Path) -> None:
    """Term by term."""
    edition = an_edition(tmp_path)
    with_whoosh(edition, a_page(summary="Officers in Walthamstow need boots.").page)

    assert edition.leaks() == (Leak("search_index", How.TERM, OTHER_SCAN, "PCD 734"),)


def test_a_search_index_that_cannot_be_opened_is_a_leak(tmp_path: Path) -> None:
    """Nobody can say what it stores."""
    edition = an_edition(tmp_path)
    with_whoosh(edition, edition.cleared[0].page)
    (tmp_path / "search_index" / "format.json").write_text("{}", encoding="utf-8")

    assert Leak("search_index", How.UNREADABLE) in edition.leaks()


SPELLINGS: dict[str, Callable[[str], str]] = {
    "without the amount's commas": lambda text: text.replace("1,046,380", "1046380"),
    "with a plain apostrophe": lambda text: text.replace("’", "'"),
    "without the apostrophe": lambda text: text.replace("’", ""),
    "with an accent from a speck": lambda text: text.replace("a", "à"),
    "with zero-width spaces": lambda text: text.replace("i", "i\u200b"),
    "in full-width letters": lambda text: "".join(
        chr(ord(x) + 0xFEE0) if "a" <= x <= "z" else x for x in text
    ),
    "with hard spaces": lambda text: text.replace(" ", "\u00a0"),
}


@pytest.mark.parametrize("spelt", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_one_spelling_stands_for_all(tmp_path: Path, spelt: Callable[[str], str]) -> None:
    """Case, accents, apostrophes and commas in numbers hide nothing."""
    page = html(f"<p>{spelt(SENTENCE)}</p>")

    assert planted(tmp_path, "site/a.html", page) == {("site/a.html", How.RUN)}


def test_seven_words_of_a_longer_text_are_no_leak(tmp_path: Path) -> None:
    """A run is eight words: fewer stand in two texts by chance."""
    assert planted(tmp_path, "site/a.html", html(" ".join(WORDS[:7]))) == set()
    assert planted(tmp_path, "site/b.html", html(" ".join(WORDS[:8]))) != set()


def test_a_leak_never_says_the_words(tmp_path: Path) -> None:
    """Nor do the values that it is made from: they may end in a log."""
    edition = an_edition(tmp_path)
    edition.put(f"site/{TITLE}.html", html(SENTENCE))
    told = repr((edition.leaks(), edition.withheld, edition.cleared)).lower()

    assert "pcd 734" in told
    assert not [word for word in ("supplier", "quiet", "walthamstow", "boots") if word in told]


def test_a_scan_named_by_its_own_page_is_told_from_the_one_that_leaks(tmp_path: Path) -> None:
    """The leak names the withheld scan, not the page it stands on."""
    edition = an_edition(tmp_path)
    edition.put("site/decisions/pcd-611/index.html", html(SENTENCE))

    (leak,) = edition.leaks()
    assert (leak.scan, leak.reference) == (OTHER_SCAN, "PCD 734")
    assert leak.scan != SCAN
