"""A row of the register in, its ruling and its grounds out, as a person says them."""

from pcd.register_rows import Decision
from publication.ruling import RulingKind


def ruling_in_words(row: Decision) -> str:
    """Return the ruling as a person says it."""
    match row.ruling:
        case RulingKind.UNTIL if row.until:
            return f"until {row.until:%Y-%m-%d}"
        case RulingKind.REVIEW:
            return "for review, overdue" if row.overdue else "for review"
        case _:
            return row.ruling.value


def grounds_in_words(row: Decision) -> list[str]:
    """Return each ground and warning with its code, its page and the next step."""
    return [
        f"{ground.code}{f', page {ground.page}' if ground.page else ''}: "
        f"{ground.says} {ground.next_step}".strip()
        for ground in (*row.grounds, *row.warnings)
    ]
