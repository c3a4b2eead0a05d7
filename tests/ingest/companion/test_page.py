"""A saved web page says a thing clearly, or does not say it."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.companion.beside import LARGEST_PAGE
from ingest.companion.labels import FIELD_OF, field_named
from ingest.companion.page import companion_in, read_page
from ingest.record import Companion
from ingest.verdict import Reason, Unreadable
from tests.case_files import cases_in

TAGS = ("<div>", "<b>", "<p>", "<table><tr><td>", "<dl><dt>Date signed<dd>", "<a", "</p>", "<!--")


def told(said: Companion) -> Iterator[str]:
    """Tell what was read, a line a field, as the cases do."""
    fields = {
        "title": said.title,
        "reference": said.reference,
        "date signed": said.date_signed,
        "decision by": said.decided_by,
        "summary": " ".join((said.summary or "").split()) or None,
    }
    yield from (f"{name}: {value}" for name, value in fields.items() if value is not None)
    yield from (f"unclear: {one}" for one in said.unclear)


@pytest.mark.parametrize(("html", "expected"), cases_in("companion-pages.md"))
def test_a_page_is_read_whichever_way_it_is_laid_out(html: str, expected: str) -> None:
    """What the cases say is read, and nothing besides."""
    said = companion_in(html.encode(), name="pcd-611.html")

    assert list(told(said)) == [line for line in expected.splitlines() if line != "nothing"]


@pytest.mark.parametrize("label", FIELD_OF)
def test_every_label_is_understood_with_capitals_and_a_colon(label: str) -> None:
    """Each is in the data for a page that prints it so."""
    assert field_named(f" {label.upper()} : ") is FIELD_OF[label]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "utf-16"])
def test_a_page_in_any_encoding_is_read(encoding: str) -> None:
    """Browsers save what they got; the page or its first bytes tell in what."""
    html = f'<meta charset="{encoding}"><h1>Café – boots</h1><p>Date signed:\xa019 July 2019</p>'
    said = companion_in(html.encode(encoding), name="x.html")

    assert said.title == "Café – boots"
    assert said.date_signed == datetime.date(2019, 7, 19)


def test_marks_that_cannot_be_shown_are_left_out() -> None:
    """No control character, no mark that turns the direction, reaches the record."""
    said = companion_in("<h1>New\u202e bo\u200bots\x07</h1>".encode(), name="x.html")

    assert said.title is not None
    assert said.title.isprintable()


def test_xhtml_is_read_as_html() -> None:
    """It begins like XML, and a browser shows it all the same."""
    said = companion_in(b'<?xml version="1.0"?><html><h1>New boots</h1></html>', name="x.htm")

    assert said.title == "New boots"


def test_a_page_longer_than_any_is_not_read(tmp_path: Path) -> None:
    """Nothing of it is parsed."""
    page = tmp_path / "pcd-611.html"
    with page.open("wb") as large:
        large.truncate(LARGEST_PAGE + 1)
    with pytest.raises(Unreadable) as caught:
        read_page(page, name=page.name)

    assert caught.value.reason is Reason.TOO_LARGE


def test_a_page_of_more_tags_than_any_is_not_read() -> None:
    """Each tag costs memory, so they are counted first."""
    with pytest.raises(Unreadable) as caught:
        companion_in(b"<i>" * 100_000, name="x.html")

    assert caught.value.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("tag", TAGS)
def test_a_page_as_deep_as_it_may_be_is_read(tag: str) -> None:
    """Depth is walked without recursion; what stands in the open is found all the same."""
    depth = 20_000 // tag.count("<")
    html = "<p>Reference code: PCD 611</p>" + tag * depth
    said = companion_in(html.encode(), name="x.html")

    assert said.reference == "PCD 611"


@given(
    st.text() | st.lists(st.sampled_from((*TAGS, *FIELD_OF, "PCD 611", ":", "</td>"))).map("".join)
)
def test_any_text_is_read_without_a_fault(html: str) -> None:
    """Whatever somebody saved, reading it ends with a value."""
    assert companion_in(html.encode("utf-8", "surrogatepass"), name="x.html").file == "x.html"
