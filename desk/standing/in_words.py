"""A row of the register in, its ruling and its grounds out, as a person says them."""

from collections.abc import Iterator

from desk.standing.rows import Decision
from publication.ruling import RulingKind


def ruling_in_words(row: Decision) -> str:
    """Return the ruling as a person says it, with what the public sees where that differs."""
    return ", ".join((_said(row), *_besides(row)))


def _said(row: Decision) -> str:
    match row.ruling:
        case RulingKind.UNTIL if row.until:
            return f"until {row.until:%Y-%m-%d}"
        case RulingKind.REVIEW:
            return "for review, overdue" if row.overdue else "for review"
        case _:
            return row.ruling.value


def _besides(row: Decision) -> Iterator[str]:
    is_cleared = row.ruling is RulingKind.CLEARED
    if is_cleared and not row.published:
        yield "not published yet"
    if row.published and not is_cleared:
        yield "still public"
    if row.page_failure:
        yield "its page failed"
    if row.newer_reading_waits:
        yield "a newer reading waits"


def grounds_in_words(row: Decision) -> list[str]:
    """Return each ground and warning with its code, its page and the next step."""
    return [
        f"{ground.code}{f', page {ground.page}' if ground.page else ''}: "
        f"{ground.says} {ground.next_step}".strip()
        for ground in (*row.grounds, *row.warnings)
    ]
