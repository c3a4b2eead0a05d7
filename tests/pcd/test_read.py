"""What `pcd read` shows of its work: pictures in a folder, reasons in words."""

import json
from collections.abc import Callable
from pathlib import Path
from threading import Event

import cv2
import msgspec
import pytest
from msgspec import structs

from ingest.confined.confinement import ScanToRead, read_confined
from ingest.confined.messages import Limits, Sight
from ingest.file_hash import hash_of
from ingest.finding import Ground, finding
from ingest.record import Companion, DecisionRecord, Evidence, Status
from ingest.seeing.boxes import Hue
from ingest.seeing.drawing import COLOURS, LEGEND_HIGH
from ingest.seeing.explanation import Explanation
from ingest.verdict import Reason, Unreadable
from pcd.exit_code import Exit
from pcd.explained import in_words, reasons_for
from pcd.main import main
from pcd.read import Asked, print_record
from tests.ingest.forms import a_form, record_of
from tests.ingest.test_confinement import WORKER

SAMPLE = Path(__file__).parents[2] / "samples" / "pcd-1246-born-digital.pdf"
Show = Callable[..., tuple[Exit, str, str]]


@pytest.fixture
def show(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Show:
    """Read a file of two pages with the obedient worker; return what was printed."""

    def command(*orders: str, asked: Asked) -> tuple[Exit, str, str]:
        scan = tmp_path / "a.pdf"
        scan.write_text("\n".join(("%PDF-orders", "page", "page", *orders)), "ascii")
        code = print_record(scan, asked, worker=WORKER)
        printed = capfd.readouterr()
        return code, printed.out, printed.err

    return command


def test_each_page_becomes_a_picture(show: Show, tmp_path: Path) -> None:
    """The folder is made, and the record is printed as ever."""
    folder = tmp_path / "new" / "seen"
    code, printed, told = show("reference PCD 611", asked=Asked(pictures=folder))

    assert code == Exit.DONE
    assert json.loads(printed)["reference"] == "PCD 611"
    assert told == f"2 pages are drawn in {folder}.\n"
    assert [path.name for path in sorted(folder.iterdir())] == ["page-01.png", "page-02.png"]
    picture = cv2.imread(str(folder / "page-02.png"))
    assert picture is not None
    assert picture.shape == (1754 + LEGEND_HIGH, 1240, 3)


def test_a_folder_made_for_pictures_is_its_owner_s_alone(show: Show, tmp_path: Path) -> None:
    """They show what may be withheld."""
    folder = tmp_path / "seen"
    show(asked=Asked(pictures=folder))

    assert folder.stat().st_mode & 0o077 == 0
    assert [path.stat().st_mode & 0o077 for path in folder.iterdir()] == [0, 0]


def test_no_picture_is_written_over(show: Show, tmp_path: Path) -> None:
    """Another decision's picture may be in the folder; other files don't matter."""
    (tmp_path / "notes.txt").write_text("mine", "ascii")
    show(asked=Asked(pictures=tmp_path))
    before = (tmp_path / "page-01.png").read_bytes()
    with pytest.raises(Exception, match=r"page-01.png is there already. Name another folder"):
        show(asked=Asked(pictures=tmp_path))

    assert (tmp_path / "page-01.png").read_bytes() == before
    assert (tmp_path / "notes.txt").read_text("ascii") == "mine"


def test_words_stand_in_place_of_the_record(show: Show) -> None:
    """Or the same as JSON, for whoever builds on it."""
    _, words, _ = show("reference PCD 611", asked=Asked(explain=True))
    _, printed, _ = show("reference PCD 611", asked=Asked(explain=True, as_json=True))

    assert words.startswith("a.pdf\n\nsource.pages: 2\n  Page 1 is blank, at 300 dpi.\n")
    assert "\nreference: PCD 611\n" in words
    assert "\ndeferral.answer: unclear, absent\n  The question was not found" in words
    assert words.endswith("\nfindings: none\n")
    assert [each["about"] for each in json.loads(printed)["explanations"]][1] == "reference"


def test_a_file_that_cannot_be_read_is_neither_drawn_nor_explained(
    show: Show, tmp_path: Path
) -> None:
    """The verdict is all there is to say."""
    code, printed, told = show("dance", asked=Asked(pictures=tmp_path / "seen", explain=True))

    assert code == Exit.INPUT_UNREADABLE
    assert printed == ""
    assert "nobody knows how to dance" in told
    assert list((tmp_path / "seen").iterdir()) == []


def test_findings_are_told_with_their_next_step() -> None:
    """Their code is what a release names."""
    found = (finding(Ground.UNREAD_INK, page=3), finding(Ground.PAGE_TURNED, page=2))
    record = structs.replace(record_of(a_form()), findings=found)
    told = in_words("a.pdf", reasons_for(record, ()))

    assert "findings: 2\n  unread-ink (review, page 3): Ink that could not be read" in told
    assert "page-turned (warning, page 2): A page was turned upright. Nothing need be done." in told


def test_a_second_witness_is_told_of() -> None:
    """What the record has from a web page was not read on the form."""
    record = record_of(a_form())
    evidence = {
        "reference": Evidence(status=Status.CLEAR, borne_out_by="a.html"),
        "approval.date": Evidence(status=Status.UNCERTAIN, borne_out_by="a.html"),
    }
    page = Companion(file="a.html", sha256="5a" * 32)
    told = in_words(
        "a.pdf", reasons_for(structs.replace(record, evidence=evidence, companion=page), ())
    )

    assert "companion: a.html\n  The page bears out reference.\n" in told
    assert "not clear on approval.date: what the record says is the page's." in told


def test_no_control_character_reaches_the_terminal() -> None:
    """What readers make of a page may be anything."""
    hostile = Explanation(about="title", value="\x1b[2J", because=("\x1b]0;x\x07", "a\u202eb"))
    words = in_words("a\x1b.pdf", reasons_for(record_of(a_form()), (hostile,)))

    assert not any(sign in words for sign in "\x1b\x07\u202e")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--pictures"], "requires an argument"),
        (["--pictures", "a.pdf"], "is a file"),
        (["--pictures", "a.pdf/deep"], "can't be made"),
        (["--explain", "words"], "unexpected extra argument"),
    ],
)
def test_wrong_use_is_told_before_anything_is_read(
    arguments: list[str],
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Reading takes a while; a folder that can't be had is found out first."""
    monkeypatch.chdir(tmp_path)
    Path("a.pdf").write_bytes(b"%PDF-")
    with pytest.raises(SystemExit) as ended:
        main(["read", "a.pdf", *arguments])
    printed = capfd.readouterr()

    assert ended.value.code == Exit.WRONG_USE
    assert told in printed.err
    assert list(tmp_path.iterdir()) == [tmp_path / "a.pdf"]


@pytest.mark.parametrize("orders", [("draw 3",), ("draw 1",), ("draw 2", "draw 2")])
def test_a_picture_comes_once_and_of_a_page_of_the_file(
    orders: tuple[str, ...], tmp_path: Path
) -> None:
    """A worker gone wild can fill no folder."""
    scan = tmp_path / "a.pdf"
    scan.write_text("\n".join(("%PDF-orders", "page", "page", *orders)), "ascii")
    to_read = ScanToRead(pdf=scan, name=scan.name, sha256=hash_of(scan))
    with pytest.raises(Unreadable) as verdict:
        _sights_of(to_read)

    assert verdict.value.reason is Reason.CRASHED
    assert "a picture came twice" in verdict.value.stderr


def _sights_of(to_read: ScanToRead) -> list[Sight]:
    seen: list[Sight] = []
    read_confined(
        to_read,
        on_page=lambda _: None,
        stop=Event(),
        limits=Limits(seconds_in_all=60),
        worker=WORKER,
        on_sight=seen.append,
    )
    return seen


def test_the_real_reader_draws_a_sample(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The answer's box is green in the picture, where the record says it stands."""
    with pytest.raises(SystemExit) as ended:
        main(["read", str(SAMPLE), "--pictures", str(tmp_path)])
    record = msgspec.json.decode(capfd.readouterr().out, type=DecisionRecord)
    evidence = record.evidence["deferral.answer"]

    assert ended.value.code == Exit.DONE
    assert len(list(tmp_path.iterdir())) == record.source.pages == 3
    assert evidence.box
    picture = cv2.imread(str(tmp_path / f"page-{evidence.page:02}.png"))
    assert picture is not None
    high, wide = picture.shape[0] - LEGEND_HIGH, picture.shape[1]
    edge = picture[round(evidence.box.middle * high), round(evidence.box.left * wide) - 3]
    assert tuple(map(int, edge)) == COLOURS[Hue.CLEAR]
