"""A record in, what its text names out: decisions, legislation, sums and days, each in its place.

Only text that the record gives out is looked at; headings are names, and the form's own
questions and dates have fields. Nothing here knows how surely a word was read, so whatever
isn't plainly one of these is left out.
"""

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct

from ingest.fields.mentions_of_days import days_in
from ingest.fields.mentions_of_decisions import decisions_in
from ingest.fields.mentions_of_law import ShortNames, laws_in, short_names_in
from ingest.fields.mentions_of_money import bare_sums_in, sums_in
from ingest.mention import (
    Amount,
    CitedDecision,
    CitedLegislation,
    Mention,
    NamedDay,
    Place,
)
from ingest.record import Block, DecisionRecord, ItemList, Paragraph, Table

_Found = tuple[int, Mention]


class _Passage(Struct, frozen=True):
    """A line of text in its place; `bare_sum` is what a cell holds under a heading in pounds."""

    place: Place
    text: str
    bare_sum: Amount | None = None


def mentions_in(record: DecisionRecord) -> tuple[Mention, ...]:
    """Find what a record's text names, in the order of the form, each once in a block."""
    passages = tuple(_passages_of(record))
    short_names = short_names_in([passage.text for passage in passages])
    found = chain.from_iterable(_mentions_in(passage, short_names) for passage in passages)
    return tuple(dict.fromkeys(mention for mention in found if not _is_own(mention, record)))


def _mentions_in(passage: _Passage, short_names: ShortNames) -> Iterator[Mention]:
    place, text = passage.place, passage.text
    found: list[_Found] = [
        (one.start, CitedDecision(text=one.text, place=place, reference=one.reference))
        for one in decisions_in(text)
    ]
    found += [
        (
            one.start,
            CitedLegislation(
                text=one.text,
                place=place,
                title=one.title,
                identity=one.identity,
                provisions=one.provisions,
            ),
        )
        for one in laws_in(text, short_names)
    ]
    found += [
        (
            one.start,
            Amount(text=one.text, place=place, pence=one.pence, up_to_pence=one.up_to_pence),
        )
        for one in sums_in(text)
    ]
    found += [
        (one.start, NamedDay(text=one.text, place=place, date=one.date)) for one in days_in(text)
    ]
    if passage.bare_sum is not None:
        found.append((0, passage.bare_sum))
    return (mention for _, mention in sorted(found, key=lambda one: one[0]))


def _is_own(mention: Mention, record: DecisionRecord) -> bool:
    """Say whether a decision only names itself."""
    return isinstance(mention, CitedDecision) and mention.reference == record.reference


def _passages_of(record: DecisionRecord) -> Iterator[_Passage]:
    yield from _lines_of("title", record.title)
    yield from _lines_of("executive_summary", record.executive_summary)
    yield from _lines_of("recommendation", record.recommendation)
    yield from _lines_of("interests", record.interests)
    for at, section in enumerate(record.sections):
        yield from _passages_in(section.blocks, "sections", at)
    yield from _passages_in(record.public_access, "public_access", None)
    yield from _lines_of("deferral.reason", record.deferral.reason)


def _lines_of(field: str, text: str | None) -> Iterator[_Passage]:
    place = Place(field=field)
    for line in (text or "").splitlines():
        yield _Passage(place, line)


def _passages_in(blocks: Sequence[Block], field: str, section: int | None) -> Iterator[_Passage]:
    """Give each paragraph, item and cell; a list or table belongs to the paragraph above it."""
    paragraph: str | None = None
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            paragraph = block.number
        place = Place(field=field, section=section, block=at, paragraph=paragraph)
        match block:
            case Paragraph(text=text):
                yield _Passage(place, text)
            case ItemList(items=items):
                for item in items:
                    yield _Passage(place, item)
            case Table(rows=rows):
                yield from _cells_of(rows, place)


def _cells_of(rows: tuple[tuple[str, ...], ...], place: Place) -> Iterator[_Passage]:
    bare = {(row, column): one for row, column, one in bare_sums_in(rows)}
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            one = bare.get((row, column))
            amount = Amount(text=one.text, place=place, pence=one.pence) if one else None
            yield _Passage(place, cell, amount)
