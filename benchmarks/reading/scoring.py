"""A record and its truth in, field by field what was right, offered, held or wrong out."""

from collections.abc import Iterator, Sequence

import msgspec

from benchmarks.reading.fields import Fields, list_in, numbers_in, sequence_in, table_in
from benchmarks.reading.outcomes import Mark, Outcome, Score
from benchmarks.reading.report_scores import letters_of, report_scores
from benchmarks.reading.text_error import plain
from ingest.finding import Ground
from samples.forge.fresh.told import NO_FORM, Mishap
from samples.forge.fresh.truth import Truth

_NO_FORM = frozenset({Ground.NOT_THE_FORM, Ground.NO_TEXT, Ground.OTHER_LANGUAGE})
# Of each mishap that a person must hear of, the grounds of which one must be found.
_TELLS = {
    Mishap.OUT_OF_ORDER: frozenset({Ground.PAGES_OUT_OF_ORDER, Ground.ORDER_UNSETTLED}),
    Mishap.PAGE_MISSING: frozenset({Ground.PAGE_MISSING, Ground.PARTS_MISSING}),
    Mishap.PART_2_PAGES: frozenset({Ground.PART2_PAGES}),
    Mishap.HIDDEN_FLIPPED: frozenset({Ground.HIDDEN_TEXT_CONTRADICTS}),
    Mishap.TWO_DECISIONS: frozenset({Ground.TWO_DECISIONS}),
    Mishap.BLANK_BACKS: frozenset({Ground.BLANK_PAGE}),
    **dict.fromkeys(NO_FORM, _NO_FORM),
}
_REASON_MAY_DIFFER = 0.03
_RUN = 5  # words: what a leak is known by


def scores_of(truth: Truth, record: Fields | None) -> list[Score]:
    """Hold a record against the truth; None is a file that gave no record."""
    if record is None:
        return [Mark("record", Outcome.WRONG)]
    scores: list[Score] = [Mark("record", Outcome.RIGHT)]
    if grounds := _TELLS.get(truth.mishap):
        found = {str(one["ground"]) for one in list_in(record, "findings")}
        scores.append(Mark("finding", _yes_or_wrong(bool(found & grounds))))
    if truth.secrets:
        scores.append(Mark("leaked runs", _yes_or_wrong(not _leaks(truth.secrets, record))))
    if truth.record is None:
        return [*scores, *_nothing_invented(record)]
    if truth.mishap is Mishap.TWO_DECISIONS:  # whose fields they are is an officer's to say
        return scores
    scores += _answers(truth.record, record)
    scores += _front(truth.record, record)
    if truth.whole:
        scores += report_scores(list_in(truth.record, "sections"), list_in(record, "sections"))
        scores += _ticks(list_in(truth.record, "declaration"), list_in(record, "declaration"))
    return scores


def _answers(truth: Fields, record: Fields) -> Iterator[Mark]:
    wanted, got = table_in(truth, "deferral"), table_in(record, "deferral")
    yield Mark("deferral", _answer(wanted["answer"], got["answer"]))
    if wanted["answer"] == "yes":
        yield Mark("until", _value(wanted["until"], got["until"]))
        yield Mark("reason", _reason(str(wanted["reason"]), got["reason"]))
    wanted, got = table_in(truth, "part2"), table_in(record, "part2")
    yield Mark("Part 2", _answer(wanted["answer"], got["answer"]))
    if wanted["pages"]:
        pages = set(numbers_in(wanted, "pages")) <= set(numbers_in(record, "withheld_pages"))
        yield Mark("withheld pages", _yes_or_wrong(pages))


def _front(truth: Fields, record: Fields) -> Iterator[Score]:
    yield Mark("number", _value(truth["number"], record["number"]))
    yield Mark("reference", _value(_unspaced(truth["reference"]), _unspaced(record["reference"])))
    for field, key in (("title", "title"), ("form version", "form_version")):
        yield Mark(field, _value(_plain(truth[key]), _plain(record[key])))
    for field, key in (("approval date", "approval"), ("officer's date", "officer_approval")):
        yield Mark(field, _date(table_in(truth, key), table_in(record, key)))
    for field, key in (("summary", "executive_summary"), ("recommendation", "recommendation")):
        yield letters_of(field, str(truth[key]), str(record[key]))


def _ticks(truth: Sequence[Fields], read: Sequence[Fields]) -> Iterator[Mark]:
    got = {plain(str(row["topic"])).rstrip(":"): row["ticked"] for row in read}
    for row in truth:
        yield Mark("ticks", _value(row["ticked"], got.get(plain(str(row["topic"])))))


def _nothing_invented(record: Fields) -> Iterator[Mark]:
    values = {
        "deferral": None if table_in(record, "deferral")["answer"] == "unclear" else "an answer",
        "until": table_in(record, "deferral")["until"],
        "Part 2": None if table_in(record, "part2")["answer"] == "unclear" else "an answer",
        "number": record["number"],
        "title": record["title"],
        "approval date": table_in(record, "approval")["date"],
        "officer's date": table_in(record, "officer_approval")["date"],
    }
    for field, value in values.items():
        if value is not None:
            yield Mark(field, Outcome.INVENTED)


def _answer(wanted: object, got: object) -> Outcome:
    if got == wanted:
        return Outcome.RIGHT
    if got == "unclear":
        return Outcome.HELD
    return Outcome.INVENTED if wanted == "unclear" else Outcome.WRONG


def _value(wanted: object, got: object) -> Outcome:
    if got == wanted:
        return Outcome.RIGHT
    if got is None:
        return Outcome.HELD
    return Outcome.INVENTED if wanted is None else Outcome.WRONG


def _date(wanted: Fields, got: Fields) -> Outcome:
    outcome = _value(wanted["date"], got["date"])
    offered = wanted["date"] in sequence_in(got, "date_candidates")
    return Outcome.OFFERED if outcome is Outcome.HELD and offered else outcome


def _reason(wanted: str, got: object) -> Outcome:
    if got is None:
        return Outcome.HELD
    letters = letters_of("reason", wanted, str(got))
    return _yes_or_wrong(letters.wrong < _REASON_MAY_DIFFER * letters.letters)


def _yes_or_wrong(right: bool) -> Outcome:  # noqa: FBT001  # it is the question
    return Outcome.RIGHT if right else Outcome.WRONG


def _leaks(secrets: Sequence[str], record: Fields) -> bool:
    """Say whether five words in a row of a secret stand anywhere in the record."""
    everything = plain(msgspec.json.encode(record).decode())
    for secret in secrets:
        words = plain(secret).split()
        runs = (" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))
        if any(run in everything for run in runs):
            return True
    return False


def _unspaced(value: object) -> str | None:
    return value.replace(" ", "") if isinstance(value, str) else None


def _plain(value: object) -> str | None:
    return plain(value) if isinstance(value, str) else None
