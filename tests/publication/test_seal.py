"""A clearance cannot be built, copied, altered or kept: only the rule makes one."""

import ast
import copy
import dataclasses
import pickle
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from publication.errors import SealBroken
from publication.markdown import markdown_of
from publication.rule import rule_on
from publication.ruling import Cleared, Withheld
from tests.publication.records import DEFAULT, TODAY, a_record, deferred_until

ROOT = Path(__file__).parents[2]


@pytest.fixture
def cleared() -> Cleared:
    """Give a clearance as the rule seals it."""
    ruling = rule_on(a_record(), [], DEFAULT, TODAY)
    assert isinstance(ruling, Cleared)
    return ruling


def test_only_the_rule_makes_a_clearance() -> None:
    """Nothing that its class is given makes one."""
    with pytest.raises(SealBroken):
        Cleared()

    with pytest.raises(TypeError):
        Cleared(a_record())  # type: ignore[call-arg]  # what a forger tries


def test_an_empty_envelope_does_not_open() -> None:
    """One that was made past its constructor holds nothing."""
    forged = object.__new__(Cleared)

    for opened in (lambda: forged.contents, lambda: markdown_of(forged), lambda: repr(forged)):
        with pytest.raises(SealBroken):
            opened()


def test_a_clearance_cannot_be_altered(cleared: Cleared) -> None:
    """Neither set nor deleted; whoever gets past that has broken the seal."""
    with pytest.raises(SealBroken):
        cleared._contents = cleared.contents
    with pytest.raises(SealBroken):
        del cleared._contents
    with pytest.raises(SealBroken):
        cleared.day = TODAY

    assert cleared.reference == "PCD 611"


def test_contents_put_in_from_elsewhere_break_the_seal(cleared: Cleared) -> None:
    """The seal is over the contents, down to the last word."""
    altered = msgspec.structs.replace(cleared.contents, record=deferred_until(TODAY))

    object.__setattr__(cleared, "_contents", altered)

    with pytest.raises(SealBroken):
        markdown_of(cleared)


def test_contents_changed_in_place_break_the_seal(cleared: Cleared) -> None:
    """Frozen values can be forced; the seal notices."""
    msgspec.structs.force_setattr(cleared.contents.record, "title", "Another")

    with pytest.raises(SealBroken):
        markdown_of(cleared)


def test_a_clearance_cannot_be_copied(cleared: Cleared) -> None:
    """Not by copy, deepcopy, replace, pickle or msgspec."""
    attempts: tuple[Callable[[Cleared], object], ...] = (
        copy.copy,
        copy.deepcopy,
        pickle.dumps,
        lambda one: dataclasses.replace(one, day=TODAY),  # type: ignore[type-var]  # a forger's
        lambda one: msgspec.structs.replace(one, day=TODAY),  # type: ignore[type-var]  # a forger's
        msgspec.to_builtins,
        msgspec.json.encode,
    )
    for attempt in attempts:
        with pytest.raises((SealBroken, TypeError)):
            attempt(cleared)


def test_a_clearance_cannot_be_read_from_data(cleared: Cleared) -> None:
    """A library that makes objects of data makes none of this."""
    for data in ({}, {"_contents": 1}, cleared.contents):
        with pytest.raises((SealBroken, TypeError, msgspec.ValidationError)):
            msgspec.convert(data, Cleared, from_attributes=True)


def test_nothing_inherits_from_a_clearance() -> None:
    """A child could open itself."""
    with pytest.raises(SealBroken):
        type("Forged", (Cleared,), {})


def test_nothing_but_a_clearance_becomes_markdown(cleared: Cleared) -> None:
    """Not what is withheld, and not what only looks cleared."""
    withheld = rule_on(a_record(title=None), [], DEFAULT, TODAY)
    lookalike = type("Cleared", (), {"contents": cleared.contents})()

    assert isinstance(withheld, Withheld)
    for other in (withheld, cleared.contents, cleared.contents.record, lookalike, None):
        with pytest.raises(SealBroken):
            markdown_of(other)  # type: ignore[arg-type]  # what a forger tries


def test_two_clearances_of_one_record_are_equal(cleared: Cleared) -> None:
    """A ruling is a value."""
    again = rule_on(a_record(), [], DEFAULT, TODAY)
    other = rule_on(a_record(title="Laces"), [], DEFAULT, TODAY)

    assert cleared == again
    assert hash(cleared) == hash(again)
    assert cleared != other
    assert cleared != "PCD 611"
    assert repr(cleared) == "<Cleared PCD 611>"


def test_a_clearance_carries_nothing_private() -> None:
    """No finding, no evidence, no handwriting, no file name: nothing further on can show them."""
    ruling = rule_on(a_record(), [], DEFAULT, TODAY)
    assert isinstance(ruling, Cleared)
    record = ruling.contents.record

    assert (record.findings, record.evidence, record.source.file) == ((), {}, "")
    assert (record.approval.date_text, record.approval.date_candidates) == (None, ())


def test_nobody_but_the_rule_asks_for_the_seal() -> None:
    """`_sealed` is imported by publication/rule.py alone."""
    packages = ("ingest", "register", "publication", "search_index", "edition", "desk", "pcd")
    sources = [path for name in packages for path in (ROOT / name).rglob("*.py")]
    asking = {path.relative_to(ROOT).as_posix() for path in sources if _names_the_seal(path)}

    assert asking == {"publication/rule.py", "publication/ruling.py"}


def _names_the_seal(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {node.name for node in ast.walk(tree) if isinstance(node, (ast.alias, ast.FunctionDef))}
    names |= {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return bool(names & {"_sealed", "_seal_of", "_KEY"})
