"""An edition that was made in; audited, swapped in, noted and delivered, a report out."""

from msgspec.structs import replace

from edition.audit.leak import Leak
from edition.building.making import Made
from edition.deciding.leaks import leaks_in_edition
from edition.deciding.planning import Plan
from edition.delivery import Delivery, deliver
from edition.errors import AuditFailed
from edition.keeping.manifest import noted
from edition.keeping.places import EditionFolder
from edition.keeping.swap import swap_in, sweep
from edition.press import Press
from edition.report import Report, departures_of, stand_of
from register.publications import last_edition, note_delivery, note_edition, note_page_failed


def leaks_of(press: Press, plan: Plan, edition: EditionFolder) -> tuple[Leak, ...]:
    """Look for whatever is withheld in everything that came out."""
    cleared = plan.outgoing.by_scan()
    leaks = leaks_in_edition(edition, plan.secrets, cleared, allowed=press.allowed)
    press.stage("audit")
    return leaks


def swapped_in(press: Press, plan: Plan, made: Made) -> Report:
    """Make the edition live, then note it: a run that dies between is finished by the next."""
    before = {case.scan.sha256 for case in plan.docket.cases if case.pin is not None}
    _note_failures(press, plan, made.manifest.edition)
    edition = swap_in(made.edition, made.manifest.edition, press.places)
    note_edition(press.register, noted(made.manifest, edition), at=press.clock())
    sweep(press.places)
    press.stage("swap")
    appeared = tuple(
        page.reference for page in plan.outgoing.pages.values() if page.pinned.scan not in before
    )
    return replace(
        report_of(press, plan),
        edition=made.manifest.edition,
        is_new=True,
        appeared=appeared,
        departed=departures_of(plan.docket, made.manifest.taken_out),
        warnings=(*plan.around.warnings, *made.warnings),
        delivery=_delivered(press, made.manifest.edition),
    )


def unchanged(press: Press, plan: Plan) -> Report:
    """Look again at the live edition, which is as it would be made anew; deliver what is due.

    Raises `AuditFailed` where its files were changed by hand.
    """
    if plan.live is None:
        raise ValueError("what is unchanged is live")
    changed = plan.live.changed_files()
    if changed:
        raise AuditFailed(
            f"Files of the live edition were changed after it was made, first {changed[0]}. "
            "See who did it, delete build/current, and publish again."
        )
    _note_failures(press, plan, plan.live.manifest.edition)
    last = last_edition(press.register)
    is_due = last is None or last.delivered is not True
    edition = plan.live.manifest.edition
    return replace(report_of(press, plan), delivery=_delivered(press, edition) if is_due else None)


def report_of(press: Press, plan: Plan) -> Report:
    """Tell how everything stands, before anything is swapped in."""
    return Report(
        day=press.day,
        edition=plan.live.manifest.edition if plan.live else None,
        is_new=False,
        stand=stand_of(plan.docket),
        not_published=plan.outgoing.failures,
        warnings=plan.around.warnings,
    )


def _note_failures(press: Press, plan: Plan, edition: str) -> None:
    """Note each page that the edition lacks because it failed, once for each reason."""
    known = {case.scan.sha256: case.page_failure for case in plan.docket.cases}
    for failure in plan.outgoing.failures:
        if known.get(failure.scan) != failure.says:
            note_page_failed(
                press.register,
                failure.scan,
                edition=edition,
                says=failure.says,
                at=press.clock(),
            )


def _delivered(press: Press, edition: str) -> Delivery | None:
    done = deliver(
        press.delivery, home=press.home, site=press.places.current / "site", edition=edition
    )
    if done is not None:
        note_delivery(
            press.register, edition, delivered=done.is_live, says=done.says, at=press.clock()
        )
    return done
