import resource
import subprocess
import sys
from pathlib import Path

from ingest.record import Answer, Approval, DecisionRecord, Deferral, Part2, Source
from ingest.version import READER_VERSION, READING_SETTINGS
from pcd.clock import now, today
from pcd.home import Home
from pcd.ingest import Asked, ingest_scans
from pcd.reading_run import Terms, read_scans
from register.case import Event
from register.cases import all_scans, cases
from register.intake import take_in
from register.log import log_entries
from register.opening import open_or_make_register, open_register
from register.readings import keep_record

ROOT = Path(__file__).parents[2]
WORKER = (str(ROOT / "tests" / "ingest" / "obedient_worker.py"),)


def test_a_newer_reader_makes_the_record_anew_from_the_pages_kept(tmp_path: Path) -> None:
    """Where only the record's making has changed, no page is read again."""
    (tmp_path / "a.pdf").write_text("%PDF-orders\npage\npage\nreference PCD 611\n", "ascii")
    home = Home(tmp_path)
    ingest_scans(home, Asked(paths=(tmp_path / "a.pdf",), jobs=1), worker=WORKER)
    terms = Terms(
        reader_version="next",
        settings=READING_SETTINGS,
        jobs=1,
        clock=now,
        today=today(),
        worker=WORKER,
    )
    with open_register(home.register, scans_folder=home.scans) as register:
        outcomes = [outcome for _, outcome in read_scans(register, all_scans(register), terms)]
        events = [entry.event for entry in log_entries(register)]
        (case,) = cases(register)

    assert [type(outcome) for outcome in outcomes] == [DecisionRecord]
    assert events.count(Event.PAGE_READ) == 2
    assert events.count(Event.RECORD_MADE) == 2
    assert case.scan.tried_with == "next"


def test_two_hundred_known_scans_cost_their_hashes(tmp_path: Path) -> None:
    """A nightly run over a folder of known scans is over in three seconds."""
    inbox = tmp_path / "in"
    inbox.mkdir()
    home = Home(tmp_path)
    with open_or_make_register(home.register, scans_folder=home.scans) as register:
        for number in range(200):
            scan = inbox / f"{number}.pdf"
            scan.write_bytes(b"%PDF-1.7" + number.to_bytes(2) + bytes(200_000))
            sha256 = take_in(register, scan, at=now()).sha256
            keep_record(register, a_record(sha256), reader_version=READER_VERSION, at=now())
    used_before = seconds_of_children()
    run = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "pcd.main", "--home", str(tmp_path), "ingest", str(inbox)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert seconds_of_children() - used_before < 3
    assert "0 new, 200 known" in run.stdout
    assert "0 scans and 0 pages read" in run.stdout


def seconds_of_children() -> float:
    """Return the processor time of processes that have ended: a busy machine changes it little."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def a_record(sha256: str) -> DecisionRecord:
    """Make a record of a scan."""
    return DecisionRecord(
        reference="PCD 611",
        number=611,
        title=None,
        form_version=None,
        executive_summary="",
        recommendation="",
        approval=Approval(),
        sections=(),
        deferral=Deferral(answer=Answer.NO),
        part2=Part2(answer=Answer.NO),
        declaration=(),
        officer_approval=Approval(),
        source=Source(sha256=sha256, pages=1, file="a.pdf"),
    )
