"""The desk put together: every address and the page that answers it."""

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from desk.errors import DeskError, NoSuchDecision
from desk.web.desk import STATIC, Desk
from desk.web.pages import (
    accounts,
    decision,
    drafts,
    entering,
    finding,
    pictures,
    queue,
    registers,
    signing_in,
)
from desk.web.security import Guarded
from desk.web.sessions import LASTS, for_a
from publication.errors import PublicationError
from register.account import Role
from register.errors import RegisterError

_COOKIE = "pcd_desk"


def desk_app(desk: Desk, *, secret: str) -> Starlette:
    """Return the web desk; `secret` signs its sessions and its forms."""
    reader, officer, administrator = Role.READER, Role.OFFICER, Role.ADMINISTRATOR
    post = ["POST"]
    app = Starlette(
        routes=[
            Route("/", for_a(reader, queue.page)),
            Route("/sign-in", signing_in.endpoint, methods=["GET", "POST"]),
            Route("/sign-out", for_a(reader, signing_in.out), methods=post),
            Route("/find", for_a(reader, finding.page)),
            Route("/decisions/{scan}", for_a(reader, decision.page)),
            Route("/decisions/{scan}/page-{page:int}.png", for_a(reader, pictures.page)),
            Route("/decisions/{scan}/entries", for_a(officer, entering.page), methods=post),
            Route("/drafts/take-back", for_a(officer, drafts.back), methods=post),
            Route("/drafts/keep", for_a(officer, drafts.keep), methods=post),
            Route("/register", for_a(reader, registers.page)),
            Route("/register/deferrals.ics", for_a(reader, registers.diary)),
            Route("/register/{view}.csv", for_a(reader, registers.spreadsheet)),
            Route("/register/{view}.json", for_a(reader, registers.values)),
            Route("/accounts", for_a(administrator, accounts.page)),
            Route("/accounts/add", for_a(administrator, accounts.add), methods=post),
            Route("/accounts/change", for_a(administrator, accounts.change), methods=post),
            Mount("/static", StaticFiles(directory=STATIC)),
        ],
        middleware=[
            Middleware(Guarded),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(desk.settings.hosts)),
            Middleware(
                SessionMiddleware,
                secret_key=secret,
                session_cookie=_COOKIE,
                max_age=int(LASTS.total_seconds()),
                same_site="strict",
                https_only=desk.settings.https,
            ),
        ],
        exception_handlers={
            NoSuchDecision: _nothing_there,
            DeskError: _refused,
            PublicationError: _refused,
            RegisterError: _refused,
            HTTPException: _http,
        },
    )
    app.state.desk = desk
    app.state.secret = secret.encode()
    return app


async def _nothing_there(request: Request, error: Exception) -> Response:
    return await _told(request, 404, "Nothing there", str(error))


async def _refused(request: Request, error: Exception) -> Response:
    return await _told(request, 409, "This can't be done", str(error))


async def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return await _told(request, status, "Nothing there", "No page of the desk has this address.")


async def _told(request: Request, status: int, heading: str, says: str) -> Response:
    """Say it on a page that tells nothing of who is signed in, if anybody is."""
    desk: Desk = request.app.state.desk
    page = await run_in_threadpool(desk.rendered, "told.html", heading=heading, says=says)
    return HTMLResponse(page, status)
