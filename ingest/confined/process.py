"""A nursery: one interpreter, started with nothing to steal, that forks a worker a file.

What it does with our orders is in `ingest.confined.nursery`. A worker is listened to and, in
the end, killed with all its children; a nursery that dies costs the file in hand at most.
"""

import contextlib
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import ingest
from ingest.confined.nursery import BURY, GRACE_SECONDS, WATCH, kill_session
from ingest.confined.pipes import Pipes, new_pipes

_PATIENCE_SECONDS = GRACE_SECONDS + 3  # a nursery has little to do but to answer
_LONGEST_ANSWER = 64
_ANSWER = re.compile(rb"[0-9]+\n")  # signals go where it says: a half would not do
_STDERR_KEPT = 4000


class NurseryDiedError(Exception):
    """The nursery ended, or answered nonsense, with a worker in its care."""


class NeverReadyError(NurseryDiedError):
    """The nursery ended before its first worker: it has seen no file yet."""


class Nursery:
    """Forks a worker for each file; started with the first, and anew if it has died."""

    def __init__(self, arguments: tuple[str, ...]) -> None:
        """Know the arguments that Python gets; start nothing yet."""
        self._arguments = arguments
        self._running: _Interpreter | None = None

    @contextlib.contextmanager
    def worker_at_work(self) -> Iterator["Worker"]:
        """Have a worker forked, in a session and an empty folder of its own.

        Whatever happens in between, nothing of its session is alive afterwards.
        """
        with tempfile.TemporaryDirectory(prefix="pcd-", ignore_cleanup_errors=True) as folder:
            worker = Worker(self._interpreter(), folder)
            try:
                yield worker
            finally:
                with contextlib.suppress(NurseryDiedError):  # who asked how it ended was told
                    worker.end()

    def _interpreter(self) -> "_Interpreter":
        if self._running and not self._running.lives():
            self.end()
        self._running = self._running or _Interpreter(self._arguments)
        return self._running

    def end(self) -> None:
        """End the interpreter, if there is one."""
        if self._running:
            self._running.end()
        self._running = None


class _Interpreter:
    """A Python process that does as `ingest.confined.nursery` says."""

    def __init__(self, arguments: tuple[str, ...]) -> None:
        self._belongings = contextlib.ExitStack()
        keep = self._belongings.enter_context
        folder = keep(tempfile.TemporaryDirectory(prefix="pcd-", ignore_cleanup_errors=True))
        self._stderr: IO[bytes] = keep(tempfile.TemporaryFile())  # noqa: SIM115  # kept until the end
        self._control, its_control = (keep(end) for end in socket.socketpair())
        self._control.settimeout(_PATIENCE_SECONDS)
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and our own module
            [sys.executable, "-P", "-X", "faulthandler", *arguments],
            stdin=its_control.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=self._stderr,
            cwd=folder,
            env=_closed_environment(folder),
            start_new_session=True,
        )
        its_control.close()
        self._newborn: int | None = None
        self._has_had_a_worker = False

    def lives(self) -> bool:
        """Say whether it runs."""
        return self._process.poll() is None

    def begin(self, folder: str, pipes: Pipes) -> None:
        """Ask for a worker; it may be on its way for as long as the imports take."""
        ends = [pipe.fileno() for pipe in (pipes.stdin, pipes.stdout, pipes.stderr)]
        with contextlib.suppress(OSError):  # no answer will come, and that tells
            socket.send_fds(self._control, [os.fsencode(folder)], ends)
        self._newborn = None

    def worker_begun(self) -> int:
        """Return the newest worker's process id."""
        if self._newborn is None:
            process_id = self._answer()
            if process_id <= 1:  # to kill would mean: ourselves, or everybody
                raise NurseryDiedError(self.end() or "it named no worker")
            self._newborn = process_id
            self._has_had_a_worker = True
        return self._newborn

    def asked(self, order: bytes) -> int:
        """Send the order and return what is answered."""
        with contextlib.suppress(OSError):
            self._control.sendall(order)
        return self._answer()

    def _answer(self) -> int:
        """Wait for a number; a nursery that has none to give is at its end."""
        answer = b""
        with contextlib.suppress(OSError):
            answer = self._control.recv(_LONGEST_ANSWER)
        if _ANSWER.fullmatch(answer):
            return int(answer)
        died = NurseryDiedError if self._has_had_a_worker else NeverReadyError
        raise died(self.end() or "it said nothing")

    def end(self) -> str:
        """Kill it, and return the end of what it complained of."""
        if self._stderr.closed:
            return ""
        if self.lives():
            kill_session(self._process.pid)
        self._process.wait()
        self._stderr.seek(max(0, self._stderr.seek(0, os.SEEK_END) - _STDERR_KEPT))
        complaints = self._stderr.read().decode("utf-8", "replace")
        self._belongings.close()
        return complaints


class Worker:
    """A worker at its file, and our ends of its pipes."""

    def __init__(self, interpreter: _Interpreter, folder: str) -> None:
        """Ask for the worker; its pipes can be used at once."""
        self.pipes, its_pipes = new_pipes()
        self._interpreter = interpreter
        self._buried = False
        interpreter.begin(folder, its_pipes)
        its_pipes.close()

    def exit_code(self) -> int:
        """Return how it ended, once it has fallen silent; minus the signal if by one.

        Raises NurseryDiedError where nobody knows.
        """
        process_id = self._interpreter.worker_begun()
        self._interpreter.asked(WATCH)
        return self._bury(process_id)

    def end(self) -> None:
        """See that nothing of it is alive."""
        self.pipes.close()
        if not self._buried:
            self._bury(self._interpreter.worker_begun())

    def _bury(self, process_id: int) -> int:
        """Kill its session, then have it reaped: until then its id can't be another's."""
        self._buried = True
        kill_session(process_id)
        return os.waitstatus_to_exitcode(self._interpreter.asked(BURY))


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
        "OPENCV_FOR_THREADS_NUM": "1",
        # onnxruntime would send its maker word of its use, from a thread begun at its import
        "ORT_DISABLE_TELEMETRY": "1",
    }
