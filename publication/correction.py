"""A field's path ("sections.0.blocks.2.text") and an officer's value in, the record with it out.

A path names attributes and, from 0, places in a list; it ends at one value, never at a list.
"""

import re
from collections.abc import Sequence
from functools import reduce

import msgspec

from ingest.record import DecisionRecord
from publication.errors import BadCorrection
from publication.reference import reference_in

# About the reading and not on the form, or settled by a page split: no correction there.
_NOT_ON_THE_FORM = re.compile(
    r"(source|findings|evidence|companion|withheld_pages|read_with|mentions|doubtful|part2\.pages"
    r"|(officer_)?approval\.date_candidates)(\.|$)"
)
_PLACE = re.compile(r"[0-9]{1,6}")
_DATES = frozenset({"approval.date", "officer_approval.date", "deferral.until"})
_FIRST_DAY, _LAST_DAY = "2000-01-01", "2199-12-31"
_EXPECTED = {
    "answer": "yes, no or unclear",
    "date": "a whole date from 2000 to 2199, such as 2026-03-31",
    "until": "a whole date from 2000 to 2199, such as 2026-03-31",
    "reference": "one reference, such as PCD 611",
    "signed": "true or false",
    "ticked": "true or false",
}


def has_field(record: DecisionRecord, path: str) -> bool:
    """Say whether the record has a field, or a group of fields, of this name."""
    if _NOT_ON_THE_FORM.match(path):
        return False
    try:
        reduce(_child, path.split("."), _tree_of(record))
    except LookupError:
        return False
    return True


def corrected(record: DecisionRecord, path: str, value: str | None) -> DecisionRecord:
    """Return the record with one field replaced, None emptying it.

    Raises `BadCorrection` where there is no such field or the value is not one it can hold.
    """
    if not has_field(record, path):
        raise BadCorrection(path, value, "the path of a field that stands on the form")
    expected = _EXPECTED.get(path.rpartition(".")[2], "the text of one field, not of a group")
    if not _plausible(path, value):
        raise BadCorrection(path, value, expected)
    try:
        tree = _with(_tree_of(record), path.split("."), value)
        changed = msgspec.convert(tree, DecisionRecord, strict=False)
    except (LookupError, msgspec.ValidationError) as error:
        raise BadCorrection(path, value, expected) from error
    return _with_its_kin(changed, path, value)


def _plausible(path: str, value: str | None) -> bool:
    """Refuse a slip of the keyboard that would release something ("0206-03-01")."""
    if value is None:
        return True
    if path == "reference":
        return reference_in(value) is not None
    return path not in _DATES or _FIRST_DAY <= value <= _LAST_DAY


def _with(node: object, steps: Sequence[str], value: str | None) -> object:
    """Return the tree with one leaf replaced; a group or a list is no leaf."""
    match node, steps:
        case dict(), [step, *rest]:
            return {**node, step: _with(node[step], rest, value)}
        case list(), [step, *rest]:
            place = int(step)
            return [*node[:place], _with(node[place], rest, value), *node[place + 1 :]]
        case ((dict() | list()), []):
            raise LookupError(value)
    return value


def _with_its_kin(record: DecisionRecord, path: str, value: str | None) -> DecisionRecord:
    """Keep together what the form prints as one: a number in its reference, a date in its text."""
    replace = msgspec.structs.replace
    deferral = record.deferral
    if path == "reference":
        reference = reference_in(value)
        return replace(record, number=reference.numbers[-1] if reference else None)
    if path == "deferral.until" and value is None:
        return replace(record, deferral=replace(deferral, until_text=None))
    if path == "deferral.until_text":
        return replace(record, deferral=replace(deferral, until=None))
    return record


def _tree_of(record: DecisionRecord) -> object:
    """Return the record as `pcd read` prints it, which is what the paths speak of."""
    return msgspec.json.decode(msgspec.json.encode(record))


def _child(node: object, step: str) -> object:
    match node:
        case dict():
            return node[step]
        case list() if _PLACE.fullmatch(step):
            return node[int(step)]
    raise LookupError(step)
