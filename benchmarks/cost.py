"""What a piece of work takes."""

import os
import time
from collections.abc import Callable
from typing import NamedTuple


class Cost(NamedTuple):
    """What something took: by the clock, and on the processor (children's work as well)."""

    seconds: float
    cpu_seconds: float


def cost_of(run: Callable[[], None]) -> Cost:
    """Run once and measure; children count once they have ended."""
    began, before = time.perf_counter(), os.times()
    run()
    ended, after = time.perf_counter(), os.times()
    return Cost(ended - began, sum(after[:4]) - sum(before[:4]))
