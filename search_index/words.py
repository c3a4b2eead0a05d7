"""An index in, every word that it holds out: for the audit, which must explain each one."""

from collections.abc import Iterator
from pathlib import Path

from search_index.building import document_of
from search_index.engine import all_terms, stored_paragraphs
from search_index.paragraphs import paragraphs_of
from search_index.seal import check_seal
from search_index.terms import terms_in


def stored_texts(folder: Path) -> Iterator[str]:
    """Yield every text that is stored of every document."""
    check_seal(folder)
    for paragraph in stored_paragraphs(folder):
        yield from (paragraph.reference, paragraph.slug, paragraph.title)
        yield from (paragraph.section, paragraph.number or "", paragraph.text)


def vocabulary(folder: Path) -> Iterator[str]:
    """Yield every term of every field."""
    check_seal(folder)
    for _, term in all_terms(folder):
        yield term


def terms_of(text: str) -> frozenset[str]:
    """Return all terms that indexing a plain text can give."""
    return frozenset(terms_in(text))


def terms_of_page(slug: str, page: str) -> frozenset[str]:
    """Return all terms that a page puts into an index: those, and no others."""
    documents = map(document_of, paragraphs_of(slug, page))
    return frozenset(
        term for document in documents for field in document.terms.values() for term in field
    )
