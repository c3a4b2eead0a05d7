"""The open register, the settings and the clock in; how every decision stands now, quickly, out.

A look at two thousand decisions takes over a second when all is loaded and ruled on anew. The
office keeps what it loaded and asks the log whether anything happened since: only the scans
that it names are loaded, and only what is new to the rule is ruled on. The rule keeps nothing.
"""

import datetime
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Lock

from msgspec import Struct
from msgspec.structs import replace

from desk.drafting import settle
from desk.errors import NoSuchDecision
from desk.standing.other_parts import other_parts
from desk.standing.rows import Decision, Rows, decision_row, not_read_row
from edition.deciding.docket import not_ruled_on
from ingest.record import DecisionRecord
from publication import docket
from publication.errors import PublicationError
from publication.settings import Settings
from register.case import Case
from register.cases import cases, cases_of
from register.drafts import KeptDraft, all_drafts
from register.errors import RegisterError
from register.history import scans_told_of
from register.opening import Register
from register.publications import log_tip
from register.review import Entry

_FEW = 200  # so many are loaded one by one sooner than all anew


class Look(Struct, frozen=True, kw_only=True):
    """Everything as it stood at one moment: the cases by scan, their rows, and what is drafted.

    `standings` are the cases that were ruled on, by scan, each among the others.
    """

    rows: Rows
    row_of: Mapping[str, Decision]
    cases: Mapping[str, Case]
    standings: Mapping[str, docket.Standing]
    drafts: tuple[KeptDraft, ...] = ()

    def row(self, scan: str) -> Decision:
        """Return the row of a scan that is ruled on; raises NoSuchDecision."""
        if scan not in self.row_of:
            raise NoSuchDecision(f"Scan {scan[:12]} stands for no decision in the register.")
        return self.row_of[scan]

    def draft_on(self, scan: str) -> KeptDraft | None:
        """Return what somebody has entered on the scan and can still take back."""
        return next((one for one in self.drafts if one.entry.scan == scan), None)


class _Ruled(Struct, frozen=True):
    """A row as it was made, and all that it was made of but the settings and the day."""

    case: Case
    earlier_scan: str | None
    replaced_by: str | None
    row: Decision

    def is_of(self, case: Case, standing: docket.Standing) -> bool:
        """Say whether the rule would be asked the very same again."""
        return (
            self.case is case
            and self.earlier_scan == standing.earlier_scan
            and self.replaced_by == standing.replaced_by
        )


class Office:
    """A register at work: many may look at once, in threads of one process."""

    def __init__(
        self,
        register: Register,
        *,
        settings: Callable[[], Settings],
        clock: Callable[[], datetime.datetime],
        today: Callable[[], datetime.date],
    ) -> None:
        self.register = register
        self.clock = clock
        self._settings = settings
        self._today = today
        self._one_at_a_time = Lock()
        self._cases: dict[str, Case] = {}
        self._alone: dict[str, tuple[Case, docket.Alone]] = {}
        self._ruled: dict[str, _Ruled] = {}
        self._seen_to = -1
        self._ruled_for: tuple[Settings, datetime.date] | None = None
        self._look: Look | None = None

    def look(self) -> Look:
        """Return how everything stands now; what can no longer be taken back becomes final."""
        settle(self.register, self.clock())
        with self._one_at_a_time:
            asked = self._settings(), self._today()
            is_news = self._take_up_news()
            if asked != self._ruled_for:
                self._ruled, self._ruled_for, is_news = {}, asked, True
            if is_news or self._look is None:
                self._look = self._looked(*asked)
            look = self._look
        return replace(look, drafts=all_drafts(self.register))

    def look_if_possible(self) -> None:
        """Look for nobody, so that the next look is quick; what is wrong is told to who looks."""
        with suppress(RegisterError, PublicationError):
            self.look()

    def row_after(self, scan: str, *entries: Entry) -> Decision:
        """Return the row that the scan would have after these entries; nothing is kept."""
        look = self.look()
        standing, case = look.standings[scan], look.cases[scan]
        case = replace(case, reviews=(*case.reviews, *entries))
        asked = replace(standing.case, reviews=case.reviews)
        (alone,) = docket.standings_of([asked])
        among = replace(alone, earlier_scan=standing.earlier_scan, replaced_by=standing.replaced_by)
        ruling = docket.ruling_on(among, self._settings(), self._today())
        return decision_row(case, asked, ruling)

    def _take_up_news(self) -> bool:
        """Load what the log tells of since the last look; say whether there was any."""
        end, _ = log_tip(self.register)
        if end == self._seen_to:
            return False
        told = scans_told_of(self.register, after=self._seen_to) if self._seen_to >= 0 else None
        is_much = told is None or len(told) > _FEW
        found = cases(self.register) if is_much else cases_of(self.register, told or ())
        self._cases |= {case.scan.sha256: case for case in found}
        self._seen_to = end
        return bool(found)

    def _looked(self, settings: Settings, today: datetime.date) -> Look:
        """Rule as `edition.deciding.docket` does, on what has changed."""
        ordered = sorted(self._cases.values(), key=lambda case: case.scan.arrival)
        read = [(case, case.record) for case in ordered if case.stands and case.record is not None]
        standings = docket.standings_among([self._by_itself(*one) for one in read])
        parts = other_parts(ordered)
        decisions = tuple(
            replace(
                self._row(case, standing, settings, today),
                other_parts=parts.get(case.scan.sha256, ()),
            )
            for (case, _), standing in zip(read, standings, strict=True)
        )
        unread, parts_of_others = not_ruled_on(ordered)
        return Look(
            rows=Rows(
                day=today,
                decisions=decisions,
                not_read=tuple(not_read_row(case.scan) for case in (*unread, *parts_of_others)),
            ),
            row_of={row.scan: row for row in decisions},
            cases=dict(self._cases),
            standings={
                case.scan.sha256: standing
                for (case, _), standing in zip(read, standings, strict=True)
            },
        )

    def _by_itself(self, case: Case, record: DecisionRecord) -> docket.Alone:
        known = self._alone.get(case.scan.sha256)
        if known is None or known[0] is not case:
            known = case, docket.by_itself(docket.asked_of(case, record))
            self._alone[case.scan.sha256] = known
        return known[1]

    def _row(
        self, case: Case, standing: docket.Standing, settings: Settings, today: datetime.date
    ) -> Decision:
        scan = case.scan.sha256
        known = self._ruled.get(scan)
        if known is None or not known.is_of(case, standing):
            ruling = docket.ruling_on(standing, settings, today)
            row = decision_row(case, standing.case, ruling)
            known = _Ruled(case, standing.earlier_scan, standing.replaced_by, row)
            self._ruled[scan] = known
        return known.row
