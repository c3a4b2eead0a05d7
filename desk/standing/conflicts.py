"""The register's rows in, every decision whose reference is in doubt out."""

from msgspec import Struct

from desk.standing.rows import Decision, Rows
from ingest.finding import Ground
from publication.grounds import AnyGround, HeldGround, RuleGround, code_of
from publication.reference import likely_reference_in

_ON_REFERENCES: tuple[AnyGround, ...] = (
    Ground.NO_REFERENCE,
    Ground.REFERENCE_CONFLICT,
    Ground.TWO_DECISIONS,
    Ground.SECOND_SCAN,
    RuleGround.NUMBER_CONFLICT,
)
_CODES = frozenset(map(code_of, _ON_REFERENCES))


class Conflict(Struct, frozen=True, kw_only=True):
    """A decision whose reference is lacking, doubtful or another scan's.

    `grounds` are those that say so, and `others` the scans under the same reference.
    """

    decision: Decision
    grounds: tuple[HeldGround, ...]
    others: tuple[Decision, ...]


def conflicts_in(rows: Rows) -> tuple[Conflict, ...]:
    """Return the conflicts in order of arrival; a scan that was replaced is in none."""
    standing = tuple(row for row in rows.decisions if not row.is_replaced)
    found = ((row, _on_reference(row)) for row in standing)
    return tuple(
        Conflict(decision=row, grounds=grounds, others=_same_reference(row, standing))
        for row, grounds in found
        if grounds
    )


def _on_reference(row: Decision) -> tuple[HeldGround, ...]:
    return tuple(ground for ground in row.grounds if ground.code in _CODES)


def _same_reference(row: Decision, standing: tuple[Decision, ...]) -> tuple[Decision, ...]:
    reference = likely_reference_in(row.reference)
    if reference is None:
        return ()
    return tuple(
        other
        for other in standing
        if other.scan != row.scan and likely_reference_in(other.reference) == reference
    )
