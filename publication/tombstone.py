"""A withdrawal in, the notice that stands where the decision stood out.

It gives reference, day and the officer's sentence, and never the title.
"""

from html import escape

import yaml

from publication.blocks import Heading, PageBlock, Prose
from publication.clean import clean
from publication.day import day_in_words
from publication.errors import NotProved
from publication.proof import prove
from publication.ruling import Tombstone
from publication.writing import written

_FAULT = "A notice's front matter does not read back as what was meant. Report this fault."


def tombstone_page(tombstone: Tombstone) -> str:
    """Write the notice as Markdown with front matter.

    Raises `NotProved` where it would not read back as exactly what was meant.
    """
    meant = _blocks_of(tombstone)
    markdown = written(meant)
    prove(markdown, meant)
    return f"---\n{_front_matter_of(tombstone)}---\n\n{markdown}"


def prove_title(above: str, title: str) -> None:
    """Raise `NotProved` unless the YAML of a front matter is this title and nothing else."""
    if yaml.safe_load(above) != {"title": title}:
        raise NotProved(_FAULT)


def _blocks_of(tombstone: Tombstone) -> tuple[PageBlock, ...]:
    told = (
        Prose(f"This decision was withdrawn on {day_in_words(tombstone.day)}."),
        Prose(clean(tombstone.sentence)),
    )
    return Heading(1, tombstone.reference), *(prose for prose in told if prose.text)


def _front_matter_of(tombstone: Tombstone) -> str:
    title = escape(clean(tombstone.reference))
    above = yaml.safe_dump(
        {"title": title}, default_style='"', allow_unicode=True, width=float("inf")
    )
    prove_title(above, title)
    return above
