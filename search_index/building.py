"""The paragraphs of cleared pages in, a whole new index of them out."""

from collections.abc import Iterable
from pathlib import Path

from search_index.engine import Document, write
from search_index.errors import NotEmptyError
from search_index.paragraphs import Paragraph
from search_index.seal import seal
from search_index.terms import is_telling, terms_in
from search_index.wanted import Field


def build(folder: Path, paragraphs: Iterable[Paragraph]) -> None:
    """Make the index of all paragraphs, in their order, in an empty or absent folder.

    Whatever stops it, an unfinished index is never taken for a whole one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise NotEmptyError(f"{folder} is not empty: remove it, then run the command again.")
    write(folder, map(document_of, paragraphs))
    seal(folder)


def document_of(paragraph: Paragraph) -> Document:
    """Return a paragraph with the terms to find it by; all of them are words of its page."""
    if paragraph.is_title:
        terms = {
            Field.REFERENCE: terms_in(paragraph.reference),
            Field.TITLE: terms_in(paragraph.title),
        }
    else:
        around = f"{paragraph.title}\n{paragraph.section}"
        terms = {
            Field.TEXT: terms_in(paragraph.text),
            Field.AROUND: tuple(filter(is_telling, terms_in(around))),
        }
    return Document(paragraph, terms)
