"""What each sample must read as and what must become of it, told from the same decision."""

from collections.abc import Iterator
from io import BytesIO

import msgspec
import pikepdf

from samples.forge.decision import ComesAs, Decision, Paragraph, Ruling, Section, Signed
from samples.forge.form import print_form

TODAY = "2026-06-01"  # the fixed day of every test that rules on a sample


def expected_of(decision: Decision) -> dict[str, object]:
    """Return what a reader must find on the sample, and the ruling on the fixed day.

    A file that can't be read has nothing but its ruling. A date is what a person reads on
    paper: a reader may leave a handwritten one unread, but may never read another.
    """
    expected = decision.expected
    ruling: dict[str, object] = {
        "ruling": expected.ruling,
        "until": decision.deferral.until if expected.ruling is Ruling.UNTIL else None,
        "grounds": expected.grounds,
        "warnings": expected.warnings,
        "secrets": tuple(_secrets(decision.part2.sections)),
    }
    if expected.ruling is Ruling.QUARANTINED:
        return ruling
    return _read(decision) | ruling


def expected_json(decisions: dict[str, Decision]) -> str:
    """Return the whole of `samples/expected.json`."""
    samples = {name: expected_of(decision) for name, decision in decisions.items()}
    told = msgspec.json.encode({"today": TODAY, "samples": samples})
    return msgspec.json.format(told.decode(), indent=2) + "\n"


def _read(decision: Decision) -> dict[str, object]:
    fronts, withheld = _fronts(decision)
    both_sides = decision.comes_as is ComesAs.BOTH_SIDES
    return {
        "reference": decision.reference,
        "title": decision.title,
        "form_version": decision.form_version,
        "pages": fronts * 2 if both_sides else fronts,
        "sections": [
            {"number": str(number), "heading": section.heading}
            for number, section in enumerate(decision.sections, start=1)
        ],
        "deferral": {
            "answer": _answer(decision.deferral.answer),
            "reason": decision.deferral.reason or None,
            "until": decision.deferral.until,
        },
        "part2": {"answer": _answer(decision.part2.answer), "pages": withheld},
        "declaration": [{"topic": row.topic, "ticked": row.ticked} for row in decision.declaration],
        "approval": _signature(decision.approval),
        "officer_approval": _signature(decision.officer_approval),
    }


def _fronts(decision: Decision) -> tuple[int, tuple[int, ...]]:
    """Count the printed pages, and name those of a Part 2 that was scanned along."""
    part2 = msgspec.structs.replace(decision.part2, sections=())
    open_pages = _printed(msgspec.structs.replace(decision, part2=part2))
    pages = _printed(decision)
    return pages, tuple(range(open_pages + 1, pages + 1))


def _printed(decision: Decision) -> int:
    with pikepdf.open(BytesIO(print_form(decision))) as pdf:
        return len(pdf.pages)


def _answer(printed: str) -> str:
    return printed.lower() or "unclear"


def _signature(signed: Signed) -> dict[str, object]:
    return {"signed": True, "date": signed.date, "hand": signed.hand}


def _secrets(sections: tuple[Section, ...]) -> Iterator[str]:
    for section in sections:
        for told in section.paragraphs:
            paragraph = Paragraph(text=told) if isinstance(told, str) else told
            yield paragraph.text
            yield from paragraph.bullets
