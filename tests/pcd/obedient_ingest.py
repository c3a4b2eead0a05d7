"""`pcd ingest HOME PATH…` as a process of its own, with the obedient worker for a reader."""

import sys
from pathlib import Path

import click

from pcd.home import Home
from pcd.ingest import Asked, ingest_scans
from pcd.ingest_report import lines_of

WORKER = str(Path(__file__).parents[1] / "ingest" / "obedient_worker.py")

if __name__ == "__main__":
    home, *paths = map(Path, (argument for argument in sys.argv[1:] if argument != "--together"))
    asked = Asked(paths=tuple(paths), jobs=2, together="--together" in sys.argv)
    report = ingest_scans(Home(home), asked, worker=(WORKER,))
    click.echo("\n".join(lines_of(report)))
