"""Explanations and findings in, words for a person, or JSON, out."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from ingest.printable import printable
from ingest.record import DecisionRecord, Status
from ingest.seeing.explanation import Explanation
from publication.grounds import HeldGround, effect_of, place_of
from publication.wording import held

_WIDE = 96


class Reasons(Struct, frozen=True, kw_only=True):
    """Why a scan was read as it was: field by field, and what a person should look at."""

    explanations: tuple[Explanation, ...]
    findings: tuple[HeldGround, ...]


def reasons_for(record: DecisionRecord, explanations: Sequence[Explanation]) -> Reasons:
    """Add the record's findings, each with its sentence and its next step."""
    return Reasons(
        explanations=(*explanations, *_second_witness(record)),
        findings=tuple(
            held(found.ground, place_of(found), effect_of(found)) for found in record.findings
        ),
    )


def _second_witness(record: DecisionRecord) -> Iterator[Explanation]:
    """Tell what a saved web page beside the scan has added to what was read."""
    if record.companion is None:
        return
    borne_out = [(path, each) for path, each in record.evidence.items() if each.borne_out_by]
    yield Explanation(
        about="companion",
        value=record.companion.file,
        because=tuple(
            f"The page bears out {path}."
            if each.status is Status.CLEAR
            else f"The scan is not clear on {path}: what the record says is the page's."
            for path, each in borne_out
        )
        or ("The page bears out no field.",),
    )


def in_words(name: str, reasons: Reasons) -> str:
    """Write all of it as paragraphs under headings that are the record's field paths."""
    lines = [
        printable(name),
        *(line for each in reasons.explanations for line in _explained(each)),
        *_found(reasons.findings),
    ]
    return "\n".join(lines)


def _explained(each: Explanation) -> Iterator[str]:
    yield f"\n{each.about}: {printable(each.value)}"
    yield from _indented(each.because)


def _found(findings: Sequence[HeldGround]) -> Iterator[str]:
    yield f"\nfindings: {len(findings) or 'none'}"
    yield from _indented(
        f"{found.code} ({found.effect.value}{f', page {found.page}' if found.page else ''}): "
        f"{found.says} {found.next_step}"
        for found in findings
    )


def _indented(sentences: Iterable[str]) -> Iterator[str]:
    for sentence in sentences:
        yield textwrap.fill(
            printable(sentence), _WIDE, initial_indent="  ", subsequent_indent="    "
        )
