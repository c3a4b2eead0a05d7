"""A progress bar on long work, on standard error, when a person watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress_over(what: str, *, total: int) -> Iterator[Callable[[], None]]:
    """Show how far the work is; call what it gives once for each piece done."""
    if total == 0 or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console  # noqa: PLC0415  # slow, and only for a terminal
    from rich.progress import (  # noqa: PLC0415  # the same
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda: bar.advance(task)


@contextmanager
def stages() -> Iterator[Callable[[str], None]]:
    """Name each stage of long work as it ends, on one line that the next one overwrites."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return

    def show(stage: str) -> None:
        sys.stderr.write(f"\r\x1b[KDone: {stage} …")
        sys.stderr.flush()

    try:
        yield show
    finally:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
