"""The Part 2 block, its pages and an officer's page split in, FORM.md's second table out."""

from collections.abc import Iterator

from ingest.finding import Ground
from ingest.record import Answer, DecisionRecord, Status
from publication.amended import Amended
from publication.answer_grounds import grounds_of_answer
from publication.form_line import is_filled
from publication.grounds import HeldGround, Place, RuleGround, place_of
from publication.wording import held

# Settled by a page split, never by a release; every other finding is in form_grounds.
PAGE_GROUNDS = frozenset({Ground.PART2_MARKING, Ground.PART2_PAGES})
_UNANSWERED = {
    Status.BLANK: RuleGround.PART2_BLANK,
    Status.ABSENT: RuleGround.PART2_ABSENT,
    Status.CONFLICT: RuleGround.PART2_CONFLICT,
    Status.UNCERTAIN: RuleGround.PART2_UNREADABLE,
}


def grounds_of_part2(amended: Amended) -> Iterator[HeldGround]:
    """Yield every ground that the Part 2 answer, its indicators and the pages give."""
    record = amended.record
    yield from grounds_of_answer(record, "part2.answer", record.part2.answer, _UNANSWERED)
    yield from _of_indicators(record)
    yield from _of_pages(amended)
    yield from _of_fields_on_withheld_pages(amended)


def part2_exists(record: DecisionRecord) -> bool | None:
    """Say whether the form says that a Part 2 exists; None where it gives no clear answer."""
    return {Answer.YES: True, Answer.NO: False}.get(record.part2.answer)


def _of_indicators(record: DecisionRecord) -> Iterator[HeldGround]:
    """Hold what affirms a Part 2 that is not answered YES; under YES it says what is known."""
    if record.part2.answer is Answer.YES:
        return
    found = [f for f in record.findings if f.ground is Ground.PART2_INDICATOR]
    for finding in found:
        yield held(Ground.PART2_INDICATOR, place_of(finding))
    if not found and is_filled(record.part2.legal_basis):
        yield held(Ground.PART2_INDICATOR, place_of(record.evidence.get("part2.legal_basis")))


def _of_pages(amended: Amended) -> Iterator[HeldGround]:
    """Hold until an officer has split the pages, and the record was read with that split."""
    record = amended.record
    if amended.part1_pages is None:
        if record.withheld_pages or record.part2.pages:
            yield held(RuleGround.WITHHELD_PAGES, Place(page=_first_withheld(record)))
        for finding in record.findings:
            if finding.ground in PAGE_GROUNDS:
                yield held(finding.ground, place_of(finding))
    elif not _is_read_with(amended.part1_pages, record):
        yield held(RuleGround.SPLIT_NOT_READ)


def _first_withheld(record: DecisionRecord) -> int:
    return min((*record.withheld_pages, *record.part2.pages))


def _is_read_with(part1_pages: frozenset[int], record: DecisionRecord) -> bool:
    """Say whether the record holds text of the Part 1 pages, all of them and no others."""
    withheld = frozenset(record.withheld_pages)
    pages = frozenset(range(1, record.source.pages + 1))
    return bool(part1_pages) and part1_pages <= pages and withheld == pages - part1_pages


def _of_fields_on_withheld_pages(amended: Amended) -> Iterator[HeldGround]:
    """Hold a record that carries text of a page it withholds: its reading went wrong."""
    record = amended.record
    for evidence in record.evidence.values():
        if evidence.page in record.withheld_pages:
            yield held(RuleGround.TEXT_FROM_WITHHELD_PAGE, place_of(evidence))
