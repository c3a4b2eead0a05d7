"""Pages of cleared decisions, written by the real writer, and what a browser would see."""

from datetime import date

from bs4 import BeautifulSoup
from markdown import markdown
from msgspec.structs import replace

from ingest.record import Approval
from publication.markdown import markdown_of
from publication.reference import slug_of
from publication.ruling import Cleared
from tests.publication.records import DEFAULT, TODAY, a_record, ruling_on

IN_2019 = date(2019, 7, 19)


def a_page(
    number: int = 611,
    *,
    title: str = "New boots",
    approved: date | None = IN_2019,
    officer_approved: date | None = IN_2019,
) -> dict[str, str]:
    """Write the page of one cleared decision, by its slug."""
    record = replace(
        a_record(),
        reference=f"PCD {number}",
        number=number,
        title=title,
        approval=Approval(signed=True, date=approved),
        officer_approval=Approval(signed=True, date=officer_approved),
    )
    ruling = ruling_on(record, (), DEFAULT, TODAY)
    assert isinstance(ruling, Cleared)
    return {slug_of(ruling.reference): markdown_of(ruling)}


def as_seen(page: str) -> BeautifulSoup:
    """Read a page's Markdown as MkDocs does."""
    body = page.split("---\n", 2)[2]
    return BeautifulSoup(markdown(body, extensions=["toc", "tables", "fenced_code"]), "lxml")


def rows_of(page: str) -> list[list[str]]:
    """Return the rows of a page's tables, without their headings."""
    return [
        [cell.get_text() for cell in row.find_all("td")]
        for row in as_seen(page).find_all("tr")
        if row.find("td")
    ]


def links_of(page: str) -> dict[str, str]:
    """Return a page's links: where each leads, by what it says."""
    return {link.get_text(): str(link["href"]) for link in as_seen(page).find_all("a")}
