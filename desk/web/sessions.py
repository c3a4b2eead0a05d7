"""Who is looking: a signed cookie in, a visit of somebody out; and what they must be to do it."""

import logging
import traceback
from collections.abc import Awaitable, Callable
from datetime import timedelta
from urllib.parse import quote

from msgspec import Struct
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from desk.errors import DeskError
from desk.web.desk import Desk
from desk.web.forms import Nothing, faults_in, form_of
from publication.errors import PublicationError
from register.account import Account, Role
from register.accounts import account_named, note_sign_in
from register.drafts import KeptDraft
from register.errors import RegisterError

LASTS = timedelta(hours=8)  # without a page being opened: one working day
_RANK = {Role.READER: 0, Role.OFFICER: 1, Role.ADMINISTRATOR: 2}
_NAME, _EPOCH = "name", "epoch"

Endpoint = Callable[[Request], Awaitable[Response]]


class Visit(Struct, frozen=True, kw_only=True):
    """One request of somebody who is signed in; `sent` is what they sent, if anything."""

    request: Request
    desk: Desk
    who: Account
    sent: FormData

    @property
    def is_officer(self) -> bool:
        """Say whether they may enter reviews."""
        return self.may(Role.OFFICER)

    @property
    def is_administrator(self) -> bool:
        """Say whether they may manage accounts."""
        return self.may(Role.ADMINISTRATOR)

    def may(self, role: Role) -> bool:
        """Say whether they are at least this."""
        return _RANK[self.who.role] >= _RANK[role]

    def shown(self, template: str, *, status: int = 200, **told: object) -> Response:
        """Answer with a page; it knows who looks, and what of theirs is not final yet."""
        token = form_of(Nothing, self.request)["csrf_token"]()
        mine = [one for one in self.desk.office.look().drafts if one.entry.by == self.who.name]
        page = self.desk.rendered(
            template,
            visit=self,
            token=token,
            drafts=[(one, self._called(one)) for one in mine],
            **told,
        )
        return HTMLResponse(page, status)

    def _called(self, draft: KeptDraft) -> str:
        row = self.desk.office.look().row_of.get(draft.entry.scan)
        return (row and row.reference) or draft.entry.scan[:12]


Page = Callable[[Visit], Response]


def begin_session(request: Request, who: Account) -> None:
    """Remember who signed in; what an earlier session held is gone, its form tokens too."""
    request.session.clear()
    request.session.update({_NAME: who.name, _EPOCH: who.epoch})


def end_session(request: Request) -> None:
    """Forget who signed in."""
    request.session.clear()


def for_a(role: Role, page: Page) -> Endpoint:
    """Return the endpoint of a page that this role may see; others are sent to sign in."""

    async def endpoint(request: Request) -> Response:
        sent = await request.form() if request.method == "POST" else FormData()
        return await run_in_threadpool(_answered, request, sent, role, page)

    return endpoint


def _answered(request: Request, sent: FormData, role: Role, page: Page) -> Response:
    desk: Desk = request.app.state.desk
    who = _who_is_there(request, desk)
    if who is None:
        return _turned_away(request, desk)
    visit = Visit(request=request, desk=desk, who=who, sent=sent)
    if not visit.may(role):
        says = f"This is for an {role}; your account is that of a {who.role}."
        return visit.shown("told.html", status=403, heading="Not for you", says=says)
    if request.method == "POST":
        form = form_of(Nothing, request, sent)
        if not form.validate():
            says = f"Nothing was kept. {faults_in(form)} Go back, open the page anew, try again."
            return visit.shown("told.html", status=400, heading="This form is too old", says=says)
    try:
        return page(visit)
    except (DeskError, PublicationError, RegisterError):
        raise
    except Exception as error:  # noqa: BLE001  # its own words could quote a decision
        return _fault_of_ours(visit, error)


def _fault_of_ours(visit: Visit, error: Exception) -> Response:
    """Say that it failed and where, on the page and in the log, and never with what."""
    *_, (frame, line) = traceback.walk_tb(error.__traceback__)
    says = f"{type(error).__name__} in {frame.f_globals.get('__name__')}, line {line}"
    logging.getLogger("pcd.desk").error("a fault of ours: %s", says)
    heading = "A fault of ours"
    return visit.shown(
        "told.html", status=500, heading=heading, says=f"Nothing was left half done: {says}."
    )


def _turned_away(request: Request, desk: Desk) -> Response:
    if desk.settings.signed_in_header:
        says = "You are signed in nowhere that this desk trusts, or have no account here."
        page = desk.rendered("told.html", heading="No account", says=says)
        return HTMLResponse(page, 403)
    wanted = request.url.path if request.method == "GET" else "/"
    return RedirectResponse(f"/sign-in?next={quote(wanted)}", status_code=303)


def _who_is_there(request: Request, desk: Desk) -> Account | None:
    if desk.settings.signed_in_header:
        return _vouched_for(request, desk)
    account = account_named(desk.office.register, str(request.session.get(_NAME, "")))
    return account if account and _is_of_session(account, request) else None


def _vouched_for(request: Request, desk: Desk) -> Account | None:
    """Believe the proxy's header, and note the first time that a session sees it."""
    names = request.headers.getlist(desk.settings.signed_in_header)
    address = request.client.host if request.client else ""
    if len(names) != 1 or address not in desk.settings.proxies:
        return None
    account = account_named(desk.office.register, names[0])
    if account is None or account.disabled:
        return None
    if not _is_of_session(account, request):
        note_sign_in(desk.office.register, account.name, came_in=True, at=desk.office.clock())
        begin_session(request, account)
    return account


def _is_of_session(account: Account, request: Request) -> bool:
    told = request.session.get(_NAME), request.session.get(_EPOCH)
    return told == (account.name, account.epoch) and not account.disabled
