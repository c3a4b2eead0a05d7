"""Pages for the index, made by the rule itself from records of clear decisions."""

from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

from msgspec.structs import replace

from ingest.record import Block, DecisionRecord, ItemList, Paragraph, Section, Table
from publication.markdown import markdown_of
from publication.reference import reference_in, slug_of
from publication.ruling import Cleared
from search_index.building import build
from search_index.paragraphs import paragraphs_of
from tests.publication.records import DEFAULT, TODAY, a_record, ruling_on

THE_TABLE = Table(rows=(("Cost type", "2019/20"), ("Revenue (£)", "1,313,500")))


def a_page(*, reference: str = "PCD 611", **fields: object) -> tuple[str, str]:
    """Return the slug and the page of a decision that the rule clears."""
    return page_of(record_of(reference=reference, **fields))


def record_of(*, reference: str = "PCD 611", **fields: object) -> DecisionRecord:
    """Make the record of a clear decision of this reference."""
    named = reference_in(reference)
    number = named.numbers[0] if named and named.series == "PCD" else None
    return replace(replace(a_record(), reference=reference, number=number), **fields)


def page_of(record: DecisionRecord) -> tuple[str, str]:
    """Return the slug and the page of a record that the rule clears."""
    ruling = ruling_on(record, (), DEFAULT, TODAY)
    assert isinstance(ruling, Cleared)
    return slug_of(ruling.reference), markdown_of(ruling)


def a_section(*blocks: Block, heading: str = "Financial Comments", number: str = "2") -> Section:
    """Make a section of a record."""
    return Section(number=number, heading=heading, blocks=blocks)


def said(text: str, *, number: str | None = "2.1") -> Section:
    """Make a section of one paragraph."""
    return a_section(Paragraph(number=number, text=text))


def some_records() -> tuple[DecisionRecord, ...]:
    """Return three decisions: boots, vans that cite them, and a grant."""
    return (
        record_of(
            sections=(
                said("Boots cost £1,400,000, or £1.4m, and last until 30 March 2021."),
                a_section(
                    Paragraph(number="3.1", text="The soles are made of:"),
                    ItemList(items=("rubber from Malaysia; and", "cork.")),
                    THE_TABLE,
                    Paragraph(number="3.2", text="Nothing else was considered."),
                    heading="Commercial Issues",
                    number="3",
                ),
            )
        ),
        record_of(
            reference="PCD 612",
            title="Night Patrol Vans & Officers' “Boots”",
            sections=(said("Vans carry the boots of DMPC Decision 611 to victims' homes."),),
        ),
        record_of(
            reference="DMPCD 2019 45",
            title="A grant for café owners",
            sections=(said("The night time levy pays 611 grants, as PCD 611 said."),),
        ),
    )


def some_pages() -> dict[str, str]:
    """Return the pages of the three decisions."""
    return dict(map(page_of, some_records()))


def indexed(folder: Path, pages: Mapping[str, str] | Sequence[tuple[str, str]]) -> Path:
    """Build the index of pages and return its folder."""
    sorted_pages = sorted(dict(pages).items())
    build(
        folder / "search_index",
        chain.from_iterable(paragraphs_of(slug, page) for slug, page in sorted_pages),
    )
    return folder / "search_index"
