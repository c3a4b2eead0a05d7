"""What was ever noted of a scan in, the story of its deferral out, for a request under FOIA s.22.

Section 22 of the Freedom of Information Act 2000 needs the intention to publish to be older than
the request. So this tells when the intention and its day were read, confirmed, extended and kept,
and by whom, each with the hash that binds its entry to the log.
"""

import datetime
from collections.abc import Sequence

from msgspec import Struct

from ingest.record import DecisionRecord, Deferral
from publication.reading import reading_of
from register.case import Event
from register.history import Noted
from register.review import (
    Confirm,
    Correct,
    Entry,
    Extend,
    OfReading,
    Release,
    Replace,
    Split,
    Withdraw,
    Withhold,
)

_READER = "the reader"
_WORDS = {
    Event.RECEIVED: "The scan was received.",
    Event.RECEIVED_AGAIN: "The scan was received again, under another name.",
    Event.COMPANION_RECEIVED: "A saved web page of the decision was received.",
    Event.QUARANTINED: "The scan could not be read.",
    Event.READ_AGAIN_FAILED: "A later reader could not read the scan; the reading before stands.",
    Event.PAGE_FAILED: "An edition could not carry it: its page failed.",
}


class Told(Struct, frozen=True, kw_only=True):
    """One thing that happened, who did it, and the entry of the log that tells of it.

    `on_deferral` says that it bears on whether, when and why the decision is to be published;
    `why` is the reason that an officer gave. `at` is aware of its zone.
    """

    entry: int
    at: datetime.datetime
    by: str | None
    says: str
    why: str | None
    on_deferral: bool
    hash: str
    scan: str | None


def evidence_from(history: Sequence[Noted]) -> tuple[Told, ...]:
    """Return what happened, in the order of the log; `history` is that of one decision's scans."""
    return tuple(_told(noted, history[:place]) for place, noted in enumerate(history))


def _told(noted: Noted, before: Sequence[Noted]) -> Told:
    entry, review = noted.log, noted.review
    if noted.record is not None:
        says, on_deferral = _of_reading(noted.record, before), True
    elif review is not None:
        says, on_deferral = _of_review(review, before), _is_on_deferral(review)
    else:
        says = _of_event(noted)
        on_deferral = entry.event in {Event.PUBLISHED, Event.TAKEN_OUT}
    return Told(
        entry=entry.number,
        at=entry.at,
        by=review.by if review else _READER if noted.record else None,
        says=says,
        why=review.why if review else None,
        on_deferral=on_deferral,
        hash=entry.hash,
        scan=entry.scan,
    )


def _of_reading(record: DecisionRecord, before: Sequence[Noted]) -> str:
    """Tell what was read of the deferral, or that it was read again as before."""
    earlier = [one.record for one in before if one.record and _is_same_scan(one.record, record)]
    if earlier and _on_deferral_in(earlier[-1]) == _on_deferral_in(record):
        return "Read again: the deferral is as it was read before."
    signed = f"signed {record.approval.date or 'on a day that is not legible'}"
    return f"Read: {_deferral_in_words(record.deferral)}; {signed}."


def _on_deferral_in(record: DecisionRecord) -> tuple[Deferral, datetime.date | None]:
    return record.deferral, record.approval.date


def _is_same_scan(one: DecisionRecord, other: DecisionRecord) -> bool:
    return one.source.sha256 == other.source.sha256


def _deferral_in_words(deferral: Deferral) -> str:
    return "; ".join(
        (
            f"deferral answered {deferral.answer}",
            f"until {_until_in_words(deferral)}",
            f"reason {deferral.reason!r}" if deferral.reason else "no reason",
        )
    )


def _until_in_words(deferral: Deferral) -> str:
    if deferral.until is None:
        return f"{deferral.until_text!r}, which is no date" if deferral.until_text else "no date"
    printed = f", printed {deferral.until_text!r}" if deferral.until_text else ""
    return f"{deferral.until}{printed}"


def _of_review(review: Entry, before: Sequence[Noted]) -> str:
    says = entry_in_words(review)
    if isinstance(review, OfReading) and (entry := _entry_of_reading(review, before)):
        return f"{says} The officer saw the reading of entry {entry}."
    return says


def entry_in_words(review: Entry) -> str:  # noqa: PLR0911 - one return an entry kind
    """Say in a sentence what an officer entered."""
    match review:
        case Correct(field=field, value=None):
            return f"`{field}` corrected: it is empty."
        case Correct(field=field, value=value):
            return f"`{field}` corrected to {value!r}."
        case Confirm(field=field):
            return f"`{field}` confirmed as read."
        case Split(part1_pages=pages):
            return f"Part 1 said to be pages {', '.join(map(str, pages))}."
        case Release(grounds=grounds):
            return f"Released: {', '.join(grounds)}."
        case Withhold():
            return "Withheld."
        case Extend(until=until):
            return f"Publication moved to {until}."
        case Replace(replaces=other):
            return f"Takes over from scan {other[:12]}."
        case Withdraw(sentence=sentence):
            return f"Withdrawn; the public is told {sentence!r}."


def _entry_of_reading(review: OfReading, before: Sequence[Noted]) -> int | None:
    """Return the entry of the first record that says what the officer saw."""
    for noted in before:
        if noted.record is not None and reading_of(noted.record) == review.reading:
            return noted.log.number
    return None


def _is_on_deferral(review: Entry) -> bool:
    match review:
        case Correct(field=field) | Confirm(field=field):
            return field == "record" or field.partition(".")[0] == "deferral"
        case Release(grounds=grounds):
            return any(code.startswith(("deferral-", "until-")) for code in grounds)
    return not isinstance(review, Split)


def _of_event(noted: Noted) -> str:
    entry = noted.log
    match entry.event:
        case Event.PUBLISHED:
            return f"Published, in edition {entry.details.get('edition')}."
        case Event.TAKEN_OUT:
            return f"Taken out of the public site, by edition {entry.details.get('edition')}."
    return _WORDS.get(entry.event, f"{entry.event.value.capitalize()}.")
