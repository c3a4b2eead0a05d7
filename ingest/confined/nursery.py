"""Orders on a socket in, a forked worker a file out: the imports are done once for them all.

This is the confined side of `ingest.confined.process`. Standard input is the control socket; an
order is answered by a number on a line before the next one is sent:

    a folder's path, with three pipes     the new worker's process id
    WATCH                                 0, once the worker has ended or had its time for it
    BURY                                  its wait status; its id is free from then on
"""

import contextlib
import ctypes
import os
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

WATCH = b"watch"
BURY = b"bury"
GRACE_SECONDS = 2.0

_LONGEST_ORDER = 1 << 14  # a path; one so short arrives whole
_STANDARD = range(3)
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_TASKS = Path("/proc/self/task")


def rear(work_once: Callable[[], None]) -> None:
    """Fork a worker for each file until the parent is gone; in it, do the work once."""
    control = socket.socket(fileno=os.dup(sys.stdin.fileno()))
    nursery = os.getpid()
    while True:
        folder, pipes, _, _ = socket.recv_fds(control, _LONGEST_ORDER, len(_STANDARD))
        if not folder:
            return
        _check_alone()
        worker = os.fork()
        if worker == 0:
            control.close()
            _settle(os.fsdecode(folder), pipes, nursery)
            work_once()
            return
        for pipe in pipes:
            os.close(pipe)
        _see_off(worker, control)


def _check_alone() -> None:
    """Raise if there are threads: a fork would take their locks along, but not them."""
    threads = len(list(_TASKS.iterdir())) if _TASKS.exists() else threading.active_count()
    if threads != 1:
        raise RuntimeError(f"a library has started {threads - 1} thread(s) at its import")


def _settle(folder: str, pipes: Sequence[int], nursery: int) -> None:
    """Make the fork a worker like any other: own session, own pipes, own empty folder."""
    os.setsid()
    _end_with(nursery)
    for pipe, place in zip(pipes, _STANDARD, strict=True):
        os.dup2(pipe, place)
    os.closerange(len(_STANDARD), os.sysconf("SC_OPEN_MAX"))
    os.chdir(folder)
    os.environ |= {"HOME": folder, "TMPDIR": folder}
    tempfile.tempdir = None  # an import may have had it looked up


def _end_with(nursery: int) -> None:
    """Have the system end this process when the nursery is gone, and notice if it has gone."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != nursery:
        raise SystemExit(1)


def _see_off(worker: int, control: socket.socket) -> None:
    """Tell of the worker and obey until it is buried; where nobody asks any more, end it."""
    with contextlib.suppress(OSError):
        control.sendall(b"%d\n" % worker)
        while order := control.recv(_LONGEST_ORDER):
            if order == BURY:
                _, status = os.waitpid(worker, 0)
                control.sendall(b"%d\n" % status)
                return
            _wait_for_end(worker)
            control.sendall(b"0\n")
    kill_session(worker)
    raise SystemExit(1)


def _wait_for_end(worker: int) -> None:
    """Give the worker some time to end; it is not reaped, so that its id can't be another's."""
    until = time.monotonic() + GRACE_SECONDS
    how = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while os.waitid(os.P_PID, worker, how) is None and time.monotonic() < until:
        time.sleep(0.005)


def kill_session(leader: int) -> None:
    """Kill all that is in the leader's session; itself too if it has not got one yet."""
    for kill in (os.kill, os.killpg):
        # where the dead are not yet reaped, macOS says that they may not be killed
        with contextlib.suppress(ProcessLookupError, PermissionError):
            kill(leader, signal.SIGKILL)
