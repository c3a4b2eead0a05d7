"""The register's rows in, those of which a part is or may be withheld out."""

from desk.standing.rows import Decision, Rows


def part2s_in(rows: Rows) -> tuple[Decision, ...]:
    """Return every decision whose form does not clearly say that there is no Part 2.

    With it come those that have withheld pages or a legal basis whatever their form says.
    """
    return tuple(row for row in rows.decisions if _has_some(row))


def _has_some(row: Decision) -> bool:
    part2 = row.part2
    return part2.exists is not False or bool(part2.withheld_pages or part2.legal_basis)
