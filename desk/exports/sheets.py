"""The register's rows in, a sheet of each view of them out."""

from desk.exports.decisions_sheet import yes_or_no
from desk.exports.sheet import Sheet, day_cell, pages_cell
from desk.standing.conflicts import Conflict, conflicts_in
from desk.standing.falling_due import Due, Falls, falling_due
from desk.standing.gaps import Series, series_in
from desk.standing.in_words import ruling_in_words
from desk.standing.part2s import part2s_in
from desk.standing.rows import Decision, Rows
from desk.standing.timeliness import Published, Span, Timeliness, timeliness_of

_SHOWN_OF_A_HASH = 12
_PART2_ANSWERS = {True: "yes", False: "no", None: "not clear"}


def sheet_of_due(rows: Rows) -> Sheet:
    """Return what falls due, the most pressing first."""
    return Sheet(
        headings=(
            *("Falls due", "Day", "Reference", "What to do"),
            *("How it stands", "Confirmed", "Reason", "Until, as printed", "Title", "Scan"),
        ),
        rows=tuple(map(_due, falling_due(rows))),
        too_wide=6,
        empty="No deferral is open.",
    )


def sheet_of_part2s(rows: Rows) -> Sheet:
    """Return the decisions with a Part 2, with its legal basis as printed."""
    return Sheet(
        headings=(
            *("Reference", "Part 2", "Withheld pages", "How it stands", "Legal basis, as printed"),
            *("Title", "Scan"),
        ),
        rows=tuple(map(_part2, part2s_in(rows))),
        too_wide=2,
        empty="No decision has a Part 2.",
    )


def sheet_of_conflicts(rows: Rows) -> Sheet:
    """Return the decisions whose reference is in doubt, with the scans that share it."""
    return Sheet(
        headings=("Reference", "Scan", "Other scans", "What is wrong", "What to do", "File"),
        rows=tuple(map(_conflict, conflicts_in(rows))),
        empty="No reference is in doubt.",
        too_wide=1,
    )


def sheet_of_gaps(rows: Rows) -> Sheet:
    """Return the gaps in each series, and how many numbers it lacks in all."""
    found = series_in(rows)
    return Sheet(
        headings=("From", "To", "Missing"),
        rows=tuple((gap.first, gap.last, str(gap.missing)) for one in found for gap in one.gaps),
        empty="No number is missing.",
        notes=tuple(map(_series_in_words, found)),
    )


def sheet_of_timeliness(rows: Rows) -> Sheet:
    """Return the days from signing to publishing, the longest first."""
    found = timeliness_of(rows)
    return Sheet(
        headings=("Reference", "Signed", "First published", "Days", "Deferred"),
        rows=tuple(map(_published, found.decisions)),
        empty="Nothing was published yet.",
        notes=_timeliness_in_words(found),
    )


def _due(due: Due) -> tuple[str, ...]:
    row = due.decision
    return (
        due.falls,
        _day_of(due),
        _name_of(row),
        " ".join(due.next_steps) or _nothing_to_do(due),
        ruling_in_words(row),
        yes_or_no(row.deferral.is_confirmed),
        row.deferral.reason or "",
        row.deferral.until_text or "",
        row.title or "",
        row.scan,
    )


def _name_of(row: Decision) -> str:
    """Return what `pcd review` would call it."""
    return row.reference or row.scan[:_SHOWN_OF_A_HASH]


def _nothing_to_do(due: Due) -> str:
    is_ahead = due.on is not None and due.falls is not Falls.TODAY
    return "Nothing: the first build on that day carries it." if is_ahead else "Nothing."


def _day_of(due: Due) -> str:
    if due.on:
        return day_cell(due.on)
    if due.review_on is None:
        return "look again: no day to count from"
    return f"look again{' since' if due.look_again else ' on'} {due.review_on}"


def _part2(row: Decision) -> tuple[str, ...]:
    return (
        _name_of(row),
        _PART2_ANSWERS[row.part2.exists],
        pages_cell(row.part2.withheld_pages),
        ruling_in_words(row),
        row.part2.legal_basis or "",
        row.title or "",
        row.scan,
    )


def _conflict(conflict: Conflict) -> tuple[str, ...]:
    row = conflict.decision
    return (
        row.reference or "",
        row.scan[:_SHOWN_OF_A_HASH],
        ", ".join(other.scan[:_SHOWN_OF_A_HASH] for other in conflict.others),
        " ".join(dict.fromkeys(ground.says for ground in conflict.grounds)),
        " ".join(dict.fromkeys(ground.next_step for ground in conflict.grounds)),
        row.file,
    )


def _series_in_words(series: Series) -> str:
    known = f"{series.known} known from {series.lowest} to {series.highest}"
    if series.known == 1:
        known = f"{series.lowest} alone"
    return f"{known}: {series.missing or 'none'} missing."


def _published(one: Published) -> tuple[str, ...]:
    return (
        one.reference,
        day_cell(one.signed) or "not legible",
        day_cell(one.first_published),
        "not known" if one.days is None else str(one.days),
        yes_or_no(one.was_deferred),
    )


def _timeliness_in_words(found: Timeliness) -> tuple[str, ...]:
    if not found.decisions:
        return ()
    unknown = len(found.decisions) - found.of_all.decisions
    lines = [f"All: {_span_in_words(found.of_all)}"]
    if any(one.was_deferred for one in found.decisions):
        lines.append(f"Never deferred: {_span_in_words(found.of_undeferred)}")
    if unknown:
        lines.append(
            f"{unknown} without a date of signing that can be right, and not counted: correct "
            "`approval.date`."
        )
    return tuple(lines)


def _span_in_words(span: Span) -> str:
    if span.longest is None or span.median_days is None:
        return "none."
    return (
        f"{span.decisions} published, median {span.median_days:g} days from signing, longest "
        f"{span.longest.days} days ({span.longest.reference})."
    )
