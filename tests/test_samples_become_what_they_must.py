"""Every sample scan through the real readers, the real register and the rule, on one fixed day."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.record import Approval, DecisionRecord
from publication.markdown import markdown_of
from publication.rule import rule_on
from publication.ruling import Cleared, Withheld
from publication.settings import Settings
from tests.conftest import SAMPLES, ReadSamples

NAMES = sorted(path.name for path in SAMPLES.glob("*.pdf"))
BROKEN = "pcd-1377-broken.pdf"
READABLE = [name for name in NAMES if name != BROKEN]


def record_of(name: str, read_samples: ReadSamples) -> DecisionRecord:
    """Return the record made of a sample."""
    record = read_samples.cases()[name].record
    assert record is not None, f"{name} was not read: {read_samples.run.complained}"
    return record


@pytest.mark.parametrize("name", READABLE)
def test_a_sample_is_read_as_it_is_printed(
    name: str, read_samples: ReadSamples, expected: dict[str, Any]
) -> None:
    """Reference, title, version, headings, answers, pages and ticks come out right."""
    wanted = expected["samples"][name]
    record = record_of(name, read_samples)

    assert (record.reference, record.title) == (wanted["reference"], wanted["title"])
    assert record.form_version == wanted["form_version"]
    assert [(s.number, s.heading) for s in record.sections] == [
        (s["number"], s["heading"]) for s in wanted["sections"]
    ]
    assert record.deferral.answer == (wanted["deferral"]["answer"] or "unclear")
    assert str(record.deferral.until) == str(wanted["deferral"]["until"])
    assert record.part2.answer == wanted["part2"]["answer"]
    assert list(record.part2.pages) == wanted["part2"]["pages"]
    assert record.source.pages == wanted["pages"]
    assert [(s.topic, s.ticked) for s in record.declaration] == [
        (s["topic"], s["ticked"]) for s in wanted["declaration"]
    ]


@pytest.mark.parametrize("name", READABLE)
def test_a_handwritten_date_is_right_or_left_to_a_person(
    name: str, read_samples: ReadSamples, expected: dict[str, Any]
) -> None:
    """No date is ever wrong and sure; an illegible one stays empty."""
    record = record_of(name, read_samples)

    def is_right_or_none(read: Approval, wanted: dict[str, Any]) -> bool:
        return read.date is None or read.date.isoformat() == wanted["date"]

    assert is_right_or_none(record.approval, expected["samples"][name]["approval"])
    assert is_right_or_none(record.officer_approval, expected["samples"][name]["officer_approval"])
    assert record.approval.signed is True


@pytest.mark.parametrize("name", READABLE)
def test_a_sample_is_ruled_on_as_its_readme_says(
    name: str, read_samples: ReadSamples, expected: dict[str, Any]
) -> None:
    """The ruling is the one promised, with at least the grounds and warnings promised."""
    wanted = expected["samples"][name]
    day = date.fromisoformat(expected["today"])

    ruling = rule_on(record_of(name, read_samples), (), Settings(), day)

    assert ruling.kind == wanted["ruling"]
    if not isinstance(ruling, Cleared):
        assert {ground.code for ground in ruling.grounds} >= set(wanted["grounds"])
    if wanted["ruling"] == "until":
        assert isinstance(ruling, Withheld)
        assert str(ruling.until) == wanted["until"]


def test_the_register_tells_the_same(read_samples: ReadSamples, expected: dict[str, Any]) -> None:
    """What `pcd register` prints for the day is what the rule says of each record."""
    told = json.loads(read_samples.pcd("register", "--as-of", expected["today"], "--json").said)

    rulings = {row["file"]: row["ruling"] for row in told["decisions"]}
    assert rulings == {name: expected["samples"][name]["ruling"] for name in READABLE}
    assert [row["file"] for row in told["not_read"]] == [BROKEN]


def test_a_broken_file_is_kept_and_costs_the_others_nothing(read_samples: ReadSamples) -> None:
    """One file in quarantine with a reason, exit code 3, and the rest is read."""
    broken = read_samples.cases()[BROKEN].scan

    assert read_samples.run.code == 3
    assert broken.reason == "damaged"
    kept = list((read_samples.home / "private" / "scans").rglob(f"{broken.sha256}.pdf"))
    assert [path.read_bytes() for path in kept] == [(SAMPLES / BROKEN).read_bytes()]


def test_known_scans_are_not_read_again(read_samples: ReadSamples) -> None:
    """A second run over the same folder reads nothing and leaves every record as it was."""
    before = {name: case.record for name, case in read_samples.cases().items()}

    again = read_samples.pcd("ingest", str(SAMPLES), "--json")

    assert json.loads(again.said)["pages_read"] == 0
    assert {name: case.record for name, case in read_samples.cases().items()} == before


def test_reading_a_file_changes_nothing(read_samples: ReadSamples, tmp_path: Path) -> None:
    """`pcd read` prints the same record that the register holds, and leaves no trace."""
    name = "pcd-1246-born-digital.pdf"

    printed = json.loads(read_samples.pcd("read", str(SAMPLES / name)).said)

    assert printed["sections"]
    assert printed["reference"] == "PCD 1246"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", READABLE)
def test_what_is_cleared_becomes_proved_markdown(
    name: str, read_samples: ReadSamples, expected: dict[str, Any]
) -> None:
    """The Markdown of a cleared sample carries its title and every section, and is proved."""
    day = date.fromisoformat(expected["today"])
    ruling = rule_on(record_of(name, read_samples), (), Settings(), day)
    if not isinstance(ruling, Cleared):
        assert expected["samples"][name]["ruling"] != "cleared"
        return

    page = markdown_of(ruling)

    assert expected["samples"][name]["reference"] in page
    assert all(
        f'<a id="{s["number"]}.1"></a>' in page for s in expected["samples"][name]["sections"]
    )
