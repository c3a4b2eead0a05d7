"""An officer's entries in, what the rule would have said before each of them out.

The rule keeps no memory: it asks itself again for the days of the entries. That is how an
extension made after release is told.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from ingest.record import DecisionRecord
from publication.amended import amended_by
from publication.gathered import Circumstances, gathered_grounds, only_warns
from publication.reading import reading_of
from register.review import Entry, Extend


def without_late_extensions(
    record: DecisionRecord, reviews: Sequence[Entry], circumstances: Circumstances
) -> tuple[Entry, ...]:
    """Return the entries but for extensions made when the decision was released already.

    One made on another reading is always in time: that this reading would have been released
    does not mean that the other was.
    """
    in_time: list[Entry] = []
    for entry in reviews:
        is_late = _extends(entry, record) and _is_clear(
            record, in_time, circumstances, _day_of(entry.at)
        )
        if not is_late:
            in_time.append(entry)
    return tuple(in_time)


def _extends(entry: Entry, record: DecisionRecord) -> bool:
    if not isinstance(entry, Extend) or entry.scan != record.source.sha256:
        return False
    return entry.reading == reading_of(record)


def _is_clear(
    record: DecisionRecord, reviews: Sequence[Entry], circumstances: Circumstances, today: date
) -> bool:
    amended = amended_by(record, reviews)
    return all(only_warns(ground) for ground in gathered_grounds(amended, circumstances, today))


def _day_of(at: datetime) -> date:
    """Return the day in UTC: never later than London's, so that no extension is late too soon."""
    return at.astimezone(UTC).date() if at.tzinfo else at.date()
