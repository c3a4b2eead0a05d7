"""One decision: the scan beside its reading, why it is held, and what an officer can do."""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from starlette.responses import Response

from desk.reviewing import Signed, record_read
from desk.standing.evidence import Told, evidence_from
from desk.standing.rows import Decision
from desk.web.fields import Field, fields_of
from desk.web.pages.queue import following
from desk.web.sessions import Visit
from desk.web.sheets import Sheet, sheets_of
from ingest.record import DecisionRecord
from publication.amended import amended_by
from publication.checking import check
from publication.errors import BadReview
from publication.grounds import RELEASABLE_CODES, HeldGround
from publication.reading import reading_of
from register.case import Case
from register.drafts import KeptDraft
from register.history import history_of
from register.review import Confirm, Entry


class Shown(Struct, frozen=True, kw_only=True):
    """What the page of a decision shows.

    `row` is as if the visitor's own draft were final, if there is one. `theirs` is what another
    officer has just entered: then nobody else enters anything. `confirmed` is the row after the
    whole reading is confirmed, None where that can't be. `others` are scans of the reference.
    """

    row: Decision
    record: DecisionRecord
    fields: tuple[Field, ...]
    sheets: Mapping[int, Sheet]
    told: Sequence[Told]
    reading: str
    seen_draft: str
    theirs: KeptDraft | None
    confirmed: Decision | None
    following: Decision | None
    others: tuple[Decision, ...]

    @property
    def releasable(self) -> tuple[HeldGround, ...]:
        """Return the grounds that an officer may lift by name."""
        return tuple(one for one in self.row.grounds if one.code in RELEASABLE_CODES)

    @property
    def part1_pages(self) -> str:
        """Return the pages that are not withheld, as a form takes them."""
        withheld = self.row.part2.withheld_pages
        return ",".join(str(n) for n in range(1, self.row.pages + 1) if n not in withheld)

    @property
    def confirming_is_all(self) -> bool:
        """Say whether nothing more is asked of an officer once the reading is confirmed."""
        return self.confirmed is not None and not self.confirmed.needs_a_person

    @property
    def is_confirmed(self) -> bool:
        """Say whether confirming would change nothing."""
        return (
            self.confirmed is not None
            and self.confirmed.grounds == self.row.grounds
            and (self.confirmed.warnings == self.row.warnings)
        )


def page(visit: Visit) -> Response:
    """Show the decision."""
    kept = visit.request.query_params.get("kept", "")
    return shown(visit, kept=_KEPT.get(kept, ""))


def shown(visit: Visit, *, kept: str = "", says: str = "", status: int = 200) -> Response:
    """Show the decision with a word on what became of an entry, and what was sent if refused."""
    return visit.shown(
        "decision.html",
        status=status,
        shown=shown_of(visit, visit.request.path_params["scan"]),
        kept=kept,
        says=says,
        sent=_sent(visit) if says else (),
    )


def shown_of(visit: Visit, scan: str) -> Shown:
    """Gather what the page shows; raises NoSuchDecision."""
    office = visit.desk.office
    look = office.look()
    row, case, draft = look.row(scan), look.cases[scan], look.draft_on(scan)
    is_mine = draft is not None and draft.entry.by == visit.who.name and not draft.refused
    entries = case.reviews
    if draft and is_mine:
        row, entries = office.row_after(scan, draft.entry), (*entries, draft.entry)
    read = record_read(case)
    record = amended_by(read, entries).record
    pictures = visit.desk.pages.pictures(case)
    sheets = sheets_of(pictures, row.part2.withheld_pages, (*row.grounds, *row.warnings))
    return Shown(
        row=row,
        record=record,
        fields=fields_of(record),
        sheets={sheet.page: sheet for sheet in sheets},
        told=evidence_from(history_of(office.register, [scan, *case.scan.parts])),
        reading=reading_of(read),
        seen_draft=draft.sha256 if draft and is_mine else "",
        theirs=draft if draft and not is_mine and not draft.refused else None,
        confirmed=_confirmed(visit, case, entries),
        following=following(look.row(scan), look.rows.decisions),
        others=tuple(
            one
            for one in look.rows.decisions
            if row.reference and one.reference == row.reference and one.scan != scan
        ),
    )


def _confirmed(visit: Visit, case: Case, entries: Sequence[Entry]) -> Decision | None:
    """Return the row after a confirmation of the whole reading, where one can take effect."""
    read = record_read(case)
    signed = Signed(
        scan=case.scan.sha256,
        reading=reading_of(read),
        by=visit.who.name,
        at=visit.desk.office.clock(),
        why="What would be?",
    )
    word = Confirm(**signed.on_reading, field="record")
    try:
        check(word, read, entries)
    except BadReview:
        return None
    return visit.desk.office.row_after(case.scan.sha256, *entries[len(case.reviews) :], word)


def _sent(visit: Visit) -> tuple[tuple[str, str], ...]:
    """Return what the officer had typed: it was not kept, and must not be lost."""
    asked = ("value", "why", "until", "pages", "sentence")
    typed = ((name, visit.sent.get(name)) for name in asked)
    return tuple((name, value) for name, value in typed if isinstance(value, str) and value)


_KEPT = {
    "withhold": "Withheld. It stays back until an officer releases it.",
    "extend": "Extended. It stays back until the later day.",
    "withdraw": "Withdrawn. The next edition takes it out; build one now if it is public.",
    "back": "Taken back: it was never an entry.",
}
