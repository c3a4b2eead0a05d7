"""A record as read in, one name for all that it says out: what an officer's word is bound to.

Two readings of a scan that say the same have the same name, however surely and wherever on
the page they were read, and by whichever reader.
"""

import hashlib

import msgspec

from ingest.record import Answer, DecisionRecord
from publication.grounds import Effect, code_of, effect_of

_EMPTY: tuple[object, ...] = (None, "", [], {})


def reading_of(record: DecisionRecord) -> str:
    """Return the SHA-256 of what the record says, in hexadecimal, before any review of it.

    Fields that are empty say nothing, so a field that later versions add changes no reading
    in which it is empty.
    """
    says = {
        "form": _form_of(record),
        "found": _found_on(record),
        "unanswered": _unanswered_on(record),
    }
    return hashlib.sha256(msgspec.json.encode(_filled(says), order="sorted")).hexdigest()


def _form_of(record: DecisionRecord) -> object:
    """Return the fields themselves, without where and how surely they were read.

    What the text mentions, which of its words are doubtful, and how far the form goes, is drawn
    from what counts anyhow; what a companion page says counts where it supplies a field, or makes
    a finding.
    """
    replace = msgspec.structs.replace
    source = replace(record.source, file="", parts=())  # their hashes are in its own
    fields = replace(
        record,
        source=source,
        findings=(),
        mentions=(),
        doubtful=(),
        extent=None,
        companion=None,
        evidence={},
        read_with="",
    )
    return msgspec.to_builtins(fields)


def _found_on(record: DecisionRecord) -> list[tuple[str, int, str]]:
    """Return the findings that hold; one that only warns needs no officer's word."""
    holding = (found for found in record.findings if effect_of(found) is not Effect.WARNING)
    return sorted({(code_of(one.ground), one.page or 0, one.read or "") for one in holding})


def _unanswered_on(record: DecisionRecord) -> dict[str, tuple[str, str]]:
    """Tell what stands where no value was read: nothing, or ink that could be one."""
    deferral = record.deferral
    has_until = deferral.until is not None or bool(deferral.until_text)
    has_value = {
        "deferral.answer": deferral.answer is not Answer.UNCLEAR,
        "deferral.reason": bool(deferral.reason),
        "deferral.until": has_until,
        "deferral.until_text": has_until,
        "part2.answer": record.part2.answer is not Answer.UNCLEAR,
    }
    return {
        path: (evidence.status.value, evidence.read or "")
        for path, evidence in record.evidence.items()
        if not has_value.get(path, True)
    }


def _filled(node: object) -> object:
    """Leave out what is empty, but never an item of a list: its place says something."""
    match node:
        case dict():
            filled = {key: _filled(value) for key, value in node.items()}
            return {key: value for key, value in filled.items() if value not in _EMPTY}
        case list() | tuple():
            return [_filled(item) for item in node]
    return node
