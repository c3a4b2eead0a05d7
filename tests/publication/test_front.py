import pytest

from publication.errors import NotProved
from publication.front import parted
from publication.markdown import markdown_of
from publication.reference import slug_of
from publication.ruling import Cleared
from tests.publication.records import DEFAULT, TODAY, a_record, ruling_on


def test_a_written_page_parts_into_what_it_was_made_of() -> None:
    """Whoever reads a page needs neither the rule nor the writer."""
    cleared = ruling_on(a_record(title="Boots & laces"), [], DEFAULT, TODAY)
    assert isinstance(cleared, Cleared)

    front, body = parted(markdown_of(cleared))

    assert (front.title, front.reference, front.approved) == (
        "Boots &amp; laces",
        "PCD 611",
        "2024-07-19",
    )
    assert body.startswith("# Boots &#38; laces\n\nReference")


@pytest.mark.parametrize(
    "page", ["", "# Boots\n", "---\n", '---\n"title": "Boots"\n', '---\n"title": "Boots"\n---\n']
)
def test_any_other_page_is_refused(page: str) -> None:
    """A page that nobody wrote here is not taken for a decision's."""
    with pytest.raises(NotProved):
        parted(page)


@pytest.mark.parametrize(
    ("reference", "slug"), [("PCD 611", "pcd-611"), ("DMPCD 2015 143", "dmpcd-2015-143")]
)
def test_a_page_is_named_after_its_reference(reference: str, slug: str) -> None:
    """A link says which decision it leads to."""
    assert slug_of(reference) == slug
