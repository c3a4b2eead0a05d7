"""A worker's three pipes, served at once: the request in, its answers and complaints out."""

import os
import selectors
from collections.abc import Iterator
from io import FileIO

from msgspec import Struct

_STDERR_KEPT = 4000
_CHUNK = 1 << 18
_TICK_SECONDS = 0.1


class Pipes(Struct, frozen=True):
    """Our ends, or the worker's, of its standard input, output and error."""

    stdin: FileIO
    stdout: FileIO
    stderr: FileIO

    def close(self) -> None:
        """Close all three."""
        for pipe in (self.stdin, self.stdout, self.stderr):
            pipe.close()


def new_pipes() -> tuple[Pipes, Pipes]:
    """Return our ends and the worker's."""
    (their_stdin, our_stdin), (our_stdout, their_stdout), (our_stderr, their_stderr) = (
        _new_pipe(),
        _new_pipe(),
        _new_pipe(),
    )
    return (
        Pipes(our_stdin, our_stdout, our_stderr),
        Pipes(their_stdin, their_stdout, their_stderr),
    )


def _new_pipe() -> tuple[FileIO, FileIO]:
    read, write = os.pipe()
    return FileIO(read, "rb"), FileIO(write, "wb")


def said_by(pipes: Pipes, request: bytes, heard: bytearray) -> Iterator[bytes]:
    """Feed the request and yield standard output piece by piece, b"" at each idle tick.

    The end of standard error is kept in `heard`. All three pipes are served at once, so that
    neither side can wait for the other for ever.
    """
    stdin, stdout, stderr = pipes.stdin, pipes.stdout, pipes.stderr
    left = memoryview(request)
    os.set_blocking(stdin.fileno(), False)
    with selectors.DefaultSelector() as ready_pipes:
        ready_pipes.register(stdin, selectors.EVENT_WRITE)
        ready_pipes.register(stdout, selectors.EVENT_READ)
        ready_pipes.register(stderr, selectors.EVENT_READ)
        while True:
            ready = {key.fd for key, _ in ready_pipes.select(_TICK_SECONDS)}
            if not stdin.closed and stdin.fileno() in ready:
                left = left[_written(stdin.fileno(), left) :]
                if not left:
                    ready_pipes.unregister(stdin)
                    stdin.close()
            if stderr.fileno() in ready and not _heard(stderr.fileno(), heard):
                ready_pipes.unregister(stderr)
            if stdout.fileno() not in ready:
                yield b""
            elif said := os.read(stdout.fileno(), _CHUNK):
                yield said
            else:
                return


def _written(stdin: int, request: memoryview) -> int:
    """Return how much the pipe took; a worker that is gone takes all, for its exit will tell."""
    try:
        return os.write(stdin, request)
    except BrokenPipeError:
        return len(request)


def _heard(stderr: int, heard: bytearray) -> int:
    printed = os.read(stderr, _CHUNK)
    heard += printed
    del heard[:-_STDERR_KEPT]
    return len(printed)
