"""What a run of `pcd publish` did, as a few lines and a short table; by reference only."""

from collections.abc import Iterator, Sequence

from edition.audit.leak import How, Leak
from edition.report import Report
from publication.day import day_in_words

_HOW = {
    How.RUN: "repeats words",
    How.TERM: "indexes a word",
    How.UNREADABLE: "can't be read, so nobody can vouch for it",
}
_SHOWN = 12  # references in a row of the table; the register has them all


def lines_of(report: Report, *, is_preview: bool) -> Iterator[str]:
    """Yield what happened, what needs a person, the table, and what to do next."""
    yield from _what_happened(report, is_preview=is_preview)
    yield from _what_needs_a_person(report)
    yield ""
    yield from _table(report)
    yield ""
    yield _next_step(report, is_preview=is_preview)


def _what_happened(report: Report, *, is_preview: bool) -> Iterator[str]:
    day = day_in_words(report.day)
    if is_preview:
        yield f"The site as it would be on {day} is in private/preview: for officers' eyes only."
    elif report.leaks and not report.removals_only:
        yield "Nothing was swapped in: the audit found what must not go out."
    elif report.is_new:
        yield f"Edition {report.edition} is live: the site as it may be on {day}."
    elif report.edition:
        yield f"Nothing has changed: edition {report.edition} stays live on {day}."
    else:
        yield "Nothing is live, so there is nothing to take out."
    if report.appeared:
        yield f"Published for the first time: {_listed(report.appeared)}."
    for departure in report.departed:
        yield f"Taken out: {departure.reference} ({', '.join(departure.grounds)})."


def _what_needs_a_person(report: Report) -> Iterator[str]:
    for leak in report.leaks:
        yield leak_in_words(leak)
    for failure in report.not_published:
        yield f"Not published: {failure.reference}. {failure.says}"
    yield from report.warnings
    if report.clock_is_behind:
        yield (
            "This machine's clock is behind the last edition, so nothing new was published. "
            "Set the clock, then run pcd publish again."
        )
    if report.delivery is not None and not report.delivery.is_live:
        yield (
            f"Not live yet: after_publish failed ({report.delivery.says}). The edition is made; "
            "mend the command in pcd.toml, then run pcd publish again."
        )


def leak_in_words(leak: Leak) -> str:
    """Name the file and the decision, and never the words."""
    if leak.scan is None:
        return f"Audit: {leak.file} {_HOW[leak.how]}."
    named = leak.reference or f"scan {leak.scan[:12]}"
    return f"Audit: {leak.file} {_HOW[leak.how]} that {named} withholds."


def _table(report: Report) -> Iterator[str]:
    stand = report.stand
    yield f"{'read':14}{stand.read:>5}"
    rows: tuple[tuple[str, Sequence[str]], ...] = (
        ("cleared", stand.cleared),
        ("until a day", stand.until),
        ("for review", stand.review),
        ("withdrawn", stand.withdrawn),
        ("quarantined", stand.quarantined),
        ("waiting", stand.waiting),
    )
    for name, members in rows:
        is_usual = name in {"cleared", "until a day", "for review", "quarantined"}
        if members or is_usual:
            yield f"{name:14}{len(members):>5}   {_listed(members)}".rstrip()


def _listed(names: Sequence[str]) -> str:
    more = len(names) - _SHOWN
    shown = ", ".join(names[:_SHOWN])
    return f"{shown} and {more} more" if more > 0 else shown


def _next_step(report: Report, *, is_preview: bool) -> str:
    if report.leaks and not is_preview:
        return (
            "Look at these files and at the scans named, with: pcd register. What is public can "
            "be taken out at once: pcd publish --removals-only"
        )
    if is_preview:
        return "Look at it with: pcd serve --preview"
    return "Look at it with: pcd serve. Why a decision is held: pcd register"
