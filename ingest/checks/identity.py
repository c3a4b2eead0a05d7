"""Which decision this is, and whether the whole form is there: what speaks against either."""

from collections.abc import Iterator

from ingest.checks.file_name import other_number_in_name
from ingest.fields.heading import headings_on
from ingest.finding import Finding, Ground, finding
from ingest.lines.flow import mark_on
from ingest.lines.layout import Layout
from ingest.lines.template import Mark
from ingest.record import DecisionRecord
from ingest.sorting.another_decision import differ, is_front_page, marks_on
from ingest.sorting.form_or_not import holds_text, is_in_english

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
    yield from _on_the_paper(layout)
    if record.reference is None:
        place = record.evidence["reference"]
        yield finding(Ground.NO_REFERENCE, page=place.page, box=place.box, read=place.read)
    if record.title is None:
        yield finding(Ground.NO_TITLE)
    yield from _further_decisions(layout)
    yield from _asked_twice(layout)
    yield from other_number_in_name(record.source.file, record.number)
    if layout.is_form:
        yield from _parts_missing(record, layout)


def _on_the_paper(layout: Layout) -> Iterator[Finding]:
    """Say what the file holds where it is no decision form, or not in English."""
    sheets = layout.sheets
    if not sheets and layout.withheld_pages:
        return
    if not holds_text(sheets):
        yield finding(Ground.NO_TEXT)
        return
    if not layout.is_form:
        yield finding(Ground.NOT_THE_FORM)
    if not is_in_english(sheets):
        yield finding(Ground.OTHER_LANGUAGE)


def _further_decisions(layout: Layout) -> Iterator[Finding]:
    """Find where another decision begins; a running head is its number and no front page."""
    if layout.others:
        first, last = layout.others[0], layout.others[-1]
        heading = next(iter(headings_on([first])), None)
        pages = f"pages {first.page} to {last.page}" if last is not first else f"page {first.page}"
        read = f"{pages}: {heading.evidence.read}" if heading else pages
        yield finding(
            Ground.TWO_DECISIONS, page=first.page, box=heading.box if heading else None, read=read
        )
        return
    first_heading, *further = headings_on(layout.sheets) or (None,)
    for second in further:
        front = any(is_front_page(s) for s in layout.sheets if s.page == second.page)
        if first_heading is not None and (front or differ(second, first_heading)):
            evidence = second.evidence
            yield finding(
                Ground.TWO_DECISIONS, page=second.page, box=second.box, read=evidence.read
            )
            return


def _asked_twice(layout: Layout) -> Iterator[Finding]:
    """Find a page of the form that is there twice, and not as a copy of the first."""
    lines = [line for sheet in layout.sheets for line in sheet.lines]
    for question in (Mark.DEFERRAL_QUESTION, Mark.PART_2_QUESTION, Mark.APPROVAL_WORDS):
        for line in [line for line in lines if mark_on(line) is question][1:2]:
            yield finding(Ground.TWO_DECISIONS, page=line.page, box=line.box, read=line.text)


def _parts_missing(record: DecisionRecord, layout: Layout) -> Iterator[Finding]:
    """Say which parts of the form were not found: half of it may be in another file."""
    read = frozenset[Mark]().union(*map(marks_on, layout.sheets))
    missing = [mark.value for mark in _BLOCKS if mark not in layout.places or mark not in read]
    if missing or not record.sections:
        missing += [] if record.sections else ["the report's sections"]
        yield finding(Ground.PARTS_MISSING, read=", ".join(missing))
