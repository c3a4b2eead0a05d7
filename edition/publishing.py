"""The register and a day in, the public site as it may be on that day out; all or nothing.

The order of the work is `publish`. A run that dies leaves the old edition or the new one, and
the next run goes on from there.
"""

from msgspec.structs import replace

from edition.building.content import make_equal
from edition.deciding.planning import made_of, plan_of
from edition.errors import BuildFailed
from edition.finishing import leaks_of, report_of, swapped_in, unchanged
from edition.keeping.live import settle
from edition.keeping.swap import swap_in, sweep
from edition.press import Press
from edition.removing import take_out
from edition.report import Report
from register.publications import last_edition


def publish(press: Press) -> Report:
    """Make the site equal to the day's rulings, and swap it in if its audit finds nothing.

    Where the clock is behind the last run, nothing new is released, and what must go goes.
    """
    live = settle(press.register, press.places, at=press.clock())
    last = last_edition(press.register)
    if last is not None and press.day < last.day:
        return replace(take_out(press), clock_is_behind=True)
    plan, made = made_of(press, plan_of(press, live))
    make_equal(press.decisions_folder, plan.outgoing.files())
    edition = made.edition if made else live.edition if live else None
    leaks = leaks_of(press, plan, edition) if edition else ()
    if leaks:
        sweep(press.places)  # what leaks must not lie about in `build/` either
        return replace(report_of(press, plan), leaks=leaks)
    return swapped_in(press, plan, made) if made else unchanged(press, plan)


def preview(press: Press) -> Report:
    """Make the site as it would be on the press's day, for private eyes: nothing is released."""
    sweep(press.places)
    plan, made = made_of(press, replace(plan_of(press, None), preview_of=press.day))
    if made is None:
        raise BuildFailed("The preview was not made. Report this fault.")
    leaks = leaks_of(press, plan, made.edition)
    swap_in(made.edition, made.manifest.edition, press.places)
    sweep(press.places)
    report = replace(report_of(press, plan), edition=made.manifest.edition, is_new=True)
    return replace(report, leaks=leaks, warnings=(*plan.around.warnings, *made.warnings))
