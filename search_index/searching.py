"""A query in, the paragraphs that answer it out, the best first."""

from pathlib import Path

from msgspec import Struct

from publication.reference import Reference
from search_index.engine import opened
from search_index.paragraphs import Paragraph
from search_index.query import LONGEST_QUERY, Query, query_in
from search_index.ranking import Ranking
from search_index.seal import check_seal
from search_index.snippet import Piece, snippet_of
from search_index.terms import terms_in
from search_index.wanted import AllOf, AnyOf, Field, First, Match, Wanted

_IN_TITLE, _AROUND = 4.0, 0.25  # weights beside 1 for the text; to be set by measurement

NO_WORDS = "There is no word to look for: type a word, a number or a reference."
TOO_LONG = f"Only the first {LONGEST_QUERY} letters were looked for."
ANY_WORD = "Nothing has all of these words, so here is what has some of them."


class Hit(Struct, frozen=True):
    """A paragraph that answers, or a decision's title: then there is no section.

    `link` leads from the site's root to the paragraph where it has a number, else to the
    decision. The snippet is plain text in pieces; whoever shows it escapes it.
    """

    reference: str
    slug: str
    title: str
    section: str
    number: str | None
    link: str
    snippet: tuple[Piece, ...]


class Results(Struct, frozen=True):
    """How many answer in all, the best of them, and what a reader should know of the search."""

    total: int
    hits: tuple[Hit, ...]
    notes: tuple[str, ...] = ()


def search(folder: Path, query: str, *, limit: int = 10) -> Results:
    """Return what answers a query, in an index that `search_index.building.build` made.

    Every word must stand in the paragraph, its section's heading or its decision's title, and
    one of them in the paragraph; where no paragraph has all of them, those with some are given
    and a note says so. Words in quotation marks stand just so. A reference puts its decision
    first. Any text is a query. Raises `NoIndexError` and `OtherIndexError`. The index is
    unpickled: let its hashes be checked first where others can write.
    """
    check_seal(folder)
    asked = query_in(query)
    notes = (TOO_LONG,) if asked.was_too_long else ()
    if not asked.terms:
        return Results(total=0, hits=(), notes=(*notes, NO_WORDS))
    with opened(folder) as index:
        ranking = Ranking(index)
        best = ranking.ranked(_wanted(asked, _every_part(asked)))
        if not best and not asked.reference and len(asked.words + asked.phrases) > 1:
            best = ranking.ranked(_any_part(asked))
            notes = (*notes, ANY_WORD) if best else notes
        hits = tuple(_hit(index.paragraph(at), asked.terms) for at in best[: max(1, limit)])
        return Results(len(best), hits, notes)


def _wanted(asked: Query, words: Wanted) -> Wanted:
    """Put the decision that is named first, and what cites it beside what has the words."""
    if asked.reference is None:
        return words
    named = First(Match(Field.REFERENCE, terms_in(str(asked.reference))))
    cited = tuple(Match(Field.TEXT, terms_in(spelt)) for spelt in _spellings(asked.reference))
    return AnyOf((named, *cited, words))


def _spellings(reference: Reference) -> tuple[str, ...]:
    """Return how texts cite a reference; the main series goes by two names."""
    spelt = str(reference)
    is_main = reference.series == "PCD"
    return (spelt, spelt.replace("PCD", "DMPC Decision")) if is_main else (spelt,)


def _every_part(asked: Query) -> Wanted:
    parts = asked.words + asked.phrases
    if len(parts) == 1:
        return _said(parts[0])
    anywhere = [_said_or_around(word) for word in asked.words]
    phrases = [_said(phrase) for phrase in asked.phrases]
    said = phrases or [_any_part(asked)]
    return AllOf((*anywhere, *said))


def _any_part(asked: Query) -> Wanted:
    return AnyOf(tuple(map(_said, asked.words + asked.phrases)))


def _said(terms: tuple[str, ...]) -> Wanted:
    """Want terms in the text of a paragraph, or in a title where that is the document."""
    return AnyOf((Match(Field.TITLE, terms, _IN_TITLE), Match(Field.TEXT, terms)))


def _said_or_around(terms: tuple[str, ...]) -> Wanted:
    return AnyOf(
        (
            Match(Field.TITLE, terms, _IN_TITLE),
            Match(Field.TEXT, terms),
            Match(Field.AROUND, terms, _AROUND),
        )
    )


def _hit(paragraph: Paragraph, terms: frozenset[str]) -> Hit:
    text = paragraph.text.removeprefix(f"{paragraph.number} ")
    return Hit(
        reference=paragraph.reference,
        slug=paragraph.slug,
        title=paragraph.title,
        section=paragraph.section,
        number=paragraph.number,
        link=f"decisions/{paragraph.slug}/" + (f"#{paragraph.number}" if paragraph.number else ""),
        snippet=snippet_of(text, terms),
    )
