from pathlib import Path

import pytest
from msgspec.structs import replace

from edition.alike import EXTENSIONS, reads_alike
from edition.outgoing import Outgoing
from edition.planning import Plan, made_of, plan_of
from publication.front import parted
from register.cases import cases
from tests.edition.homes import AHome, decision
from tests.publication.records import split

ROOT = Path(__file__).parents[2]
TOO_DEEP = "\n".join(f"{'    ' * depth}- deep" for depth in range(400))


@pytest.mark.parametrize(
    "body",
    [
        "- one\n  - two spaces deep",
        "1) a list to one reader alone",
        "<div>\n\n*raw*\n\n</div>",
        TOO_DEEP,
    ],
)
def test_a_page_that_two_readers_read_differently_is_told(body: str) -> None:
    """What was proved with one reader says nothing about the other."""
    assert not reads_alike(body)


@pytest.mark.parametrize(
    "body",
    [
        '# Heading\n\n<a id="1.1"></a>1&#46;1 Words &#42;as&#42; they are.',
        "- one\n    - four spaces deep\n- two",
        "| a | b |\n| --- | --- |\n| 1 | &#124; |",
    ],
)
def test_what_our_writer_emits_is_read_alike(body: str) -> None:
    """Headings, anchors, nested lists and tables mean the same to both."""
    assert reads_alike(body)


def test_the_check_reads_with_the_extensions_that_mkdocs_has() -> None:
    """Another extension in the configuration would read pages that nobody checked with it."""
    configuration = (ROOT / "mkdocs.yml").read_text("utf-8")
    listed = configuration.partition("markdown_extensions:\n")[2].partition("\n\n")[0]
    named = {line.strip(" -:") for line in listed.splitlines() if line.startswith("  - ")}

    assert named <= set(EXTENSIONS)
    assert named


def with_a_page_too_deep(plan: Plan, slug: str) -> Plan:
    """Slip in a page that no build survives, in a decision's place."""
    page = plan.outgoing.pages[slug]
    front = page.markdown.removesuffix(parted(page.markdown)[1])
    pages = {**plan.outgoing.pages, slug: replace(page, markdown=f"{front}{TOO_DEEP}\n")}
    return replace(plan, outgoing=Outgoing(pages=pages))


def test_a_decision_that_breaks_mkdocs_is_left_out_and_the_rest_goes_on(tmp_path: Path) -> None:
    """One page costs the others nothing, and the register will be told of it."""
    home = AHome(tmp_path)
    home.take_in(decision(1, "Boots."))
    home.take_in(decision(2, "Laces."))

    with home.press() as press:
        plan = with_a_page_too_deep(plan_of(press, None), "pcd-2")
        plan, made = made_of(press, plan)

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
