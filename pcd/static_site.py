"""A folder becomes a web site that answers only this machine's browser."""

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send


def site_app(folder: Path, *, may_be_kept: bool) -> ASGIApp:
    """Return an application that serves the files below a folder, which may be a link.

    Only requests that name this machine are answered: another site's page can't have its own
    name lead here and read a preview. `may_be_kept` lets the browser keep copies.
    """
    headers = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        # ask each time, for the next edition may be there
        "Cache-Control": "no-cache" if may_be_kept else "no-store",
    }
    return Starlette(
        routes=[Mount("/", _Editions(directory=folder, html=True))],
        middleware=[
            Middleware(_WithHeaders, headers=headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost"]),
        ],
    )


class _Editions(StaticFiles):
    """Files below a link that moves to the next edition; links that lead out are not followed."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """Look twice, for an edition may be swapped in between two steps of a look."""
        found = super().lookup_path(path)
        return found if found[1] else super().lookup_path(path)


class _WithHeaders:
    """Every answer carries the same headers besides its own, errors and redirections too."""

    def __init__(self, app: ASGIApp, *, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        await self._app(scope, receive, send_with_headers)
