"""One worker process: started with nothing to steal, listened to, ended with all its children."""

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import ingest

_STDERR_KEPT = 4000
_CHUNK = 1 << 18
_TICK_SECONDS = 0.1
_GRACE_SECONDS = 2.0


@contextlib.contextmanager
def worker_at_work(arguments: tuple[str, ...]) -> Iterator[subprocess.Popen[bytes]]:
    """Start Python with these arguments, in a session and an empty folder of its own.

    Whatever happens in between, nothing of its session is alive afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="pcd-", ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(  # noqa: S603  # our own interpreter and our own module
            [sys.executable, "-P", "-X", "faulthandler", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=_closed_environment(folder),
            start_new_session=True,
        )
        with process:
            try:
                yield process
            finally:
                _kill_session(process)


def _closed_environment(folder: str) -> dict[str, str]:
    """Return all that a worker may know of its surroundings: no secret, and one thread each."""
    return {
        "HOME": folder,
        "TMPDIR": folder,
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(Path(ingest.__file__).parents[1]),
        "OMP_NUM_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def said_by(process: subprocess.Popen[bytes], request: bytes, heard: bytearray) -> Iterator[bytes]:
    """Feed the request and yield standard output piece by piece, b"" at each idle tick.

    The end of standard error is kept in `heard`. All three pipes are served at once, so that
    neither side can wait for the other for ever.
    """
    stdin, stdout, stderr = _pipes_of(process)
    left = memoryview(request)
    os.set_blocking(stdin.fileno(), False)
    with selectors.DefaultSelector() as pipes:
        pipes.register(stdin, selectors.EVENT_WRITE)
        pipes.register(stdout, selectors.EVENT_READ)
        pipes.register(stderr, selectors.EVENT_READ)
        while True:
            ready = {key.fd for key, _ in pipes.select(_TICK_SECONDS)}
            if not stdin.closed and stdin.fileno() in ready:
                left = left[_written(stdin.fileno(), left) :]
                if not left:
                    pipes.unregister(stdin)
                    stdin.close()
            if stderr.fileno() in ready and not _heard(stderr.fileno(), heard):
                pipes.unregister(stderr)
            if stdout.fileno() not in ready:
                yield b""
            elif said := os.read(stdout.fileno(), _CHUNK):
                yield said
            else:
                return


def _pipes_of(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes], IO[bytes]]:
    if process.stdin is None or process.stdout is None or process.stderr is None:
        raise ValueError("the worker was started without its three pipes")
    return process.stdin, process.stdout, process.stderr


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


def exit_code_of(process: subprocess.Popen[bytes]) -> int:
    """Return how the worker ended, once it has fallen silent; minus the signal if by one.

    It is not reaped before its session is killed: until then its id can't be another's.
    """
    until = time.monotonic() + _GRACE_SECONDS
    how = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while os.waitid(os.P_PID, process.pid, how) is None and time.monotonic() < until:
        time.sleep(0.005)
    _kill_session(process)
    return process.wait()


def _kill_session(process: subprocess.Popen[bytes]) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
