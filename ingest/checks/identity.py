"""Which decision this is, and whether the whole form is there: what speaks against either."""

from collections.abc import Iterator, Sequence

from ingest.checks.file_name import other_number_in_name
from ingest.fields.heading import ReadHeading, headings_on
from ingest.finding import Finding, Ground, finding
from ingest.lines.flow import mark_on
from ingest.lines.layout import Layout
from ingest.lines.template import Mark
from ingest.record import DecisionRecord

# Without one of these a page is missing, or was read so badly that its text went elsewhere.
_BLOCKS = (
    Mark.TITLE,
    Mark.SUMMARY,
    Mark.RECOMMENDATION,
    Mark.APPROVAL_WORDS,
    Mark.PART_1,
    Mark.DECLARATION,
    Mark.OFFICER_APPROVAL,
)


def findings_on_identity(record: DecisionRecord, layout: Layout) -> Iterator[Finding]:
    """Find what is missing of the form, and what makes it more or other than one decision."""
    if record.reference is None:
        place = record.evidence["reference"]
        yield finding(Ground.NO_REFERENCE, page=place.page, box=place.box, read=place.read)
    if record.title is None:
        yield finding(Ground.NO_TITLE)
    for second in _further_headings(headings_on(layout.sheets))[:1]:
        yield finding(
            Ground.TWO_DECISIONS, page=second.page, box=second.box, read=second.evidence.read
        )
    yield from _asked_twice(layout)
    yield from other_number_in_name(record.source.file, record.number)
    missing = [mark.value for mark in _BLOCKS if mark not in layout.places]
    if missing or not record.sections:
        yield finding(Ground.NOT_THE_FORM, read=", ".join(missing) or None)


def _further_headings(headings: Sequence[ReadHeading]) -> list[ReadHeading]:
    """Give the headings after the first, without running heads: its number and no more."""
    return [
        heading
        for heading in headings[1:]
        if heading.number is None
        or heading.number != headings[0].number
        or "decision" in (heading.evidence.read or "").lower()
    ]


def _asked_twice(layout: Layout) -> Iterator[Finding]:
    """Find a page of the form that is there twice, perhaps with another answer."""
    for question in (Mark.DEFERRAL_QUESTION, Mark.PART_2_QUESTION, Mark.APPROVAL_WORDS):
        lines = [line for sheet in layout.sheets for line in sheet.lines]
        for line in [line for line in lines if mark_on(line) is question][1:2]:
            yield finding(Ground.TWO_DECISIONS, page=line.page, box=line.box, read=line.text)
