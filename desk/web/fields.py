"""A record in, the fields that an officer checks out: what was read, where, and how surely."""

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from ingest.page import Box
from ingest.record import Approval, DecisionRecord, Status
from publication.day import day_in_words


class Field(Struct, frozen=True, kw_only=True):
    """One field: its path, its name in words, its value, and where it was read.

    `offers` are values that may be right: dates that the handwriting may say.
    """

    path: str
    name: str
    value: str | None
    status: Status | None
    page: int | None
    box: Box | None
    offers: tuple[str, ...] = ()

    @property
    def is_sure(self) -> bool:
        """Say whether nobody needs to look."""
        return self.status in {Status.CLEAR, Status.CONFIRMED, Status.BLANK, None}

    @property
    def entered_as(self) -> str:
        """Return how a form asks for it: as a date, as an answer, or as text."""
        last = self.path.rpartition(".")[2]
        known = {"answer": "answer", "until": "date", "date": "date", "signed": "yes-no"}
        return known.get(last, "text")


_NAMES = {
    "reference": "Reference",
    "title": "Title",
    "deferral.answer": "Is Part 1 to be deferred?",
    "deferral.reason": "For what reason",
    "deferral.until": "Until what date",
    "deferral.until_text": "Until, as printed",
    "part2.answer": "Is there a Part 2?",
    "part2.legal_basis": "Legal basis, as printed",
    "approval.signed": "Signed by the DMPC",
    "approval.date": "Date the DMPC signed",
    "officer_approval.date": "Date the officer signed",
    "interests": "Recorded interests",
}


def fields_of(record: DecisionRecord) -> tuple[Field, ...]:
    """Return the fields in the order of the form."""
    return tuple(_field(record, path, name) for path, name in _NAMES.items())


def _field(record: DecisionRecord, path: str, name: str) -> Field:
    seen = record.evidence.get(path)
    return Field(
        path=path,
        name=name,
        value=value_at(record, path),
        status=seen.status if seen else None,
        page=seen.page if seen else None,
        box=seen.box if seen else None,
        offers=tuple(_offers(record, path)),
    )


def value_at(record: DecisionRecord, path: str) -> str | None:
    """Return a field's value as a form sends it, None where it is empty."""
    found: object = record
    for step in path.split("."):
        found = getattr(found, step)
    match found:
        case None:
            return None
        case bool():
            return "true" if found else "false"
        case date():
            return found.isoformat()
        case _:
            return str(found)


def _offers(record: DecisionRecord, path: str) -> Iterator[str]:
    found: object = getattr(record, path.partition(".")[0])
    if path.endswith(".date") and isinstance(found, Approval) and found.date is None:
        yield from (day.isoformat() for day in found.date_candidates)


def in_words(value: str | None) -> str:
    """Say a value as a person does: a date in words, nothing as "nothing"."""
    if not value:
        return "nothing"
    known = {"true": "yes", "false": "no", "yes": "YES", "no": "NO", "unclear": "not clear"}
    if value in known:
        return known[value]
    try:
        return day_in_words(date.fromisoformat(value))
    except ValueError:
        return value


_PATH = re.compile(r"`([^`]+)`")
_CALLED = {
    **{path: f"\u201c{name}\u201d" for path, name in _NAMES.items()},
    "record": "the reading",
    "deferral": "the reading of the deferral",
    "part2": "the reading of the Part 2 question",
}


def plainly(sentence: str) -> str:
    """Say a field by its name where the rule's sentence gives its path in backticks."""
    return _PATH.sub(lambda found: _CALLED.get(found[1], found[1]), sentence)
