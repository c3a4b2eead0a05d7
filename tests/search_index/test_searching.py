import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.record import Paragraph
from search_index.searching import ANY_WORD, NO_WORDS, TOO_LONG, Hit, search
from search_index.snippet import LONGEST_SNIPPET, snippet_of
from search_index.terms import terms_in
from tests.search_index.pages import a_page, a_section, indexed, said, some_pages


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Index three decisions."""
    return indexed(tmp_path_factory.mktemp("published"), some_pages())


def cited(hits: Sequence[Hit]) -> list[tuple[str, str | None]]:
    """Return the hits as one would cite them."""
    return [(hit.reference, hit.number) for hit in hits]


def marked(hit: Hit) -> list[str]:
    """Return what is marked in a hit's snippet."""
    return [piece.text for piece in hit.snippet if piece.is_hit]


def test_a_paragraph_is_found_by_its_words(published: Path) -> None:
    """In any of their forms, with where it stands and how to get there."""
    results = search(published, "boot lasts costing")

    assert results.total == 1
    (hit,) = results.hits
    assert (hit.reference, hit.number, hit.section) == ("PCD 611", "2.1", "2. Financial Comments")
    assert hit.link == "decisions/pcd-611/#2.1"
    assert marked(hit) == ["Boots", "cost", "last"]


def test_every_word_must_be_there(published: Path) -> None:
    """What people expect of a search since there are any."""
    assert cited(search(published, "boots homes").hits) == [("PCD 612", "2.1")]


def test_some_words_may_stand_in_the_title_or_the_heading(published: Path) -> None:
    """One in the paragraph itself is enough, so "vans homes" is found where only homes is."""
    assert cited(search(published, "patrol homes").hits) == [("PCD 612", "2.1")]
    assert cited(search(published, "commercial cork").hits) == [("PCD 611", "3.1")]


def test_a_title_stands_before_its_paragraphs(published: Path) -> None:
    """Whoever types words of a title wants the decision."""
    first = search(published, "vans").hits[0]

    assert (first.section, first.number, first.link) == ("", None, "decisions/pcd-612/")
    assert first.title == "Night Patrol Vans & Officers' “Boots”"
    assert marked(first) == ["Vans"]


@pytest.mark.parametrize("amount", ["£1,400,000", "1,400,000", "1400000", "£1.4m", '"£1.4m,"'])
def test_an_amount_is_found_as_written(published: Path, amount: str) -> None:
    """With its commas and without them."""
    assert cited(search(published, amount).hits) == [("PCD 611", "2.1")]


def test_an_amount_in_a_table_is_found_by_the_paragraph_above(published: Path) -> None:
    """The table has no number of its own."""
    assert cited(search(published, "1,313,500").hits) == [("PCD 611", "3.1")]


def test_a_phrase_stands_just_so(published: Path) -> None:
    """Little words count inside quotation marks, straight or curly."""
    assert cited(search(published, '"last until 30 March"').hits) == [("PCD 611", "2.1")]
    assert cited(search(published, "“the boots of”").hits) == [("PCD 612", "2.1")]
    assert search(published, '"until last"').total == 0
    assert search(published, '"boots last"').total == 0


def test_little_words_outside_quotation_marks_are_not_asked_for(published: Path) -> None:
    """The words that say what is meant decide."""
    assert cited(search(published, "what are the soles").hits) == [("PCD 611", "3.1")]
    assert search(published, "the").total > 0


@pytest.mark.parametrize(
    "typed", ["pcd611", "PCD 611", "PCD-611", "611", "DMPC Decision 611", "dmpc decision PCD 611"]
)
def test_a_reference_brings_its_decision_first_and_then_what_cites_it(
    published: Path, typed: str
) -> None:
    """However it is typed, and however it is cited."""
    found = cited(search(published, typed).hits)

    assert found[0] == ("PCD 611", None)
    assert {("PCD 612", "2.1"), ("DMPCD 2019 45", "2.1")} <= set(found[1:])


def test_a_reference_by_year_brings_its_decision_first(published: Path) -> None:
    """The other series count by year."""
    assert cited(search(published, "dmpcd 2019 45").hits)[0] == ("DMPCD 2019 45", None)


def test_a_reference_of_nothing_published_finds_nothing_else(published: Path) -> None:
    """That there are other DMPC decisions is no answer."""
    assert search(published, "DMPC Decision 999").total == 0


def test_where_nothing_has_all_the_words_some_will_do(published: Path) -> None:
    """And the reader is told."""
    results = search(published, "levy malaysia zebra")

    assert set(cited(results.hits)) == {("PCD 611", "3.1"), ("DMPCD 2019 45", "2.1")}
    assert results.notes == (ANY_WORD,)
    assert search(published, "zebra gnu").notes == ()


def test_a_query_without_words_gets_a_word_of_help(published: Path) -> None:
    """Not an error, and not everything."""
    for nothing in ("", "   ", '""', "?!", "\x00", "£"):
        results = search(published, nothing)
        assert (results.total, results.notes) == (0, (NO_WORDS,))


def test_a_query_that_is_too_long_is_cut_and_says_so(published: Path) -> None:
    """Two hundred letters are enough for a sentence."""
    results = search(published, "malaysia " * 30)

    assert results.notes == (TOO_LONG,)
    assert cited(results.hits) == [("PCD 611", "3.1")]
    assert TOO_LONG in search(published, "x" * 100_000).notes


def test_no_more_hits_than_the_limit_but_all_are_counted(published: Path) -> None:
    """The first are the best."""
    all_of_them = search(published, "boots", limit=100)
    first = search(published, "boots", limit=1)

    assert first.total == all_of_them.total == len(all_of_them.hits) > 1
    assert first.hits == all_of_them.hits[:1]


@settings(max_examples=400, deadline=None)
@given(
    st.text(max_size=250)
    | st.lists(
        st.sampled_from(
            [
                '"',
                "boots",
                "NOT",
                "OR",
                "AND",
                "(",
                ")",
                "*",
                "~",
                "^",
                ":",
                "-",
                "[",
                "TO",
                "title:",
                "611",
            ]
        ),
        max_size=60,
    ).map(" ".join)
)
@example("NOT NOT NOT x")
@example('"' * 200)
@example("*" * 200)
@example(os.fsdecode(b"\xff\xfe boots"))
def test_any_text_is_a_query(published: Path, text: str) -> None:
    """It has an answer or a plain note, and never an error."""
    results = search(published, text)

    assert results.total >= len(results.hits)
    assert all(link.startswith("decisions/") for link in (hit.link for hit in results.hits))


WORDS = st.sampled_from(["boots", "vans", "the", "of", "levy", "2.5"])
TEXTS = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(TEXTS, min_size=1, max_size=8), phrase=st.lists(WORDS, min_size=1, max_size=4)
)
def test_a_phrase_is_found_wherever_it_stands_and_nowhere_else(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], phrase: list[str]
) -> None:
    """The index says what reading everything would say."""
    blocks = [Paragraph(number=f"2.{n}", text=text) for n, text in enumerate(texts, start=1)]
    page = a_page(
        title="Nil", executive_summary=None, recommendation=None, sections=(a_section(*blocks),)
    )
    folder = indexed(tmp_path_factory.mktemp("phrases"), [page])

    found = {hit.number for hit in search(folder, f'"{" ".join(phrase)}"', limit=100).hits}

    padded = {n: f" {n} {text} " for n, text in ((b.number, b.text) for b in blocks)}
    expected = {n for n, text in padded.items() if f" {' '.join(phrase)} " in text}
    assert found - {None} == expected


@given(st.text(max_size=1000), st.text(max_size=20))
def test_a_snippet_is_short_and_says_only_what_the_text_says(text: str, sought: str) -> None:
    """Its pieces joined are a stretch of the text, and what is marked is what was sought."""
    terms = frozenset(terms_in(sought + text[300:320]))

    pieces = snippet_of(text, terms)

    shown = "".join(piece.text for piece in pieces).removeprefix("… ").removesuffix(" …")
    assert shown in "".join(" " if letter.isspace() else letter for letter in text)
    assert len(shown) <= LONGEST_SNIPPET + 4
    assert all(set(terms_in(piece.text)) <= terms for piece in pieces if piece.is_hit)


def test_a_snippet_shows_the_stretch_with_most_of_the_words() -> None:
    """Cut between words, with dots for what is left out."""
    text = f"{'before ' * 60}boots and then laces {'after ' * 60}boots"

    shown = "".join(piece.text for piece in snippet_of(text, frozenset({"boot", "lace"})))

    assert "boots and then laces" in shown
    assert shown.startswith("… before")
    assert shown.endswith("after …")


def test_one_word_without_end_is_shown_in_part() -> None:
    """There is no space to cut it at."""
    assert "".join(p.text for p in snippet_of("x" * 900, frozenset())) == f"{'x' * 200} …"


def test_html_in_a_text_stays_text(tmp_path: Path) -> None:
    """Pieces are plain text: whoever shows them escapes them."""
    folder = indexed(tmp_path, [a_page(sections=(said("<b>boots</b> & <script>"),))])

    (hit,) = search(folder, "script").hits

    assert "".join(piece.text for piece in hit.snippet) == "<b>boots</b> & <script>"
