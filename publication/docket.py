"""All scans with their reviews in, a ruling for each out: who holds a reference is settled here.

A published decision stays as it is: the rule is asked about what was published, and under the
settings of that day. A second scan of the same reference, a newer reading or an older scan
that is corrected into it holds only itself, until an officer's `Replace` lets it take over.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec
from msgspec import Struct

from ingest.checks.file_name import other_number_in_name, part_2_in_name
from ingest.printable import printable
from ingest.record import DecisionRecord
from publication.amended import amended_by
from publication.other_reading import is_of_another
from publication.reading import reading_of
from publication.reference import likely_reference_in
from publication.rule import rule_on
from publication.ruling import Ruling
from publication.settings import Settings, settings_as_published
from register import case as register_case
from register.review import Correct, Entry, Replace


class Pin(Struct, frozen=True, kw_only=True):
    """What is public now: the record as the rule was asked about it then, and its settings.

    `settings` is None where this version can't read them.
    """

    record: DecisionRecord
    settings: Settings | None


class Case(Struct, frozen=True, kw_only=True):
    """One scan's record, the reviews of it in their order, and when the scan came in.

    `other_names` are the names it came under besides the one that the record was read under.
    `pin` is there while the decision is public, and `was_public` once it ever was.
    """

    record: DecisionRecord
    reviews: tuple[Entry, ...] = ()
    arrived: datetime
    other_names: tuple[str, ...] = ()
    pin: Pin | None = None
    was_public: bool = False


def asked_of(case: register_case.Case, record: DecisionRecord) -> Case:
    """Return what the rule is told of a scan that was read; `record` is its newest.

    A withdrawal ends what was public, whatever has been read since: its notice is on that.
    """
    names = tuple(map(printable, case.scan.other_names))
    last = case.last_public
    if last is not None and case.is_withdrawn:
        record, names = last.record, names[: last.names - 1]
    return Case(
        record=record,
        reviews=case.reviews,
        arrived=case.scan.received_at,
        other_names=names,
        pin=_pin_of(case.pin, names) if case.pin else None,
        was_public=case.was_public,
    )


def record_of(case: Case) -> DecisionRecord:
    """Return the record that the rule is asked about, before any review.

    It is what was published as long as that is public, else the newest. Officers' entries are
    on this reading.
    """
    return case.pin.record if case.pin else _newest_of(case)


def newer_reading_waits(case: Case) -> bool:
    """Say whether the scan is public as it was read, and by now reads otherwise."""
    if case.pin is None or case.pin.record == (newest := _newest_of(case)):
        return False
    return reading_of(newest) != reading_of(case.pin.record)


class Claim(Struct, frozen=True, kw_only=True):
    """Which scan has which reference and since when, and when it took over from which scans.

    What is public has its reference before all that is not.
    """

    scan: str
    reference: str | None
    is_public: bool
    at: datetime
    replaces: Mapping[str, datetime]

    @property
    def rank(self) -> tuple[bool, datetime]:
        """Return what claims are put in order by: the public ones first, then by their days."""
        return not self.is_public, self.at

    def takes_over_from(self, other: "Claim") -> bool:
        """Say whether an officer lets this scan replace the other, and has not said the reverse
        since: else two scans would change places with every edition.
        """
        mine, theirs = self.replaces.get(other.scan), other.replaces.get(self.scan)
        return mine is not None and (theirs is None or theirs <= mine)


class Alone(Struct, frozen=True, kw_only=True):
    """A case by itself: the reviews that bear on it, and the reference that it claims."""

    case: Case
    heard: tuple[Entry, ...]
    claim: Claim


class Standing(Struct, frozen=True, kw_only=True):
    """A case among the others: the reviews that bear on it, and who else has its reference.

    `earlier_scan` was there first and `replaced_by` took over, each by its SHA-256.
    """

    case: Case
    heard: tuple[Entry, ...]
    earlier_scan: str | None = None
    replaced_by: str | None = None


def rulings_on(cases: Sequence[Case], settings: Settings, today: date) -> tuple[Ruling, ...]:
    """Rule on every case, in the order given; each scan but the first of a reference is held."""
    return tuple(ruling_on(standing, settings, today) for standing in standings_of(cases))


def standings_of(cases: Sequence[Case]) -> tuple[Standing, ...]:
    """Settle between all cases who has which reference, in the order given."""
    return standings_among([by_itself(case) for case in cases])


def by_itself(case: Case) -> Alone:
    """Return what bears on the case whoever else there is; it changes with the case only."""
    heard = _heard_of(case)
    return Alone(case=case, heard=heard, claim=_claim_of(case, heard))


def standings_among(cases: Sequence[Alone]) -> tuple[Standing, ...]:
    """Settle between all cases who has which reference, in the order given."""
    earlier, replaced = _earlier_scans([one.claim for one in cases])
    return tuple(
        Standing(
            case=one.case,
            heard=one.heard,
            earlier_scan=earlier.get(place),
            replaced_by=replaced.get(place),
        )
        for place, one in enumerate(cases)
    )


def ruling_on(standing: Standing, settings: Settings, today: date) -> Ruling:
    """Rule on one case, given how it stands among the others."""
    case = standing.case
    return rule_on(
        record_of(case),
        standing.heard,
        _settings_of(case, settings),
        today,
        earlier_scan=standing.earlier_scan,
        replaced_by=standing.replaced_by,
        was_public=case.was_public,
    )


def _pin_of(pin: register_case.PinnedReading, names: Sequence[str]) -> Pin:
    record = _with_names(pin.record, names[: pin.names - 1])
    return Pin(record=record, settings=settings_as_published(pin.settings))


def _newest_of(case: Case) -> DecisionRecord:
    return _with_names(case.record, case.other_names)


def _with_names(record: DecisionRecord, other_names: Sequence[str]) -> DecisionRecord:
    """Return the record as read, with what the scan's other names say against it.

    A name that tells something new asks for an officer's word anew, and any other name changes
    nothing.
    """
    said = (
        finding
        for name in other_names
        for finding in (*other_number_in_name(name, record.number), *part_2_in_name(name))
    )
    return msgspec.structs.replace(record, findings=(*record.findings, *said))


def _heard_of(case: Case) -> tuple[Entry, ...]:
    """Return the reviews that bear on the record; what is public is deaf to another reading."""
    if case.pin is None or not case.reviews:
        return case.reviews
    reading = reading_of(case.pin.record)
    return tuple(entry for entry in case.reviews if not is_of_another(entry, reading))


def _settings_of(case: Case, settings: Settings) -> Settings:
    """Return the settings of the day of publication, or today's for what is not public.

    Today's hold as well where those of that day can't be read. They are the ones a person
    chose and can look up; nothing is public that they would hold back, and where they do hold
    it, the register lists the ground like any other. No guess at what they were does both.
    """
    return (case.pin and case.pin.settings) or settings


def _earlier_scans(claims: Sequence[Claim]) -> tuple[dict[int, str], dict[int, str]]:
    """Return, by a case's place, the scan that was there first and the scan that took over."""
    earlier: dict[int, str] = {}
    replaced: dict[int, str] = {}
    holders: dict[str, int] = {}
    for place in sorted(range(len(claims)), key=lambda place: claims[place].rank):
        claim = claims[place]
        if claim.reference is None:
            continue
        holder = holders.setdefault(claim.reference, place)
        if holder == place:
            continue
        earlier[place] = claims[holder].scan
        if claim.takes_over_from(claims[holder]):
            replaced[holder] = claim.scan
            holders[claim.reference] = place
        elif claims[holder].takes_over_from(claim):
            replaced[place] = claims[holder].scan
            del earlier[place]
    return earlier, replaced


def _claim_of(case: Case, entries: Sequence[Entry]) -> Claim:
    """Date a scan that was corrected into its reference by the correction, not by its arrival."""
    read = record_of(case)
    own = [entry for entry in entries if entry.scan == read.source.sha256]
    reference = _key_of(amended_by(read, own).record)
    at = case.arrived
    if reference != _key_of(read):
        at = max(entry.at for entry in own if _corrects_reference(entry))
    return Claim(
        scan=read.source.sha256,
        reference=reference,
        is_public=case.pin is not None,
        at=at,
        replaces={entry.replaces: entry.at for entry in own if isinstance(entry, Replace)},
    )


def _corrects_reference(entry: Entry) -> bool:
    return isinstance(entry, Correct) and entry.field == "reference"


def _key_of(record: DecisionRecord) -> str | None:
    reference = likely_reference_in(record.reference)
    return str(reference) if reference else None
