"""A record and what a saved page says in, the record with both witnesses weighed out.

The page can bear out what the form says, contradict it, or supply a date that no reader could
make out. It is never heard on deferral or Part 2, and never on the text.
"""

import datetime
import re
from collections.abc import Iterator, Mapping

from msgspec.structs import replace
from rapidfuzz import fuzz

from ingest.companion.references import reference_said
from ingest.finding import Finding, Ground, finding
from ingest.record import Companion, DecisionRecord, Evidence, Status

_ALIKE = 60.0  # of 100: a title shortened or in other words; two decisions' titles have 20 to 55
_LONGEST_BETWEEN = datetime.timedelta(days=366)  # from the officer's date: see approvals.py


def with_companion(
    record: DecisionRecord, companion: Companion, *, today: datetime.date
) -> DecisionRecord:
    """Weigh what the page says; `today` is the day after which nothing can have been signed."""
    said = replace(record, companion=companion)
    conflicts = tuple(_conflicts(record, companion))
    unclear = tuple(_found(Ground.COMPANION_UNCLEAR, one) for one in companion.unclear)
    borne_out = replace(said, evidence={**record.evidence, **_borne_out(record, companion)})
    if conflicts:
        return _with_findings(borne_out, (*conflicts, *unclear))
    if _may_supply_date(record, companion, today):
        supplied = _with_date(borne_out, companion)
        return _with_findings(supplied, (*_offers(supplied, companion), *unclear))
    return _with_findings(borne_out, (*_offers(record, companion), *unclear))


def _with_findings(record: DecisionRecord, found: tuple[Finding, ...]) -> DecisionRecord:
    return replace(record, findings=(*record.findings, *found))


def _found(ground: Ground, read: str, place: Evidence | None = None) -> Finding:
    if place is None:
        return finding(ground, read=read)
    return finding(ground, page=place.page, box=place.box, read=read)


def _conflicts(record: DecisionRecord, companion: Companion) -> Iterator[Finding]:
    """Find what cannot be true of one decision."""
    evidence = record.evidence
    if _differ(record.reference, companion.reference):
        read = f"page {companion.reference}, form {record.reference}"
        yield _found(Ground.COMPANION_CONFLICT, read, evidence.get("reference"))
    if record.title and companion.title and not _alike(record.title, companion.title):
        read = f"page: {companion.title}"
        yield _found(Ground.COMPANION_CONFLICT, read, evidence.get("title"))
    form, page = record.approval.date, companion.date_signed
    if form is not None and page is not None and form != page:
        read = f"page {page}, form {form}"
        yield _found(Ground.COMPANION_CONFLICT, read, evidence.get("approval.date"))


def _borne_out(record: DecisionRecord, companion: Companion) -> Mapping[str, Evidence]:
    """Return the evidence of the fields that both say alike; how surely they are read stays."""
    agree = {
        "reference": _agree(record.reference, companion.reference),
        "title": bool(record.title and companion.title) and not _title_conflict(record, companion),
        "approval.date": record.approval.date is not None
        and record.approval.date == companion.date_signed,
    }
    return {
        path: replace(record.evidence[path], borne_out_by=companion.file)
        for path, agrees in agree.items()
        if agrees and path in record.evidence
    }


def _offers(record: DecisionRecord, companion: Companion) -> Iterator[Finding]:
    """Tell a person what the page says where the form shows nothing clear."""
    evidence = record.evidence
    if record.reference is None and companion.reference:
        yield _found(Ground.COMPANION_OFFERS, companion.reference, evidence.get("reference"))
    if record.title is None and companion.title:
        yield _found(Ground.COMPANION_OFFERS, companion.title, evidence.get("title"))
    if record.approval.date is None and companion.date_signed:
        read = companion.date_signed.isoformat()
        yield _found(Ground.COMPANION_OFFERS, read, evidence.get("approval.date"))


def _may_supply_date(record: DecisionRecord, companion: Companion, today: datetime.date) -> bool:
    """Say whether the page's date can stand in: the same decision, signed, and nothing against it.

    Only for ink that is there and could not be made out. What was read of the officer's date, or
    may have been read of this one, must bear it out.
    """
    day, approval, officer = companion.date_signed, record.approval, record.officer_approval
    evidence = record.evidence.get("approval.date")
    if day is None or approval.date is not None or approval.signed is not True:
        return False
    if evidence is None or evidence.status not in {Status.UNCERTAIN, Status.CONFLICT}:
        return False
    if not _agree(record.reference, companion.reference) or day > today:
        return False
    if approval.date_candidates and day not in approval.date_candidates:
        return False
    may_be = (officer.date,) if officer.date else officer.date_candidates
    return not may_be or any(
        datetime.timedelta(0) <= day - signed <= _LONGEST_BETWEEN for signed in may_be
    )


def _with_date(record: DecisionRecord, companion: Companion) -> DecisionRecord:
    """Take the page's date; the evidence stays as unsure as the form's own ink is."""
    evidence = record.evidence["approval.date"]
    told = {**record.evidence, "approval.date": replace(evidence, borne_out_by=companion.file)}
    return replace(
        record,
        approval=replace(record.approval, date=companion.date_signed),
        evidence=told,
        findings=tuple(one for one in record.findings if not _tells_illegible(one, evidence)),
    )


def _tells_illegible(found: Finding, date: Evidence) -> bool:
    """Say whether a finding tells no more than that this date could not be read."""
    is_here = (found.page, found.box) == (date.page, date.box)
    return found.ground is Ground.DATE_ILLEGIBLE and is_here


def _title_conflict(record: DecisionRecord, companion: Companion) -> bool:
    return not _alike(record.title or "", companion.title or "")


def _alike(one: str, other: str) -> bool:
    first, second = _words(one), _words(other)
    return max(fuzz.ratio(first, second), fuzz.token_set_ratio(first, second)) >= _ALIKE


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _agree(form: str | None, page: str | None) -> bool:
    return form is not None and page is not None and _spelt(form) == _spelt(page)


def _differ(form: str | None, page: str | None) -> bool:
    return form is not None and page is not None and _spelt(form) != _spelt(page)


def _spelt(reference: str) -> str:
    return reference_said(reference) or reference
