"""A run's docket in, what goes out, what stands around it and what must not be seen out."""

import datetime

from msgspec import Struct
from msgspec.structs import replace

from edition.building.hand_written import HandWritten, hand_written
from edition.building.making import Made, Sources, laid_out, make_edition
from edition.building.site_building import PagesFailed
from edition.deciding.docket import Docket, docket_of
from edition.deciding.leaks import Secrets, secrets_of
from edition.deciding.outgoing import Outgoing, outgoing_of
from edition.deciding.taking_out import taken_out_of
from edition.errors import BuildFailed, EditionError
from edition.keeping.live import Live
from edition.keeping.swap import sweep
from edition.press import Press
from publication.public_line import public_line
from register.cases import cases
from register.publications import TakenOut


class Plan(Struct, frozen=True, kw_only=True):
    """What a run is to make. `around` are the hand-written pages."""

    docket: Docket
    secrets: Secrets
    outgoing: Outgoing
    around: HandWritten
    live: Live | None
    preview_of: datetime.date | None = None

    @property
    def taken_out(self) -> tuple[TakenOut, ...]:
        """Return what is public by the register and doesn't go out again."""
        scans = {page.pinned.scan for page in self.outgoing.pages.values()}
        return taken_out_of(self.docket, scans)


def plan_of(press: Press, live: Live | None) -> Plan:
    """Rule on everything, and write the page of whatever is cleared."""
    docket = docket_of(cases(press.register), press.settings, press.day)
    press.stage("rulings")
    secrets = secrets_of(docket, press.register)
    press.stage("what is withheld")
    outgoing = outgoing_of(docket, repeated_on=secrets.repeated_on)
    press.stage("decisions' pages")
    around = hand_written(press.shipped.pages, press.home / "content")
    return Plan(docket=docket, secrets=secrets, outgoing=outgoing, around=around, live=live)


def made_of(press: Press, plan: Plan) -> tuple[Plan, Made | None]:
    """Make the edition planned, or None where it would be the live one over again.

    A page that MkDocs breaks down on, or makes something else of, is left out, and the plan
    returned says so.
    """
    terms = press.terms()
    while True:
        site = laid_out(_sources(press, plan), terms)
        if _is_live(plan, site.inputs):
            return plan, None
        try:
            return plan, make_edition(site, plan.taken_out, press.places, press.stage)
        except PagesFailed as failed:
            for path, says in failed.pages.items():
                plan = _without(plan, path, says)
        except EditionError:
            sweep(press.places)  # nobody has looked yet at what was made
            raise


def _without(plan: Plan, path: str, says: str) -> Plan:
    slug = path.removeprefix("decisions/").removesuffix(".md")
    if slug in plan.outgoing.pages:
        return replace(plan, outgoing=plan.outgoing.without({slug: says}))
    if path in plan.around.pages:
        return replace(plan, around=plan.around.without(path, says))
    raise BuildFailed(f"{path} can't be built. {says} Report this fault.")


def _is_live(plan: Plan, inputs: str) -> bool:
    return plan.live is not None and plan.live.manifest.inputs == inputs and not plan.taken_out


def _sources(press: Press, plan: Plan) -> Sources:
    held = (public_line(ruling, press.settings) for _, ruling in plan.docket.withheld)
    return Sources(
        decisions=plan.outgoing.pages,
        tombstones=plan.docket.tombstones,
        held_lines=tuple(line for line in held if line),
        hand_written=plan.around,
        site=press.site,
        preview_of=plan.preview_of,
    )
