"""A record and an officer's entries in, the record as amended and what the officer has said out.

Entries are taken in order, the later over the earlier. One that cannot be applied, or that
speaks of another reading of the scan, changes nothing and is a ground for review: the officer
wanted something that did not happen.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import assert_never

import msgspec
from msgspec import Struct

from ingest.record import Answer, DecisionRecord, Evidence, Status
from publication.correction import corrected
from publication.errors import BadCorrection
from publication.grounds import RuleGround, code_of
from publication.other_reading import is_of_another, not_said_anew, words_of, words_on_part
from publication.reading import reading_of
from register.review import (
    Confirm,
    Correct,
    Entry,
    Extend,
    Release,
    Replace,
    Split,
    Withdraw,
    Withhold,
)

_ALWAYS_CONFIRMABLE = ("deferral.answer", "deferral.until", "part2.answer")
_WHOLE = "record"


class Amended(Struct, frozen=True, kw_only=True):
    """A record as its officers have amended it.

    `words` are the fields an officer has confirmed or corrected; `released` the codes of the
    grounds lifted by name; `withheld` the reasons of officers who withhold; `extensions` those
    that moved the day, in order, and `useless_extensions` those that did not; `replaces` the
    scans this one takes over from; `not_applied` the corrections that could not be made;
    `of_another_reading` what was said of another reading and not of this one since.
    """

    record: DecisionRecord
    words: frozenset[str] = frozenset()
    released: frozenset[str] = frozenset()
    withheld: tuple[str, ...] = ()
    extensions: tuple[date, ...] = ()
    useless_extensions: tuple[date, ...] = ()
    part1_pages: frozenset[int] | None = None
    replaces: frozenset[str] = frozenset()
    withdrawn: Withdraw | None = None
    not_applied: tuple[str, ...] = ()
    of_another_reading: frozenset[str] = frozenset()

    @property
    def until(self) -> date | None:
        """Return the day that ends the deferral, extensions included."""
        printed = self.record.deferral.until
        return max((day for day in (printed, *self.extensions) if day), default=None)

    def has_word_on(self, path: str) -> bool:
        """Say whether an officer has spoken on this very field, or on its group."""
        return any(path == word or path.startswith(f"{word}.") for word in self.words)

    def is_confirmed(self, path: str) -> bool:
        """Say whether an officer has spoken on this field, its group or the whole record."""
        return _WHOLE in self.words or self.has_word_on(path)


def amended_by(record: DecisionRecord, entries: Sequence[Entry]) -> Amended:
    """Apply an officer's entries on this very scan, in order.

    `record` is as read: its reading is what the entries must be on. One on a part of a scan that
    was made of several speaks of another reading; one on any other scan has no effect.
    """
    amended = Amended(record=record)
    reading = reading_of(record) if entries else ""
    parts = frozenset(part.sha256 for part in record.source.parts)
    for entry in entries:
        if entry.scan == record.source.sha256:
            amended = _after_hearing(amended, entry, reading)
        elif entry.scan in parts:
            pending = amended.of_another_reading | words_on_part(entry)
            amended = msgspec.structs.replace(amended, of_another_reading=pending)
    return amended


def _after_hearing(amended: Amended, entry: Entry, reading: str) -> Amended:
    """Apply an entry on this reading; one on another only stands there until it is made anew."""
    replace = msgspec.structs.replace
    pending = amended.of_another_reading
    if is_of_another(entry, reading):
        return replace(amended, of_another_reading=pending | words_of(entry))
    return _after(replace(amended, of_another_reading=not_said_anew(pending, entry)), entry)


def _after(amended: Amended, entry: Entry) -> Amended:  # noqa: PLR0911 - one return an entry kind
    replace = msgspec.structs.replace
    match entry:
        case Correct():
            return _after_correction(amended, entry)
        case Confirm():
            return _after_confirmation(amended, entry.field)
        case Split():
            return replace(amended, part1_pages=frozenset(entry.part1_pages))
        case Release():
            return _after_release(amended, entry.grounds)
        case Withhold():
            return replace(amended, withheld=(*amended.withheld, entry.why))
        case Extend():
            return _after_extension(amended, entry.until)
        case Replace():
            return replace(amended, replaces=amended.replaces | {entry.replaces})
        case Withdraw():
            return replace(amended, withdrawn=amended.withdrawn or entry)
        case never:
            assert_never(never)


def _after_correction(amended: Amended, entry: Correct) -> Amended:
    replace = msgspec.structs.replace
    try:
        record = corrected(amended.record, entry.field, entry.value)
    except BadCorrection:
        return replace(amended, not_applied=(*amended.not_applied, entry.field))
    evidence = _with_confirmed(record, {entry.field})
    evidence[entry.field] = replace(evidence[entry.field], read=entry.value)
    record = replace(record, evidence=evidence)
    return replace(amended, record=record, words=amended.words | {entry.field})


def _after_confirmation(amended: Amended, field: str) -> Amended:
    replace = msgspec.structs.replace
    record = amended.record
    confirmed = {
        path
        for path in (*record.evidence, *_ALWAYS_CONFIRMABLE)
        if field in (_WHOLE, path) or path.startswith(f"{field}.")
    }
    evidence = _with_confirmed(record, confirmed - _unanswered(record))
    record = replace(record, evidence=evidence)
    return replace(amended, record=record, words=amended.words | {field})


def _with_confirmed(record: DecisionRecord, paths: Iterable[str]) -> dict[str, Evidence]:
    unread = Evidence(status=Status.CONFIRMED)
    confirmed = {
        path: msgspec.structs.replace(record.evidence.get(path, unread), status=Status.CONFIRMED)
        for path in paths
    }
    return {**record.evidence, **confirmed}


def _unanswered(record: DecisionRecord) -> set[str]:
    """Return the questions that have no answer: there is nothing there to confirm."""
    answers = {"deferral.answer": record.deferral.answer, "part2.answer": record.part2.answer}
    return {path for path, answer in answers.items() if answer is Answer.UNCLEAR}


def _after_release(amended: Amended, grounds: tuple[str, ...]) -> Amended:
    """Lift grounds by name; what an officer enters after the release stands."""
    lifts_withholding = code_of(RuleGround.OFFICER_WITHHOLDS) in grounds
    lifts_failures = code_of(RuleGround.REVIEW_NOT_APPLIED) in grounds
    lifts_others = code_of(RuleGround.REVIEW_OF_ANOTHER_READING) in grounds
    return msgspec.structs.replace(
        amended,
        released=amended.released.union(grounds),
        withheld=() if lifts_withholding else amended.withheld,
        not_applied=() if lifts_failures else amended.not_applied,
        of_another_reading=frozenset() if lifts_others else amended.of_another_reading,
    )


def _after_extension(amended: Amended, until: date) -> Amended:
    replace = msgspec.structs.replace
    if amended.until is None or until > amended.until:
        return replace(amended, extensions=(*amended.extensions, until))
    return replace(amended, useless_extensions=(*amended.useless_extensions, until))
