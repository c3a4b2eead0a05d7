from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from publication.blocks import Heading, Prose
from publication.clean import clean
from publication.errors import NotProved
from publication.proof import prove
from publication.ruling import Tombstone
from publication.tombstone import prove_title, tombstone_page

DAY = date(2026, 7, 3)


def a_tombstone(
    sentence: str = "It was issued in error.", *, reference: str = "PCD 611"
) -> Tombstone:
    """Make what the public is told of a withdrawal."""
    return Tombstone(reference=reference, day=DAY, sentence=sentence)


def test_a_notice_gives_reference_day_and_sentence() -> None:
    """And nothing else."""
    assert tombstone_page(a_tombstone()) == (
        '---\n"title": "PCD 611"\n---\n\n# PCD 611\n\n'
        "This decision was withdrawn on 3 July 2026.\n\nIt was issued in error.\n"
    )


def test_a_sentence_is_only_read_and_never_obeyed() -> None:
    """An officer may paste anything."""
    page = tombstone_page(a_tombstone("See <b>[us](http://x)</b>\n---\n# now"))

    assert "<b>" not in page
    assert "](" not in page
    assert page.count("\n#") == 1


def test_a_notice_without_a_sentence_still_stands() -> None:
    """The rule trusts no entry to have been checked."""
    assert tombstone_page(a_tombstone("\u200b")).endswith("withdrawn on 3 July 2026.\n")


def test_a_reference_is_quoted_text_in_the_front_matter() -> None:
    """Themes print a title raw, and YAML obeys more than it seems."""
    page = tombstone_page(a_tombstone(reference='PCD <i>: "6\u202e11" # &amp;'))
    _, above, _ = page.split("---\n", 2)

    assert yaml.safe_load(above) == {
        "title": "PCD &lt;i&gt;: &quot;611&quot; # &amp;amp;",
    }


@given(st.text(max_size=60))
def test_any_sentence_reads_back_as_it_is(sentence: str) -> None:
    """Word for word, whatever the officer writes."""
    _, _, body = tombstone_page(a_tombstone(sentence)).split("---\n", 2)
    told = [Prose("This decision was withdrawn on 3 July 2026."), Prose(clean(sentence))]

    prove(body, [Heading(1, "PCD 611"), *(prose for prose in told if prose.text)])


@pytest.mark.parametrize("above", ["", "title: PCD 612\n", "title: PCD 611\nscan: 5a5a\n"])
def test_front_matter_that_says_anything_else_stops(above: str) -> None:
    """Nothing is written that was not meant."""
    prove_title("title: PCD 611\n", "PCD 611")
    with pytest.raises(NotProved):
        prove_title(above, "PCD 611")
