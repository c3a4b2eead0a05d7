"""What each stage of a piece of work takes: processor, clock, and memory at its highest."""

import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event, Thread

from msgspec import Struct

_PROC = Path("/proc")
_LOOK_EVERY = 0.05  # seconds
_BYTES = 1 if sys.platform == "darwin" else 1024  # of a unit of ru_maxrss


class StageCost(Struct, frozen=True):
    """What a stage took, children's work as well.

    `gigabytes` is the most that this process held, and beside it the most that its children
    held together.
    """

    stage: str
    cpu_seconds: float
    seconds: float
    gigabytes: float


def total_of(costs: Sequence[StageCost]) -> StageCost:
    """Return what all stages took: times summed up, and the highest memory of any."""
    return StageCost(
        "all stages",
        sum(cost.cpu_seconds for cost in costs),
        sum(cost.seconds for cost in costs),
        max(cost.gigabytes for cost in costs),
    )


class Stages:
    """Measures one stage after the other, from the moment it is made."""

    def __init__(self) -> None:
        self.costs: list[StageCost] = []
        self._children = _Children()
        self._begin()

    def ended(self, stage: str) -> None:
        """Take down what was done since the last stage ended."""
        cpu = _cpu_seconds() - self._cpu
        seconds = time.perf_counter() - self._clock
        held = _most_held() + max(self._children.most_held, self._grown())
        self.costs.append(StageCost(stage, cpu, seconds, held / 1e9))
        self._begin()

    def _begin(self) -> None:
        self._children.most_held = 0
        self._largest_child = _largest_child()
        _forget_most_held()
        self._cpu, self._clock = _cpu_seconds(), time.perf_counter()

    def _grown(self) -> int:
        """Return the largest child's bytes, where it is of this stage."""
        largest = _largest_child()
        return largest if largest > self._largest_child else 0


class _Children(Thread):
    """Looks again and again how much memory all children hold together."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.most_held = 0
        self._never = Event()
        if _PROC.joinpath("self/task").is_dir():
            self.start()

    def run(self) -> None:
        while not self._never.wait(_LOOK_EVERY):
            held = sum(_resident(child) for child in _below(os.getpid()))
            self.most_held = max(self.most_held, held)


def _below(process: int) -> Iterator[int]:
    """Yield the children of a process, and theirs."""
    try:
        lists = [file.read_text() for file in _PROC.glob(f"{process}/task/*/children")]
    except OSError:
        return
    for child in map(int, " ".join(lists).split()):
        yield child
        yield from _below(child)


def _resident(process: int) -> int:
    try:
        return int((_PROC / f"{process}/statm").read_text().split()[1]) * resource.getpagesize()
    except (OSError, IndexError):
        return 0


def _cpu_seconds() -> float:
    return sum(os.times()[:4])


def _largest_child() -> int:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _BYTES


def _most_held() -> int:
    """Return the most bytes this process held since that was last forgotten."""
    try:
        lines = (_PROC / "self/status").read_text().splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _BYTES
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) * 1024


def _forget_most_held() -> None:
    """Begin anew with what is held now, where the system allows it (proc(5), clear_refs)."""
    try:
        (_PROC / "self/clear_refs").write_text("5")
    except OSError:
        return
