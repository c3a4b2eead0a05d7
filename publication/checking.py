"""An officer's entry in, a refusal out where it could not have the effect it asks for.

Asked before an entry is stored; the rule itself trusts no entry to have been asked about.
"""

from collections.abc import Sequence
from typing import assert_never

from ingest.record import Answer, DecisionRecord
from publication.amended import Amended, amended_by
from publication.clean import clean
from publication.correction import corrected, has_field
from publication.errors import BadReview
from publication.grounds import KNOWN_CODES, RELEASABLE_CODES
from publication.reading import reading_of
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


def check(entry: Entry, record: DecisionRecord, earlier: Sequence[Entry] = ()) -> None:
    """Raise `BadReview` unless the entry can take effect after the earlier ones.

    `record` is as read. A bad `Correct` raises `BadCorrection`, which carries the field, the
    value and what is expected. That an extension comes after release is seen in the ruling,
    not here.
    """
    _check_signed(entry, record)
    amended = amended_by(record, earlier)
    match entry:
        case Correct():
            corrected(amended.record, entry.field, entry.value)
        case Confirm():
            _check_field(entry.field, amended.record)
        case Split():
            _check_pages(entry.part1_pages, record.source.pages)
        case Release():
            _check_grounds(entry.grounds)
        case Extend():
            _check_extension(entry, amended)
        case Replace():
            _check_replaced(entry)
        case Withdraw():
            _check_sentence(entry.sentence, amended.record)
        case Withhold():
            pass
        case never:
            assert_never(never)


def _check_signed(entry: Entry, record: DecisionRecord) -> None:
    if entry.scan != record.source.sha256:
        raise BadReview("The entry is about another scan: name the scan that the record is from.")
    if isinstance(entry, OfReading) and entry.reading != reading_of(record):
        raise BadReview("The scan was read anew since: look at it again, then enter your review.")
    if not entry.by.strip() or not entry.why.strip():
        raise BadReview("An entry needs the officer's name and a reason: give both.")
    if entry.at.tzinfo is None:
        raise BadReview("The moment of an entry needs its time zone.")


def _check_field(field: str, record: DecisionRecord) -> None:
    if field != "record" and not has_field(record, field):
        raise BadReview(f"There is no field {field!r} to confirm: name one, or `record`.")
    unclear = {"deferral": record.deferral.answer, "part2": record.part2.answer}
    if unclear.get(field.removesuffix(".answer")) is Answer.UNCLEAR:
        raise BadReview(f"No clear answer was read in {field!r}: correct it instead.")


def _check_pages(part1_pages: tuple[int, ...], pages: int) -> None:
    if not part1_pages or not set(part1_pages) <= set(range(1, pages + 1)):
        raise BadReview(f"A split names at least one page, each from 1 to {pages}.")


def _check_grounds(codes: tuple[str, ...]) -> None:
    if not codes:
        raise BadReview("A release names the grounds that it lifts.")
    for code in codes:
        if code not in KNOWN_CODES:
            raise BadReview(f"There is no ground {code!r}: name one that the register lists.")
        if code not in RELEASABLE_CODES:
            raise BadReview(f"No release lifts {code!r}: see its next step in the register.")


def _check_extension(entry: Extend, amended: Amended) -> None:
    if amended.until is not None and entry.until <= amended.until:
        raise BadReview(f"An extension moves the day later than {amended.until}, never earlier.")


def _check_replaced(entry: Replace) -> None:
    if not entry.replaces or entry.replaces == entry.scan:
        raise BadReview("A scan replaces another scan: give that scan's SHA-256.")


def _check_sentence(sentence: str, record: DecisionRecord) -> None:
    told, title = clean(sentence).casefold(), clean(record.title or "").casefold()
    if not told:
        raise BadReview("A withdrawal needs a sentence for the public.")
    if title and title in told:
        raise BadReview("The public sentence of a withdrawal never gives the title.")
