"""Whoosh at the door: terms and paragraphs in, an index on disk; its postings out.

Whoosh splits no text and parses no query here: it is given terms, and hands back what was
stored. It unpickles whatever it opens, so nothing here may be called on a folder before
`search_index.seal` has vouched for it.
"""

import contextlib
import pickle
import warnings
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from search_index.errors import OtherIndexError
from search_index.paragraphs import Paragraph
from search_index.wanted import Field

with warnings.catch_warnings():
    # its source holds what Python warns of when it compiles it, more so from 3.12 on
    warnings.simplefilter("ignore", SyntaxWarning)
    from whoosh import index as whoosh_index
    from whoosh import versionstring
    from whoosh.analysis import SpaceSeparatedTokenizer
    from whoosh.codec.whoosh3 import W3Codec
    from whoosh.fields import STORED, TEXT, Schema
    from whoosh.lang.porter import stem as porter_stem

_STORED = "paragraph"
_B = 0.75  # how much a field's length counts (Robertson and Zaragoza, 2009, 3.4)
_USUAL_LENGTHS = {Field.REFERENCE: 2.0, Field.TITLE: 8.0, Field.TEXT: 40.0, Field.AROUND: 8.0}
_DAMAGE = (pickle.UnpicklingError, EOFError, LookupError, ValueError, TypeError)

_Posting = tuple[str, bytes, int, float, bytes]


class Document(Struct, frozen=True):
    """What goes into the index: a paragraph, and the terms to find it by in each field."""

    paragraph: Paragraph
    terms: dict[Field, tuple[str, ...]]


def write(folder: Path, documents: Iterable[Document]) -> None:
    """Make an index of the documents in an empty folder."""
    codec = W3Codec(compression=1)
    codec.length_stats = False  # a fifth of the time, for what ranking never asks
    index = whoosh_index.create_in(str(folder), _schema())
    # As one compound file, all of it would be copied into memory at each opening.
    with index.writer(codec=codec, compound=False) as writer:
        writer.pool = _Postings()
        for document in documents:
            stored = msgspec.json.encode(document.paragraph).decode()
            terms = {field.value: terms for field, terms in document.terms.items()}
            writer.add_document(**{_STORED: stored}, **terms)


class OpenIndex:
    """An index that is open: its terms' postings and its paragraphs, by document number.

    Whoosh's own query trees take seconds where a query has common words, or long phrases of
    them; reading whole postings takes milliseconds, and `search_index.ranking` does the rest.
    """

    def __init__(self, reader: Any) -> None:  # whoosh has no types
        self._reader = reader
        self._known: dict[tuple[Field, str], tuple[list[int], list[float]]] = {}
        self.documents: int = reader.doc_count_all()

    def postings(self, field: Field, term: str) -> tuple[list[int], list[float]]:
        """Return the documents that have a term in a field, and its weight in each."""
        if (field, term) not in self._known:
            self._known[field, term] = self._read(field, term)
        return self._known[field, term]

    def _read(self, field: Field, term: str) -> tuple[list[int], list[float]]:
        documents, weights = list[int](), list[float]()
        if (field.value, term) in self._reader:
            at = self._reader.postings(field.value, term)
            while at.is_active():
                documents.append(at.id())
                weights.append(at.weight())
                at.next()
        return documents, weights

    def frequency(self, field: Field, term: str) -> int:
        """Return how many documents have a term in a field."""
        found: int = self._reader.doc_frequency(field.value, term)
        return found

    def places(
        self, field: Field, term: str, documents: Iterable[int]
    ) -> Iterator[tuple[int, float, frozenset[int]]]:
        """Yield those of the documents, in order, that have a term: its weight and places there."""
        at = self._reader.postings(field.value, term)
        for document in documents:
            if at.is_active():
                at.skip_to(document)
            if not at.is_active():
                return
            if at.id() == document:
                yield document, at.weight(), _places_in(at.value())

    def paragraph(self, document: int) -> Paragraph:
        """Return what is stored of a document."""
        return _paragraph(self._reader.stored_fields(document))


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[OpenIndex]:
    """Open an index; raise `OtherIndexError` where its files can't be read."""
    with _reader(folder) as reader:
        yield OpenIndex(reader)


def stored_paragraphs(folder: Path) -> Iterator[Paragraph]:
    """Yield what is stored of every document."""
    with _reader(folder) as reader:
        for _, fields in reader.iter_docs():
            yield _paragraph(fields)


def all_terms(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every term of every field, as field and term."""
    with _reader(folder) as reader:
        for field, term in reader.all_terms():
            yield str(field), bytes(term).decode("utf-8")


def stem(word: str) -> str:
    """Return an English word without its endings (Porter, 1980)."""
    stemmed: str = porter_stem(word)
    return stemmed


def version() -> str:
    """Return the version of Whoosh, whose files another version may not understand."""
    told: str = versionstring()
    return told


class _Terms(TEXT):  # type: ignore[misc]  # whoosh has no types
    """A field that is given its terms in order, twice as fast as one that looks for them.

    A term weighs as often as it stands in the field, less where the field is longer than
    usual: that half of BM25 can be done once, here.
    """

    def __init__(self, usual_length: float) -> None:
        super().__init__(SpaceSeparatedTokenizer())
        self.usual_length = usual_length
        self.scorable = False  # else lengths would be kept beside the weights

    def index(self, value: Sequence[str], **_: object) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Yield each term once: how often it stands here, its weight and its places."""
        places: dict[str, list[int]] = {}
        for place, term in enumerate(value):
            places.setdefault(term, []).append(place)
        one = 1 / (1 - _B + _B * len(value) / self.usual_length)
        for term, at in places.items():
            yield term.encode(), len(at), len(at) * one, _encoded(tuple(at))


class _Postings:
    """The postings of each term, in the order of the documents, until all are known.

    Whoosh's own pool sorts every posting of the index, through files where memory is short.
    Documents come in order, so that only the terms need sorting: half the memory and time.
    """

    def __init__(self) -> None:
        self.fieldnames = set[str]()
        self._of_term: dict[tuple[str, bytes], tuple[array[int], array[float], list[bytes]]] = {}

    def add(self, posting: _Posting) -> None:
        """Take a posting of the document that is being added."""
        field, term, document, weight, places = posting
        of_term = self._of_term.get((field, term))
        if of_term is None:
            of_term = self._of_term[field, term] = (array("I"), array("f"), [])
        of_term[0].append(document)
        of_term[1].append(weight)
        of_term[2].append(places)

    def iter_postings(self) -> Iterator[_Posting]:
        """Yield all postings by field and term."""
        for field, term in sorted(self._of_term):
            for rest in zip(*self._of_term.pop((field, term)), strict=True):
                yield (field, term, *rest)

    def cleanup(self) -> None:
        """Forget everything."""
        self._of_term.clear()


@lru_cache(maxsize=1 << 14)
def _encoded(places: tuple[int, ...]) -> bytes:
    """Write places as the letters of these numbers, which pickle to as many bytes.

    Whoosh's own way is a pickle of its own for each posting: the file is twice as large, and
    the audit, which looks for words in all of it, takes four times as long.
    """
    return "".join(map(chr, places)).encode("utf-8", "surrogatepass")


@lru_cache(maxsize=1 << 14)
def _places_in(encoded: bytes) -> frozenset[int]:
    """Read places as `_encoded` wrote them."""
    return frozenset(map(ord, encoded.decode("utf-8", "surrogatepass")))


@contextlib.contextmanager
def _reader(folder: Path) -> Iterator[Any]:
    try:
        index = whoosh_index.open_dir(str(folder))
        reader = index.reader()
    except (whoosh_index.IndexError, *_DAMAGE) as error:
        raise OtherIndexError(
            f"The search index at {folder} can't be read. Make it again with: pcd publish"
        ) from error
    with contextlib.closing(index), contextlib.closing(reader):
        yield reader


def _schema() -> Schema:
    """Describe the fields; terms come ready made, so that no field has text to split."""
    fields = {field.value: _Terms(_USUAL_LENGTHS[field]) for field in Field}
    return Schema(**{_STORED: STORED}, **fields)


def _paragraph(fields: dict[str, str]) -> Paragraph:
    """Read what was stored; a field of anybody else's doing is refused."""
    if fields.keys() != {_STORED}:
        raise OtherIndexError("The search index stores what we never store: run pcd publish")
    return msgspec.json.decode(fields[_STORED], type=Paragraph)
