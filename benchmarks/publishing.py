"""Publishing forged decisions: what each stage of `pcd publish` costs, and how it grows.

    python -m benchmarks.publishing [DECISIONS]

Without a number it is 2,000, which takes a quarter of an hour; fewer are allowed their share of
the CPU seconds, and what it takes to start the programs. The whole run, a run with nothing
changed and a run that takes one decision out are measured, each in a process of its own; then a
quarter of the decisions, to see whether a stage costs more than its share. The peer is what
nobody can do without: MkDocs and Pagefind over the same pages.
"""

import datetime
import sys
import tempfile
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from benchmarks.forged import ARRIVED, Kind, forge, kind_of, scan_of
from benchmarks.stages import StageCost, Stages, total_of
from edition import publishing
from edition.building.hand_written import titles_of
from edition.building.site_building import (
    Configuration,
    build_site,
    build_site_search,
    configuration_text,
    write_pages,
)
from edition.keeping.places import EditionFolder, Places
from edition.keeping.swap import live_edition
from edition.pages.generated import navigation
from edition.settings import SiteSettings
from edition.shipped import shipped
from pcd.home import Home
from pcd.publish import press_of
from register.opening import open_register
from register.review import Withhold
from register.reviews import add_review

DECISIONS = 2000
CPU_SECONDS_ALLOWED = 180.0
GIGABYTES_ALLOWED = 3.0
TO_START = 5.0  # CPU seconds of any run, however few the decisions
SHARE_ALLOWED = 1.5
TOO_SMALL_TO_JUDGE = 1.0  # CPU seconds: below that, a start of a program outweighs the pages
DAY = datetime.date(2026, 3, 2)

Done = TypeVar("Done")


def main() -> int:
    """Measure and print; return 1 where a limit is not kept."""
    decisions = int(sys.argv[1]) if len(sys.argv) > 1 else DECISIONS
    share = min(1.0, decisions / DECISIONS)
    allowed = CPU_SECONDS_ALLOWED * share + TO_START * (1 - share)
    with tempfile.TemporaryDirectory(prefix="pcd-benchmark-") as folder:
        many, few = Path(folder, "many"), Path(folder, "few")
        forging = _apart(partial(_forging, many, decisions))
        whole = _apart(partial(_publishing, many))
        peer = _apart(partial(_peer, many, Path(folder, "peer")))
        again = _apart(partial(_publishing, many))
        _withhold_one(many)
        one_less = _apart(partial(_publishing, many))
        _apart(partial(_forging, few, decisions // 4))
        quarter = _apart(partial(_publishing, few))
    print(f"{decisions} forged decisions, made in {total_of(forging).cpu_seconds:.0f} CPU s")
    is_kept = _print_stages(whole, quarter, allowed)
    _print_beside_peer(whole, peer, again, one_less)
    return 0 if is_kept else 1


def _apart(work: Callable[[], Done]) -> Done:
    """Do the work in a new process, so that its memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(work).result()


def _forging(folder: Path, decisions: int) -> list[StageCost]:
    stages = Stages()
    forge(Home(folder), decisions)
    stages.ended("forging")
    return stages.costs


def _publishing(folder: Path) -> list[StageCost]:
    stages = Stages()
    with press_of(Home(folder), DAY) as press:
        stages.ended("start")
        report = publishing.publish(replace(press, stage=stages.ended))
    stages.ended("report")
    if report.leaks or report.not_published or not report.stand.cleared:
        raise RuntimeError(f"the forged decisions were not published: {report}")
    return stages.costs


def _peer(folder: Path, work: Path) -> list[StageCost]:
    """Make the live edition's site once more from its pages, by MkDocs and Pagefind alone."""
    live = live_edition(Places(Home(folder).build))
    if live is None:
        raise RuntimeError("nothing was published")
    pages = {
        file.relative_to(live.pages).as_posix(): file.read_text("utf-8")
        for file in live.pages.rglob("*.md")
    }
    titles = titles_of(
        {
            path: text
            for path, text in pages.items()
            if not path.startswith(("decisions/", "years/"))
        }
    )
    configuration = Configuration(site=SiteSettings(), navigation=navigation(pages, titles))
    edition = EditionFolder(work / "edition")
    write_pages(edition, pages)
    (work / "mkdocs.yml").write_text(configuration_text(configuration, shipped()), "utf-8")
    stages = Stages()
    build_site(work, day=DAY)
    build_site_search(edition.site)
    stages.ended("MkDocs and Pagefind")
    return stages.costs


def _withhold_one(folder: Path) -> None:
    home = Home(folder)
    number = next(number for number in range(1, 21) if kind_of(number) is Kind.CLEARED)
    with open_register(home.register, scans_folder=home.scans) as register:
        add_review(
            register, Withhold(scan=scan_of(number), by="F. Officer", at=ARRIVED, why="Ask first.")
        )


def _print_stages(whole: Sequence[StageCost], quarter: Sequence[StageCost], allowed: float) -> bool:
    """Print what each stage costs; say whether all limits are kept."""
    print(f"{'':22}{'CPU s':>8}{'seconds':>9}{'GB':>7}{'CPU s of a quarter':>20}{'share':>7}")
    less = {cost.stage: cost for cost in quarter}
    quadratic = list[str]()
    for cost in (*whole, total_of(whole)):
        part = less.get(cost.stage, total_of(quarter))
        share = cost.cpu_seconds / max(part.cpu_seconds * 4, 0.01)
        is_judged = cost.cpu_seconds >= TOO_SMALL_TO_JUDGE
        if is_judged and share > SHARE_ALLOWED:
            quadratic.append(cost.stage)
        shown = f"{share:7.2f}" if is_judged else f"{'-':>7}"
        print(f"{_columns(cost)}{part.cpu_seconds:20.2f}{shown}")
    total = total_of(whole)
    verdicts = (
        (f"at most {allowed:.0f} CPU s", total.cpu_seconds <= allowed),
        (f"at most {GIGABYTES_ALLOWED:.0f} GB", total.gigabytes <= GIGABYTES_ALLOWED),
        (f"no stage above {SHARE_ALLOWED} of its linear share", not quadratic),
    )
    for limit, is_kept in verdicts:
        print(f"{limit}: {'kept' if is_kept else 'NOT KEPT'}")
    if quadratic:
        print(f"more than linear: {', '.join(quadratic)}")
    return all(is_kept for _, is_kept in verdicts)


def _print_beside_peer(
    whole: Sequence[StageCost],
    peer: Sequence[StageCost],
    again: Sequence[StageCost],
    one_less: Sequence[StageCost],
) -> None:
    beside = total_of(peer)
    print(f"{'':22}{'CPU s':>8}{'seconds':>9}{'GB':>7}{'ratio of CPU s':>16}")
    for name, costs in (
        ("the peer", peer),
        ("pcd publish", whole),
        ("nothing changed", again),
        ("one withheld", one_less),
    ):
        cost = total_of(costs)
        print(f"{_columns(replace(cost, stage=name))}{cost.cpu_seconds / beside.cpu_seconds:16.2f}")


def _columns(cost: StageCost) -> str:
    return f"{cost.stage:22}{cost.cpu_seconds:8.2f}{cost.seconds:9.1f}{cost.gigabytes:7.2f}"


if __name__ == "__main__":
    sys.exit(main())
