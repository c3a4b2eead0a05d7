"""The way in and out: a name and a password, and nothing told of which of the two was wrong."""

from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from desk.errors import TooManyTries
from desk.web.desk import Desk
from desk.web.forms import SignIn, faults_in, form_of
from desk.web.sessions import Visit, begin_session, end_session

_WRONG = "Name and password do not fit together. Try again, or ask an administrator."


async def endpoint(request: Request) -> Response:
    """Show the form, or let somebody in."""
    if request.method == "POST":
        return await run_in_threadpool(_let_in, request, await request.form())
    form = form_of(SignIn, request)
    form.next.data = request.query_params.get("next", "/")
    return await run_in_threadpool(_shown, request, form)


def out(visit: Visit) -> Response:
    """End the session."""
    end_session(visit.request)
    return RedirectResponse("/sign-in", status_code=303)


def _let_in(request: Request, sent: FormData) -> Response:
    desk: Desk = request.app.state.desk
    form = form_of(SignIn, request, sent)
    if desk.settings.signed_in_header:
        return _shown(request, form, says="A proxy signs people in here.", status=403)
    if not form.validate():
        return _shown(request, form, says=faults_in(form), status=400)
    address = request.client.host if request.client else "nowhere"
    try:
        who = desk.door.account_of(
            str(form.name.data).strip(), str(form.password.data), address=address
        )
    except TooManyTries as error:
        return _shown(request, form, says=str(error), status=429)
    if who is None:
        return _shown(request, form, says=_WRONG, status=403)
    begin_session(request, who)
    return RedirectResponse(_within(str(form.next.data or "/")), status_code=303)


def _shown(request: Request, form: SignIn, *, says: str = "", status: int = 200) -> Response:
    desk: Desk = request.app.state.desk
    return HTMLResponse(desk.rendered("sign_in.html", form=form, says=says), status)


def _within(wanted: str) -> str:
    r"""Lead on within the desk alone: //elsewhere and /\elsewhere are other hosts to a browser."""
    parts = urlsplit(wanted)
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    return parts.path if is_ours and "\\" not in wanted and parts.path[1:2] != "/" else "/"
