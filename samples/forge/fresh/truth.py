"""A decision and its file in, what a careful clerk would write down out.

`record` has the outer shape of the decision record (`pcd schema`); it is None where the file
holds no form. A date there is what a person reads on paper: a reader may leave a handwritten one
unread, and may never read another.
"""

import msgspec
from msgspec import Struct

from samples.forge.decision import Signed
from samples.forge.fresh.habits import Habits
from samples.forge.fresh.mishaps import Arrived
from samples.forge.fresh.told import (
    NO_FORM,
    Block,
    Given,
    Lot,
    Mishap,
    Part,
    Points,
    Profile,
    Sums,
    Told,
    Words,
)


class Truth(Struct, frozen=True, kw_only=True):
    """What is so of one forged file.

    `secrets` are sentences that may stand nowhere, and `said` is all running text of Part 1 in
    reading order. Where `whole` is false a page is missing or another form lies behind, and the
    report can't be compared.
    """

    profile: Profile
    mishap: Mishap
    layout: str
    pages: int
    whole: bool
    record: dict[str, object] | None
    said: tuple[str, ...]
    secrets: tuple[str, ...]


def truth_of(told: Told, habits: Habits, file: Arrived, pages: int) -> Truth:
    """Tell the truth about a file as it arrived."""
    lot = habits.lot
    stray = lot.mishap in NO_FORM
    digital = lot.profile is Profile.BORN_DIGITAL
    return Truth(
        profile=lot.profile,
        mishap=lot.mishap,
        layout=f"{lot.series} {lot.place}, {lot.way}, {lot.frame}, {_age(lot)}",
        pages=pages,
        whole=lot.mishap not in {Mishap.PAGE_MISSING, Mishap.TWO_DECISIONS},
        record=None if stray else _record(told, file.part2_pages, pages, digital=digital),
        said=() if stray else tuple(_said(told)),
        secrets=tuple(words for part in told.secret_parts for words in _words_in(part)),
    )


def _age(lot: Lot) -> str:
    return "newer" if lot.newer else "older"


def _record(
    told: Told, part2_pages: tuple[int, ...], pages: int, *, digital: bool
) -> dict[str, object]:
    deferred = told.deferral
    return {
        "reference": told.reference,
        "number": told.number,
        "title": told.title,
        "form_version": told.form_version,
        "executive_summary": "\n\n".join(told.summary),
        "recommendation": "\n\n".join(
            (told.lead_in, "\n".join(f"- {words}" for words in told.recommendation))
        ),
        "interests": told.interests,
        "approval": _approval(told.approval),
        "officer_approval": _approval(told.officer_approval),
        "sections": [_section(part) for part in told.parts],
        "deferral": {
            "answer": _answer(deferred.given),
            "reason": deferred.reason or None,
            "until": deferred.until,
            "until_text": deferred.until_text or None,
        },
        "part2": {"answer": _answer(told.part2), "pages": part2_pages},
        "declaration": msgspec.to_builtins(told.declaration),
        "withheld_pages": part2_pages,
        "source": {"pages": pages, "born_digital": digital},
    }


def _answer(given: Given) -> str:
    return given.value if given in {Given.YES, Given.NO} else "unclear"


def _approval(signed: Signed) -> dict[str, object]:
    return {"signed": True, "date": signed.date, "hand": signed.hand}


def _section(part: Part) -> dict[str, object]:
    return {
        "number": part.number,
        "heading": part.heading,
        "blocks": [_block(block) for block in part.blocks],
    }


def _block(block: Block) -> dict[str, object]:
    match block:
        case Words(number=number, text=text):
            return {"kind": "paragraph", "number": number, "text": text}
        case Points(items=items):
            return {
                "kind": "list",
                "items": [item.text for item in items],
                "levels": [item.level for item in items],
            }
        case Sums(rows=rows):
            return {"kind": "table", "rows": rows}


def _said(told: Told) -> list[str]:
    running = [*told.summary, *told.recommendation]
    return [*running, *(words for part in told.parts for words in _words_in(part))]


def _words_in(part: Part) -> list[str]:
    words: list[str] = []
    for block in part.blocks:
        if isinstance(block, Words):
            words.append(block.text)
        elif isinstance(block, Points):
            words += [item.text for item in block.items]
    return words
