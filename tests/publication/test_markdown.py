import ast
from datetime import date
from pathlib import Path

import msgspec
import pytest
import yaml
from markdown_it import MarkdownIt
from msgspec.structs import replace

from ingest.finding import Ground, finding
from ingest.record import (
    Answer,
    Approval,
    DecisionRecord,
    Deferral,
    ItemList,
    Paragraph,
    Part2,
    Section,
    Statement,
    Status,
    Table,
)
from publication.blocks import Grid, Heading, Item, PageBlock, Prose
from publication.clean import clean
from publication.errors import NotProved
from publication.escape import escape
from publication.front import FrontMatter
from publication.front_matter import prove_front_matter
from publication.markdown import markdown_of
from publication.proof import prove
from publication.ruling import Cleared
from publication.writing import written
from register.review import Entry
from tests.publication.records import (
    DEFAULT,
    TODAY,
    a_record,
    confirm,
    deferred_until,
    extend,
    release,
    ruling_on,
    split,
)

CASES = Path(__file__).parents[1] / "cases"


def cleared(record: DecisionRecord, *reviews: Entry) -> Cleared:
    """Rule, and be sure that it is cleared."""
    ruling = ruling_on(record, reviews, DEFAULT, TODAY)
    assert isinstance(ruling, Cleared)
    return ruling


def page(record: DecisionRecord, *reviews: Entry) -> str:
    """Return the page without its front matter."""
    return markdown_of(cleared(record, *reviews)).split("---\n", 2)[2]


def front(record: DecisionRecord, *reviews: Entry) -> dict[str, object]:
    """Return the front matter as YAML reads it."""
    return dict(yaml.safe_load(markdown_of(cleared(record, *reviews)).split("---\n", 2)[1]))


def with_blocks(*blocks: Paragraph | ItemList | Table) -> DecisionRecord:
    """Make a record of one section."""
    return a_record(sections=(Section(number=None, heading="Comments", blocks=blocks),))


def test_a_page_stands_in_the_order_of_the_form() -> None:
    """The whole page of a plain decision, as committed."""
    expected = (CASES / "plain-decision.md").read_text(encoding="utf-8")

    assert markdown_of(cleared(a_record())) == expected


def test_front_matter_is_text_in_quotes() -> None:
    """YAML turns a bare NO into False and 0611 into 393."""
    record = a_record(title="NO", form_version="0611", approval=Approval(signed=True))
    above = markdown_of(cleared(record)).split("---\n", 2)[1]

    assert all(line.partition(": ")[2].startswith('"') for line in above.splitlines())
    assert front(record)["title"] == "NO"
    assert front(record)["form_version"] == "0611"
    assert front(record)["approved"] == "not legible"


def test_a_title_is_escaped_where_themes_print_it_raw() -> None:
    """Front-matter titles are printed raw, in other pages' navigation too."""
    title = front(a_record(title="<script>alert('x')</script> & more"))["title"]

    assert title == "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; more"


def test_the_history_of_a_deferral_is_told() -> None:
    """Until when, extended to when, and why."""
    record = deferred_until(date(2025, 12, 1), reason="Bids: open.")
    reviews = (confirm(), extend(date(2026, 2, 1)))

    assert {key: value for key, value in front(record, *reviews).items() if "defer" in key} == {
        "deferred": "yes",
        "deferred_until": "2025-12-01",
        "deferral_extended_to": ["2026-02-01"],
        "deferral_reason": "Bids: open.",
        "deferral_ended": "2026-02-01",
    }
    text = page(record, *reviews)
    assert "was deferred until&#58; 1 December 2025." in text
    assert "The deferral was extended to 1 February 2026." in text
    assert "Reason given&#58; Bids&#58; open." in text


def test_a_deferral_to_an_event_is_told_in_the_forms_words() -> None:
    """Until "contract award." is until contract award; no date and no reason are not made up."""
    event = deferred_until(None, text="contract award.", reason=None)
    blank = deferred_until(None)

    assert "until&#58; contract award.\n" in page(event, confirm(), release("until-event"))
    assert "Reason given" not in page(event, confirm(), release("until-event"))
    assert "deferral_ended" not in front(event, confirm(), release("until-event"))
    assert "until&#58; no date given.\n" in page(blank, confirm(), release("until-blank"))


def test_a_question_without_an_answer_is_told_as_such() -> None:
    """An officer released it; nobody makes up a NO."""
    record = a_record(
        deferral=Deferral(answer=Answer.UNCLEAR), statuses={"deferral.answer": Status.BLANK}
    )

    assert "no clear answer on whether publication" in page(record, release("deferral-blank"))
    assert front(record, release("deferral-blank"))["deferred"] == "not clear"


def test_a_part_2_that_exists_is_noted() -> None:
    """That it exists and on what basis it is withheld; of pages, only that there are some."""
    record = a_record(part2=Part2(answer=Answer.YES, legal_basis="Part 2 is exempt."))
    with_pages = replace(record, withheld_pages=(4,))

    assert "A Part 2 exists and is withheld." in page(record)
    assert "Basis printed on the form&#58; Part 2 is exempt." in page(record)
    assert "Some pages of the scan are withheld." in page(with_pages, split(1, 2, 3))


def test_handwriting_never_goes_out() -> None:
    """Neither a signature's noise nor a date that is not legible."""
    record = a_record(
        approval=Approval(signed=True, date_text="M719", date_candidates=(date(2019, 7, 1),)),
        officer_approval=Approval(signed=False),
        findings=(finding(Ground.DATE_ILLEGIBLE, page=1, read="M719"),),
    )
    text = markdown_of(cleared(record))

    assert "M719" not in text
    assert "2019" not in text
    assert text.count("Date&#58; not legible.") == 2
    assert "Not signed." in text


def test_what_a_reader_needs_to_know_of_the_scan_is_told() -> None:
    """A warning is told in fixed words, never with what was read."""
    found = (finding(Ground.LOW_CONFIDENCE, read="zzz"), finding(Ground.PAGE_TURNED))

    text = page(a_record(findings=found))

    assert "## About this text" in text
    assert "may be wrong." in text
    assert "zzz" not in text


def test_an_empty_part_leaves_no_heading() -> None:
    """A form without recorded interests or a declaration is no fault."""
    text = page(a_record(executive_summary="", declaration=(), recommendation=" \n\n "))

    assert "Recommendation" not in text
    assert "Executive" not in text
    assert "declaration" not in text


def test_a_doubtful_tick_is_told_as_not_legible() -> None:
    """A tick is ink in the cell, and what is not clear is not guessed."""
    rows = (Statement(topic="Legal", statement="Seen.", ticked=None),)

    assert "| Legal | Seen. | Not legible |" in page(a_record(declaration=rows))


def test_plain_markdown_knows_paragraphs_and_items_only() -> None:
    """Every other character of it is literal."""
    text = page(a_record(recommendation="One\nline:\n- a *b*\n-c\n\n- d\n1. e"))

    assert "One line&#58;\n\n- a &#42;b&#42;\n\n&#45;c\n\n- d\n\n1&#46; e\n" in text


def test_a_list_nests_by_four_spaces_and_not_too_deep() -> None:
    """One deeper at a time, and no deeper than any reader follows; what is empty is left out."""
    items = ItemList(
        items=("a", "b", "", "c", "d", "e", "f", "g"),
        levels=(5, 1, 2, 2, 3, 4, 300, -1),
        marks=("(a)", "", "", "(i)"),
    )

    assert (
        "- &#40;a&#41; a\n    - b\n        - &#40;i&#41; c\n            - d\n            - e\n"
        "            - f\n- g\n"
    ) in page(with_blocks(items))


def test_a_table_is_a_pipe_table_with_every_cell_escaped() -> None:
    """Ragged rows are filled; rows of nothing are left out; so is a table of nothing."""
    table = Table(rows=(("Cost|type", "2019/20"), ("", " "), ("Revenue (£)",), ("-", "1\n2")))

    text = page(with_blocks(table, Table(rows=(("", ""),)), Table(rows=())))

    assert (
        "| Cost&#124;type | 2019/20 |\n| --- | --- |\n| Revenue &#40;£&#41; |  |\n| &#45; | 1 2 |\n"
    ) in text
    assert text.count("\n| ---") == 2


def test_a_paragraph_number_is_a_place_to_link_to() -> None:
    """One closed pattern, once a number; other numbers are words."""
    blocks = (
        Paragraph(number="2.3", text="First."),
        Paragraph(number="2.3", text="Again."),
        Paragraph(number="(a)", text="Lettered."),
        Paragraph(number='2.3"><script>', text="Hostile."),
        Paragraph(number=None, text=" "),
    )
    text = page(with_blocks(*blocks))

    assert '<a id="2.3"></a>2&#46;3 First.\n' in text
    assert "\n2&#46;3 Again.\n" in text
    assert "\n&#40;a&#41; Lettered.\n" in text
    assert text.count("<") == 2


def test_a_section_keeps_its_heading_as_printed() -> None:
    """With its number where it has one; without a heading its text stands all the same."""
    sections = (
        Section(number="2.", heading="# Issues", blocks=()),
        Section(number=None, heading="", blocks=(Paragraph(text="Bare."),)),
    )
    text = page(a_record(sections=sections))

    assert "## 2&#46; &#35; Issues\n\nBare.\n" in text


HOSTILE = (CASES / "hostile-text.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", HOSTILE, ids=str)
def test_hostile_text_is_read_as_text(text: str) -> None:
    """Each line of the file, written as in Python, comes out of the HTML as words only."""
    text = ast.literal_eval(text)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(escape(text))

    assert html.startswith("<p>")
    assert html.count("<") == 2
    page(with_blocks(Paragraph(text=text), ItemList(items=(text,)), Table(rows=((text,), (text,)))))
    page(a_record(title=f"T {text}", executive_summary=text, recommendation=f"- {text}"))


def test_cleaning_leaves_what_can_be_seen() -> None:
    """Control, bidi, zero-width and unassigned characters go; any space is one space."""
    assert clean("a\u202eb\u200bc\x00d\u00ade\ufe0f\u034f\U000e0041") == "abcde"
    assert clean(" a\u00a0\t\n\u2003b\u2028c ") == "a b c"
    assert clean("£1,000 \u2013 café ✓") == "£1,000 \u2013 café ✓"


UNPROVED: list[tuple[str, str, tuple[PageBlock, ...]]] = [
    ("other words", "Beots\n", (Prose("Boots"),)),
    ("words too many", "Boots\n\nlaces\n", (Prose("Boots"),)),
    ("words missing", "", (Prose("Boots"),)),
    ("another order", "b\n\na\n", (Prose("a"), Prose("b"))),
    ("another level", "## Boots\n", (Heading(1, "Boots"),)),
    ("a paragraph for an item", "Boots\n", (Item(0, "Boots"),)),
    ("another cell", "| a |\n| --- |\n| c |\n", (Grid((("a",), ("b",))),)),
    ("HTML", "<b>Boots</b>\n", (Prose("Boots"),)),
    ("a block of HTML", "<div>\nBoots\n</div>\n", (Prose("Boots"),)),
    ("an anchor in the middle", 'Boots <a id="1"></a>\n', (Prose("Boots"),)),
    ("another anchor", '<a id="x"></a>Boots\n', (Prose("Boots"),)),
    ("an anchor nobody meant", '<a id="1"></a>Boots\n', (Prose("Boots"),)),
    ("an anchor on an item", '- <a id="1"></a>Boots\n', (Item(0, "Boots"),)),
    ("a link", "[Boots](https://example.org)\n", (Prose("Boots"),)),
    ("a picture", "![Boots](boots.png)\n", (Prose("Boots"),)),
    ("emphasis", "*Boots*\n", (Prose("Boots"),)),
    ("code", "`Boots`\n", (Prose("Boots"),)),
    ("a code block", "    Boots\n", (Prose("Boots"),)),
    ("a quotation", "> Boots\n", (Prose("Boots"),)),
    ("a numbered list", "1. Boots\n", (Item(0, "Boots"),)),
    ("a rule", "---\n", ()),
    ("a hard break", "Boots  \nlaces\n", (Prose("Boots laces"),)),
    ("HTML in a cell", "| <b>a</b> |\n| --- |\n", (Grid((("a",),)),)),
    (
        "one anchor for two",
        '<a id="1"></a>a\n\n<a id="1"></a>b\n',
        (Prose("a", "1"), Prose("b", "1")),
    ),
]


@pytest.mark.parametrize(
    ("markdown", "meant"), [(m, b) for _, m, b in UNPROVED], ids=[name for name, _, _ in UNPROVED]
)
def test_what_does_not_read_as_meant_is_not_proved(
    markdown: str, meant: tuple[PageBlock, ...]
) -> None:
    """Nothing is written that a reader could read otherwise."""
    with pytest.raises(NotProved):
        prove(markdown, meant)


def test_what_reads_as_meant_is_proved() -> None:
    """Every kind of block, written and read back."""
    meant = (
        Heading(1, "Boots"),
        Prose("1.1 They wear out.", "1.1"),
        Item(0, "boots"),
        Item(1, "laces"),
        Grid((("Cost", ""), ("Boots", "£1"))),
        Prose("The end."),
    )

    prove(written(meant), meant)


@pytest.mark.parametrize(
    "change",
    [("Boots", "Laces"), ('"', ""), ("title", "name"), ("---", "")],
    ids=["another title", "bare values", "an unknown key", "no YAML"],
)
def test_front_matter_that_does_not_read_back_is_not_proved(change: tuple[str, str]) -> None:
    """Neither other words nor anything outside the schema."""
    meant = FrontMatter(
        title="Boots",
        reference="0611",
        approved="",
        officer_approved="",
        scan="",
        deferred="no",
        part2="no",
    )
    above = yaml.safe_dump(msgspec.to_builtins(meant), default_style='"')

    prove_front_matter(above, meant)
    with pytest.raises(NotProved):
        prove_front_matter(above.replace(*change) if change[0] != "---" else "[", meant)
