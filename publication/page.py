"""A cleared decision in, the blocks of its public page out, in the order of the form."""

from collections.abc import Iterator

from ingest.record import Approval, Section, Statement
from publication.blocks import Grid, Heading, PageBlock, Prose
from publication.clean import clean
from publication.day import day_in_words
from publication.prose import blocks_of_plain, blocks_of_record, only_first_anchors
from publication.ruling import Clearance, DeferralHistory

_TICKED = {True: "Yes", False: "No", None: "Not legible"}
_SIGNED = {True: "Signed.", False: "Not signed.", None: "Whether it is signed is not known."}
_NOT_DEFERRED: dict[bool | None, str] = {
    False: "Publication of Part 1 was not deferred.",
    None: "The form gives no clear answer on whether publication of Part 1 was deferred.",
}
_PART2 = {
    True: "A Part 2 exists and is withheld.",
    False: "The form says that there is no Part 2.",
    None: "The form gives no clear answer on whether there is a Part 2.",
}
# What a reader needs to know of how the scan was read, in words that quote nothing.
_TOLD_TO_READERS = {
    "low-confidence": "Some words of this page were hard to read in the scan and may be wrong.",
    "numbering-gap": "A paragraph number seems to be missing in the scan.",
    "numbering-repeats": "A paragraph number stands twice in the scan.",
}


def page_of(contents: Clearance) -> tuple[PageBlock, ...]:
    """Return the page's blocks: Part 1 of the decision and nothing else."""
    return tuple(only_first_anchors(_blocks_of(contents)))


def _blocks_of(contents: Clearance) -> Iterator[PageBlock]:
    record = contents.record
    yield Heading(1, clean(record.title or ""))
    yield Prose(f"Reference: {record.reference}")
    yield from _part("Executive summary", blocks_of_plain(record.executive_summary))
    yield from _part("Recommendation", blocks_of_plain(record.recommendation))
    yield from _part("Recorded interests", blocks_of_plain(record.interests))
    yield from _approval("Approval by the DMPC", record.approval)
    for section in record.sections:
        yield from _section(section)
    yield from _part("Public access to information", blocks_of_record(record.public_access))
    yield from _part("Part 1 deferral", _deferral(contents))
    yield from _part("Part 2", _part2(contents))
    yield from _part("Originating officer declaration", _declaration(record.declaration))
    yield from _approval("Officer approval", record.officer_approval)
    yield from _part("About this text", _notes(contents))


def _part(heading: str, blocks: Iterator[PageBlock]) -> Iterator[PageBlock]:
    """Yield a heading and what stands under it, or nothing where nothing does."""
    under = tuple(blocks)
    if under:
        yield Heading(2, heading)
        yield from under


def _section(section: Section) -> Iterator[PageBlock]:
    number = clean(section.number or "").removesuffix(".")
    heading = clean(f"{number}. {section.heading}" if number else section.heading)
    if heading:
        yield Heading(2, heading)
    yield from blocks_of_record(section.blocks)


def _approval(heading: str, approval: Approval) -> Iterator[PageBlock]:
    date = day_in_words(approval.date) if approval.date else "not legible"
    yield Heading(2, heading)
    yield Prose(_SIGNED[approval.signed])
    yield Prose(f"Date: {date}.")


def _deferral(contents: Clearance) -> Iterator[PageBlock]:
    deferral = contents.deferral
    if deferral is None:
        yield Prose(_NOT_DEFERRED[contents.is_deferred])
        return
    yield Prose(f"Publication of Part 1 was deferred until: {_until(deferral)}.")
    for day in deferral.extended_to:
        yield Prose(f"The deferral was extended to {day_in_words(day)}.")
    if clean(deferral.reason or ""):
        yield Prose(f"Reason given: {deferral.reason}")


def _until(deferral: DeferralHistory) -> str:
    if deferral.until is not None:
        return day_in_words(deferral.until)
    return clean(deferral.until_text or "").removesuffix(".") or "no date given"


def _part2(contents: Clearance) -> Iterator[PageBlock]:
    record = contents.record
    yield Prose(_PART2[contents.part2_exists])
    if clean(record.part2.legal_basis or ""):
        yield Prose(f"Basis printed on the form: {record.part2.legal_basis}")
    if record.withheld_pages:
        yield Prose("Some pages of the scan are withheld.")


def _declaration(statements: tuple[Statement, ...]) -> Iterator[PageBlock]:
    if statements:
        rows = [(row.topic, row.statement, _TICKED[row.ticked]) for row in statements]
        yield Grid((("Topic", "Statement", "Confirmed"), *rows))


def _notes(contents: Clearance) -> Iterator[PageBlock]:
    codes = {warning.code for warning in contents.warnings}
    for code, sentence in _TOLD_TO_READERS.items():
        if code in codes:
            yield Prose(sentence)
