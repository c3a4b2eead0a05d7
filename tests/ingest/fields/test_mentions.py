"""What a record's text names: decisions, legislation, sums and days, each in its place."""

import re
import time
from datetime import date

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from ingest.fields.mentions import mentions_in
from ingest.fields.statute_book import LAWS
from ingest.mention import (
    Amount,
    CitedDecision,
    CitedLegislation,
    Mention,
    NamedDay,
    Place,
)
from ingest.record import (
    Answer,
    Approval,
    DecisionRecord,
    Deferral,
    ItemList,
    Paragraph,
    Part2,
    Section,
    Source,
    Table,
)
from tests.case_files import cases_in

EMPTY = DecisionRecord(
    reference="PCD 700",
    number=700,
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
    source=Source(sha256="5a" * 32, pages=4, file="pcd-700.pdf"),
)
PIECES = st.sampled_from(
    (
        *("FOIA", "\xa0", "2000", "PRSRA", "2011", "s.43", "’s ", "bn", "\u0131", "&", " l "),
        *(
            "PCD",
            "PCDs",
            "DMPC Decision",
            "611",
            "6l1",
            "and",
            ",",
            " to ",
            "-",
            "–",
            "(",
            ")",
            ".",
        ),
        *("£", "1,400", "000", "m", " million", "section ", "s.", "149", "(1)", " of the ", "FOIA"),
        *(
            "Equality Act 2010",
            "Act",
            "Regulations",
            "SI 2011/3050",
            "Schedule 3",
            "The ",
            "(“the ",
        ),
        *(
            "2011 Act”)",
            "31",
            "March",
            "2020",
            "/",
            "1/2/2019",
            "CEOD 12-2019",
            "MD1234",
            "\n",
            "²",
        ),
        *("FOIA", "\xa0", "2000", "PRSRA", "2011", "s.43", "’s ", "bn", "\u0131", "&", " l "),
    )
)
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=25).map("".join))


def saying(text: str) -> DecisionRecord:
    """Make a record whose first paragraph is this text."""
    blocks = (Paragraph(number="1.1", text=text),)
    return replace(EMPTY, sections=(Section(number="1", heading="Introduction", blocks=blocks),))


def in_words(mention: Mention) -> str:
    """Say a mention as the case file does."""
    match mention:
        case CitedDecision(reference=reference):
            return f"decision {reference}"
        case CitedLegislation(title=title, identity=identity, provisions=provisions):
            named = f": {'; '.join(provisions)}" if provisions else ""
            return f"legislation {identity or 'unknown'} {title}{named}"
        case Amount(pence=pence, up_to_pence=up_to):
            ends = [one for one in (pence, up_to) if one is not None]
            return "amount " + " to ".join(map(in_pounds, ends))
        case NamedDay(date=day):
            return f"date {day}"


def in_pounds(pence: int) -> str:
    """Write a sum out, with its pence where there are any."""
    return f"£{pence // 100:,}" + (f".{pence % 100:02}" if pence % 100 else "")


@pytest.mark.parametrize(("text", "expected"), cases_in("mentions.md"))
def test_a_text_names_what_is_plainly_there(text: str, expected: str) -> None:
    """Whatever a slip of a reader could have made is left out."""
    found = "\n".join(map(in_words, mentions_in(saying(text))))

    assert (found or "none") == expected.strip()


def test_a_mention_tells_its_place() -> None:
    """A list belongs to the paragraph above it; before the sections, the field is the place."""
    record = replace(
        EMPTY,
        title="Boots for £500",
        executive_summary="As PCD 611 says.\n\n- from 1 May 2019",
        recommendation="- pay £2m",
        sections=(
            Section(number=None, heading="", blocks=(Paragraph(text="£1m"),)),
            Section(
                number="1",
                heading="Money (£4m)",
                blocks=(Paragraph(number="1.1", text="£3m"), ItemList(items=("none", "£5m"))),
            ),
        ),
        public_access=(Paragraph(text="£6m"),),
        deferral=Deferral(answer=Answer.YES, reason="section 43 FOIA"),
    )

    places = [(mention.text, mention.place) for mention in mentions_in(record)]

    assert places == [
        ("£500", Place(field="title")),
        ("PCD 611", Place(field="executive_summary")),
        ("1 May 2019", Place(field="executive_summary")),
        ("£2m", Place(field="recommendation")),
        ("£1m", Place(field="sections", section=0, block=0)),
        ("£3m", Place(field="sections", section=1, block=0, paragraph="1.1")),
        ("£5m", Place(field="sections", section=1, block=1, paragraph="1.1")),
        ("£6m", Place(field="public_access", block=0)),
        ("section 43 FOIA", Place(field="deferral.reason")),
    ]


def test_a_decision_does_not_cite_itself() -> None:
    """Its own number stands in many places on the form."""
    assert mentions_in(saying("PCD 700 goes on from PCD 611")) == mentions_in(
        saying("PCD700 goes on from PCD 611")
    )


def test_what_is_named_twice_in_a_paragraph_is_one_mention() -> None:
    """And in two spellings it is two, since each is printed."""
    mentions = mentions_in(saying("PCD 611, PCD 611 and PCD611"))

    assert [mention.text for mention in mentions] == ["PCD 611", "PCD611"]


def test_a_mention_is_told_as_printed_and_in_the_order_of_the_text() -> None:
    """A person who looks for it finds it."""
    text = "On 1 May 2019 PCD 611 gave £5m under section 9 of the Police Act 1996."

    mentions = mentions_in(saying(text))

    printed = [mention.text for mention in mentions]
    assert printed == ["1 May 2019", "PCD 611", "£5m", "section 9 of the Police Act 1996"]


@pytest.mark.parametrize(
    ("rows", "pence"),
    [
        ((("Item", "Cost (£)"), ("Boots", "12,500"), ("Laces", "0")), [1_250_000, 0]),
        ((("Item", "2018/19", "2019/20"), ("Revenue (£)", "55,500", "6")), [5_550_000, 600]),
        ((("Item", "£000"), ("Boots", "1,250")), [125_000_000]),
        ((("Item", "£m"), ("Boots", "1.25")), [125_000_000]),
        ((("Item", "Cost (£)"), ("Boots", "£12,500")), [1_250_000]),
        ((("Item", "Number", "Cost (£)"), ("Training days", "22", "47,600")), [4_760_000]),
    ],
    ids=["a column", "a row", "thousands", "millions", "its own sign", "a count beside it"],
)
def test_figures_under_a_heading_in_pounds_are_sums(
    rows: tuple[tuple[str, ...], ...], pence: list[int]
) -> None:
    """The heading says it for the whole column, or for the whole row."""
    found = mentions_in(_with_table(rows))

    assert [one.pence for one in found if isinstance(one, Amount)] == pence


@pytest.mark.parametrize(
    "rows",
    [
        (("Item", "Cost"), ("Boots", "12,500")),
        (("Item", "Cost (£)"), ("Boots", "12.500")),
        (("Item", "Cost (£)"), ("Boots", "(500)")),
        (("Item", "Cost (£)"), ("Boots", "12 500")),
        (("Item", "Cost (£)"), ("Boots", "1O0")),
        (("Item", "Cost (£)"), ("Boots", "2019")),
        (("Item", "Cost (£)"), ("Number of pairs", "400")),
        (("Item", "Share (%)", "Cost"), ("Boots (£)", "40", "12.5")),
        (("Item", "Cost (£000)"), ("Boots (£)", "40")),
        (("Item", "Cost (£)"), ("Boots", "400", "600")),
        (),
        ((), ()),
    ],
)
def test_other_figures_in_a_table_are_none(rows: tuple[tuple[str, ...], ...]) -> None:
    """Where a cell could be something else, or be misread, it is left out."""
    assert mentions_in(_with_table(rows)) == ()


def test_every_law_in_the_book_is_found_by_each_of_its_names() -> None:
    """And by no other law's."""
    for law in LAWS:
        for name in (law.title, *law.other_names, *law.short):
            found = mentions_in(saying(f"under the {name}, as"))

            assert [in_words(one) for one in found] == [f"legislation {law.identity} {law.title}"]


def test_the_book_holds_each_law_once_with_an_identity_of_its_year() -> None:
    """An identity is a kind, a year or a reign, and a number."""
    identities = [law.identity for law in LAWS]

    assert len(set(identities)) == len(identities)
    for law in LAWS:
        assert re.fullmatch(r"(ukpga|uksi|eur)/([0-9]{4}|Eliz2/[0-9]-[0-9])/[0-9]+", law.identity)
        years = re.findall(r"/((?:19|20)[0-9]{2})/", law.identity)
        assert not years or law.identity.startswith("eur") or law.title.endswith(years[0])
        assert ("Act" in law.title.split()[-2]) is law.identity.startswith("ukpga")


@given(TEXTS)
def test_any_text_has_its_mentions(text: str) -> None:
    """None raises, each is printed in the text, and all can be written out and read back."""
    record = saying(text)

    mentions = mentions_in(record)

    made = replace(record, mentions=mentions)
    assert all(mention.text in text for mention in mentions)
    assert msgspec.json.decode(msgspec.json.encode(made), type=DecisionRecord) == made


@pytest.mark.parametrize(
    "piece",
    [
        "FOIA ",
        "£",
        "section 1, ",
        "£1,000",
        "£1 ",
        "PCD 1, ",
        "1, ",
        "the A ",
        "(",
        "1 May 2019 ",
        "s.1(a)(b)",
    ],
)
def test_long_texts_take_no_longer_than_they_are_long(piece: str) -> None:
    """Whoever writes a scan can't keep a worker busy with it."""
    text = "PCDs 1, " + piece * (20_000 // len(piece)) + " of the Equality Act 2010"
    started = time.process_time()

    mentions_in(saying(text))

    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Pol\u0131ce Act 1996",
            "sect\u0131on 1 FO\u0131A",
            "£1 m\u0131llion",
            "£\u0661",
            "£1\u0661",
        ),
        *("PCD \u0661\u0662", "PCD 61\u0661", "1 \u017fept 2019", "\u06611 May 2019"),
        *("Police & Act 1996", "Crime && Disorder Act 1998"),
    ],
)
def test_foreign_letters_are_not_ours(text: str) -> None:
    """A dotless i and a long s are ours in another case to some programs, and figures of a kind."""
    assert mentions_in(saying(text)) == ()


def test_a_day_is_a_date() -> None:
    """Its value is one, and not a text."""
    (mention,) = mentions_in(saying("on 1 May 2019"))

    assert isinstance(mention, NamedDay)
    assert mention.date == date(2019, 5, 1)


def _with_table(rows: tuple[tuple[str, ...], ...]) -> DecisionRecord:
    blocks = (Table(rows=rows),)
    return replace(EMPTY, sections=(Section(number="1", heading="Money", blocks=blocks),))
