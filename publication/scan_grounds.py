"""The other scans of the same reference in, the grounds they give out.

A published decision stays as it is until a review replaces it: only the newcomer is held.
"""

from collections.abc import Iterator

from ingest.finding import Ground
from publication.amended import Amended
from publication.grounds import HeldGround, Place, RuleGround
from publication.wording import held


def grounds_of_scans(
    amended: Amended, earlier_scan: str | None, replaced_by: str | None
) -> Iterator[HeldGround]:
    """Yield a ground where another scan holds the reference, or has taken it over."""
    if earlier_scan is not None and earlier_scan not in amended.replaces:
        yield held(Ground.SECOND_SCAN, Place(read=earlier_scan))
    if replaced_by is not None:
        yield held(RuleGround.REPLACED, Place(read=replaced_by))
