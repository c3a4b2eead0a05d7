"""One of the form's two questions in, the grounds of an answer that is not clear out."""

from collections.abc import Iterator, Mapping

from ingest.record import Answer, DecisionRecord, Status
from publication.grounds import HeldGround, RuleGround, place_of
from publication.wording import held

SURE = frozenset({Status.CLEAR, Status.CONFIRMED})


def grounds_of_answer(
    record: DecisionRecord, path: str, answer: Answer, unanswered: Mapping[Status, RuleGround]
) -> Iterator[HeldGround]:
    """Yield a ground unless the answer is YES or NO and was read clearly, or an officer says so.

    `unanswered` names the ground by what stands there instead of a clear answer.
    """
    evidence = record.evidence.get(path)
    status = evidence.status if evidence else Status.UNCERTAIN
    if answer in {Answer.YES, Answer.NO} and status in SURE:
        return
    yield held(unanswered.get(status, unanswered[Status.UNCERTAIN]), place_of(evidence))
