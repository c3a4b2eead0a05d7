"""A port in, an application served on this machine alone out, until Ctrl-C."""

import errno
import socket
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def listening_on(port: int, *, verb: str) -> socket.socket:
    """Listen on loopback before anything is promised; explain why where it can't be done."""
    # said to be TCP, so that asyncio sends each answer at once: else the second part of it
    # waits 40 ms for the browser to acknowledge the first
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # a port that was served a moment ago can be taken again
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
        listener.listen()
    except OSError as error:
        listener.close()
        if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            raise
        why = "is taken" if error.errno == errno.EADDRINUSE else "is not ours to take"
        raise click.ClickException(
            f"Port {port} {why}. Name another one: pcd {verb} --port {max(port, 1024) + 1}."
        ) from error
    return listener


def serve_until_stopped(app: "ASGIApp", listener: socket.socket) -> None:
    """Answer what comes in; the log names no address of a decision."""
    import uvicorn  # noqa: PLC0415  # slow to import

    server = uvicorn.Server(
        uvicorn.Config(
            app,
            access_log=False,
            lifespan="off",
            log_level="warning",
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=2,
            ws="none",
        )
    )
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        return  # Ctrl-C is how one ends it, and no failure
