"""A saved web page in, what it says of the decision out: clearly said, or not at all.

Hostile like any file: only a confined worker reads it (`ingest.confined.worker`).
"""

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from ingest.companion.beside import LARGEST_PAGE
from ingest.companion.blocks import SeenPage, seen_page
from ingest.companion.labels import Field, field_named
from ingest.companion.references import parted_title, reference_said
from ingest.companion.values import Said, said_on
from ingest.fields.dates import sole_date_in
from ingest.record import Companion
from ingest.verdict import Reason, Unreadable

_LONGEST = {
    Field.TITLE: 400,
    Field.REFERENCE: 40,
    Field.DATE_SIGNED: 40,
    Field.DECIDED_BY: 200,
    Field.SUMMARY: 20_000,
}
Titled = tuple[str | None, str]
_LONDON = ZoneInfo("Europe/London")
_SITE_NAME = re.compile(r"\s\|\s.*")


def read_page(page: Path, *, name: str) -> Companion:
    """Read the saved page; raise Unreadable where it is too large or no page at all."""
    with page.open("rb") as file:
        html = file.read(LARGEST_PAGE + 1)
    if len(html) > LARGEST_PAGE:
        raise Unreadable(Reason.TOO_LARGE)
    return companion_in(html, name=name)


def companion_in(html: bytes, *, name: str) -> Companion:
    """Read what the page says of each field; two values for one are none, and are told of."""
    page = seen_page(html)
    said = (*said_on(page.blocks), *_said_in_head(page))
    seen, in_head = _headings_of(page, said), _titles_in_head(page)
    titles = [title for _, title in seen if title] or [title for _, title in in_head if title]
    references = [*_references_in(said), *_parted_references((*seen, *in_head))]
    unclear: list[str] = []

    def the_one(field: Field, texts: Sequence[str]) -> str | None:
        if len({_compared(text) for text in texts}) > 1:
            unclear.append(f"two values for {field}")
            return None
        return texts[0] if texts and len(texts[0]) <= _LONGEST[field] else None

    day = the_one(Field.DATE_SIGNED, [one.isoformat() for one in _dates_in(said)])
    return Companion(
        file=name,
        sha256=hashlib.sha256(html).hexdigest(),
        title=the_one(Field.TITLE, titles),
        reference=the_one(Field.REFERENCE, references),
        date_signed=datetime.date.fromisoformat(day) if day else None,
        decided_by=the_one(Field.DECIDED_BY, _texts_in(said, Field.DECIDED_BY)),
        summary=the_one(Field.SUMMARY, _texts_in(said, Field.SUMMARY)),
        unclear=tuple(unclear),
    )


def _said_in_head(page: SeenPage) -> Iterator[Said]:
    """Yield what the head says beside our labels; its title and summary are the whole site's."""
    for name, content in page.head_says:
        field = field_named(name)
        if field in {Field.REFERENCE, Field.DATE_SIGNED, Field.DECIDED_BY} and content:
            yield Said(field=field, text=content)


def _headings_of(page: SeenPage, said: Sequence[Said]) -> list[Titled]:
    """Give the titles that are seen, each parted from its reference."""
    headings = [block.text for block in page.blocks if block.heading == "h1"]
    labelled = [one.text for one in said if one.field is Field.TITLE]
    return [parted_title(text) for text in (*headings, *labelled)]


def _titles_in_head(page: SeenPage) -> list[Titled]:
    shared = [text for name, text in page.head_says if name == "og:title"]
    whole = shared[:1] or [page.head_title]
    return [parted_title(_SITE_NAME.sub("", text)) for text in whole]


def _parted_references(titled: Iterable[Titled]) -> Iterator[str]:
    yield from (reference for reference, _ in titled if reference is not None)


def _texts_in(said: Sequence[Said], field: Field) -> list[str]:
    return [one.text for one in said if one.field is field and one.text]


def _compared(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _references_in(said: Sequence[Said]) -> Iterator[str]:
    for one in said:
        if one.field is Field.REFERENCE and (reference := reference_said(one.text)) is not None:
            yield reference


def _dates_in(said: Sequence[Said]) -> Iterator[datetime.date]:
    """Yield each date that is all a value says, as printed and as the machine reads it."""
    for one in said:
        if one.field is not Field.DATE_SIGNED:
            continue
        if (printed := sole_date_in(one.text)) is not None:
            yield printed
        for moment in one.moments:
            if (day := _day_of(moment)) is not None:
                yield day


def _day_of(moment: str) -> datetime.date | None:
    """Return the day in London of a moment as HTML writes it ("2019-07-18T23:00:00Z")."""
    try:
        read = datetime.datetime.fromisoformat(moment.strip())
    except ValueError:
        return None
    day = (read.astimezone(_LONDON) if read.tzinfo else read).date()
    return sole_date_in(day.isoformat())
