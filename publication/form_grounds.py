"""The rest of the form, its findings and its officers in, the grounds they give out."""

from collections.abc import Iterator

from ingest.finding import Ground
from ingest.record import DecisionRecord
from publication.amended import Amended
from publication.clean import clean
from publication.grounds import HeldGround, Place, RuleGround, code_of, effect_of, place_of
from publication.part2_grounds import PAGE_GROUNDS
from publication.reference import reference_in
from publication.wording import held, warned

# An officer's word on every one of these fields settles what the reading found.
_SETTLED_BY: dict[Ground, tuple[str, ...]] = {
    Ground.NO_REFERENCE: ("reference",),
    Ground.NO_TITLE: ("title",),
    Ground.REFERENCE_CONFLICT: ("reference",),
    Ground.NOT_SIGNED: ("approval.signed",),
    Ground.HIDDEN_TEXT_CONTRADICTS: ("deferral.answer", "part2.answer"),
}
_OTHERWISE_TOLD = PAGE_GROUNDS | {Ground.PART2_INDICATOR}


def grounds_of_form(amended: Amended) -> Iterator[HeldGround]:
    """Yield what the record lacks, and what its reading found and no officer has settled."""
    missing = tuple(_of_what_is_missing(amended))
    yield from missing
    told = {ground.code for ground in missing}
    for found in amended.record.findings:
        is_told = found.ground in _OTHERWISE_TOLD or code_of(found.ground) in told
        if not is_told and not _is_settled(amended, found.ground):
            yield held(found.ground, place_of(found), effect_of(found))


def grounds_of_entries(amended: Amended) -> Iterator[HeldGround]:
    """Yield what officers have asked for, and what of it could not be done."""
    for why in amended.withheld:
        yield held(RuleGround.OFFICER_WITHHOLDS, Place(read=why))
    for field in amended.not_applied:
        yield held(RuleGround.REVIEW_NOT_APPLIED, Place(read=field))
    if amended.of_another_reading:
        words = ", ".join(sorted(amended.of_another_reading))
        yield held(RuleGround.REVIEW_OF_ANOTHER_READING, Place(read=words))
    for day in amended.useless_extensions:
        yield warned(RuleGround.EXTENSION_EARLIER, Place(read=day.isoformat()))
    if amended.withdrawn is not None:
        yield held(RuleGround.WITHDRAWN, Place(read=amended.withdrawn.why))


def _of_what_is_missing(amended: Amended) -> Iterator[HeldGround]:
    """Yield that without which a decision cannot be published, or its record not be trusted."""
    record = amended.record
    if not record.source.sha256 or record.source.pages < 1:
        yield held(RuleGround.SCAN_UNKNOWN)
    if reference_in(record.reference) is None:
        yield held(Ground.NO_REFERENCE, place_of(record.evidence.get("reference")))
    if not clean(record.title or ""):
        yield held(Ground.NO_TITLE, place_of(record.evidence.get("title")))
    if _number_differs(record) and not amended.has_word_on("reference"):
        yield held(RuleGround.NUMBER_CONFLICT, place_of(record.evidence.get("reference")))
    if record.approval.signed is not True:
        is_draft = record.approval.signed is False
        ground = Ground.NOT_SIGNED if is_draft else RuleGround.SIGNATURE_UNKNOWN
        yield held(ground, place_of(record.evidence.get("approval.signed")))
    if record.approval.date is None and not _has_found(record, Ground.DATE_ILLEGIBLE):
        place = place_of(record.evidence.get("approval.date"))
        yield warned(RuleGround.APPROVAL_DATE_UNKNOWN, place)


def _number_differs(record: DecisionRecord) -> bool:
    reference = reference_in(record.reference)
    if reference is None or record.number is None:
        return False
    return record.number not in reference.numbers


def _has_found(record: DecisionRecord, ground: Ground) -> bool:
    return any(found.ground is ground for found in record.findings)


def _is_settled(amended: Amended, ground: Ground) -> bool:
    paths = _SETTLED_BY.get(ground, ())
    return bool(paths) and all(amended.has_word_on(path) for path in paths)
