from pathlib import Path

import pytest
from msgspec.structs import replace

from edition.deciding.outgoing import Outgoing, page_of
from edition.deciding.planning import Plan, made_of, plan_of
from ingest.record import ItemList, Paragraph, Section, Table
from publication.front import parted
from register.cases import cases
from tests.edition.homes import AHome, decision
from tests.publication.records import split

TOO_DEEP = "\n".join(f"{'    ' * depth}- deep" for depth in range(400))


@pytest.mark.parametrize(
    "body",
    [
        "- one\n  - two spaces deep",
        "1) a list to one reader alone",
        "<div>\n\n*raw*\n\n</div>",
    ],
)
def test_a_page_that_mkdocs_reads_differently_is_left_out(tmp_path: Path, body: str) -> None:
    """What was proved with one reader says nothing about the other: the built page is looked at."""
    home = AHome(tmp_path)
    home.take_in(decision(1, "Boots."))
    home.take_in(decision(2, "Laces."))

    with home.press() as press:
        plan, made = made_of(press, with_body(plan_of(press, None), "pcd-2", body))

    assert made is not None
    assert [failure.reference for failure in plan.outgoing.failures] == ["PCD 2"]
    assert not (made.edition.site / "decisions" / "pcd-2").exists()


def test_what_our_writer_emits_is_built_as_it_was_meant(tmp_path: Path) -> None:
    """Headings, anchors, nested lists, tables and signs mean the same to both readers."""
    home = AHome(tmp_path)
    blocks = (
        Paragraph(number="1.1", text="Words *as* they [are](x) & 1. 2) ~~so~~ <b>they</b> stay."),
        ItemList(items=("one", "two", "three"), levels=(0, 1, 0)),
        Table(rows=(("a", "b"), ("1 | 2", "---"))),
    )
    sections = (Section(number="1", heading="# Introduction", blocks=blocks),)
    home.take_in(decision(1, sections=sections))

    report = home.publish()

    assert (report.appeared, report.not_published) == (("PCD 1",), ())


def with_body(plan: Plan, slug: str, body: str) -> Plan:
    """Slip in a page that says something else, in a decision's place."""
    page = plan.outgoing.pages[slug]
    above = page.markdown.removesuffix(parted(page.markdown)[1])
    told = f"# Title\n\nReference: PCD 2\n\n{body}\n"
    slipped_in = page_of(above + told, slug=slug, reference=page.reference, pinned=page.pinned)
    return replace(plan, outgoing=Outgoing(pages={**plan.outgoing.pages, slug: slipped_in}))


def test_a_decision_that_breaks_mkdocs_is_left_out_and_the_rest_goes_on(tmp_path: Path) -> None:
    """One page costs the others nothing, and the register will be told of it."""
    home = AHome(tmp_path)
    home.take_in(decision(1, "Boots."))
    home.take_in(decision(2, "Laces."))

    with home.press() as press:
        plan, made = made_of(press, with_body(plan_of(press, None), "pcd-2", TOO_DEEP))

    assert made is not None
    assert set(plan.outgoing.pages) == {"pcd-1"}
    assert [failure.reference for failure in plan.outgoing.failures] == ["PCD 2"]
    assert not (made.edition.site / "decisions" / "pcd-2").exists()
    assert (made.edition.site / "decisions" / "pcd-1" / "index.html").is_file()


def test_a_hand_written_page_that_breaks_mkdocs_is_left_out_with_a_word(tmp_path: Path) -> None:
    """A page about the weather can't keep a decision from its day."""
    home = AHome(tmp_path)
    home.take_in(decision(1, "Boots."))
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "weather.md").write_text(TOO_DEEP, "utf-8")

    report = home.publish()

    assert report.appeared == ("PCD 1",)
    assert any("content/weather.md" in warning for warning in report.warnings)


def test_a_page_that_repeats_its_own_withheld_pages_is_held(tmp_path: Path) -> None:
    """The pages that an officer split off are never excused by the decision itself."""
    said = "the informant known as Heronsgate will be moved to another suite before the scaffolding"
    home = AHome(tmp_path)
    record = home.take_in(
        decision(1, f"It is known that {said}.", withheld_pages=(2,)), "PCD 1", said
    )
    home.review(record, split(1))
    home.take_in(decision(2, "Laces."))

    report = home.publish()

    assert home.public_names() == {"pcd-2"}
    assert b"Heronsgate" not in home.all_bytes()
    assert report.stand.cleared == ("PCD 1", "PCD 2")
    assert [failure.reference for failure in report.not_published] == ["PCD 1"]
    with home.register() as register:
        told = {case.scan.name: case.page_failure for case in cases(register)}
    assert told["pcd-2.pdf"] is None
    assert told["pcd-1.pdf"] == report.not_published[0].says
