"""A cleared decision in, the front matter of its page out: every value a quoted string."""

from datetime import date
from html import escape

import msgspec
import yaml

from publication.clean import clean
from publication.errors import NotProved
from publication.front import NOT_LEGIBLE, FrontMatter, front_matter_in
from publication.ruling import Clearance, DeferralHistory

_FAULT = "The front matter does not read back as what was meant. Report this fault."
_ANSWERS = {True: "yes", False: "no", None: "not clear"}


def front_matter_of(contents: Clearance) -> str:
    """Write the front matter between its two lines of dashes, and prove that it reads back."""
    meant = _meant(contents)
    above = yaml.safe_dump(
        msgspec.to_builtins(meant),
        default_style='"',
        allow_unicode=True,
        sort_keys=False,
        width=float("inf"),
    )
    prove_front_matter(above, meant)
    return f"---\n{above}---\n"


def prove_front_matter(above: str, meant: FrontMatter) -> None:
    """Raise `NotProved` unless the YAML reads, by the schema, as what was meant."""
    if front_matter_in(above) != meant:
        raise NotProved(_FAULT)


def _meant(contents: Clearance) -> FrontMatter:
    record, deferral = contents.record, contents.deferral
    front = FrontMatter(
        title=_plain(record.title),
        reference=_plain(record.reference),
        approved=_day(record.approval.date),
        officer_approved=_day(record.officer_approval.date),
        scan=_plain(record.source.sha256),
        form_version=_plain(record.form_version),
        deferred=_ANSWERS[contents.is_deferred],
        part2=_ANSWERS[contents.part2_exists],
    )
    if deferral is None:
        return front
    return msgspec.structs.replace(
        front,
        deferred_until=_until(deferral),
        deferral_extended_to=tuple(day.isoformat() for day in deferral.extended_to),
        deferral_reason=_plain(deferral.reason),
        deferral_ended=deferral.ended.isoformat() if deferral.ended else "",
    )


def _until(deferral: DeferralHistory) -> str:
    return deferral.until.isoformat() if deferral.until else _plain(deferral.until_text)


def _plain(untrusted_text: str | None) -> str:
    return escape(clean(untrusted_text or ""))


def _day(day: date | None) -> str:
    return day.isoformat() if day else NOT_LEGIBLE
