"""The register's rows in, a sheet with all that is known of each scan out."""

from desk.exports.sheet import Sheet, day_cell, pages_cell
from desk.standing.in_words import ruling_in_words
from desk.standing.next_steps import next_steps_of
from desk.standing.rows import Decision, NotRead, Rows

_HEADINGS = (
    "Reference",
    "Title",
    "Ruling",
    "Grounds",
    "Why",
    "Next step",
    "Deferred",
    "Reason",
    "Until",
    "Until, as printed",
    "Extended to",
    "Ends",
    "Confirmed",
    "Review on",
    "Part 2",
    "Legal basis",
    "Withheld pages",
    "Signed",
    "Officer approved",
    "First published",
    "Public now",
    "Held since",
    "Received",
    "File",
    "Scan",
)


def sheet_of_decisions(rows: Rows) -> Sheet:
    """Return a row for each scan, those that could not be read last."""
    return Sheet(
        headings=_HEADINGS,
        rows=(*map(_decision, rows.decisions), *map(_not_read, rows.not_read)),
        empty="The register is empty.",
    )


def yes_or_no(is_so: bool) -> str:  # noqa: FBT001  # the one thing it is about
    """Return a cell that answers a question."""
    return "yes" if is_so else "no"


def _decision(row: Decision) -> tuple[str, ...]:
    return (
        row.reference or "",
        row.title or "",
        ruling_in_words(row),
        ", ".join(dict.fromkeys(ground.code for ground in row.grounds)),
        " ".join(dict.fromkeys(ground.says for ground in row.grounds)),
        " ".join(next_steps_of(row)),
        *_deferral(row),
        row.part2.answer,
        row.part2.legal_basis or "",
        pages_cell(row.part2.withheld_pages),
        day_cell(row.approved),
        day_cell(row.officer_approved),
        day_cell(row.first_published),
        yes_or_no(row.published),
        day_cell(row.held_since),
        day_cell(row.received),
        row.file,
        row.scan,
    )


def _deferral(row: Decision) -> tuple[str, ...]:
    deferral = row.deferral
    return (
        deferral.answer,
        deferral.reason or "",
        day_cell(deferral.until),
        deferral.until_text or "",
        ", ".join(map(day_cell, deferral.extended_to)),
        day_cell(deferral.ends),
        yes_or_no(deferral.is_confirmed) if deferral.asks_for_later else "",
        day_cell(row.review_on),
    )


def _not_read(row: NotRead) -> tuple[str, ...]:
    known = {
        "Ruling": row.status.value,
        "Grounds": row.reason.value if row.reason else "",
        "Why": row.says or "",
        "File": row.file,
        "Scan": row.scan,
    }
    return tuple(known.get(heading, "") for heading in _HEADINGS)
