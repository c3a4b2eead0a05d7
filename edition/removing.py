"""The live edition in, the same without what is not cleared any more out; nothing is added.

It is made from the live edition's own pages, so that nothing which has gone wrong since, in a
new scan, a hand-written page or a setting, can stand in the way of a removal.
"""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from edition.audit.leak import Leak
from edition.building.built import html_path
from edition.building.content import make_equal
from edition.building.hand_written import HandWritten, is_generated
from edition.deciding.docket import Docket, docket_of
from edition.deciding.leaks import secrets_of
from edition.deciding.outgoing import Outgoing, Page, page_of
from edition.deciding.planning import Plan, made_of
from edition.errors import OfAnotherRegister
from edition.finishing import leaks_of, report_of, swapped_in
from edition.keeping.live import Live, find_live, settle
from edition.press import Press
from edition.report import Report
from register.cases import cases

_LEAKS = "The audit found withheld words on its page."
_ANOTHER_REGISTER = (
    "The register isn't the one that the live edition was made from, or was cut short: whatever "
    "it doesn't clear was taken out."
)


def take_out(press: Press) -> Report:
    """Take out what is not cleared today, and with it every page that the audit objects to.

    What is left is swapped in even where the audit still finds something: the live edition
    holds that too, and more. The report tells of it.
    """
    live, warnings = _live(press)
    plan = _plan(press, live)
    if live is not None:
        plan = _without(plan, leaks_of(press, plan, live.edition))
    if live is None or _is_whole(plan, live):
        return replace(report_of(press, plan), removals_only=True, warnings=warnings)
    plan, made = made_of(press, plan)
    if made is None:
        raise ValueError("an edition with less in it is another edition")
    leaks = leaks_of(press, plan, made.edition)
    make_equal(press.decisions_folder, plan.outgoing.files())
    report = swapped_in(press, plan, made)
    return replace(report, leaks=leaks, removals_only=True, warnings=(*report.warnings, *warnings))


def _live(press: Press) -> tuple[Live | None, tuple[str, ...]]:
    """Return the live edition; a removal goes on where the register can't be the right one."""
    try:
        return settle(press.register, press.places, at=press.clock()), ()
    except OfAnotherRegister:
        return find_live(press.places), (_ANOTHER_REGISTER,)


def _plan(press: Press, live: Live | None) -> Plan:
    docket = docket_of(cases(press.register), press.settings, press.day)
    return Plan(
        docket=docket,
        secrets=secrets_of(docket, press.register),
        outgoing=Outgoing(pages=dict(_still_cleared(docket, live)) if live else {}),
        around=HandWritten(dict(_hand_written(live)) if live else {}),
        live=live,
    )


def _still_cleared(docket: Docket, live: Live) -> Iterator[tuple[str, Page]]:
    """Yield the live pages of scans that are cleared; one changed by hand goes."""
    cleared = {case.scan.sha256 for case, _ in docket.cleared}
    for page in live.manifest.decisions:
        text = live.page(f"decisions/{page.slug}.md")
        if page.pinned.scan in cleared and text is not None:
            yield (
                page.slug,
                page_of(text, slug=page.slug, reference=page.reference, pinned=page.pinned),
            )


def _hand_written(live: Live) -> Iterator[tuple[str, str]]:
    for path in live.manifest.pages:
        text = live.page(path)
        if text is not None and not is_generated(path):
            yield path, text


def _without(plan: Plan, leaks: Sequence[Leak]) -> Plan:
    """Leave out every page that came out with withheld words on it."""
    files = {leak.file.removeprefix("site/") for leak in leaks}
    failures = {
        slug: _LEAKS for slug in plan.outgoing.pages if html_path(f"decisions/{slug}.md") in files
    }
    around = {
        path: text for path, text in plan.around.pages.items() if html_path(path) not in files
    }
    return replace(plan, outgoing=plan.outgoing.without(failures), around=HandWritten(around))


def _is_whole(plan: Plan, live: Live) -> bool:
    kept = {path for path in live.manifest.pages if not is_generated(path)}
    has_all_decisions = len(plan.outgoing.pages) == len(live.manifest.decisions)
    return has_all_decisions and kept == set(plan.around.pages)
