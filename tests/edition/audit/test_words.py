import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition.audit.allowed import allowed_files
from edition.audit.contents import contents_of
from edition.audit.leak import WithheldText
from edition.audit.pagefind_words import terms_of
from edition.audit.wanted import Wanted
from edition.audit.words import words_of
from tests.edition.audit.editions import html, in_html

ODD = (
    "£1,046,380 1.4m 2019/20 O'Brien’s O’Brien e-mail and/or x@y.com foo_bar __init__ CamelCase "
    "iPhone5s café naïve ½ 10² 10\u00d710 11–13 – (a) [b] approach’ an·opt generously past "
    "skies dying Walthamstow quartermaster's custody weather "
    "policies ÆON Straße ‘quoted’ “double” 1.1 2.3.4"
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("£1,046,380.", ["1046380"]),
        ("1.046,380", ["1046380"]),
        ("Paragraph 2.3, then", ["paragraph", "23", "then"]),
        ("The Mayor’s Office", ["the", "mayors", "office"]),
        ("boots,laces.Then", ["boots", "laces", "then"]),
        ("long-term 2019-20 and_or", ["long", "term", "2019", "20", "and", "or"]),
        ("un\u00adseen\u200b Café ﬁnance Straße", ["unseen", "cafe", "finance", "strasse"]),
        ("Αθήνα & Κίεβο", ["αθηνα", "κιεβο"]),
        ("✓ – ☐ …", []),
        ("", []),
    ],
)
def test_a_word_has_one_spelling(text: str, words: list[str]) -> None:
    """Whoever reads it: an OCR engine, a browser, a slug's maker."""
    assert words_of(text) == words


@given(st.text())
def test_a_words_spelling_is_its_own(text: str) -> None:
    """Words of words are the same words: files and withheld texts meet in one spelling."""
    words = words_of(text)

    assert words_of(" ".join(words)) == words


@given(
    st.lists(st.sampled_from(["boots", "laces", "and", "the", "armoury", "7"]), min_size=3),
    st.lists(st.sampled_from(["rain", "snow", "and", "the"]), max_size=9),
)
def test_a_whole_text_is_always_found(text: list[str], around: list[str]) -> None:
    """Of three words or more, whatever stands before and after it."""
    wanted = Wanted([WithheldText(scan="5a" * 32, reference=None, texts=(" ".join(text),))])

    assert wanted.owners_in([" ".join((*around, *text, *around))]) == {0}


def test_every_term_of_pagefind_is_explained(tmp_path: Path) -> None:
    """What the audit makes of words holds all that Pagefind itself makes of them."""
    page = html(f"<main data-pagefind-body><p>{in_html(ODD)}</p></main>")
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    called = [sys.executable, "-m", "pagefind", "--site", str(tmp_path)]
    subprocess.run(called, check=True, capture_output=True)  # noqa: S603  # our own words
    tables = [contents_of(path.read_bytes()) for path in tmp_path.rglob("*.pf_index")]
    terms = {term for table in tables for term in table.terms}

    assert len(terms) > 30
    assert terms - terms_of(["Site", *ODD.split()]) == set()


def test_the_themes_own_files_are_known_and_its_templates_are_not(tmp_path: Path) -> None:
    """A style sheet goes out as it was installed; a template goes out filled in."""
    (tmp_path / "ours.css").write_text("p {}", encoding="utf-8")
    without = allowed_files(tmp_path / "none")
    (tmp_path / "page.html").write_text("{{ page }}", encoding="utf-8")

    assert len(without) > 50
    assert len(allowed_files(tmp_path) - without) == 1
