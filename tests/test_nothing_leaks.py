"""No run of words of a confidential page leaves the private pictures, by any way out there is."""

import html
import re
from datetime import date, timedelta
from typing import Any

import msgspec

from publication.markdown import markdown_of
from publication.rule import rule_on
from publication.ruling import Cleared
from publication.settings import ConfirmFirst, Settings
from tests.conftest import ReadSamples

RUN = 4  # words: shorter than any run that two texts share by chance


def words_of(text: str) -> str:
    """Write a text as plain words, so that line breaks, entities and signs hide nothing."""
    return " ".join(re.findall(r"[a-z0-9£]+", html.unescape(text).lower()))


def runs_of(secrets: list[str]) -> set[str]:
    """Return every run of words of the secrets."""
    return {
        " ".join(words[at : at + RUN])
        for secret in secrets
        for words in [words_of(secret).split()]
        for at in range(max(1, len(words) - RUN + 1))
    }


def all_runs(expected: dict[str, Any]) -> set[str]:
    """Return the runs of all samples' secrets; there are some."""
    runs = runs_of([s for sample in expected["samples"].values() for s in sample["secrets"]])
    assert len(runs) > 50
    return runs


def test_the_search_for_a_leak_would_find_one(expected: dict[str, Any]) -> None:
    """A check that can't fail proves nothing: one planted run is seen."""
    secret = expected["samples"]["pcd-0963-closed-pages-scanned-along.pdf"]["secrets"][1]

    assert any(run in words_of(f"… {secret.upper()} …") for run in all_runs(expected))


def test_no_record_holds_a_word_run_of_a_confidential_page(
    read_samples: ReadSamples, expected: dict[str, Any]
) -> None:
    """Not in a field, not in evidence, not in a finding."""
    told = words_of(
        "".join(
            msgspec.json.encode(case.record).decode()
            for case in read_samples.cases().values()
            if case.record
        )
    )

    assert {run for run in all_runs(expected) if run in told} == set()


def test_no_command_prints_a_word_run_of_a_confidential_page(
    read_samples: ReadSamples, expected: dict[str, Any]
) -> None:
    """Neither the run that read it nor the register, in any form, repeats it."""
    told = words_of(
        " ".join(
            run.said + run.complained
            for run in (
                read_samples.run,
                read_samples.pcd("register"),
                read_samples.pcd("register", "--json"),
                read_samples.pcd("register", "--json", "--as-of", "2199-01-01"),
                read_samples.pcd("register", "--csv"),
                read_samples.pcd("register", "--view", "part2", "--json"),
                read_samples.pcd("register", "--digest"),
                read_samples.pcd("register", "--ics"),
                read_samples.pcd("register", "evidence", "963"),
            )
        )
    )

    assert {run for run in all_runs(expected) if run in told} == set()


def test_what_may_be_mailed_tells_no_title(
    read_samples: ReadSamples, expected: dict[str, Any]
) -> None:
    """A run of ingest, the morning's digest and a calendar name a decision by reference only."""
    titles = {
        words_of(sample["title"]) for sample in expected["samples"].values() if "title" in sample
    }
    mailed = (
        read_samples.run,
        read_samples.pcd("register", "--digest"),
        read_samples.pcd("register", "--ics"),
    )
    told = words_of(" ".join(run.said + run.complained for run in mailed))

    assert len(titles) > 10
    assert {title for title in titles if title in told} == set()


def test_what_is_withheld_is_never_written(
    read_samples: ReadSamples, expected: dict[str, Any]
) -> None:
    """On no day of three years, under any setting, is a sample cleared that must be withheld.

    None has an officer's word, so that only time and settings could open the door.
    """
    first = date.fromisoformat(expected["today"])
    must_be_held = {
        name: case.record
        for name, case in read_samples.cases().items()
        if case.record and expected["samples"][name]["ruling"] != "cleared"
    }
    settings = [Settings(confirm=confirm) for confirm in (ConfirmFirst.DEFERRED, ConfirmFirst.ALL)]

    for name, record in must_be_held.items():
        for days in range(0, 1096, 73):
            for setting in settings:
                ruling = rule_on(record, (), setting, first + timedelta(days=days))
                assert not isinstance(ruling, Cleared), name
    assert len(must_be_held) >= 6


def test_the_markdown_of_the_cleared_holds_nothing_of_the_withheld(
    read_samples: ReadSamples, expected: dict[str, Any]
) -> None:
    """All that would be published, read together, holds no secret and no withheld title."""
    day = date.fromisoformat(expected["today"])
    rulings = {
        name: rule_on(case.record, (), Settings(), day)
        for name, case in read_samples.cases().items()
        if case.record
    }
    told = words_of("".join(markdown_of(r) for r in rulings.values() if isinstance(r, Cleared)))
    held_titles = {
        words_of(expected["samples"][name]["title"])
        for name, ruling in rulings.items()
        if not isinstance(ruling, Cleared)
    }

    assert {run for run in all_runs(expected) | held_titles if run in told} == set()
    assert len(held_titles) >= 6
